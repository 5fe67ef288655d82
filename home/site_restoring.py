"""A site made again of the folder that ``site_copy.py`` wrote."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, BinaryIO

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.models import Locale, Page, Site

from exchange.adopted_works import Works
from exchange.adopting import adopt, home_of_package
from home.copied_notices import restore_notices
from home.models import HomePage, SiteSettings, TextPage
from home.site_copy import FACTS, FILES, FORMAT, PACKAGE, CopyRefused
from tours.models import TourPage


@transaction.atomic
def restore_site(folder: Path) -> list[TourPage]:
    """Home pages, texts and trails of a copy, published; all or nothing.

    For an empty install. What exists under the same permanent identifier is brought
    up to date. Raises CopyRefused, and FileRefused for a package.
    """
    facts = _read(folder / FACTS)
    if facts.get("format") != FORMAT:
        raise CopyRefused("format")
    site = _site(facts)
    for told in facts["pages"]:
        _text_page(told)
    files = (folder / FILES).resolve()

    def open_file(name: str) -> BinaryIO:
        path = (files / name).resolve()
        if path.parent != files:
            raise FileNotFoundError(name)
        return path.open("rb")

    _restore_logo(facts, site, Works(open_file))
    trails = []
    for path in facts["trails"]:
        document = _read(_inside(folder, path) / PACKAGE)
        home = home_of_package(document, site.root_page)
        trails.append(adopt(document, open_file, home, is_restored=True))
    _restore_notices(facts)
    Page.fix_tree()
    return trails


def _read(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise CopyRefused("unreadable", path.name) from error
    if not isinstance(found, dict):
        raise CopyRefused("unreadable", path.name)
    return found


def _inside(folder: Path, path: str) -> Path:
    """A folder of the copy: a path from a file leads nowhere else."""
    found = (folder / path).resolve()
    if not found.is_relative_to(folder.resolve()):
        raise CopyRefused("unreadable", path)
    return found


def _site(facts: Mapping[str, Any]) -> Site:
    """The site, its home pages and settings."""
    homes = [_home_page(told) for told in facts["homes"]]
    if not homes:
        raise CopyRefused("unreadable", FACTS)
    site = Site.objects.filter(is_default_site=True).first() or Site(
        hostname="localhost", is_default_site=True
    )
    if (
        site.root_page_id is None
        or not HomePage.objects.filter(pk=site.root_page_id).exists()
    ):
        site.root_page = homes[0]
        site.save()
    names = ("name", "publisher", "contact_email", "licence")
    SiteSettings.objects.update_or_create(
        site=site, defaults={name: facts[name] for name in names}
    )
    return site


def _restore_logo(facts: Mapping[str, Any], site: Site, works: Works) -> None:
    """The site's icon; copies of before it had one say nothing of it."""
    if "logo" not in facts:
        return
    told = facts["logo"]
    logo = works.picture(told, told["alt"], ()) if told else None
    SiteSettings.objects.filter(site=site).update(logo=logo)


def _restore_notices(facts: Mapping[str, Any]) -> None:
    """Closures and warnings; copies of before say nothing of them."""
    try:
        restore_notices(facts.get("notices", ()))
    except (ValueError, KeyError, TypeError, AttributeError, ValidationError) as error:
        raise CopyRefused("unreadable", FACTS) from error


def _home_page(told: Mapping[str, Any]) -> HomePage:
    locale, _made = Locale.objects.get_or_create(language_code=told["language"])
    home = HomePage.objects.filter(
        translation_key=told["id"], locale=locale
    ).first() or HomePage(translation_key=told["id"], locale=locale, slug=told["slug"])
    home.title, home.introduction = told["title"], told["introduction"]
    root = Page.get_first_root_node()
    if home.pk is None:
        # Wagtail's own migrations leave a page "Welcome", which nobody wrote.
        for welcome in root.get_children().exact_type(Page).filter(slug="home"):
            welcome.delete()
        root.refresh_from_db()
        root.add_child(instance=home)
    home.save_revision().publish()
    return home


def _text_page(told: Mapping[str, Any]) -> None:
    locale = Locale.objects.get(language_code=told["language"])
    home = HomePage.objects.filter(locale=locale).first()
    text = TextPage.objects.filter(
        translation_key=told["id"], locale=locale
    ).first() or TextPage(translation_key=told["id"], locale=locale, slug=told["slug"])
    text.title, text.body = told["title"], told["body"]
    text.show_in_menus = told["in_menus"]
    if text.pk is None:
        home.add_child(instance=text)
    text.save_revision().publish()
