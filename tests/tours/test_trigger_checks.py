"""Checks that are kept, taken in from the composer, and told when a trail goes live."""

import hashlib
import json
import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from django.utils import translation
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from home.models import SiteSettings
from tests.conftest import BilingualSite
from tests.factories import PlaceFactory, StopFactory, TourPageFactory, locale
from tours import bench, trigger_checks
from tours.bench import bench_fingerprint
from tours.check_words import ADVICE as SENTENCES
from tours.models import TourPage
from tours.trigger_check import ADVICE, Check, Counts, Geometry, StopCheck
from tours.trigger_checks import TriggerCheck, geometry_of, keep, kept_for
from tours.trigger_words import trigger_warnings

ADDRESS = "/admin/trails/check/"
KNOWN = "/admin/trails/known-check/"
ROOT = Path(__file__).resolve().parent.parent.parent
LINE = {"type": "LineString", "coordinates": [[4.3872, 45.438], [4.3872, 45.446]]}

pytestmark = pytest.mark.django_db


def found(*on_time: int, advice: tuple[str, ...] = ()) -> Check:
    """A check in which so many of 100 stories were on time at each stop."""
    stops = [
        StopCheck(
            Counts(100, count, 0, 100 - count, 0, 0), () if count > 94 else advice
        )
        for count in on_time
    ]
    return Check(100, 1, tuple(stops))


@pytest.fixture
def tour(site: BilingualSite) -> TourPage:
    """A published trail of two stops, with a track."""
    return TourPageFactory(parent=site.home, track=LINE)


def body_of(geometry: Geometry, check: Check) -> dict[str, Any]:
    """What the composer sends."""
    return {
        "mode": geometry.mode,
        "legs": [[[p.longitude, p.latitude] for p in leg] for leg in geometry.legs],
        "stops": [
            [zone.point.longitude, zone.point.latitude, zone.radius_m]
            for zone in geometry.zones
        ],
        "bench": bench_fingerprint(),
        "walks": check.walks,
        "seed": check.seed,
        "figures": [stop.as_json() for stop in check.stops],
    }


def send(client: Client, body: Any) -> Any:
    return client.post(ADDRESS, body, content_type="application/json")


def ask(client: Client, body: Any) -> Any:
    return client.post(KNOWN, body, content_type="application/json")


