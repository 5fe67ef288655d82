"""Whole pages kept for anonymous readers, and renewed when they change."""

import gzip
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import brotli
import pytest
import time_machine
from django.core.cache import cache
from django.core.management import call_command
from django.http import HttpResponse
from django.test import Client
from wagtail.models import PageViewRestriction

from home import page_cache
from home.models import SiteSettings
from media_library.models import Picture, Recording
from places.models import Place
from tests.conftest import BilingualSite
from tests.factories import (
    PictureFactory,
    PlaceFactory,
    RecordingFactory,
    TextPageFactory,
    ThemeFactory,
    TourPageFactory,
    locale,
)
from tours.models import Theme, TourPage

FORBIDDEN = "Étape secrète"

pytestmark = pytest.mark.django_db  # the version asks when rights begin and end


@pytest.fixture
def trail(site: BilingualSite) -> TourPage:
    """A live trail of the French site."""
    return TourPageFactory(parent=site.home, title="La mine", stops=1)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """The process's own clock, in seconds."""
    hand = SimpleNamespace(now=1000.0)
    monkeypatch.setattr(page_cache.time, "monotonic", lambda: hand.now)
    return hand


def state(response: HttpResponse) -> str | None:
    """Whether the page was kept (``hit``), is from now on (``miss``) or is not."""
    return response.headers.get("X-Cache")


def test_a_second_reader_gets_the_kept_page(phone: Client, trail: TourPage) -> None:
    first, second = phone.get(trail.url), phone.get(trail.url)
    assert (state(first), state(second)) == ("miss", "hit")
    assert first.content == second.content
    assert "La mine" in second.content.decode()
    assert second["Content-Type"] == first["Content-Type"] == "text/html; charset=utf-8"
    assert second["Content-Language"] == first["Content-Language"] == "fr"


def test_a_kept_page_asks_the_database_nothing(
    phone: Client, trail: TourPage, django_assert_num_queries: Any
) -> None:
    phone.get(trail.url)
    with django_assert_num_queries(0):
        assert state(phone.get(trail.url)) == "hit"


def test_each_address_is_kept_apart(phone: Client, site: BilingualSite) -> None:
    french, english = phone.get("/fr/"), phone.get("/en/")
    assert (state(french), state(english)) == ("miss", "miss")
    assert phone.get("/fr/").content == french.content != english.content


def test_each_host_is_kept_apart(phone: Client, site: BilingualSite) -> None:
    phone.get("/fr/", headers={"host": "a.example.org"})
    other = phone.get("/fr/", headers={"host": "b.example.org"})
    assert state(other) == "miss"
    assert "a.example.org" not in other.content.decode()


def publish(trail: TourPage) -> None:
    trail.summary = "Autre chose."
    trail.save_revision().publish()


def save_stop_place(trail: TourPage) -> None:
    trail.stops.first().place.save()


def save_recording(trail: TourPage) -> None:
    Recording.objects.first().save()


def save_cover(trail: TourPage) -> None:
    trail.cover.save()


def move(trail: TourPage) -> None:
    trail.move(TextPageFactory(parent=trail.get_parent()), pos="left")


def restrict(trail: TourPage) -> None:
    PageViewRestriction.objects.create(page=trail, restriction_type="login")


