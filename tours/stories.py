"""The stories of a trail's stops, read with all their works in a few queries."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils.safestring import SafeString
from wagtail.rich_text import RichText

from media_library.credited import read_credits_of
from media_library.models import Picture, PictureRendition, Recording
from media_library.picture_sizes import ALL_SPECS, COVER_FRAMES, PICTURE_FRAMES, specs
from media_library.rights import next_change_of, read_rights_of
from media_library.shown_sizes import ShownSize, shown_sizes

if TYPE_CHECKING:
    from tours.models import Stop

# What packages hold of a picture, and of a cover.
PICTURE_FILTERS = specs(PICTURE_FRAMES, "webp")
COVER_FILTERS = specs(COVER_FRAMES, "webp")


@dataclass(frozen=True)
class StoryItem:
    """One block of a story. ``kind``: text, picture, recording, quote or then_and_now.

    ``pair`` holds the two pictures of the last, each with its ``label``.
    """

    kind: str
    html: SafeString | str = ""
    picture: Picture | None = None
    renditions: tuple[ShownSize, ...] = ()
    alternative_text: str = ""
    caption: str = ""
    recording: Recording | None = None
    is_other_language: bool = False
    text: str = ""
    attribution: str = ""
    label: str = ""
    pair: "tuple[StoryItem, ...]" = ()

    @property
    def pictures(self) -> "tuple[StoryItem, ...]":
        """All that it shows, in their order."""
        return (self,) if self.kind == "picture" else self.pair


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
    shown = {key for block in blocks for key in block_picture_ids(block)}
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


def block_picture_ids(block: dict[str, Any]) -> list[int | None]:
    """The pictures that a block of raw data shows."""
    names = {"picture": ("image",), "then_and_now": ("then", "now")}
    found = [block["value"].get(name) for name in names.get(block["type"], ())]
    return [(image or {}).get("image") for image in found]


def _pictures(wanted: set[int]) -> dict[int, Picture]:
    """Pictures with their renditions: one query once the renditions are made."""
    if not wanted:
        return {}
    found: dict[int, Picture] = {}
    made = PictureRendition.objects.filter(image__in=wanted, filter_spec__in=ALL_SPECS)
    for rendition in made.select_related("image"):
        picture = found.setdefault(rendition.image_id, rendition.image)
        picture.__dict__.setdefault("prefetched_renditions", []).append(rendition)
    return found | Picture.objects.in_bulk(wanted - found.keys())


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
    if kind == "then_and_now":
        return _pair_item(value, pictures)
    return _raw_picture(value.get("image"), pictures, value.get("caption") or "")


def _raw_picture(
    image: dict[str, Any] | None, pictures: dict[int, Picture], caption: str = ""
) -> StoryItem | None:
    image = image or {}
    text = "" if image.get("decorative") else image.get("alt_text", "")
    return picture_item(pictures.get(image.get("image") or 0), text, caption)


def _pair_item(value: dict[str, Any], pictures: dict[int, Picture]) -> StoryItem | None:
    """Two pictures; the one that is left where the other is gone or unreadable."""
    caption = value.get("caption") or ""
    sides = [
        replace(item, label=value.get(f"{name}_label") or "")
        for name in ("then", "now")
        if (item := _raw_picture(value.get(name), pictures)) and item.renditions
    ]
    if len(sides) < 2:
        return replace(sides[0], caption=caption) if sides else None
    return StoryItem("then_and_now", pair=tuple(sides), caption=caption)


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
        renditions=shown_sizes(picture, PICTURE_FRAMES),
        alternative_text=alternative_text,
        caption=caption,
    )
