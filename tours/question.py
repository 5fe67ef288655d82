"""The one question that a stop may ask: what it says, and what it must have. Pure.

It is read from a stream of at most one block, as the database and a form's value hold
it. A draft may be incomplete; ``question_faults`` says what publishing refuses.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

CHOICE, NUMBER, DETAIL = "choice", "number", "detail"
KINDS = (CHOICE, NUMBER, DETAIL)
MIN_ANSWERS, MAX_ANSWERS = 2, 4
MAX_WORDS = 255
MAX_ANSWER = 120
MAX_NUMBER = 999_999


@dataclass(frozen=True)
class Answer:
    """One of the answers to choose from."""

    text: str
    is_right: bool = False


@dataclass(frozen=True)
class Question:
    """A question. ``kind`` says which of the last fields count.

    choice: ``answers``; number: ``number``, and how far off one may be; detail:
    something to be found there, which a picture may show.
    """

    kind: str
    words: str = ""
    hint: str = ""
    answer_story: str = ""
    answers: tuple[Answer, ...] = ()
    number: int | None = None
    tolerance: int = 0
    picture_id: int | None = None
    alternative_text: str = ""


def read_question(blocks: Sequence[Mapping[str, Any] | None]) -> Question | None:
    """The question of a stream's raw blocks; None without one."""
    block = next((block for block in blocks if block), None)
    if block is None or block["type"] not in KINDS:
        return None
    value = block["value"]
    return Question(
        kind=block["type"],
        words=(value.get("question") or "").strip(),
        hint=(value.get("hint") or "").strip(),
        answer_story=(value.get("answer_story") or "").strip(),
        answers=tuple(map(_answer, value.get("answers") or ())),
        number=value.get("number"),
        tolerance=value.get("tolerance") or 0,
        picture_id=value.get("picture"),
        alternative_text=(value.get("alternative_text") or "").strip(),
    )


def _answer(item: Mapping[str, Any]) -> Answer:
    # A list holds its items bare, or with their type and identifier.
    value = item.get("value", item)
    return Answer((value.get("text") or "").strip(), bool(value.get("is_right")))


def question_faults(question: Question) -> Iterator[str]:
    """The code of each reason why a question cannot be asked yet."""
    if not question.words:
        yield "question_without_words"
    if not question.answer_story:
        yield "question_without_answer_story"
    if question.kind == CHOICE:
        yield from _choice_faults(question.answers)
    if question.kind == NUMBER:
        if question.number is None:
            yield "question_without_number"
        elif not 0 <= question.number <= MAX_NUMBER:
            yield "question_number_out_of_range"
        if not 0 <= question.tolerance <= MAX_NUMBER:
            yield "question_tolerance_out_of_range"
    if question.picture_id and not question.alternative_text:
        yield "question_picture_without_alternative_text"


def _choice_faults(answers: Sequence[Answer]) -> Iterator[str]:
    texts = [answer.text for answer in answers if answer.text]
    if len(texts) < len(answers):
        yield "question_with_empty_answer"
    if not MIN_ANSWERS <= len(texts) <= MAX_ANSWERS:
        yield "question_with_so_many_answers"
    if len({text.casefold() for text in texts}) < len(texts):
        yield "question_with_same_answers"
    if sum(answer.is_right for answer in answers) != 1:
        yield "question_without_one_right_answer"