CHANGES: dict[str, Callable[[TourPage], Any]] = {
    "publish": publish,
    "unpublish": lambda trail: trail.unpublish(),
    "delete": lambda trail: trail.delete(),
    "move": move,
    "copy": lambda trail: trail.copy(update_attrs={"slug": "copie"}),
    "new-page": lambda trail: TextPageFactory(parent=trail.get_parent()),
    "restrict": restrict,
    "place-save": save_stop_place,
    "place-delete": lambda trail: Place.objects.first().delete(),
    "place-new": lambda trail: PlaceFactory(),
    "recording-save": save_recording,
    "recording-delete": lambda trail: Recording.objects.first().delete(),
    "picture-save": save_cover,
    "picture-delete": lambda trail: Picture.objects.first().delete(),
    "theme-save": lambda trail: ThemeFactory(),
    "settings-save": lambda trail: SiteSettings.objects.first().save(),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_every_change_renews_the_pages(
    phone: Client, trail: TourPage, committed: Any, change: Callable[[TourPage], Any]
) -> None:
    phone.get("/fr/")
    assert state(phone.get("/fr/")) == "hit"
    with committed():
        change(trail)
    assert state(phone.get("/fr/")) == "miss"


def test_a_draft_renews_nothing(phone: Client, trail: TourPage, committed: Any) -> None:
    phone.get(trail.url)
    with committed():
        trail.summary = FORBIDDEN
        trail.save_revision()
    again = phone.get(trail.url)
    assert state(again) == "hit"
    assert FORBIDDEN not in again.content.decode()


def test_pages_wait_for_the_end_of_the_transaction(
    phone: Client, trail: TourPage, django_capture_on_commit_callbacks: Any
) -> None:
    phone.get(trail.url)
    with django_capture_on_commit_callbacks(execute=False) as waiting:
        trail.cover.save()
    assert state(phone.get(trail.url)) == "hit"
    for callback in waiting:
        callback()
    assert state(phone.get(trail.url)) == "miss"


def test_the_new_words_are_read_at_once(
    phone: Client, trail: TourPage, committed: Any
) -> None:
    phone.get(trail.url)
    with committed():
        publish(trail)
    assert "Autre chose." in phone.get(trail.url).content.decode()


def test_the_schedule_shows_and_hides_pages_on_time(
    phone: Client, site: BilingualSite, committed: Any
) -> None:
    noon = datetime(2026, 5, 1, 12, tzinfo=UTC)
    with time_machine.travel(noon, tick=False):
        trail = TourPageFactory(parent=site.home, slug="mine", live=False, stops=1)
        trail.go_live_at = noon + timedelta(minutes=10)
        trail.expire_at = noon + timedelta(minutes=20)
        trail.save_revision().publish()
        assert phone.get("/fr/mine/").status_code == 404
    for minutes, status in ((5, 404), (11, 200), (19, 200), (21, 404)):
        with time_machine.travel(noon + timedelta(minutes=minutes), tick=False):
            with committed():
                call_command("publish_scheduled")
            assert phone.get("/fr/mine/").status_code == status


@pytest.mark.parametrize("gone", ["unpublish", "delete"])
def test_a_page_taken_down_is_gone_at_once(
    phone: Client, trail: TourPage, committed: Any, gone: str
) -> None:
    phone.get(trail.url)
    with committed():
        CHANGES[gone](trail)
    assert phone.get(trail.url).status_code == 404


class TestPrivatePages:
    """A page that is not for everyone is kept for no one."""

    @pytest.fixture
    def secret(self, site: BilingualSite) -> TourPage:
        """A trail behind a password."""
        page = TourPageFactory(parent=site.home, title=FORBIDDEN)
        PageViewRestriction.objects.create(
            page=page, restriction_type="password", password="sésame"
        )
        return page

    def test_the_form_that_asks_for_the_password_is_not_kept(
        self, phone: Client, secret: TourPage
    ) -> None:
        for response in (phone.get(secret.url), phone.get(secret.url)):
            assert state(response) is None
            assert f"<h1>{FORBIDDEN}" not in response.content.decode()
            assert "Ici passait la rivière" not in response.content.decode()

    def test_who_knows_the_password_opens_it_for_no_one_else(
        self, phone: Client, secret: TourPage
    ) -> None:
        restriction = secret.view_restrictions.first()
        phone.post(
            f"/_util/authenticate_with_password/{restriction.pk}/{secret.pk}/",
            {"password": "sésame", "return_url": secret.url},
        )
        opened = phone.get(secret.url)
        assert state(opened) is None
        stranger = Client().get(secret.url)
        assert state(stranger) is None
        assert "Ici passait la rivière" not in stranger.content.decode()

    def test_a_page_kept_before_it_became_private_is_shown_no_more(
        self, phone: Client, trail: TourPage, committed: Any
    ) -> None:
        assert phone.get(trail.url).status_code == 200
        with committed():
            restrict(trail)
        closed = phone.get(trail.url)
        assert closed.status_code == 302
        assert "/login/" in closed["Location"]

    def test_a_page_opened_again_is_kept_again(
        self, phone: Client, trail: TourPage, committed: Any
    ) -> None:
        restrict(trail)
        assert phone.get(trail.url).status_code == 302
        with committed():
            trail.view_restrictions.all().delete()
        assert state(phone.get(trail.url)) == "miss"


class TestSignedIn:
    """Whoever works on the site sees it as it is."""

    def test_an_editor_is_never_answered_with_a_kept_page(
        self, phone: Client, editor_client: Client, trail: TourPage
    ) -> None:
        phone.get(trail.url)
        response = editor_client.get(trail.url)
        assert response.status_code == 200
        assert state(response) is None

    def test_an_editors_page_is_never_kept(
        self, phone: Client, editor_client: Client, trail: TourPage
    ) -> None:
        editor_client.get(trail.url)
        assert state(phone.get(trail.url)) == "miss"

    def test_a_draft_seen_by_its_editor_is_seen_by_no_one_else(
        self, phone: Client, editor_client: Client, site: BilingualSite
    ) -> None:
        draft = TourPageFactory(parent=site.home, title=FORBIDDEN, live=False)
        seen = editor_client.get(f"/admin/pages/{draft.pk}/view_draft/")
        assert FORBIDDEN in seen.content.decode()
        assert phone.get(f"/fr/{draft.slug}/").status_code == 404
        assert FORBIDDEN not in phone.get("/fr/").content.decode()


class TestRevalidation:
    """A phone that has the page already gets three hundred bytes, not the page."""

    def test_an_unchanged_page_is_not_sent_twice(
        self, phone: Client, trail: TourPage
    ) -> None:
        first = phone.get(trail.url)
        again = phone.get(trail.url, headers={"if-none-match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
        for name in ("ETag", "Cache-Control", "Vary", "Content-Security-Policy"):
            assert again[name] == first[name]

    def test_a_first_reading_can_be_answered_in_short_too(
        self, phone: Client, trail: TourPage
    ) -> None:
        etag = phone.get(trail.url)["ETag"]
        cache.clear()
        page_cache.content_version.value = None
        again = phone.get(trail.url, headers={"if-none-match": etag})
        assert again.status_code == 304

    def test_a_changed_page_is_sent_whole(
        self, phone: Client, trail: TourPage, committed: Any
    ) -> None:
        etag = phone.get(trail.url)["ETag"]
        with committed():
            publish(trail)
        again = phone.get(trail.url, headers={"if-none-match": etag})
        assert again.status_code == 200
        assert again["ETag"] != etag

    def test_browsers_ask_again_each_time(self, phone: Client, trail: TourPage) -> None:
        response = phone.get(trail.url)
        assert response["Cache-Control"] == "public, no-cache"
        assert response["Vary"] == "Accept-Encoding"


UNPACKED = {"br": brotli.decompress, "gzip": gzip.decompress}


@pytest.mark.parametrize(
    ("reading", "coding"),
    [("first", "gzip"), ("second", "gzip"), ("second", "br"), ("third", "br")],
)
def test_a_page_is_sent_compressed_to_who_reads_it(
    phone: Client, trail: TourPage, reading: str, coding: str
) -> None:
    for _earlier in range(["first", "second", "third"].index(reading)):
        phone.get(trail.url)
    packed = phone.get(trail.url, headers={"accept-encoding": f"{coding}, zstd"})
    plain = phone.get(trail.url)
    assert packed["Content-Encoding"] == coding
    assert "Content-Encoding" not in plain
    assert UNPACKED[coding](packed.content) == plain.content
    assert packed["ETag"] == plain["ETag"]
    assert len(packed.content) < len(plain.content) / 2


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("gzip, deflate, br", "br"),
        ("br;q=0.5, gzip", "br"),
        ("BR", "br"),
        ("br;q=0, gzip", "gzip"),
        ("br; q=0.000, gzip ; q=0.1", "gzip"),
        ("brotli, xgzip", None),
        ("", None),
        ("identity", None),
        (";;,,=", None),
    ],
)
def test_a_reader_gets_the_best_coding_it_accepts(
    phone: Client, trail: TourPage, accepted: str, coding: str | None
) -> None:
    phone.get(trail.url)
    page = phone.get(trail.url, headers={"accept-encoding": accepted})
    assert page.headers.get("Content-Encoding") == coding


def test_a_page_is_packed_by_one_process_alone(
    phone: Client, trail: TourPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone.get(trail.url)
    monkeypatch.setattr(page_cache.cache, "add", lambda *_arguments: False)
    page = phone.get(trail.url, headers={"accept-encoding": "br, gzip"})
    assert page["Content-Encoding"] == "gzip"


class TestRecentPages:
    """What a process has answered lately, it answers again from its memory."""

    def test_a_recent_page_asks_the_cache_nothing(
        self, phone: Client, trail: TourPage, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for _reading in range(3):
            phone.get(trail.url)
        monkeypatch.setattr(page_cache.cache, "get", None)
        assert state(phone.get(trail.url)) == "hit"

    def test_it_is_asked_of_the_cache_again_after_a_while(
        self, phone: Client, trail: TourPage, clock: SimpleNamespace
    ) -> None:
        for _reading in range(3):
            phone.get(trail.url)
        version = cache.get(page_cache.VERSION_KEY)
        cache.clear()
        cache.set(page_cache.VERSION_KEY, version, None)
        assert state(phone.get(trail.url)) == "hit"
        clock.now += page_cache.RECENT_SECONDS + 1
        assert state(phone.get(trail.url)) == "miss"

    def test_the_memory_is_bounded(
        self, phone: Client, trail: TourPage, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(page_cache, "RECENT_PAGES", 2)
        monkeypatch.setattr(page_cache, "_recent", page_cache._Recent())
        for host in ("a", "b", "c"):
            for _reading in range(3):
                phone.get(trail.url, headers={"host": f"{host}.example.org"})
        assert 0 < len(page_cache._recent.pages) <= 2


def test_the_indentation_of_templates_is_not_sent(
    phone: Client, trail: TourPage
) -> None:
    lines = phone.get(trail.url).content.decode().split("\n")
    assert len(lines) > 20
    assert [line for line in lines if line != line.lstrip()] == []


class TestHead:
    """HEAD tells of the page without sending it."""

    def test_a_head_answers_as_a_get_without_a_body(
        self, phone: Client, trail: TourPage
    ) -> None:
        head, got = phone.head(trail.url), phone.get(trail.url)
        assert (head.status_code, head.content) == (200, b"")
        assert head["ETag"] == got["ETag"]

    def test_a_head_keeps_no_page(self, phone: Client, trail: TourPage) -> None:
        phone.head(trail.url)
        got = phone.get(trail.url)
        assert state(got) == "miss"
        assert b"La mine" in got.content

    def test_a_head_is_answered_from_the_kept_page(
        self, phone: Client, trail: TourPage
    ) -> None:
        phone.get(trail.url)
        head = phone.head(trail.url)
        assert (state(head), head.content) == ("hit", b"")


class TestNotKept:
    """Answers that depend on more than the address."""

    def test_a_query_goes_past_the_kept_page(
        self, phone: Client, trail: TourPage
    ) -> None:
        phone.get(trail.url)
        for _time in range(2):
            response = phone.get(f"{trail.url}?utm_source=x")
            assert (response.status_code, state(response)) == (200, None)

    def test_a_bare_question_mark_is_no_query(
        self, phone: Client, trail: TourPage
    ) -> None:
        phone.get(trail.url)
        assert state(phone.get(f"{trail.url}?")) == "hit"

    @pytest.mark.parametrize(
        "address",
        ["/", "/fr/nulle-part/", "/fr", "/robots.txt", "/sitemap.xml", "/admin/login/"],
    )
    def test_other_answers_are_not_kept(
        self, phone: Client, site: BilingualSite, address: str
    ) -> None:
        for _time in range(2):
            assert state(phone.get(address)) is None

    def test_a_redirect_is_not_kept(self, phone: Client, trail: TourPage) -> None:
        for _time in range(2):
            response = phone.get(trail.url.rstrip("/"))
            assert (response.status_code, state(response)) == (301, None)

    def test_a_post_is_never_answered_with_a_kept_page(
        self, phone: Client, trail: TourPage
    ) -> None:
        phone.get(trail.url)
        assert state(phone.post(trail.url)) is None

    @pytest.mark.parametrize(
        "change",
        [
            lambda response: response.set_cookie("a", "b"),
            lambda response: response.headers.setdefault("Cache-Control", "private"),
            lambda response: setattr(response, "status_code", 503),
        ],
        ids=["cookie", "private", "error"],
    )
    def test_an_answer_for_one_reader_is_not_kept(self, rf: Any, change: Any) -> None:
        calls: list[Any] = []

        def view(request: Any) -> HttpResponse:
            calls.append(request)
            response = HttpResponse("Bonjour")
            change(response)
            return response

        middleware = page_cache.PageCacheMiddleware(view)
        for _time in range(2):
            assert state(middleware(rf.get("/fr/"))) is None
        assert len(calls) == 2

    def test_a_stream_is_not_kept(self, rf: Any) -> None:
        stream = SimpleNamespace(status_code=200, streaming=True)
        middleware = page_cache.PageCacheMiddleware(lambda request: stream)
        assert middleware(rf.get("/fr/")) is stream

    def test_a_host_that_is_not_ours_is_refused(
        self, phone: Client, site: BilingualSite, settings: Any
    ) -> None:
        settings.ALLOWED_HOSTS = ["balades.example.org"]
        response = phone.get("/fr/", headers={"host": "evil.example.org"})
        assert response.status_code == 400


class TestContentVersion:
    """What a process knows of changes that another one made."""

    def test_a_change_made_by_another_process_is_seen_after_a_second(
        self, phone: Client, trail: TourPage, clock: SimpleNamespace
    ) -> None:
        phone.get(trail.url)
        cache.set(page_cache.VERSION_KEY, "another-process", None)
        assert state(phone.get(trail.url)) == "hit"
        clock.now += page_cache.VERSION_SECONDS + 0.1
        assert state(phone.get(trail.url)) == "miss"

    def test_a_version_lost_by_the_cache_is_made_anew(
        self, phone: Client, trail: TourPage, clock: SimpleNamespace
    ) -> None:
        phone.get(trail.url)
        cache.delete(page_cache.VERSION_KEY)
        clock.now += page_cache.VERSION_SECONDS + 0.1
        assert state(phone.get(trail.url)) == "miss"
        assert state(phone.get(trail.url)) == "hit"

    def test_a_page_read_while_it_changes_is_kept_under_the_old_version(
        self, rf: Any
    ) -> None:
        def view(request: Any) -> HttpResponse:
            page_cache.content_version.bump()
            return HttpResponse("avant")

        page_cache.PageCacheMiddleware(view)(rf.get("/fr/"))
        after = page_cache.PageCacheMiddleware(lambda request: HttpResponse("après"))
        assert after(rf.get("/fr/")).content == "après".encode()


def test_a_theme_of_another_language_still_renews(
    phone: Client, site: BilingualSite, committed: Any
) -> None:
    phone.get("/en/")
    with committed():
        Theme.objects.create(name="Mining", locale=locale("en"))
    assert state(phone.get("/en/")) == "miss"


def test_works_made_for_no_page_yet_renew_too(
    phone: Client, site: BilingualSite, committed: Any
) -> None:
    phone.get("/fr/")
    with committed():
        PictureFactory()
        RecordingFactory()
    assert state(phone.get("/fr/")) == "miss"
