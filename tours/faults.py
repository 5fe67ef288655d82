"""Faults of a trail in the editor's words, and what the rules look at."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from media_library.models import Picture, Recording
from tours.publication import (
    BlockDraft,
    Fault,
    StopDraft,
    TourDraft,
    publication_faults,
)
from tours.question import Question, read_question
from tours.season_json import read_season
from tours.track import TrackRefused, parse_track
from tours.trail_of_day import numbered

SHOWS = _("Say in one sentence what this picture shows.")
SENTENCES = {
    "no_stop": _("A trail needs at least one stop before it is published."),
    "stop_without_title": _("Give this stop a title."),
    "stop_without_place": _("Choose the place of this stop."),
    "take_without_stop": _(
        "No stop comes before this one, so it cannot be told instead of it."
    ),
    "take_without_season": _(
        "Say in the rules above when it is told instead of the stop before it."
    ),
    "latitude_out_of_range": _("A latitude lies between −90 and 90."),
    "longitude_out_of_range": _("A longitude lies between −180 and 180."),
    "half_a_point": _("Give both latitude and longitude, or neither."),
    "empty_block": _("This block is empty: choose what it shows or plays."),
    "recording_not_ready": _(
        "This recording is not prepared yet: wait a moment, or open it to see why."
    ),
    "recording_without_rights": _(
        "No right to publish this recording is in force today: enter the rights grant,"
        " or another licence, or take it out."
    ),
    "picture_without_rights": _(
        "No right to publish this picture is in force today: enter the rights grant, or"
        " another licence, or take it out."
    ),
    "recording_without_transcript": _(
        "Write the transcript of this recording: some visitors cannot hear it."
    ),
    "picture_without_alternative_text": _(
        "Say in one sentence what this picture shows, or tick “decorative”."
    ),
    "look_for_picture_without_alternative_text": SHOWS,
    "question_picture_without_alternative_text": SHOWS,
    "question_without_words": _("Write the question."),
    "question_without_answer_story": _(
        "Write the story of the answer: it is what one gets for having looked."
    ),
    "question_with_empty_answer": _("Write every answer, or remove the empty ones."),
    "question_with_so_many_answers": _("Give two, three or four answers."),
    "question_with_same_answers": _("Two answers say the same: change one of them."),
    "question_without_one_right_answer": _("Tick the one answer that is right."),
    "question_without_number": _("Write the number that is right."),
    "question_number_out_of_range": _("The number lies between 0 and 999,999."),
    "question_tolerance_out_of_range": _("A tolerance lies between 0 and 999,999."),
}
TRACK_SENTENCES = {
    "json": _("This is not GeoJSON: draw the line on the map, or empty the field."),
    "type": _(
        "The track must be one GeoJSON LineString, or a FeatureCollection of one for"
        " each leg."
    ),
    "too_few": _("A track needs at least two points."),
    "too_many": _("This track has %(points)s points: the limit is %(limit)s."),
    "position": _(
        "Point %(number)s of the track, %(position)s, is not a longitude between −180"
        " and 180 and a latitude between −90 and 90."
    ),
    "too_many_legs": _("This track has %(legs)s legs: the limit is %(limit)s."),
    "leg_type": _("Leg %(leg)s of the track is not a Feature with one LineString."),
    "leg_too_few": _("Leg %(leg)s of the track needs at least two points."),
    "leg_position": _(
        "Point %(number)s of leg %(leg)s, %(position)s, is not a longitude between"
        " −180 and 180 and a latitude between −90 and 90."
    ),
    "leg_by": _(
        "Leg %(leg)s of the track: “by” is %(by)s; it must be street, freehand or"
        " imported."
    ),
    "leg_via": _(
        "Leg %(leg)s of the track: “via” must be a list of at most %(limit)s"
        " positions, longitude before latitude."
    ),
    "leg_reason": _("Leg %(leg)s of the track: the reason %(reason)s is not known."),
    "leg_facts": _(
        "Leg %(leg)s of the track: “steps” must be a whole number; “step_free” and"
        " “closes” must be true or false."
    ),
}


def block_draft(kind: str, value: Any) -> BlockDraft:
    """What the rules look at in a story block's value; a deleted work leaves none."""
    if kind == "recording":
        if value is None:
            return BlockDraft(kind, is_empty=True)
        return recording_draft(value)
    if kind == "picture":
        return picture_draft(value and value.get("image"))
    if kind == "then_and_now":
        sides = [picture_draft(value and value.get(name)) for name in ("then", "now")]
        return BlockDraft(kind, pictures=tuple(sides))
    return BlockDraft(kind)


