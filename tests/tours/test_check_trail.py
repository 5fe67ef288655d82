"""`check_trail`: faults and figures of a trail, and how the command ends."""

import io
import json
import subprocess
import sys
from pathlib import Path
from shutil import which
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from home.models import SiteSettings
from tests.conftest import BilingualSite
from tests.factories import StopFactory, TourPageFactory
from tours import bench
from tours.models import TourPage
from tours.trigger_check import Check, Counts, StopCheck
from tours.trigger_checks import geometry_of, kept_for

pytestmark = [pytest.mark.django_db, pytest.mark.screens]

NODE = which("node") or which("node", path=str(Path(sys.executable).parent))
needs_node = pytest.mark.skipif(NODE is None, reason="there is no Node here")
# Due north, past the places of the factory.
STOPS = (45.4397, 45.4424)
LINE = {"type": "LineString", "coordinates": [[4.3872, 45.439], [4.3872, 45.444]]}


def trail(site: BilingualSite, **changes: Any) -> TourPage:
    """A straight trail of two stops 300 m apart."""
    stops = [StopFactory(latitude=lat, longitude=4.3872) for lat in STOPS]
    sound = {"slug": "la-mine", "title": "La mine", "track": LINE, "stops": stops}
    return TourPageFactory(parent=site.home, **{**sound, **changes})


def check(*options: str, code: int = 0) -> str:
    """What the command prints, ending with a code."""
    said = io.StringIO()
    if code == 0:
        call_command("check_trail", "la-mine", *options, stdout=said)
    else:
        with pytest.raises(SystemExit) as ended:
            call_command("check_trail", "la-mine", *options, stdout=said)
        assert ended.value.code == code
    return said.getvalue()


def refused(*words: str) -> str:
    """The sentence of a command that cannot look."""
    with pytest.raises(CommandError) as error:
        call_command("check_trail", *words)
    assert error.value.returncode == 2
    return str(error.value)


@pytest.fixture
def poor(monkeypatch: pytest.MonkeyPatch) -> None:
    """A bench that finds the second stop poor."""
    stops = (
        StopCheck(Counts(60, 60, 0, 0, 0, 0)),
        StopCheck(Counts(60, 30, 0, 30, 0, 0), ("small", "late")),
    )
    monkeypatch.setattr(
        "tours.trail_report.run_bench", lambda *_asked: Check(60, 1, stops)
    )


@needs_node
class TestTheBench:
    def test_says_how_often_the_stories_start_on_time(
        self, site: BilingualSite
    ) -> None:
        tour = trail(site)
        SiteSettings.objects.update(trigger_threshold=50)
        said = json.loads(check("--walks", "6", "--seed", "3", "--format", "json"))
        assert (said["state"], said["ok"], said["faults"]) == ("live", True, [])
        found = said["check"]
        assert (found["walks"], found["seed"]) == (6, 3)
        assert [stop["title"] for stop in found["stops"]] == [
            stop.title for stop in tour.stops.all()
        ]
        assert found["whole"]["due"] == 12
        assert found["whole"]["on_time"] >= 11
        assert [stop["below"] for stop in found["stops"]] == [False, False]

    def test_keeps_what_it_found(self, site: BilingualSite) -> None:
        tour = trail(site)
        said = json.loads(check("--walks", "3", "--format", "json"))
        kept = kept_for(geometry_of(tour))
        assert kept is not None
        assert kept.whole.on_time == said["check"]["whole"]["on_time"]
        assert said["check"]["fingerprint"] == geometry_of(tour).fingerprint

    def test_says_that_a_stop_beside_the_track_never_starts(
        self, site: BilingualSite
    ) -> None:
        aside = StopFactory(latitude=45.441, longitude=4.4)
        trail(site, stops=[StopFactory(latitude=STOPS[0], longitude=4.3872), aside])
        said = json.loads(check("--walks", "3", "--format", "json", code=1))
        stop = said["check"]["stops"][1]
        assert (stop["in_100"], stop["below"]) == (None, True)
        assert stop["advice"] == ["not_passed"]


