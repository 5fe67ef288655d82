"""Reads what wagtail-localize knows of a translation, and what has drifted in it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from typing import Any

from wagtail_localize.models import StringTranslation, Translation
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from media_library.models import Recording
from tours.drift_rules import (
    Change,
    Drifted,
    Pair,
    Part,
    drifted_texts,
    is_replaced,
    remembered,
)
from tours.trail_of_day import numbered

SOUND_FIELD = "stops.story.recording"


def original_of(page: Any) -> Any:
    """The published page that a page is translated from; None for an original.

    Also None where the translation was stopped: nothing is known of it since.
    """
    translation = (
        Translation.objects.filter(
            source__object_id=page.translation_key,
            target_locale=page.locale_id,
            enabled=True,
        )
        .select_related("source")
        .first()
    )
    if translation is None:
        return None
    versions = type(page).objects.live()
    return versions.filter(
        translation_key=page.translation_key, locale=translation.source.locale_id
    ).first()


def drift_of(page: Any, heard: dict[str, Any]) -> tuple[list[Any], dict[str, Any]]:
    """What has drifted in a published trail, and the sounds to remember.

    ``heard``: the sounds remembered last time, by the stop's permanent identifier.
    """
    original = original_of(page)
    if original is None or page.last_published_at is None:
        return [], {}
    texts = drifted_texts(
        parts_of(original), _translated(page), _shown(page), page.last_published_at
    )
    numbers = {stop.translation_key: n for n, stop in numbered(page.stops.all())}
    stops = numbered(original.stops.all())
    # A take has the number of its stop, which comes before it.
    here = {n: numbers.get(stop.translation_key) for n, stop in reversed(stops)}
    sounds, kept = _sounds(stops, page, heard)
    found = [
        {**asdict(each), "here": here.get(each.stop or 0)} for each in (*texts, *sounds)
    ]
    return sorted(found, key=lambda each: each["stop"] or 0), kept


def parts_of(original: Any) -> list[Part]:
    """Every text of an original, in its order."""
    stops = {
        str(stop.translation_key): (number, stop)
        for number, stop in numbered(original.stops.all())
    }
    parts = []
    for segment in _texts(original):
        names = segment.path.split(".")
        number, stop = stops.get(names[1] if len(names) > 2 else "", (None, None))
        field = _stop_field(stop, names[2:]) if stop else names[0]
        parts.append(Part(segment.path, segment.string.data, field, number))
    return parts


def _texts(page: Any) -> Iterable[StringSegmentValue]:
    for segment in extract_segments(page):
        if isinstance(segment, StringSegmentValue):
            yield segment


def _stop_field(stop: Any, names: list[str]) -> str:
    """Where it stands in any stop: kinds of blocks in the place of their keys."""
    field, *inside = names
    if inside:
        kinds = {block.id: block.block_type for block in getattr(stop, field)}
        inside[0] = kinds.get(inside[0], inside[0])
    return ".".join(
        ["stops", field, *(each if each.isidentifier() else "item" for each in inside)]
    )


def _translated(page: Any) -> dict[tuple[str, str], datetime]:
    found = StringTranslation.objects.filter(
        context__object_id=page.translation_key, locale=page.locale_id, has_error=False
    )
    rows = found.values_list("context__path", "translation_of__data", "created_at")
    return {(path, text): made for path, text, made in rows}


def _shown(page: Any) -> dict[str, set[str]]:
    shown: defaultdict[str, set[str]] = defaultdict(set)
    for segment in _texts(page):
        shown[segment.path].add(segment.string.data)
    return dict(shown)


def _sounds(
    stops: list[tuple[int, Any]], page: Any, heard: dict[str, Any]
) -> tuple[list[Drifted], dict[str, Any]]:
    own = {stop.translation_key: stop for stop in page.stops.all()}
    found, kept = [], {}
    for number, stop in stops:
        told = own.get(stop.translation_key)
        if told is None:
            continue
        now = Pair(_stamps(stop), _stamps(told, page.locale.language_code))
        known = heard.get(str(stop.translation_key))
        before = known and Pair(tuple(known["original"]), tuple(known["own"]))
        if is_replaced(now, before):
            found.append(Drifted(SOUND_FIELD, number, None, Change.REPLACED))
        kept[str(stop.translation_key)] = asdict(remembered(now, before))
    return found, kept


def _stamps(stop: Any, language: str = "") -> tuple[str, ...]:
    """What tells one sound from another: the recording, and its take."""
    works = [block.value for block in stop.story if block.block_type == "recording"]
    return tuple(
        f"{work.pk}:{work.original.name or work.file.name}"
        for work in works
        if work
        and work.kind == Recording.Kind.STORY
        and language in ("", work.language)
    )