def picture_draft(image: Any) -> BlockDraft:
    """What the rules look at in a picture with its words; nothing without one."""
    if not image:
        return BlockDraft("picture", is_empty=True)
    return BlockDraft(
        "picture",
        alternative_text=image.contextual_alt_text or "",
        is_decorative=bool(image.decorative),
        has_rights=image.rights.are_given,
    )


def recording_draft(recording: Recording) -> BlockDraft:
    """What the rules look at in a recording."""
    return BlockDraft(
        "recording",
        transcript=recording.transcript,
        needs_transcript=recording.kind == Recording.Kind.STORY,
        is_prepared=bool(recording.file),
        has_rights=recording.rights.are_given,
    )


def stop_draft(values: Any) -> StopDraft:
    """What the rules look at in a stop: a Stop, or a form's cleaned data."""
    get = values.get if isinstance(values, dict) else lambda n: getattr(values, n, None)
    stream = get("question")
    question = read_question(stream.get_prep_value() if stream else ())
    seasons = get("seasons")
    return StopDraft(
        title=get("title") or "",
        has_place=get("place") is not None,
        latitude=get("latitude"),
        longitude=get("longitude"),
        blocks=tuple(
            block_draft(block.block_type, block.value) for block in get("story") or ()
        ),
        has_look_for_picture=get("look_for_picture") is not None,
        has_look_for_rights=_has_rights(get("look_for_picture")),
        look_for_alternative_text=get("look_for_picture_alternative_text") or "",
        has_question_rights=_has_rights(_question_picture(question)),
        question=question,
        is_take=bool(get("is_take")),
        has_season=bool(read_season(seasons.get_prep_value() if seasons else ())),
    )


def _question_picture(question: Question | None) -> Picture | None:
    if question is None or question.picture_id is None:
        return None
    return Picture.objects.filter(pk=question.picture_id).first()


def _has_rights(picture: Picture | None) -> bool:
    return picture is None or picture.rights.are_given


def sentence(fault: Fault, track: Any = None) -> str:
    """The fault in words, without its place."""
    if fault.code.startswith("track_"):
        return track_sentence(track)
    return str(SENTENCES[fault.code])


def track_sentence(track: Any) -> str:
    """Why a track is refused; empty for a good one."""
    try:
        parse_track(track)
    except TrackRefused as refusal:
        return str(TRACK_SENTENCES[refusal.code]) % refusal.facts
    return ""


def tour_draft(
    track: Any,
    introduction: Recording | None,
    cover: Picture | None,
    stops: Iterable[StopDraft],
) -> TourDraft:
    """A trail as the rules look at it."""
    draft = recording_draft(introduction) if introduction else None
    return TourDraft(track, draft, _has_rights(cover), tuple(stops))


def fault_sentences(tour: Any) -> list[str]:
    """Every fault of a trail, in a sentence that names its place."""
    stops = list(tour.stops.all())
    draft = tour_draft(
        tour.track, tour.introduction, tour.cover, map(stop_draft, stops)
    )
    sentences = []
    for fault in publication_faults(draft):
        words = sentence(fault, tour.track)
        if fault.stop is not None:
            number, stop = numbered(stops)[fault.stop]
            words = _at_stop(number, stop.title, words)
        sentences.append(words)
    return sentences


def _at_stop(number: int, title: str, words: str) -> str:
    facts = {"number": number, "title": title, "fault": words}
    if not title:
        return gettext("Stop %(number)s: %(fault)s") % facts
    return gettext("Stop %(number)s, “%(title)s”: %(fault)s") % facts
