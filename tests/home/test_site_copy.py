"""Everything published leaves in a folder, and comes back of it, to the byte."""

import json
import shutil
from datetime import date, time
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from wagtail.models import Page, PageViewRestriction, Site

from home.models import HomePage, SiteSettings, TextPage
from home.page_cache import content_version
from media_library.models import Picture, Recording
from places.models import Place
from tests.conftest import BilingualSite
from tests.exchange.test_adopting import rich_trail
from tests.factories import (
    NoticeFactory,
    PictureFactory,
    TextPageFactory,
    TourPageFactory,
)
from tests.packages import without_page_addresses
from tours import packages
from tours.models import Notice, TourPackage, TourPage


@pytest.fixture
def copy(site: BilingualSite, tmp_path: Path) -> Path:
    """A site of two trails and a page, written; and then nothing is left of it."""
    french = rich_trail(site)
    TourPageFactory(
        parent=site.english_home,
        language="en",
        title="All of it",
        translation_key=french.translation_key,
    )
    TourPageFactory(parent=site.home, title="Secret", live=False)
    TextPageFactory(parent=site.home, title="À propos")
    for trail in TourPage.objects.live():
        packages.renew(trail.pk)
    folder = tmp_path / "copy"
    call_command("export_site", folder, verbosity=0)
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    """The packages of a copy, by where they lie."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("package.json")
    }


def forget_everything(media_root: Path) -> None:
    for page in Page.get_first_root_node().get_children():
        page.delete()
    for model in (Site, TourPackage, Place, Recording, Picture):
        model.objects.all().delete()
    shutil.rmtree(media_root)


class TestWriting:
    def test_every_published_trail_is_there_with_its_files(self, copy: Path) -> None:
        found = contents(copy)
        assert set(found) == {
            "fr/tout-dun-parcours/package.json",
            "en/all-of-it/package.json",
        }
        for content in found.values():
            for file in json.loads(content)["files"]:
                assert (copy / "files" / file["name"]).stat().st_size == file["bytes"]

    def test_drafts_and_private_pages_are_not(
        self, site: BilingualSite, tmp_path: Path
    ) -> None:
        private = TourPageFactory(parent=site.home, title="Caché")
        packages.renew(private.pk)
        PageViewRestriction.objects.create(
            page=private, restriction_type=PageViewRestriction.LOGIN
        )
        TourPageFactory(parent=site.home, title="Brouillon", live=False)
        call_command("export_site", tmp_path / "copy", verbosity=0)
        text = "".join(
            path.read_text(encoding="utf-8")
            for path in (tmp_path / "copy").rglob("*.*")
            if path.suffix in {".html", ".json"}
        )
        assert "Caché" not in text
        assert "Brouillon" not in text

    def test_its_pages_tell_the_whole_trail(self, copy: Path) -> None:
        html = (copy / "fr/tout-dun-parcours/index.html").read_text(encoding="utf-8")
        assert '<html lang="fr">' in html
        for words in (
            "Tout d’un « parcours »",
            "Ici passait la rivière.",
            "Une voisine",
            "Ce que dit",
            "Deux<br>lignes &lt;ici&gt;",
            "Transcription",
            "Cherchez la porte bleue &lt;ici&gt;",
            "Que voit-on au-dessus de la porte ?",
            "<strong>Un ours</strong>",
            "Lou Bernard",
        ):
            assert words in html

    def test_every_link_of_its_pages_leads_somewhere(self, copy: Path) -> None:
        for page in copy.rglob("*.html"):
            html = page.read_text(encoding="utf-8")
            for part in html.replace('src="', 'href="').split('href="')[1:]:
                address = part.split('"')[0]
                if not address.startswith(("http", "geo:", "mailto:")):
                    assert (page.parent / address).is_file(), (page, address)

    def test_a_folder_that_holds_something_is_left_alone(
        self, copy: Path, tmp_path: Path
    ) -> None:
        before = sorted(path.name for path in copy.iterdir())
        with pytest.raises(CommandError, match="not an empty folder"):
            call_command("export_site", copy)
        assert sorted(path.name for path in copy.iterdir()) == before

    def test_nothing_is_half_written(
        self, copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail(*args: Any) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr("home.site_copy._SiteCopy._write_facts", fail)
        with pytest.raises(CommandError, match="No space left"):
            call_command("export_site", tmp_path / "other")
        assert not (tmp_path / "other").exists()
        assert not (tmp_path / "other.part").exists()


class TestLogo:
    """The site's icon goes and comes with it."""

    def give_logo(self) -> Picture:
        """The site's settings with a logo, credited."""
        logo = PictureFactory(
            title="Blason",
            credits={"illustration": "Ana"},
            file__width=600,
            file__height=512,
        )
        SiteSettings.objects.update(logo=logo)
        content_version.bump()
        return logo

    def test_it_comes_back_with_its_credits(
        self, site: BilingualSite, tmp_path: Path, media_root: Path
    ) -> None:
        self.give_logo()
        call_command("export_site", tmp_path / "copy", verbosity=0)
        forget_everything(media_root)
        for _time in range(2):
            call_command("import_site", tmp_path / "copy", verbosity=0)
        logo = SiteSettings.objects.get().logo
        assert (logo.title, logo.credit_line, logo.width) == ("Blason", "Ana", 600)
        assert Picture.objects.get() == logo
        with logo.open_file() as file:
            assert file.size > 0

    def test_a_lost_one_keeps_nothing_from_leaving(
        self, site: BilingualSite, tmp_path: Path
    ) -> None:
        logo = self.give_logo()
        logo.file.storage.delete(logo.file.name)
        call_command("export_site", tmp_path / "copy", verbosity=0)
        facts = json.loads((tmp_path / "copy" / "site.json").read_text())
        assert facts["logo"] is None

    def test_a_copy_from_before_logos_leaves_the_sites_own(
        self, copy: Path, media_root: Path
    ) -> None:
        facts = json.loads((copy / "site.json").read_text())
        assert facts.pop("logo") is None
        (copy / "site.json").write_text(json.dumps(facts))
        logo = self.give_logo()
        call_command("import_site", copy, verbosity=0)
        assert SiteSettings.objects.get().logo == logo


