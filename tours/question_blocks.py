"""The question of a stop, as the form edits it: a stream of at most one block.

Nothing is required here: what a question must have is asked at publication, in one
sentence for each fault (see tours/question.py).
"""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from tours.blocks import PictureChooser, PlainStructBlock
from tours.question import MAX_ANSWER, MAX_ANSWERS, MAX_WORDS


class AskingBlock(PlainStructBlock):
    """What every kind of question has."""

    question = blocks.CharBlock(
        required=False, max_length=MAX_WORDS, label=_("Question"), search_index=False
    )

    class Meta:
        icon = "help"


def _hint() -> blocks.TextBlock:
    return blocks.TextBlock(
        required=False,
        rows=2,
        label=_("Hint"),
        help_text=_("For who looks in vain. May be left empty."),
        search_index=False,
    )


def _answer_story() -> blocks.TextBlock:
    return blocks.TextBlock(
        required=False,
        rows=3,
        label=_("Story of the answer"),
        help_text=_("Told after any answer, right or wrong: it scolds nobody."),
        search_index=False,
    )


class AnswerBlock(PlainStructBlock):
    """One of the answers to choose from."""

    text = blocks.CharBlock(
        required=False, max_length=MAX_ANSWER, label=_("Answer"), search_index=False
    )
    is_right = blocks.BooleanBlock(required=False, label=_("This one is right"))


class ChoiceBlock(AskingBlock):
    """A question with answers to choose from."""

    answers = blocks.ListBlock(
        AnswerBlock(label=_("Answer")),
        label=_("Answers"),
        max_num=MAX_ANSWERS,
        default=[{"text": "", "is_right": False}] * 2,
        help_text=_("Two to four, of which one is right."),
        search_index=False,
    )
    hint = _hint()
    answer_story = _answer_story()

    class Meta:
        label = _("Choice")
        icon = "list-ul"


class NumberBlock(AskingBlock):
    """A question whose answer is a whole number."""

    number = blocks.IntegerBlock(
        required=False, label=_("Number"), help_text=_("Such as how many windows.")
    )
    tolerance = blocks.IntegerBlock(
        required=False,
        default=0,
        label=_("Tolerance"),
        help_text=_("How far off an answer may be and still be right."),
    )
    hint = _hint()
    answer_story = _answer_story()

    class Meta:
        label = _("Number")
        icon = "order"


class DetailBlock(AskingBlock):
    """Something to be found on the spot: the walker says that they found it."""

    picture = PictureChooser(
        required=False,
        label=_("Picture of the detail"),
        help_text=_("If words alone do not say what to find."),
    )
    alternative_text = blocks.CharBlock(
        required=False,
        max_length=255,
        label=_("Alternative text of the picture"),
        search_index=False,
    )
    hint = _hint()
    answer_story = _answer_story()

    class Meta:
        label = _("Find the detail")
        icon = "search"


class QuestionBlock(blocks.StreamBlock):
    """One question of one of three kinds, or none."""

    choice = ChoiceBlock()
    number = NumberBlock()
    detail = DetailBlock()

    class Meta:
        max_num = 1
        label = _("Question")
