"""The stories of a trail's stops, read with all their works in a few queries."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils.safestring import SafeString
from wagtail.rich_text import RichText

from media_library.credited import read_credits_of
from media_library.models import Picture, PictureRendition, Recording
from media_library.rights import next_change_of, read_rights_of

if TYPE_CHECKING:
    from tours.models import Stop

PICTURE_WIDTHS = (400, 800, 1280)
PICTURE_FILTERS = tuple(f"width-{width}|format-webp" for width in PICTURE_WIDTHS)
COVER_FILTERS = ("fill-480x360|format-webp", "fill-960x720|format-webp")


@dataclass(frozen=True)
class StoryItem:
    """One block of a story. ``kind``: text, picture, recording or quote."""

    kind: str
    html: SafeString | str = ""
    picture: Picture | None = None
    renditions: tuple[PictureRendition, ...] = ()
    alternative_text: str = ""
    caption: str = ""
    recording: Recording | None = None
    is_other_language: bool = False
    text: str = ""
    attribution: str = ""


Story = tuple[StoryItem, ...]


@dataclass(frozen=True)
class TrailWorks:
    """All that a trail shows and plays: its works by their key, its stops' stories."""

    pictures: dict[int, Picture]
    recordings: dict[int, Recording]
    stories: list[Story]
    changes_at: datetime | None = None  # when a work comes or goes by its rights


def read_works(
    stops: "list[Stop]",
    language: str,
    other_pictures: Collection[int | None] = (),
    introduction: int | None = None,
    is_preview: bool = False,
) -> TrailWorks:
    """The stories of all stops, and their works with some others, all at once.

    Reads the streams' raw data, since a stream fetches the works of its own stop
    only: twenty stops would cost forty queries. Works that nobody has the right to
    publish now are left out, except in a preview.
    """
    raw = [[block for block in stop.story.raw_data if block] for stop in stops]
    blocks = [block for story in raw for block in story]
    shown = {_picture_id(block) for block in blocks}
    pictures = _pictures({*other_pictures, *shown} - {None})
    recordings = Recording.objects.in_bulk(
        {
            introduction,
            *(block["value"] for block in blocks if block["type"] == "recording"),
        }
        - {None}
    )
    all_works = [*pictures.values(), *recordings.values()]
    read_rights_of(all_works)
    if not is_preview:
        pictures = {pk: w for pk, w in pictures.items() if w.rights.are_given}
        recordings = {pk: w for pk, w in recordings.items() if w.rights.are_given}
    read_credits_of([*pictures.values(), *recordings.values()])
    works = (pictures, recordings, language)
    stories = [
        tuple(item for block in story if (item := _read_block(block, *works)))
        for story in raw
    ]
    return TrailWorks(pictures, recordings, stories, next_change_of(all_works))


def _picture_id(block: dict[str, Any]) -> int | None:
    if block["type"] != "picture":
        return None
    return (block["value"].get("image") or {}).get("image")


def _pictures(wanted: set[int]) -> dict[int, Picture]:
    """Pictures with their renditions: one query once the renditions are made."""
    if not wanted:
        return {}
    found: dict[int, Picture] = {}
    made = PictureRendition.objects.filter(
        image__in=wanted, filter_spec__in=(*PICTURE_FILTERS, *COVER_FILTERS)
    )
    for rendition in made.select_related("image"):
        picture = found.setdefault(rendition.image_id, rendition.image)
        picture.__dict__.setdefault("prefetched_renditions", []).append(rendition)
    return found | Picture.objects.in_bulk(wanted - found.keys())


def picture_renditions(
    picture: Picture, filters: tuple[str, ...]
) -> tuple[PictureRendition, ...]:
    """The picture in some sizes; a file that cannot be read gives none."""
    try:
        return tuple(picture.get_renditions(*filters).values())
    except (OSError, ValueError):
        return ()


def _read_block(
    block: dict[str, Any],
    pictures: dict[int, Picture],
    recordings: dict[int, Recording],
    language: str,
) -> StoryItem | None:
    """A block as it is shown; None when its work is gone."""
    kind, value = block["type"], block["value"]
    if kind == "text":
        return StoryItem(kind, html=RichText(value).__html__())
    if kind == "quote":
        return StoryItem(kind, text=value["text"], attribution=value["attribution"])
    if kind == "recording":
        return recording_item(recordings.get(value), language)
    image = value.get("image") or {}
    return picture_item(
        pictures.get(_picture_id(block) or 0),
        "" if image.get("decorative") else image.get("alt_text", ""),
        value.get("caption") or "",
    )


def recording_item(recording: Recording | None, language: str) -> StoryItem | None:
    """A recording as a page shows it; None when it is gone, or not prepared yet."""
    if recording is None or not recording.file:
        return None
    other = recording.language != language
    return StoryItem("recording", recording=recording, is_other_language=other)


def picture_item(
    picture: Picture | None, alternative_text: str, caption: str = ""
) -> StoryItem | None:
    """A picture as it is shown; None when it is gone."""
    return picture and StoryItem(
        kind="picture",
        picture=picture,
        renditions=picture_renditions(picture, PICTURE_FILTERS),
        alternative_text=alternative_text,
        caption=caption,
    )