class TestNotices:
    """Closures and warnings go and come with it, whenever they hold."""

    ROUND = {"type": "LineString", "coordinates": [[4.387, 45.439], [4.388, 45.433]]}

    def told(self) -> list[dict[str, Any]]:
        """All of each notice, but for its number in this database."""
        found = list(Notice.objects.order_by("first_day").values())
        return [{k: v for k, v in each.items() if k != "id"} for each in found]

    def test_past_current_and_future_ones_come_back_with_texts_and_detour(
        self, site: BilingualSite, tmp_path: Path, media_root: Path
    ) -> None:
        trail = TourPageFactory(parent=site.home, title="La mine", city="Lyon", stops=2)
        packages.renew(trail.pk)
        stop = trail.stops.last()
        NoticeFactory(about=f"stop:{stop.translation_key}", last_day=date(2026, 1, 2))
        NoticeFactory(
            about=f"leg:{stop.translation_key}",
            first_day=date(2026, 11, 1),
            first_hour=time(8, 30),
            texts={"fr": "Travaux.", "en": "Road works."},
            detour=self.ROUND,
        )
        day = date(2031, 7, 14)
        NoticeFactory(
            about="city:Lyon", first_day=day, last_day=day, last_hour=time(23, 59)
        )
        draft = TourPageFactory(parent=site.home, title="Secret", live=False)
        NoticeFactory(about=f"trail:{draft.translation_key}", texts={"fr": "Secret."})
        before = self.told()
        call_command("export_site", tmp_path / "copy", verbosity=0)
        forget_everything(media_root)
        Notice.objects.all().delete()
        for _time in range(2):
            call_command("import_site", tmp_path / "copy", verbosity=0)
        assert self.told() == [e for e in before if e["texts"] != {"fr": "Secret."}]
        assert len(self.told()) == 3
        assert "Secret" not in (tmp_path / "copy" / "site.json").read_text("utf-8")

    def test_a_copy_from_before_them_is_restored_without(self, copy: Path) -> None:
        facts = json.loads((copy / "site.json").read_text())
        assert facts.pop("notices") == []
        (copy / "site.json").write_text(json.dumps(facts))
        NoticeFactory()
        call_command("import_site", copy, verbosity=0)
        assert Notice.objects.count() == 1

    @pytest.mark.parametrize(
        "damage", [{"id": "no"}, {"first_day": "soon"}, {"texts": {}}, {"severity": 3}]
    )
    def test_a_damaged_one_is_told_and_nothing_is_made(
        self, copy: Path, media_root: Path, damage: dict[str, Any]
    ) -> None:
        facts = json.loads((copy / "site.json").read_text())
        whole = dict.fromkeys(("last_day", "first_hour", "last_hour", "detour"))
        whole |= {"id": str(uuid4()), "about": "site", "severity": "closed"}
        whole |= {"first_day": "2026-11-01", "texts": {"fr": "Travaux."}}
        facts["notices"] = [{**whole, **damage}]
        (copy / "site.json").write_text(json.dumps(facts))
        forget_everything(media_root)
        with pytest.raises(CommandError, match="missing or cannot be read"):
            call_command("import_site", copy)
        assert not HomePage.objects.exists()


