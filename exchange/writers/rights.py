"""Whom a file thanks, and what others may do with it: told in every format. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from exchange.writers.facts import Package, publisher
from exchange.writers.words import words
from media_library.licences import licence


def licence_name(code: str, language: str) -> str:
    """What a licence is called; a code that we do not know is its own name."""
    found = licence(code)
    return words(language).get(code) or (found.name if found else code)


def licence_url(code: str) -> str:
    """Where the text of a licence stands, or empty."""
    found = licence(code)
    return found.url if found else ""


def attribution(package: Package) -> str:
    """Who published it, under which licence, on whose data, thanks to whom: lines."""
    return "\n".join((*_publication(package), *map_sources(package), *_thanks(package)))


def map_sources(package: Package) -> list[str]:
    """On whose data the line was drawn, and which map goes with it, of which day."""
    say, source = words(package["language"]), package["track"]["geometry_source"]
    told = [say["drawn_on"].format(name=source)] if source else []
    if (city_map := package["map"]) and (name := city_map["attribution"]):
        date = city_map["extract_date"]
        sentence = say["map_of"] if date else say["map"]
        told.append(sentence.format(name=name, date=date))
    return told


def credit_names(work: Mapping[str, Any], language: str) -> str:
    """Who made a work, such as “Words: Ana. Voice: Lou, Zoé”."""
    say = words(language)
    by_role: dict[str, list[str]] = {}
    for each in work["credits"]:
        by_role.setdefault(each["role"], []).append(each["name"])
    return ". ".join(
        say["line_of"].format(label=say[role], text=", ".join(names))
        for role, names in by_role.items()
    )


def names_of(credits_: Iterable[Mapping[str, Any]]) -> list[str]:
    """Each name once, whatever they did."""
    return list(dict.fromkeys(each["name"] for each in credits_))


def credit_line(work: Mapping[str, Any], language: str) -> str:
    """The same with its licence, such as “Voice: Lou. CC BY 4.0”."""
    told = (credit_names(work, language), licence_name(work["licence"], language))
    return ". ".join(each for each in told if each)


def picture_credit(picture: Mapping[str, Any], language: str) -> str:
    """A picture's credit, year and licence in one line.

    The line must read as it is; where it only names people, their roles go with them.
    """
    year, people = str(picture["year"] or ""), picture.get("credits", ())
    is_names = picture["credit"] == ", ".join(names_of(people))
    credit = credit_names(picture, language) if people and is_names else None
    told = (
        credit or picture["credit"],
        year,
        licence_name(picture["licence"], language),
    )
    return ", ".join(each for each in told if each)


def _publication(package: Package) -> Iterator[str]:
    say, code = words(package["language"]), package["licence"]
    yield f"{say['published_by'].format(name=publisher(package))}, {package['url']}"
    if name := licence_name(code, package["language"]):
        told = (say["licence"].format(name=name), licence_url(code))
        yield ", ".join(each for each in told if each)
    for source in package["provenance"]:
        told = tuple(source[key] for key in ("title", "source", "url", "licence"))
        yield say["made_from"].format(name=", ".join(each for each in told if each))


def _thanks(package: Package) -> Iterator[str]:
    say = words(package["language"])
    for credit in package["credits"]:
        name = licence_name(credit["licence"], package["language"])
        text = f"{credit['name']} ({name})" if name else credit["name"]
        yield say["line_of"].format(label=say[credit["role"]], text=text)
