"""A kept walk opens and plays without network, every time, on a cold start.

The network is really cut: connections end, and the server cannot be reached. Every
cold start opens the trail and all its stops, hears all sounds from their middle, and is
counted; the table stands at the end of the run.
"""

import json
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from playwright.sync_api import BrowserType, Page, expect

from tests.e2e.conftest import PHONE, Demo
from tests.e2e.keeping import (
    KeepingPhone,
    cold_starts,
    evict,
    expect_kept,
    hear_all,
    keep,
    open_panel,
    stop_pages,
    wait_for_release,
    wait_without_worker,
    weights,
)
from tests.e2e.pages import TRAIL
from tests.e2e.serving import also_served, made_once, manage, served
from tests.e2e.wire import Wire

NewPhone = Callable[..., KeepingPhone]
# Each situation is opened cold so many times; the full count is for those who release.
TIMES = int(os.environ.get("TRABOULE_COLD_STARTS", "1"))
STOPS, SOUNDS = 10, 11
SUMMARY = "Le même chemin, raconté autrement."
# Every recording gets other bytes: an update of all that is heard.
REPUBLISH = f"""
from django.core.files.base import ContentFile
from media_library.models import Recording
from tours import packages
from tours.models import TourPage
page = TourPage.objects.get(url_path__endswith="{TRAIL["fr"].split("/")[-2]}/")
page.summary = "{SUMMARY}"
for recording in Recording.objects.filter(language="fr"):
    content = recording.file.open().read() + b"\\0\\0\\0\\x08free"
    recording.file.save("new.m4a", ContentFile(content))
page.save_revision().publish()
packages.renew(page.pk)
"""
CLOSED = "La rue est fermée pour travaux."
CLOSE = f"""
from tours.models import Notice, TourPage
page = TourPage.objects.get(url_path__endswith="{TRAIL["fr"].split("/")[-2]}/")
stop = page.stops.first()
about = f"stop:{{stop.translation_key}}"
Notice.objects.create(about=about, severity="closed", texts={{"fr": "{CLOSED}"}})
"""
REOPEN = "from tours.models import Notice; Notice.objects.all().delete()"
UNTIL_LISTED = f"""
async () => {{
    const find = () => caches.match(location.pathname + "notices.json");
    while (!(await (await find())?.text())?.includes("{CLOSED}"))
        await new Promise(requestAnimationFrame);
}}
"""
WITHDRAW = f"""
from tours.models import TourPage
TourPage.objects.get(url_path__endswith="{TRAIL["fr"].split("/")[-2]}/").unpublish()
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The demo's files as they begin."""
    folder = tmp_path_factory.getbasetemp()
    return made_once(folder if worker_id == "master" else folder.parent)