class TestWhatIsKept:
    def test_is_found_by_the_geometry_alone(self, tour: TourPage) -> None:
        check = found(100, 80, advice=("late",))
        keep(geometry_of(tour), check)
        assert kept_for(geometry_of(tour)) == check
        stop = tour.stops.first()
        stop.trigger_radius_m += 1
        stop.save()
        assert kept_for(geometry_of(TourPage.objects.get(pk=tour.pk))) is None

    def test_serves_a_translation_of_the_same_geometry(
        self, tour: TourPage, site: BilingualSite
    ) -> None:
        keep(geometry_of(tour), found(100, 100))
        stops = [
            StopFactory(language="en", place=stop.place) for stop in tour.stops.all()
        ]
        translated = TourPageFactory(
            parent=site.english_home, language="en", track=LINE, stops=stops
        )
        assert kept_for(geometry_of(translated)) is not None

    def test_is_replaced_when_the_same_is_checked_again(self, tour: TourPage) -> None:
        for count in (70, 99):
            keep(geometry_of(tour), found(count, count))
        assert kept_for(geometry_of(tour)) == found(99, 99)
        assert TriggerCheck.objects.count() == 1

    def test_serves_no_more_once_the_bench_is_another(
        self, tour: TourPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        script = tmp_path / "trigger-worker.js"
        monkeypatch.setattr(bench.finders, "find", lambda _path: str(script))
        script.write_text("engine()")
        keep(geometry_of(tour), found(99, 99))
        assert trigger_warnings(tour) == []
        script.write_text("another()")
        assert kept_for(geometry_of(tour)) is None
        (sentence,) = trigger_warnings(tour)
        assert sentence.startswith("Nobody has checked")
        script.write_text("engine()")
        assert kept_for(geometry_of(tour)) == found(99, 99)

    def test_serves_no_more_when_no_bench_is_told_of_it(self, tour: TourPage) -> None:
        keep(geometry_of(tour), found(99, 99))
        TriggerCheck.objects.update(bench="")  # as before there was this field
        assert kept_for(geometry_of(tour)) is None

    def test_goes_when_there_are_too_many_the_oldest_first(
        self, tour: TourPage, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(trigger_checks, "MOST_KEPT", 2)
        geometries = [
            Geometry(mode, legs, geometry_of(tour).zones)
            for mode, legs in (
                ("guided", geometry_of(tour).legs),
                ("free", geometry_of(tour).legs),
                ("free", geometry_of(tour).legs[:0]),
            )
        ]
        for geometry in geometries:
            keep(geometry, found(90, 90))
        assert [kept_for(each) is not None for each in geometries] == [
            False,
            True,
            True,
        ]

    def test_a_stop_without_a_point_has_no_zone(self, site: BilingualSite) -> None:
        stops = [StopFactory(place=None), StopFactory()]
        tour = TourPageFactory(parent=site.home, stops=stops, track=LINE, live=False)
        assert len(geometry_of(tour).zones) == 1

    def test_a_track_that_is_none_has_no_legs(self, site: BilingualSite) -> None:
        tour = TourPageFactory(parent=site.home, track={"type": "Point"}, live=False)
        assert not geometry_of(tour).can_be_walked


class TestFromTheComposer:
    def test_figures_are_kept(self, tour: TourPage, editor_client: Client) -> None:
        geometry = geometry_of(tour)
        answer = send(editor_client, body_of(geometry, found(95, 60, advice=("late",))))
        assert answer.json() == {"fingerprint": geometry.fingerprint}
        kept = kept_for(geometry)
        assert kept is not None
        assert kept.stops[1].advice == ("late",)

    def test_what_no_check_found_is_refused_in_a_sentence(
        self, tour: TourPage, editor_client: Client
    ) -> None:
        body = {**body_of(geometry_of(tour), found(95, 60)), "walks": 0}
        answer = send(editor_client, body)
        assert answer.status_code == 400
        assert answer.json()["error"] == (
            "These figures are not kept: “walks” cannot be read."
        )
        assert not TriggerCheck.objects.exists()

    def test_figures_of_another_bench_are_refused_with_a_way_out(
        self, tour: TourPage, editor_client: Client
    ) -> None:
        body = {**body_of(geometry_of(tour), found(95, 60)), "bench": "of yesterday"}
        answer = send(editor_client, body)
        assert answer.status_code == 409
        assert "load the page again" in answer.json()["error"]
        assert not TriggerCheck.objects.exists()

    def test_what_is_known_of_a_geometry_is_told_again(
        self, tour: TourPage, editor_client: Client
    ) -> None:
        body = body_of(geometry_of(tour), found(95, 60, advice=("late",)))
        asked = {name: body[name] for name in ("mode", "legs", "stops")}
        assert ask(editor_client, asked).json() == {"figures": None}
        send(editor_client, body)
        told = ask(editor_client, asked).json()
        assert told == {name: body[name] for name in ("walks", "seed", "figures")}
        other = {**asked, "mode": "free"}
        assert ask(editor_client, other).json() == {"figures": None}

    def test_what_is_no_geometry_is_refused(self, editor_client: Client) -> None:
        assert ask(editor_client, {"mode": "guided"}).status_code == 400

    def test_nobody_asks_without_signing_in(self, client: Client) -> None:
        assert ask(client, {}).status_code in {302, 403}

    def test_a_large_body_is_refused(self, editor_client: Client) -> None:
        answer = send(editor_client, {"padding": "x" * 3_000_000})
        assert answer.status_code == 413
        assert answer.json()["error"] == "This request is larger than 3000 kilobytes."

    def test_nobody_sends_figures_without_signing_in(
        self, tour: TourPage, client: Client
    ) -> None:
        answer = send(client, body_of(geometry_of(tour), found(95, 60)))
        assert answer.status_code in {302, 403}
        assert not TriggerCheck.objects.exists()

    def test_nobody_sends_figures_who_may_not_write_trails(
        self, tour: TourPage, client: Client, django_user_model: Any
    ) -> None:
        reader = django_user_model.objects.create_user("reader", password="x")
        reader.user_permissions.add(Permission.objects.get(codename="access_admin"))
        client.force_login(reader)
        answer = send(client, body_of(geometry_of(tour), found(95, 60)))
        assert answer.status_code in {302, 403}
        assert not TriggerCheck.objects.exists()

    def test_forged_figures_are_refused(self, tour: TourPage, editor: Any) -> None:
        client = Client(enforce_csrf_checks=True)
        client.force_login(editor)
        answer = send(client, body_of(geometry_of(tour), found(95, 60)))
        assert answer.status_code == 403

    def test_they_are_sent_by_post_alone(self, editor_client: Client) -> None:
        assert editor_client.get(ADDRESS).status_code == 405


class TestWarnings:
    def test_name_each_stop_under_the_threshold_with_what_may_be_done(
        self, tour: TourPage
    ) -> None:
        keep(geometry_of(tour), found(90, 89, advice=("small", "late")))
        title = tour.stops.last().title
        assert trigger_warnings(tour) == [
            f"Stop 2, “{title}”: its story starts on time for 89 walkers in 100; the"
            " city asks for 90. Its zone is small: widen it to 30 m. Its story tends to"
            " start late: a wider zone starts it sooner."
        ]

    def test_say_when_a_story_never_starts(self, tour: TourPage) -> None:
        never = StopCheck(Counts(0, 0, 0, 0, 0, 0), ("not_passed",))
        keep(geometry_of(tour), Check(100, 1, (never, *found(99).stops)))
        (sentence,) = trigger_warnings(tour)
        assert "its story does not start. The track does not pass its zone" in sentence

    def test_ask_for_a_check_where_there_is_none_of_this_geometry(
        self, tour: TourPage
    ) -> None:
        (sentence,) = trigger_warnings(tour)
        assert sentence.startswith("Nobody has checked")
        assert "“Will the stories start?”" in sentence

    def test_are_none_where_all_is_well(self, tour: TourPage) -> None:
        keep(geometry_of(tour), found(90, 100))
        assert trigger_warnings(tour) == []

    def test_follow_the_citys_own_threshold(
        self, tour: TourPage, site: BilingualSite
    ) -> None:
        keep(geometry_of(tour), found(90, 97))
        settings = SiteSettings.objects.get(site=site.site)
        for threshold, warnings in ((None, 0), (90, 0), (95, 1), (98, 2)):
            settings.trigger_threshold = threshold
            settings.save()
            trigger_checks_seen_anew()
            assert len(trigger_warnings(tour)) == warnings

    def test_are_none_without_a_threshold_even_unchecked(
        self, tour: TourPage, site: BilingualSite
    ) -> None:
        SiteSettings.objects.filter(site=site.site).update(trigger_threshold=None)
        assert trigger_warnings(tour) == []

    def test_are_none_without_a_track(self, site: BilingualSite) -> None:
        assert trigger_warnings(TourPageFactory(parent=site.home)) == []


def trigger_checks_seen_anew() -> None:
    """As in another process, once the change is in the database."""
    from home.page_cache import content_version

    content_version.bump()


class TestPublishing:
    def publish(self, client: Client, tour: TourPage, **changes: Any) -> Any:
        stop = {
            "place": str(PlaceFactory().pk),
            "title": "La mairie",
            "story": streamfield([]),
            "question": streamfield([]),
            "seasons": streamfield([]),
            "trigger_radius_m": "30",
            "latitude": "45.44",
            "longitude": "4.3872",
        }
        data = nested_form_data(
            {
                "title": "La mine",
                "slug": "la-mine",
                "summary": "",
                "city": "",
                "mode": "guided",
                "cover": "",
                "track": json.dumps(LINE),
                "geometry_source": "",
                "seasons": streamfield([]),
                "start": "",
                "end": "",
                "practical_information": "null",
                "accessibility": "null",
                "seo_title": "",
                "search_description": "",
                "stops": inline_formset([stop]),
                "comments": inline_formset([]),
                "action-publish": "Publish",
                **changes,
            }
        )
        address = reverse(
            "wagtailadmin_pages:add", args=["tours", "tourpage", tour.get_parent().pk]
        )
        answer = client.post(address, data)
        assert answer.status_code == 302, answer.context["form"].errors
        return client.get(answer["Location"]).content.decode()

    def test_goes_on_and_says_that_nobody_has_checked(
        self, tour: TourPage, editor_client: Client
    ) -> None:
        page = self.publish(editor_client, tour)
        assert TourPage.objects.get(slug="la-mine").live
        assert "stories that may not start on time" in page
        assert "Nobody has checked" in page

    def test_uses_what_the_composer_found_before_the_trail_was_ever_saved(
        self, tour: TourPage, editor_client: Client
    ) -> None:
        body = {
            "mode": "guided",
            "legs": [LINE["coordinates"]],
            "stops": [[4.3872, 45.44, 30]],
            "bench": bench_fingerprint(),
            "walks": 60,
            "seed": 1,
            "figures": [{**Counts(60, 40, 0, 20, 0, 0).as_json(), "advice": ["late"]}],
        }
        assert send(editor_client, body).status_code == 200
        page = self.publish(editor_client, tour)
        assert re.search(r"La mairie”: its story starts on time for 66 walkers", page)

    def test_says_nothing_where_all_is_well(
        self, tour: TourPage, editor_client: Client
    ) -> None:
        self.publish(editor_client, tour)
        keep(geometry_of(TourPage.objects.get(slug="la-mine")), found(99))
        page = self.publish(editor_client, tour, slug="la-mine-2")
        assert "may not start on time" not in page


class TestApproving:
    def test_tells_who_approves(
        self, tour: TourPage, editor: Any, staff_client: Client
    ) -> None:
        tour.save_revision()
        tour.get_workflow().start(tour, editor)
        state = tour.current_workflow_task_state
        address = reverse(
            "wagtailadmin_pages:workflow_action", args=[tour.pk, "approve", state.pk]
        )
        answer = staff_client.post(address, {"comment": ""})
        page = staff_client.get(answer["Location"]).content.decode()
        assert "Nobody has checked" in page


def test_a_trail_published_by_no_request_goes_live_in_silence(tour: TourPage) -> None:
    tour.save_revision().publish()
    assert TourPage.objects.get(pk=tour.pk).live


def test_figures_of_another_version_are_not_used(tour: TourPage) -> None:
    kept = keep(geometry_of(tour), found(99, 99))
    kept.figures[0]["advice"] = ["a code of tomorrow"]
    kept.save()
    assert kept_for(geometry_of(tour)) is None


def test_every_advice_has_its_sentence_in_both_languages() -> None:
    assert set(SENTENCES) == set(ADVICE)
    source = (ROOT / "frontend" / "tools" / "advice.ts").read_text()
    (line,) = re.findall(r"export type Advice =([^;]+);", source)
    assert tuple(re.findall(r'"(\w+)"', line)) == ADVICE
    with translation.override("en"):
        assert all(str(sentence).endswith(".") for sentence in SENTENCES.values())


def test_a_locale_is_no_part_of_the_geometry(tour: TourPage) -> None:
    before = geometry_of(tour).fingerprint
    tour.locale = locale("en")
    assert geometry_of(tour).fingerprint == before


class TestTheComposer:
    def told(self, client: Client, address: str) -> dict[str, Any]:
        page = client.get(address).content.decode()
        (value,) = re.findall(r'data-track-field-bench-value="([^"]+)"', page)
        return dict(json.loads(unescape(value)))

    def test_is_told_what_the_city_asks_for_and_which_bench_it_runs(
        self, tour: TourPage, site: BilingualSite, editor_client: Client
    ) -> None:
        edit = reverse("wagtailadmin_pages:edit", args=[tour.pk])
        add = reverse(
            "wagtailadmin_pages:add", args=["tours", "tourpage", site.home.pk]
        )
        settings = SiteSettings.objects.get(site=site.site)
        for threshold in (70, None):
            settings.trigger_threshold = threshold
            settings.save()
            trigger_checks_seen_anew()
            for address in (edit, add):
                assert self.told(editor_client, address) == {
                    "version": bench_fingerprint(),
                    "threshold": threshold,
                }


def test_the_bench_is_known_by_the_script_that_browsers_run() -> None:
    built = ROOT / "frontend" / "static" / bench.BUNDLE
    expected = hashlib.sha256(built.read_bytes()).hexdigest()[:32]
    assert bench_fingerprint() == expected


def test_a_bench_that_is_not_built_has_a_name_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(bench.finders, "find", lambda _path: None)
    assert bench_fingerprint() == bench.UNBUILT != ""
