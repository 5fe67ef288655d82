"""Everything published, in a folder that can be read without this software.

Packages and their files, and pages of plain HTML over them. ``site_restoring.py``
makes a site of such a folder again.
"""

import hashlib
import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import override
from wagtail.models import Page, Site
from wagtail.rich_text import expand_db_html

from exchange.season_blocks import away
from exchange.story_parts import story_parts
from home.copied_notices import copied_notices
from home.models import HomePage, SiteSettings, TextPage
from media_library.licences import licence
from tours import packages
from tours.package import file_name, serialised
from tours.package_building import told_credit, whole_document
from tours.package_files import open_stored
from tours.packages import Package

FORMAT = 1
FACTS = "site.json"
FILES = "files"
PACKAGE = "package.json"
SHOWN_PX = 800
LOGO_FILTER = "max-1024x1024|format-png"  # which every reader opens


class CopyRefused(Exception):
    """A folder that cannot be written to, or read: the sentence says why."""


def write_site_copy(folder: Path) -> list[str]:
    """Writes everything into a new folder; gives the trails' paths in it.

    Nothing is half-written: the folder appears when it is whole. Raises CopyRefused
    where there is something already, and OSError.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise CopyRefused("not_empty")
    beside = folder.with_name(f"{folder.name}.part")
    shutil.rmtree(beside, ignore_errors=True)
    (beside / FILES).mkdir(parents=True)
    try:
        trails = _SiteCopy(beside).write()
        if folder.exists():
            folder.rmdir()
        beside.rename(folder)
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise
    return trails


class _SiteCopy:
    """One copy while it is written."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.site = Site.objects.select_related("root_page").get(is_default_site=True)
        self.settings = SiteSettings.for_site(self.site)

    def write(self) -> list[str]:
        """Everything; the trails' paths, the newest last."""
        trails: dict[str, list[Mapping[str, Any]]] = {}
        for package in packages.current_packages():
            document = _whole(package)
            trails.setdefault(document["language"], []).append(document)
            self._write_trail(document)
        homes = list(HomePage.objects.live().public().select_related("locale"))
        for home in homes:
            self._write_home(home, trails.get(home.locale.language_code, []))
        texts = list(TextPage.objects.live().public().select_related("locale"))
        for text in texts:
            self._write_text(text)
        documents = [each for found in trails.values() for each in found]
        paths = [trail_path(each) for each in documents]
        self._write_facts(homes, texts, paths[::-1], copied_notices(documents))
        self._write_cover(homes)
        return paths[::-1]

    def _write_trail(self, document: Mapping[str, Any]) -> None:
        folder = self.folder / trail_path(document)
        folder.mkdir(parents=True)
        (folder / PACKAGE).write_bytes(serialised(document))
        for name in (file["name"] for file in document["files"]):
            target = self.folder / FILES / name
            if not target.exists():
                with open_stored(name) as source, target.open("wb") as copy:
                    shutil.copyfileobj(source, copy)
        self._write_page(
            f"{trail_path(document)}/index.html",
            document["language"],
            "trail",
            {"trail": document, "stops": [_stop(each) for each in document["stops"]]},
        )

    def _write_home(self, home: HomePage, trails: list[Mapping[str, Any]]) -> None:
        language = home.locale.language_code
        listed = [{**each, "folder": slug_of(each)} for each in trails]
        texts = TextPage.objects.live().public().child_of(home)
        self._write_page(
            f"{language}/index.html",
            language,
            "home",
            {"page": home, "trails": listed, "texts": texts},
        )

    def _write_text(self, text: TextPage) -> None:
        language = text.locale.language_code
        self._write_page(
            f"{language}/{text.slug}/index.html", language, "text", {"page": text}
        )

    def _write_page(
        self, path: str, language: str, template: str, context: dict[str, Any]
    ) -> None:
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        up = "../" * path.count("/")
        with override(language):
            html = render_to_string(
                f"home/copy/{template}.html",
                {**context, "up": up, "language": language, "site": self.settings},
            )
        target.write_text(html, encoding="utf-8")

    def _write_cover(self, homes: list[HomePage]) -> None:
        """The first page, which leads to each language, and the style sheet."""
        self._write_page(
            "index.html",
            settings.LANGUAGE_CODE,
            "index",
            {"homes": [(home.locale.language_code, home) for home in homes]},
        )
        style = render_to_string("home/copy/style.css")
        (self.folder / "style.css").write_text(style, encoding="utf-8")

    def _write_facts(
        self,
        homes: list[HomePage],
        texts: list[TextPage],
        trails: list[str],
        notices: list[dict[str, Any]],
    ) -> None:
        """What is neither in a package nor worth parsing out of a page."""
        facts = {
            "format": FORMAT,
            "url": self.site.root_url,
            "name": self.settings.name,
            "publisher": self.settings.publisher,
            "contact_email": self.settings.contact_email,
            "licence": self.settings.licence,
            "logo": self._logo(),
            "homes": [
                {**_page(home), "introduction": home.introduction} for home in homes
            ],
            "pages": [
                {
                    **_page(text),
                    "body": expand_db_html(text.body),
                    "in_menus": text.show_in_menus,
                }
                for text in texts
            ],
            "trails": trails,
            "notices": notices,
        }
        text = json.dumps(facts, ensure_ascii=False, indent=1)
        (self.folder / FACTS).write_text(text, encoding="utf-8")

    def _logo(self) -> dict[str, Any] | None:
        """The site's logo with its file, told as packages tell pictures."""
        logo = self.settings.logo
        if logo is None:
            return None
        try:
            shown = logo.get_rendition(LOGO_FILTER)
            with shown.file.storage.open(shown.file.name) as file:
                content = file.read()
        except OSError:  # lost or damaged: nothing that could be kept
            return None
        name = file_name(hashlib.sha256(content).hexdigest(), "logo.png")
        (self.folder / FILES / name).write_bytes(content)
        return {
            "title": logo.title,
            "alt": logo.description,
            "credit": logo.credit_line,
            "credits": [told_credit(each) for each in logo.thanked],
            "licence": logo.licence,
            "year": logo.year,
            "files": {str(shown.width): name},
        }