@pytest.mark.usefixtures("poor")
class TestTheReport:
    def test_marks_the_stops_under_the_threshold_and_ends_with_one(
        self, site: BilingualSite
    ) -> None:
        first, second = trail(site).stops.all()
        lines = check(code=1).splitlines()
        assert lines[0] == "La mine (fr): as published"
        assert lines[1] == "No fault."
        assert lines[3:] == [
            f"  100  1 {first.title}",
            f"!  50  2 {second.title}",
            "       Its zone is small: widen it to 30 m.",
            "       Its story tends to start late: a wider zone starts it sooner.",
            "   75  whole trail",
        ]

    def test_is_good_where_the_city_asks_for_nothing(self, site: BilingualSite) -> None:
        trail(site)
        SiteSettings.objects.update(trigger_threshold=None)
        said = json.loads(check("--format", "json"))
        assert (said["ok"], said["threshold"]) == (True, None)

    def test_looks_at_the_latest_draft_and_says_so(self, site: BilingualSite) -> None:
        tour = trail(site)
        tour.title = "Autre titre"
        tour.save_revision()
        assert check(code=1).startswith("Autre titre (fr): the latest draft, of 20")
        assert json.loads(check("--format", "json", code=1))["state"] == "draft"

    def test_lists_the_faults_of_a_draft(self, site: BilingualSite) -> None:
        stops = [StopFactory(place=None, title="Le puits"), *trail_stops()]
        trail(site, stops=stops, live=False)
        said = check(code=1)
        assert "! Stop 1, “Le puits”: Choose the place of this stop." in said
        assert "50  3 " in said  # its number in the trail, not among those with a zone

    def test_says_when_nobody_can_be_walked(self, site: BilingualSite) -> None:
        trail(site, track=None)
        assert "no track" in check()
        assert json.loads(check("--format", "json"))["check"] is None


def trail_stops() -> list[Any]:
    return [StopFactory(latitude=lat, longitude=4.3872) for lat in STOPS]


class TestAskedWrongly:
    def test_an_unknown_trail_is_named(self, site: BilingualSite) -> None:
        assert refused("nulle-part") == "No trail has the address “nulle-part”."

    def test_two_trails_of_one_address_need_their_language(
        self, site: BilingualSite
    ) -> None:
        trail(site, track=None)
        TourPageFactory(parent=site.english_home, language="en", slug="la-mine")
        assert "add --language" in refused("la-mine")
        assert "La mine (fr)" in check("--language", "fr")

    @pytest.mark.parametrize("walks", ["0", "10001"])
    def test_walks_have_bounds(self, site: BilingualSite, walks: str) -> None:
        assert "--walks lies between" in refused("la-mine", "--walks", walks)

    def test_the_command_line_ends_with_two(self) -> None:
        done = subprocess.run(
            [sys.executable, "manage.py", "check_trail"],
            cwd=Path(__file__).resolve().parent.parent.parent,
            capture_output=True,
            check=False,
        )
        assert done.returncode == 2


class TestWithoutABench:
    def test_a_missing_node_is_told_with_the_way_out(
        self, site: BilingualSite, settings: Any
    ) -> None:
        trail(site)
        settings.TRABOULE_NODE = "no-such-node"
        said = refused("la-mine")
        assert "install Node 20 or newer, or name it in TRABOULE_NODE" in said

    @needs_node
    def test_packages_that_are_not_installed_are_told(
        self, site: BilingualSite, settings: Any, tmp_path: Path
    ) -> None:
        trail(site)
        settings.ROOT = tmp_path
        assert "run script/setup" in refused("la-mine")

    @pytest.mark.parametrize("program", ["false", "echo"])
    def test_a_bench_that_fails_is_told(
        self, site: BilingualSite, settings: Any, program: str
    ) -> None:
        trail(site)
        settings.TRABOULE_NODE = program
        assert refused("la-mine").startswith("The bench failed:")

    @needs_node
    def test_what_the_bench_says_is_told(
        self, site: BilingualSite, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        trail(site)
        monkeypatch.setattr(bench, "bench_document", lambda _geometry: {"stops": []})
        assert "no track or no stop" in refused("la-mine")
