"""What the demo's stops say on the way, and what they ask."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid5

from home.demo.content import SOURCE, TARGET
from media_library.models import Picture
from tours.question import DETAIL
from tours.question_blocks import QuestionBlock

Pair = dict[str, str]


@dataclass(frozen=True)
class Play:
    """The fields of a stop, and its translated texts by their content path."""

    fields: dict[str, Any]
    texts: dict[str, str]


def stop_play(stop: dict[str, Any], identifier: UUID, picture: Picture) -> Play:
    """Both, of a stop of the TOML files; ``picture`` is the stop's own."""
    fields: dict[str, Any] = {}
    texts: dict[str, str] = {}

    def tell(field: str, pair: Pair) -> str:
        texts[f"stops.{identifier}.{field}"] = pair[TARGET]
        return pair[SOURCE]

    if "look_for" in stop:
        fields["look_for"] = tell("look_for", stop["look_for"])
    if stop.get("look_for_picture"):
        name = "look_for_picture_alternative_text"
        fields |= {
            "look_for_picture": picture,
            name: tell(name, stop["picture_alt"]),
        }
    if "question" in stop:
        fields["question"] = _question(stop["question"], identifier, tell)
    return Play(fields, texts)


def _question(
    asked: dict[str, Any], identifier: UUID, tell: Callable[[str, Pair], str]
) -> Any:
    block = uuid5(identifier, "question")
    path = f"question.{block}"
    value = {
        "question": tell(f"{path}.question", asked["words"]),
        "hint": tell(f"{path}.hint", asked["hint"]),
        "answer_story": tell(f"{path}.answer_story", asked["answer_story"]),
    }
    if "number" in asked:
        value |= {"number": asked["number"], "tolerance": 0}
    if asked["kind"] == DETAIL:
        value |= {"picture": None, "alternative_text": ""}
    if "answers" in asked:
        value["answers"] = [
            {
                "type": "item",
                "id": (item := str(uuid5(block, answer[SOURCE]))),
                "value": {
                    "text": tell(f"{path}.answers.{item}.text", answer),
                    "is_right": answer.get("right", False),
                },
            }
            for answer in asked["answers"]
        ]
    return QuestionBlock().to_python(
        [{"type": asked["kind"], "value": value, "id": str(block)}]
    )