def _whole(package: Package) -> dict[str, Any]:
    """The package, or one with the stops that are out of season today as well."""
    document = package.document
    return whole_document(package.record.page) if away(document) else document


def slug_of(document: Mapping[str, Any]) -> str:
    """The last part of a trail's address."""
    return urlsplit(document["url"]).path.rstrip("/").rsplit("/", 1)[-1]


def trail_path(document: Mapping[str, Any]) -> str:
    """Where a trail lies in the folder, such as ``fr/la-ville``."""
    return f"{document['language']}/{slug_of(document)}"


def _page(page: Page) -> dict[str, Any]:
    return {
        "id": str(page.translation_key),
        "language": page.locale.language_code,
        "slug": page.slug,
        "title": page.title,
    }


def _stop(told: Mapping[str, Any]) -> dict[str, Any]:
    """A stop with its story in parts, each with the work that it shows."""
    works = {"picture": told["pictures"], "recording": told["recordings"]}
    story = []
    for part in story_parts(told["story"]):
        found = works.get(part.kind)
        if found is None:
            story.append({"part": part, "work": None})
        elif part.number < len(found):
            story.append({"part": part, "work": _work(found[part.number])})
    return {**told, "parts": story}


def _work(told: Mapping[str, Any]) -> dict[str, Any]:
    """A work with the file that a page shows, and its licence's name."""
    sizes = {int(width): name for width, name in told.get("files", {}).items()}
    terms = licence(told["licence"])
    narrow = [width for width in sizes if width <= SHOWN_PX] or list(sizes)[:1]
    shown = max(narrow, default=0)
    return {**told, "shown": sizes.get(shown), "terms": terms}
