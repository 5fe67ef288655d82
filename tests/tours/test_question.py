"""The one question that a stop may ask."""

from typing import Any

import pytest

from tours.question import Answer, Question, question_faults, read_question

TOLD = {
    "question": " Quel animal ? ",
    "hint": "Levez les yeux.",
    "answer_story": "Un ours.\n",
}
ANSWERS = (Answer("Un lion"), Answer("Un ours", is_right=True))


def raw(kind: str, **value: Any) -> list[dict[str, Any]]:
    """A stream that holds a question."""
    return [{"type": kind, "value": {**TOLD, **value}, "id": "a"}]


def faults(kind: str = "choice", **changes: Any) -> list[str]:
    """What is wrong with a faultless question, changed."""
    asked: dict[str, Any] = {"words": "Quel animal ?", "answer_story": "Un ours."}
    if kind == "choice":
        asked["answers"] = ANSWERS
    if kind == "number":
        asked["number"] = 12
    return list(question_faults(Question(kind, **{**asked, **changes})))


class TestReading:
    @pytest.mark.parametrize(
        "blocks", [[], [None], [{"type": "poem", "value": {}}]], ids=str
    )
    def test_a_stream_without_a_question_holds_none(self, blocks: Any) -> None:
        assert read_question(blocks) is None

    def test_words_are_read_without_the_blanks_around_them(self) -> None:
        found = read_question(raw("number", number=12, tolerance=1))
        assert found == Question(
            "number",
            words="Quel animal ?",
            hint="Levez les yeux.",
            answer_story="Un ours.",
            number=12,
            tolerance=1,
        )

    def test_answers_are_read_bare_or_as_items_of_a_list(self) -> None:
        bare = [
            {"text": "Un lion", "is_right": False},
            {"text": "Un ours ", "is_right": True},
        ]
        items = [{"type": "item", "id": "b", "value": each} for each in bare]
        for answers in (bare, items):
            found = read_question(raw("choice", answers=answers))
            assert found is not None
            assert found.answers == ANSWERS

    def test_a_draft_may_hold_nothing_yet(self) -> None:
        empty = [{"type": "number", "value": {"number": None, "tolerance": None}}]
        assert read_question(empty) == Question("number")

    def test_a_detail_may_have_a_picture(self) -> None:
        found = read_question(raw("detail", picture=3, alternative_text="Une main"))
        assert found is not None
        assert (found.picture_id, found.alternative_text) == (3, "Une main")


class TestFaults:
    @pytest.mark.parametrize("kind", ["choice", "number", "detail"])
    def test_a_whole_question_has_none(self, kind: str) -> None:
        assert faults(kind) == []

    @pytest.mark.parametrize("kind", ["choice", "number", "detail"])
    def test_every_question_needs_words_and_a_story_for_those_who_looked(
        self, kind: str
    ) -> None:
        assert faults(kind, words="", answer_story="") == [
            "question_without_words",
            "question_without_answer_story",
        ]

    @pytest.mark.parametrize(
        ("answers", "code"),
        [
            ((*ANSWERS, Answer("")), "question_with_empty_answer"),
            ((Answer("Un ours", is_right=True),), "question_with_so_many_answers"),
            (
                (*ANSWERS, *(Answer(f"Un {n}") for n in "abc")),
                "question_with_so_many_answers",
            ),
            ((*ANSWERS, Answer("un LION")), "question_with_same_answers"),
            (
                (Answer("Un lion"), Answer("Un ours")),
                "question_without_one_right_answer",
            ),
            (
                (Answer("Un lion", is_right=True), Answer("Un ours", is_right=True)),
                "question_without_one_right_answer",
            ),
        ],
        ids=["empty", "one", "five", "twice", "none right", "all right"],
    )
    def test_a_choice_has_two_to_four_answers_and_one_is_right(
        self, answers: tuple[Answer, ...], code: str
    ) -> None:
        assert faults(answers=answers) == [code]

    @pytest.mark.parametrize(
        ("changes", "code"),
        [
            ({"number": None}, "question_without_number"),
            ({"number": -1}, "question_number_out_of_range"),
            ({"number": 1_000_000}, "question_number_out_of_range"),
            ({"tolerance": -1}, "question_tolerance_out_of_range"),
            ({"tolerance": 1_000_000}, "question_tolerance_out_of_range"),
        ],
    )
    def test_a_number_is_whole_and_within_reason(
        self, changes: dict[str, int | None], code: str
    ) -> None:
        assert faults("number", **changes) == [code]

    def test_nought_is_a_number(self) -> None:
        assert faults("number", number=0) == []

    def test_a_picture_of_a_detail_needs_an_alternative_text(self) -> None:
        code = "question_picture_without_alternative_text"
        assert faults("detail", picture_id=1) == [code]
        assert faults("detail", picture_id=1, alternative_text="Une main") == []
