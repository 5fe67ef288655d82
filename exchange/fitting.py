"""Makes what a file tells fit into our fields. Pure.

Readers clean what they read; it is cleaned here once more, because nothing else
stands between a file and the page that shows it.
"""

import re
from dataclasses import replace
from functools import cache

from exchange.clean import clean_html, plain
from exchange.found import FoundStop, FoundTrail, Remark, Where
from places.geo import Point

# Characters that a field holds, by its name in FoundTrail and in FoundStop.
TRAIL_LIMITS = {
    "title": 255,
    "summary": 300,
    "city": 120,
    "start": 255,
    "end": 255,
    "geometry_source": 255,
}
STOP_LIMITS = {"title": 200, "address": 255}
HTML_FIELDS = ("practical_information", "accessibility")
MAX_STORY = 100_000
MAX_SOURCE = 500
SHOWN = 60
# Control characters but for line ends and tabs: no database and no page wants them.
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
# What would open a tag: a sign of the same look does not.
_OPENING = re.compile(r"<(?=\s*[a-zA-Z/!?])")
_WEB = re.compile(r"https?://\S+$", re.IGNORECASE)


def fitted(
    trail: FoundTrail, names: tuple[str, str]
) -> tuple[FoundTrail, list[Remark]]:
    """The trail as our fields can hold it, and a remark for each text that was cut.

    ``names`` stand where the file has no title: the trail's, and the stops', with
    %(number)s in it.
    """
    trail_name, stop_name = names
    remarks: list[Remark] = []
    stops = []
    told = cache(_story)  # a table may give one long story to all its stops
    for number, stop in enumerate(trail.stops, start=1):
        where, name = Where("stop", number), stop_name % {"number": number}
        story, cuts = told(stop.story)
        remarks += [replace(remark, where=where) for remark in cuts]
        stops.append(_stop(stop, story, name, where, remarks))
    texts = {
        field: cut(plain_text(getattr(trail, field)), limit, None, remarks)
        for field, limit in TRAIL_LIMITS.items()
    }
    texts["title"] = texts["title"] or trail_name
    html = {field: safe_html(getattr(trail, field)) for field in HTML_FIELDS}
    sources = {
        field: plain_text(getattr(trail, field))[:MAX_SOURCE]
        for field in ("identifier", "uuid", "source", "licence")
    }
    url = storable(trail.url.strip())[:MAX_SOURCE]
    fit = replace(
        trail,
        line=tuple(rounded(point) for point in trail.line),
        stops=tuple(stops),
        themes=tuple(plain_text(theme) for theme in trail.themes),
        url=url if _WEB.match(url) else "",
        **texts,
        **html,
        **sources,
    )
    return fit, remarks


def _stop(
    stop: FoundStop, story: str, name: str, where: Where, remarks: list[Remark]
) -> FoundStop:
    texts = {
        field: cut(plain_text(getattr(stop, field)), limit, where, remarks)
        for field, limit in STOP_LIMITS.items()
    }
    return replace(
        stop,
        title=texts["title"] or texts["address"][: STOP_LIMITS["title"]] or name,
        address=texts["address"],
        story=story,
        point=rounded(stop.point),
        identifier=storable(stop.identifier)[:MAX_SOURCE],
    )


def _story(html: str) -> tuple[str, list[Remark]]:
    """A story as our field holds it, and a remark where it was cut."""
    story = safe_html(html)
    remarks: list[Remark] = []
    if len(story) > MAX_STORY:
        story = f"<p>{cut(plain(story), MAX_STORY, None, remarks)}</p>"
        story = safe_html(story)
    return story, remarks


def cut(text: str, limit: int, where: Where | None, remarks: list[Remark]) -> str:
    """The text, cut at the end of a word where it is longer, which is remarked."""
    if len(text) <= limit:
        return text
    kept = text[: limit - 1]
    head, _space, _rest = kept.rpartition(" ")
    # A word as long as half of the field is no reason to lose that half.
    kept = head if len(head) > limit / 2 else kept
    shown = text[:SHOWN].rstrip()
    remarks.append(Remark("text_cut", where, {"text": f"{shown}…", "limit": limit}))
    return f"{kept.rstrip(' ,;:.')}…"


def plain_text(text: str) -> str:
    """Text without markup, such as our text fields accept."""
    return _OPENING.sub("‹", plain(storable(text)))


def safe_html(html: str) -> str:
    """HTML of the tags that a story's text may hold; empty without a letter."""
    cleaned = clean_html(storable(html)).strip()
    return cleaned if plain(cleaned) else ""


def storable(text: str) -> str:
    """Text that every database takes: no control character, no half of a pair."""
    whole = text.encode("utf-8", "replace").decode()
    return _CONTROLS.sub("", whole)


def rounded(point: Point) -> Point:
    """The point to six decimals (0.1 m), as tracks and packages hold it."""
    return Point(round(point.latitude, 6), round(point.longitude, 6))