class TestRestoring:
    def test_an_empty_install_has_the_same_packages(
        self, copy: Path, media_root: Path, phone: Client
    ) -> None:
        before = contents(copy)
        forget_everything(media_root)
        site = Site.objects.create(
            hostname="testserver",
            root_page=Page.get_first_root_node(),
            is_default_site=True,
        )
        call_command("import_site", copy, verbosity=0)
        assert Site.objects.get() == site
        for path, content in before.items():
            restored = phone.get(f"/{path}").content
            assert without_page_addresses(restored) == without_page_addresses(content)

    def test_it_looks_the_same(
        self, copy: Path, media_root: Path, phone: Client
    ) -> None:
        forget_everything(media_root)
        call_command("import_site", copy, verbosity=0)
        assert [home.slug for home in HomePage.objects.order_by("slug")] == ["en", "fr"]
        assert TextPage.objects.get().title == "À propos"
        settings = SiteSettings.objects.get()
        assert (settings.name, settings.publisher) == ("Balades", "Ville de Test")
        assert "Tout d’un" in phone.get("/fr/").content.decode()

    def test_twice_changes_nothing(self, copy: Path, media_root: Path) -> None:
        forget_everything(media_root)
        for _time in range(2):
            call_command("import_site", copy, verbosity=0)
        assert TourPage.objects.count() == 2
        assert TextPage.objects.count() == 1
        assert HomePage.objects.count() == 2

    @pytest.mark.parametrize("name", ["site.json", "fr/tout-dun-parcours/package.json"])
    @pytest.mark.parametrize("text", ["", "[]", "{" * 2000])
    def test_a_damaged_copy_is_told_and_nothing_is_made(
        self, copy: Path, media_root: Path, name: str, text: str
    ) -> None:
        forget_everything(media_root)
        (copy / name).write_text(text)
        with pytest.raises(CommandError, match="missing or cannot be read"):
            call_command("import_site", copy)
        assert not HomePage.objects.exists()

    def test_a_missing_file_is_named_and_nothing_is_made(
        self, copy: Path, media_root: Path
    ) -> None:
        forget_everything(media_root)
        shutil.rmtree(copy / "files")
        with pytest.raises(CommandError, match="does not hold"):
            call_command("import_site", copy)
        assert not HomePage.objects.exists()

    def test_another_versions_copy_is_refused(self, copy: Path) -> None:
        facts = json.loads((copy / "site.json").read_text())
        (copy / "site.json").write_text(json.dumps({**facts, "format": 2}))
        with pytest.raises(CommandError, match="another version"):
            call_command("import_site", copy)