@pytest.fixture(scope="module")
def site(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """A demo of this file's own: trails are changed and withdrawn here."""
    with served(made, tmp_path_factory.mktemp("site"), by_name=False) as running:
        yield running


@pytest.fixture
def wire(demo: Demo) -> Iterator[Wire]:
    """The network between the phone and the demo."""
    wire = Wire(demo.url)
    yield wire
    wire.close()


@pytest.fixture
def new_phone(
    browser_type: BrowserType,
    browser_type_launch_args: dict[str, Any],
    tmp_path: Path,
    wire: Wire,
) -> Iterator[NewPhone]:
    """Phones with a profile of their own each."""
    phones: list[KeepingPhone] = []

    def make() -> KeepingPhone:
        profile = tmp_path / f"profile-{len(phones)}"
        options = {**browser_type_launch_args, **PHONE}
        phones.append(KeepingPhone(browser_type, profile, wire, **options))
        return phones[-1]

    yield make
    for phone in phones:
        phone.stop()


@pytest.fixture
def phone(new_phone: NewPhone) -> KeepingPhone:
    """A phone on which the trail is kept, and that is closed now."""
    phone = new_phone()
    keep(open_trail(phone))
    phone.stop()
    return phone


def open_trail(phone: KeepingPhone, language: str = "fr") -> Page:
    """A start with whatever network there is."""
    page = phone.start()
    page.goto(phone.address(TRAIL[language]))
    return page


def opens_cold(phone: KeepingPhone, what: str, language: str = "fr") -> Page:
    """One cold start without network: all stops open, all sounds play and seek."""
    starts = cold_starts.setdefault(what, [])
    starts.append(False)
    phone.wire.cut()
    page = open_trail(phone, language)
    stops = stop_pages(page)
    assert len(stops) == STOPS
    assert hear_all(page) == (SOUNDS, SOUNDS)
    for stop in stops:
        page.goto(phone.address(stop), wait_until="domcontentloaded")
        expect(page.locator(".stop:target .stop__title")).to_be_visible()
    starts[-1] = True
    return page


class TestAFreshDownload:
    def test_opens_cold_again_and_again(self, phone: KeepingPhone) -> None:
        for _time in range(5 * TIMES):
            opens_cold(phone, "after a fresh download")

    def test_says_what_was_proven(self, new_phone: NewPhone) -> None:
        panel = keep(open_trail(new_phone()))
        said = panel.locator("[data-state]")
        expect(said).to_contain_text(f"{STOPS}/{STOPS}")
        expect(said).to_contain_text(f"{SOUNDS}/{SOUNDS}")

    def test_opens_after_the_browser_was_killed(self, phone: KeepingPhone) -> None:
        for _time in range(TIMES):
            opens_cold(phone, "after the browser was killed")
            phone.kill()
        opens_cold(phone, "after the browser was killed")

    def test_leads_from_a_panel_of_the_street_to_the_stop(
        self, phone: KeepingPhone
    ) -> None:
        page = opens_cold(phone, "after a fresh download")
        code = page.url.split("#stop-")[-1]
        page.goto(phone.address("/fr/kept/"))
        page.goto(phone.address(f"/s/{code}"))
        expect(page).to_have_url(phone.address(f"{TRAIL['fr']}#stop-{code}"))

    def test_takes_little_more_room_than_its_files(self, phone: KeepingPhone) -> None:
        page = open_trail(phone)
        kept, files = weights(page)
        assert files < kept <= 1.02 * files
        assert kept <= 8_000_000

    def test_walks_with_its_map_and_its_stories(self, phone: KeepingPhone) -> None:
        phone.wire.cut()
        page = open_trail(phone)
        page.locator("[data-start]").click()
        expect(page.locator("[data-walk-bar]")).to_be_visible()
        expect(page.locator(".map .leaflet-container")).to_be_visible()

    def test_shows_the_webp_it_holds_where_the_page_asks_for_avif(
        self, phone: KeepingPhone
    ) -> None:
        phone.wire.cut()
        page = open_trail(phone)
        asked, width = page.locator(".picture__image").first.evaluate(
            "async image => {"
            " image.loading = 'eager'; await image.decode();"
            " return [image.currentSrc, image.naturalWidth] }"
        )
        assert asked.endswith(".avif")
        assert width > 0

    def test_any_other_page_lists_the_kept_walks(self, phone: KeepingPhone) -> None:
        phone.wire.cut()
        page = phone.start()
        page.goto(phone.address("/fr/vie-privee/"))
        expect(page.locator("[data-walk]")).to_have_count(1)
        page.locator("[data-open]").click()
        expect(page).to_have_url(phone.address(TRAIL["fr"]))


class TestAnInterruptedDownload:
    @pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
    def test_goes_on_where_it_was(self, new_phone: NewPhone, share: float) -> None:
        phone = new_phone()
        page = open_trail(phone)
        panel = open_panel(page)
        phone.wire.cut_after(int(share * 3_500_000))
        panel.locator("[data-act=keep]").click()
        expect(panel).to_have_attribute("data-keep-state", "failed", timeout=60_000)
        phone.wire.mend()
        page = open_trail(phone)
        panel = open_panel(page)
        expect(panel).to_have_attribute("data-keep-state", "paused")
        before = phone.wire.passed_bytes
        panel.locator("[data-act=resume]").click()
        expect_kept(panel)
        assert phone.wire.passed_bytes - before < (1.3 - share) * 4_000_000
        opens_cold(phone, "after an interrupted download")

    def test_may_be_paused_and_given_up(self, new_phone: NewPhone) -> None:
        phone = new_phone()
        panel = open_panel(open_trail(phone))
        phone.wire.slow_to(400_000)
        panel.locator("[data-act=keep]").click()
        panel.locator("[data-act=pause]").click()
        expect(panel).to_have_attribute("data-keep-state", "paused")
        panel.locator("[data-act=cancel]").click()
        expect(panel).to_have_attribute("data-keep-state", "absent")
        names = panel.page.evaluate("caches.keys()")
        assert [name for name in names if name.startswith("walk:")] == []

    def test_survives_the_end_of_the_browser(self, new_phone: NewPhone) -> None:
        phone = new_phone()
        panel = open_panel(open_trail(phone))
        phone.wire.cut_after(2_000_000)
        panel.locator("[data-act=keep]").click()
        expect(panel).to_have_attribute("data-keep-state", "failed", timeout=60_000)
        phone.kill()
        phone.wire.mend()
        panel = open_panel(open_trail(phone))
        panel.locator("[data-act=resume]").click()
        expect_kept(panel)
        opens_cold(phone, "after the browser was killed")


class TestARelease:
    def test_leaves_kept_walks_as_they_are_until_it_is_seen(
        self, site: Demo, wire: Wire, phone: KeepingPhone
    ) -> None:
        release_anew(site)
        for _time in range(TIMES):
            opens_cold(phone, "after a front-end release, unseen")

    def test_renews_the_kept_pages_once_it_is_seen(
        self, site: Demo, wire: Wire, phone: KeepingPhone
    ) -> None:
        release_anew(site)
        with also_served(site) as newer:
            wire.lead_to(newer)
            page = open_trail(phone)
            wait_for_release(page)
        for _time in range(TIMES):
            opens_cold(phone, "after a front-end release")

    @pytest.fixture
    def site(self, made: Path, tmp_path: Path) -> Iterator[Demo]:
        """One for each test: files of its first release are gone in the end."""
        with served(made, tmp_path / "site", by_name=False) as running:
            yield running

    @pytest.fixture
    def wire(self, site: Demo) -> Iterator[Wire]:
        """To the demo that is released anew."""
        wire = Wire(site.url)
        yield wire
        wire.close()


def release_anew(site: Demo) -> None:
    """Other scripts under other names; those of before are gone from the server."""
    static = site.city_maps.parent / "static"
    manifest = static / "staticfiles.json"
    told = json.loads(manifest.read_text())
    old = told["paths"]["frontend/trail.js"]
    digits = uuid4().hex[:12]
    told["paths"]["frontend/trail.js"] = new = f"frontend/trail.{digits}.js"
    told["hash"] = digits
    (static / new).write_text((static / old).read_text() + "\n// newer")
    for left in static.glob(f"{old}*"):
        left.unlink()
    manifest.write_text(json.dumps(told))


class TestAnUpdate:
    @pytest.fixture
    def wire(self, site: Demo) -> Iterator[Wire]:
        """To the demo whose trail is published anew."""
        wire = Wire(site.url)
        yield wire
        wire.close()

    def test_is_offered_and_takes_the_place_of_the_version_before(
        self, site: Demo, phone: KeepingPhone
    ) -> None:
        manage(site, "shell", "-c", REPUBLISH)
        panel = open_panel(open_trail(phone))
        expect(panel.locator("[data-act=update]")).to_contain_text("Mo")
        panel.locator("[data-act=update]").click()
        expect(panel.locator("[data-act=update]")).to_be_hidden()
        expect_kept(panel)
        for _time in range(TIMES):
            page = opens_cold(phone, "after a package update")
        page.goto(phone.address(TRAIL["fr"]))
        expect(page.locator(".trail__summary")).to_have_text(SUMMARY)
        names = page.evaluate("caches.keys()")
        assert len([name for name in names if name.startswith("walk:")]) == 1

    @pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
    def test_that_is_interrupted_leaves_the_version_before(
        self, site: Demo, phone: KeepingPhone, share: float
    ) -> None:
        manage(site, "shell", "-c", REPUBLISH)
        panel = open_panel(open_trail(phone))
        expect(panel.locator("[data-act=update]")).to_be_visible()
        phone.wire.cut_after(int(share * 3_300_000))
        panel.locator("[data-act=update]").click()
        expect(panel).to_have_attribute("data-keep-state", "failed", timeout=60_000)
        what = f"after an update interrupted at {100 * share:.0f} %"
        for _time in range(TIMES):
            opens_cold(phone, what)
        phone.wire.mend()
        panel = open_panel(open_trail(phone))
        panel.locator("[data-act=update]").click()
        expect(panel.locator("[data-act=update]")).to_be_hidden()
        expect_kept(panel)
        opens_cold(phone, f"{what}, then finished")

    def test_of_a_withdrawn_trail_removes_it_and_says_so(
        self, site: Demo, phone: KeepingPhone, request: pytest.FixtureRequest
    ) -> None:
        manage(site, "shell", "-c", WITHDRAW)
        request.addfinalizer(lambda: manage(site, "shell", "-c", REPUBLISH))
        page = phone.start()
        page.goto(phone.address("/fr/kept/"))
        walk = page.locator("[data-walk]")
        expect(walk.locator("[data-state]")).to_contain_text("retiré")
        names = page.evaluate("caches.keys()")
        assert [name for name in names if name.startswith("walk:")] == []


class TestNotices:
    @pytest.fixture
    def wire(self, site: Demo) -> Iterator[Wire]:
        """To the demo where a street is closed."""
        wire = Wire(site.url)
        yield wire
        wire.close()

    def test_are_told_without_network_with_their_age(
        self, site: Demo, phone: KeepingPhone, request: pytest.FixtureRequest
    ) -> None:
        manage(site, "shell", "-c", CLOSE)
        request.addfinalizer(lambda: manage(site, "shell", "-c", REOPEN))
        page = open_trail(phone)
        page.reload()  # also where the list was asked for by the first start
        band = band_of(page)
        expect(band).to_contain_text(CLOSED)
        expect(band.locator(".notices__age")).to_have_count(0)
        page.evaluate(UNTIL_LISTED)
        phone.stop()
        phone.wire.cut()
        page = open_trail(phone)
        expect(band_of(page)).to_contain_text(CLOSED)
        expect(band_of(page).locator(".notices__age")).to_contain_text("il y a")
        stop = page.locator("[data-stop][data-closed]")
        expect(stop).to_have_count(1)
        expect(stop.locator(".notice--closed")).to_contain_text(CLOSED)


def band_of(page: Page) -> Any:
    """Where a trail's page tells its notices."""
    return page.locator("[data-notices]")


class TestWhatPhonesDo:
    def test_entries_that_were_cleared_away_are_named_and_come_back(
        self, phone: KeepingPhone
    ) -> None:
        for turn in range(TIMES):
            phone.wire.mend()
            page = open_trail(phone)
            evict(page, turn)
            phone.wire.cut()
            page = phone.start()
            page.goto(phone.address("/fr/kept/"))
            said = page.locator("[data-walk] [data-state]")
            expect(said).to_contain_text("Fichiers manquants")
            phone.wire.mend()
            panel = open_panel(open_trail(phone))
            expect_kept(panel)
            opens_cold(phone, "after eviction of random entries")

    def test_a_full_phone_says_so_and_keeps_what_it_has(
        self, phone: KeepingPhone
    ) -> None:
        page = open_trail(phone, "en")
        session = page.context.new_cdp_session(page)
        quota = {"origin": phone.wire.url, "quotaSize": 4_500_000}
        session.send("Storage.overrideQuotaForOrigin", quota)
        panel = open_panel(page)
        panel.locator("[data-act=keep]").click()
        expect(panel).to_have_attribute("data-keep-state", "failed", timeout=60_000)
        expect(panel.locator("[data-state]")).to_contain_text("MB")
        for _time in range(TIMES):
            opens_cold(phone, "with storage full")

    def test_without_estimate_and_persist(self, new_phone: NewPhone) -> None:
        phone = new_phone()
        page = phone.start()
        page.add_init_script(
            "delete StorageManager.prototype.estimate;"
            "delete StorageManager.prototype.persist;"
        )
        page.goto(phone.address(TRAIL["fr"]))
        assert page.evaluate("navigator.storage.estimate === undefined")
        keep(page)
        for _time in range(TIMES):
            opens_cold(phone, "without estimate and persist")

    def test_a_second_tab_does_no_harm(self, new_phone: NewPhone) -> None:
        phone = new_phone()
        first = open_trail(phone)
        second = phone.second_tab()
        second.goto(phone.address(TRAIL["fr"]))
        panels = [open_panel(first), open_panel(second)]
        for panel in panels:
            panel.locator("[data-act=keep]").click()
        # Whoever comes second is told to wait, or finds everything there.
        expect(panels[0]).to_have_attribute(
            "data-keep-state", re.compile("kept|failed"), timeout=90_000
        )
        expect(panels[1]).to_have_attribute(
            "data-keep-state", re.compile("kept|failed"), timeout=90_000
        )
        states = {panel.get_attribute("data-keep-state") for panel in panels}
        assert "kept" in states
        names = first.evaluate("caches.keys()")
        assert len([name for name in names if name.startswith("walk:")]) == 1
        for _time in range(TIMES):
            opens_cold(phone, "with a second tab open")

    def test_two_languages_do_not_share_their_fate(self, phone: KeepingPhone) -> None:
        keep(open_trail(phone, "en"))
        for _time in range(TIMES):
            for language in ("fr", "en"):
                opens_cold(phone, "two languages kept", language)
        page = phone.start()
        page.goto(phone.address("/fr/kept/"))
        walk = page.locator("[data-walk*=':fr:']")
        walk.locator("[data-act=delete]").click()
        walk.locator("[data-act=delete]").click()
        expect(page.locator("[data-walk]")).to_have_count(1)
        opens_cold(phone, "two languages kept, one deleted", "en")


class TestTheKillSwitch:
    def test_takes_the_worker_away(self, demo: Demo, phone: KeepingPhone) -> None:
        with also_served(demo, TRABOULE_KEEP_WALKS="0") as without:
            phone.wire.lead_to(without)
            page = open_trail(phone)
            wait_without_worker(page)
            page.reload()
            expect(page.locator("[data-keep]")).to_have_count(0)
            names = page.evaluate("caches.keys()")
            assert [name for name in names if name.startswith("shell:")] == []
