"""Which release of the site's own files a page is of, and which files those are.

A phone that keeps walks keeps the pages, and beside them the scripts and styles of
their release. Addresses that carry a hash of their content are kept for ever; those
that do not are told apart by the release.
"""

import hashlib
import re
from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.templatetags.static import static

DIGITS = 10
BUILT = Path(__file__).parent / "static" / "frontend"
# Editors', their notebook's, those that lie at the root of the site, what social
# networks show alone.
NOT_IN_PAGES = re.compile(
    r"(admin|field)[/.]|(service|no)-worker\.js|images/social\.png|.*\.map$"
)
LEAFLET = ("leaflet/leaflet.js", "leaflet/leaflet.css")
# esbuild's own hash: scripts import these by the very name that they were built with.
CHUNK = re.compile(r"-[0-9A-Z]{8}\.js$")


@cache
def shell_files() -> tuple[str, ...]:
    """Addresses of every static file that public pages, the walk and its map use."""
    return tuple(sorted(_address(name) for name in _names()))


@cache
def release() -> str:
    """Ten digits that change with any file or word that public pages are made of."""
    digest = hashlib.sha256(getattr(staticfiles_storage, "manifest_hash", "").encode())
    digest.update(str(settings.TRABOULE_KEEP_WALKS).encode())
    for path in _sources():
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:DIGITS]


def _names() -> list[str]:
    built = [
        path.relative_to(BUILT).as_posix()
        for path in BUILT.rglob("*")
        if path.is_file()
    ]
    public = [f"frontend/{name}" for name in built if not NOT_IN_PAGES.match(name)]
    return [*public, *LEAFLET]


def _address(name: str) -> str:
    if CHUNK.search(name):
        return f"{settings.STATIC_URL}{name}"
    return static(name)


def _sources() -> list[Path]:
    """Files of the shell, templates and translations, in an order of their own."""
    found = [finders.find(name) for name in sorted(_names())]
    files = [Path(path) for path in found if isinstance(path, str)]
    templates = [
        path
        for folder in settings.TEMPLATES[0]["DIRS"]
        for path in sorted(Path(folder).rglob("*.html"))
    ]
    words = [
        path
        for folder in settings.LOCALE_PATHS
        for path in sorted(Path(folder).rglob("*.mo"))
    ]
    return [*files, *templates, *words]
