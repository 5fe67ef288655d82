"""The question of a stop, as editors have it, from a package's."""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from media_library.models import Picture
from tours.question import CHOICE, DETAIL, NUMBER
from tours.question_blocks import QuestionBlock


def question_blocks(told: Mapping[str, Any] | None, picture: Picture | None) -> Any:
    """The stream of a stop's question: empty where the package tells none."""
    if told is None:
        return QuestionBlock().to_python([])
    value = {key: told[key] for key in ("question", "hint", "answer_story")}
    if told["kind"] == CHOICE:
        value["answers"] = [_answer(each) for each in told["answers"]]
    if told["kind"] == NUMBER:
        value |= {key: told[key] for key in ("number", "tolerance")}
    if told["kind"] == DETAIL:
        # Without a picture too: a translation needs every text, were it empty.
        value |= {
            "picture": picture and picture.pk,
            "alternative_text": told["picture"]["alt"] if picture else "",
        }
    return QuestionBlock().to_python([{"type": told["kind"], "value": value}])


def _answer(told: Mapping[str, Any]) -> dict[str, Any]:
    """An answer with an identifier, without which it could not be translated."""
    value = {"text": told["text"], "is_right": told["right"]}
    return {"type": "item", "value": value, "id": str(uuid4())}
