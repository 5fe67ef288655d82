"""What a trail must have before walkers see it. Pure.

These rules protect the walker and run when a trail is published; a draft may
break any of them and stays saved. Each fault names its place: a field of the trail
(``stop`` is None) or of one stop, and a block of that stop's story or question.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from tours.question import Question, question_faults
from tours.track import TrackRefused, parse_track


@dataclass(frozen=True)
class BlockDraft:
    """A block of a story, as far as the rules look at it."""

    kind: str
    is_empty: bool = False
    alternative_text: str = ""
    is_decorative: bool = False
    transcript: str = ""
    needs_transcript: bool = True  # music and ambience do not
    is_prepared: bool = True  # whether phones can play the recording yet
    has_rights: bool = True  # whether it may be published, by licence or grant
    pictures: "tuple[BlockDraft, ...]" = ()  # both, of then and now


@dataclass(frozen=True)
class StopDraft:
    """A stop, as far as the rules look at it."""

    title: str = ""
    has_place: bool = False
    latitude: float | None = None
    longitude: float | None = None
    blocks: tuple[BlockDraft, ...] = ()
    has_look_for_picture: bool = False
    look_for_alternative_text: str = ""
    has_look_for_rights: bool = True
    has_question_rights: bool = True
    question: Question | None = None
    is_take: bool = False
    has_season: bool = False


@dataclass(frozen=True)
class TourDraft:
    """A trail, as far as the rules look at it."""

    track: object = None
    introduction: BlockDraft | None = None
    has_cover_rights: bool = True
    stops: tuple[StopDraft, ...] = field(default=())


@dataclass(frozen=True)
class Fault:
    """What is wrong and where: ``stop`` and ``block`` count from 0."""

    code: str
    field: str | None = None
    stop: int | None = None
    block: int | None = None


def publication_faults(tour: TourDraft) -> list[Fault]:
    """Every reason why the trail cannot be published, in reading order."""
    faults = []
    if not tour.stops:
        faults.append(Fault("no_stop"))
    try:
        parse_track(tour.track)
    except TrackRefused as refusal:
        faults.append(Fault(f"track_{refusal.code}", field="track"))
    if not tour.has_cover_rights:
        faults.append(Fault("picture_without_rights", field="cover"))
    if tour.introduction and (code := _block_fault(tour.introduction)):
        faults.append(Fault(code, field="introduction"))
    for number, stop in enumerate(tour.stops):
        faults.extend(_stop_faults(number, stop))
    return faults


def _stop_faults(number: int, stop: StopDraft) -> Iterator[Fault]:
    if not stop.title.strip():
        yield Fault("stop_without_title", field="title", stop=number)
    if not stop.has_place:
        yield Fault("stop_without_place", field="place", stop=number)
    yield from _take_faults(number, stop)
    yield from _point_faults(number, stop)
    if stop.has_look_for_picture and not stop.look_for_alternative_text.strip():
        yield Fault(
            "look_for_picture_without_alternative_text",
            field="look_for_picture_alternative_text",
            stop=number,
        )
    if not stop.has_look_for_rights:
        yield Fault("picture_without_rights", field="look_for_picture", stop=number)
    for position, block in enumerate(stop.blocks):
        code = _block_fault(block)
        if code:
            yield Fault(code, field="story", stop=number, block=position)
    if stop.question:
        for code in question_faults(stop.question):
            yield Fault(code, field="question", stop=number, block=0)
        if not stop.has_question_rights:
            code = "picture_without_rights"
            yield Fault(code, field="question", stop=number, block=0)


def _take_faults(number: int, stop: StopDraft) -> Iterator[Fault]:
    """A take stands in for the stop before it, for a while."""
    if stop.is_take and number == 0:
        yield Fault("take_without_stop", field="is_take", stop=number)
    elif stop.is_take and not stop.has_season:
        yield Fault("take_without_season", field="is_take", stop=number)


def _point_faults(number: int, stop: StopDraft) -> Iterable[Fault]:
    for name, value, limit in (
        ("latitude", stop.latitude, 90),
        ("longitude", stop.longitude, 180),
    ):
        if value is not None and not -limit <= value <= limit:
            yield Fault(f"{name}_out_of_range", field=name, stop=number)
    if (stop.latitude is None) != (stop.longitude is None):
        missing = "latitude" if stop.latitude is None else "longitude"
        yield Fault("half_a_point", field=missing, stop=number)


def _block_fault(block: BlockDraft) -> str | None:
    if block.is_empty:
        return "empty_block"
    if block.kind == "recording":
        return _recording_fault(block)
    if block.kind == "picture":
        return _picture_fault(block)
    return next(filter(None, map(_block_fault, block.pictures)), None)


def _picture_fault(block: BlockDraft) -> str | None:
    if not block.has_rights:
        return "picture_without_rights"
    if not block.is_decorative and not block.alternative_text.strip():
        return "picture_without_alternative_text"
    return None


def _recording_fault(block: BlockDraft) -> str | None:
    if not block.is_prepared:
        return "recording_not_ready"
    if not block.has_rights:
        return "recording_without_rights"
    if block.needs_transcript and not block.transcript.strip():
        return "recording_without_transcript"
    return None
