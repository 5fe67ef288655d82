"""The pictures that a trail shows, and in which frames."""

from typing import TYPE_CHECKING

from media_library.picture_sizes import COVER_FRAMES, PICTURE_FRAMES
from tours.question import read_question
from tours.stories import block_picture_ids

if TYPE_CHECKING:
    from tours.models import TourPage


def trail_frames(page: "TourPage") -> dict[int, tuple[str, ...]]:
    """Frames by the key of each picture; a place shows its own as a cover."""
    stops = list(page.stops.select_related("place"))
    covers = {page.cover_id, *(stop.place.picture_id for stop in stops if stop.place)}
    told = {stop.look_for_picture_id for stop in stops}
    for stop in stops:
        question = read_question(stop.question.raw_data)
        told.add(question.picture_id if question else None)
        for block in stop.story.raw_data:
            told.update(block_picture_ids(block) if block else ())
    frames: dict[int, tuple[str, ...]] = {}
    for shown, added in ((told, PICTURE_FRAMES), (covers, COVER_FRAMES)):
        for key in sorted(shown - {None}):
            frames[key] = frames.get(key, ()) + added
    return frames
