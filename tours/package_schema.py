"""What a package of format 1 must look like, as its schema says. Pure.

The schema is public: ``schemas/tour-package-1.schema.json``. What we write keeps to it
wholly; of what we read, what is not in it is passed over, so that a site may read
packages of a newer one.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

PATH = Path(__file__).with_name("schemas") / "tour-package-1.schema.json"
STRANGE = "additionalProperties"  # the rule that refuses what the schema does not name


@dataclass(frozen=True)
class SchemaFault:
    """One thing that is not as it must be; ``at`` is such as ``stops[2].title``."""

    at: str
    message: str


@cache
def schema() -> dict[str, Any]:
    """The schema itself (JSON Schema 2020-12)."""
    return json.loads(PATH.read_text("utf-8"))  # type: ignore[no-any-return]


def faults(document: Any) -> Iterator[SchemaFault]:
    """All that is wrong with a package that we wrote, and all that is unknown in it."""
    return (_fault(error) for error in _validator().iter_errors(document))


def reading_fault(document: Any) -> SchemaFault | None:
    """The first thing for which a package made elsewhere cannot be read."""
    errors = _validator().iter_errors(_with_short_lines(document))
    return next((_fault(error) for error in errors if not _is_strange(error)), None)


@cache
def _validator() -> Draft202012Validator:
    return Draft202012Validator(schema())


def _is_strange(error: ValidationError) -> bool:
    """Whether it complains of unknown names alone, also behind an ``anyOf``."""
    if error.validator == "anyOf" and isinstance(error.instance, dict):
        deep = [each for each in error.context or () if each.validator != "type"]
        return bool(deep) and all(_is_strange(each) for each in deep)
    return bool(
        error.validator == STRANGE
        and isinstance(error.schema, dict)
        and error.schema.get(STRANGE) is False
    )


def _fault(error: ValidationError) -> SchemaFault:
    path = error.json_path.removeprefix("$").removeprefix(".")
    return SchemaFault(path, error.message[:200])


def _with_short_lines(document: Any) -> Any:
    """The document with the long lines that are sound cut to two positions.

    The validator takes some 20 µs for each position: seconds, for a long trail.
    """
    track = document.get("track") if isinstance(document, Mapping) else None
    legs = track.get("legs") if isinstance(track, Mapping) else None
    if not isinstance(legs, list):
        return document
    short = [
        {**leg, "line": leg["line"][:2]}
        if isinstance(leg, Mapping) and _is_line(leg.get("line"))
        else leg
        for leg in legs
    ]
    return {**document, "track": {**track, "legs": short}}  # type: ignore[dict-item]


def _is_line(value: Any) -> bool:
    """Whether every position is a longitude and a latitude."""
    return isinstance(value, list) and all(
        isinstance(each, list)
        and [type(part) in (int, float) for part in each] == [True, True]
        and -180 <= each[0] <= 180
        and -90 <= each[1] <= 90
        for each in value
    )
