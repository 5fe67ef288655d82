"""The versions of a story leave with its package, and come back with it."""

import json
from typing import Any

from exchange.writers import geojson, gpx
from exchange.writers.sounds import listening_s, sound_title
from media_library.models import Recording
from tests.conftest import BilingualSite
from tests.exchange.test_adopting import Kept, adopted, forget
from tests.factories import RecordingFactory, StopFactory, TourPageFactory, story
from tests.packages import a_package
from tours.package_schema import faults

SHORT = {
    "telling": "short",
    "title": "En bref",
    "duration_s": 30,
    "transcript": "Vite.",
}


def told_twice() -> dict[str, Any]:
    """A package whose first stop with sound tells its story in short as well."""
    package = a_package()
    stop = next(stop for stop in package["stops"] if stop["recordings"])
    stop["recordings"].append({**stop["recordings"][0], **SHORT})
    stop["story"] += '<figure data-recording="1"></figure>'
    return package


def test_a_package_names_them_and_gives_them_back(site: BilingualSite) -> None:
    full, short = RecordingFactory(), RecordingFactory(telling="short")
    blocks = [("recording", short), ("recording", full)]
    trail = TourPageFactory(parent=site.home, stops=[StopFactory(story=story(*blocks))])
    kept = Kept(trail)
    (stop,) = kept.document["stops"]
    assert [each.get("telling") for each in stop["recordings"]] == ["short", None]
    parts = {each["name"]: each["part"] for each in kept.document["files"]}
    assert {parts[each["file"]] for each in stop["recordings"]} == {"essential"}
    assert list(faults(kept.document)) == []
    forget(trail)

    adopted(kept, site)
    tellings = {each.title: each.telling for each in Recording.objects.all()}
    assert tellings == {full.title: "full", short.title: "short"}


def test_other_formats_name_them_in_the_language_of_the_trail() -> None:
    package = told_twice()
    written = json.loads(geojson.write(package))
    sounds = [
        sound
        for feature in written["features"]
        for sound in feature["properties"].get("recordings", [])
    ]
    assert [each.get("telling") for each in sounds] == [None, "short"]
    assert "En bref (version courte)" in gpx.write(package).decode()
    assert sound_title(SHORT, "en") == "En bref (short version)"
    (text,) = [
        feature["properties"]["description"]
        for feature in written["features"]
        if feature["properties"].get("recordings")
    ]
    assert "En bref (version courte)\n\nVite." in text


def test_minutes_of_sound_are_those_of_the_version_that_plays() -> None:
    assert listening_s(told_twice()) == listening_s(a_package())
