"""The season of a trail or a stop, as editors have it, from a package's."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.core.exceptions import ValidationError

from tours.season_blocks import SeasonBlock


def season_blocks(document: Mapping[str, Any], identifier: str) -> Any:
    """The stream of a season by whose it is: empty where the package tells none.

    A rule that our form would refuse is left out: the editor looks at the draft.
    """
    rules = (
        rule
        for season in document["seasons"]
        if season.get("id") == identifier
        for rule in season.get("rules", ())
    )
    return SeasonBlock().to_python(list(_kept(rules)))


def away(document: Mapping[str, Any]) -> set[str]:
    """Identifiers of stops that were not told when the package was built.

    Out of season, or with a take in their place, or takes themselves.
    """
    there = {document["id"], *(stop["id"] for stop in document["stops"])}
    seasonal = {season["id"] for season in document["seasons"]}
    return (seasonal | set(usual_stops(document).values())) - there


def usual_stops(document: Mapping[str, Any]) -> dict[str, str]:
    """Of each take that a package knows, the stop in whose place it is told."""
    known = (*document["stops"], *document["seasons"])
    return {each["id"]: each["instead_of"] for each in known if "instead_of" in each}


def _kept(rules: Iterator[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    known = SeasonBlock().child_blocks
    for rule in rules:
        block = known.get(rule["kind"])
        if block is None:
            continue
        try:
            value = block.clean(block.to_python(dict(rule["value"])))
        except (ValidationError, ValueError, TypeError, AttributeError):
            continue
        yield {"type": rule["kind"], "value": block.get_prep_value(value)}
