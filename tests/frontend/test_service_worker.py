"""What the server gives to phones that keep walks: the worker, and the site's files."""

import json
import re
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from frontend.release import release, shell_files

ADDRESS = "/service-worker.js"


@pytest.fixture
def shell(phone: Client) -> dict[str, Any]:
    """What the worker is told to keep."""
    script = phone.get(ADDRESS).content.decode()
    told = re.match(r"const SHELL=(\{.*\});\n", script)
    assert told
    return json.loads(told[1])  # type: ignore[no-any-return]


class TestTheWorker:
    def test_is_asked_for_anew_each_time(self, phone: Client) -> None:
        answer = phone.get(ADDRESS)
        assert answer["Content-Type"] == "text/javascript; charset=utf-8"
        assert answer["Cache-Control"] == "no-cache"

    def test_may_fetch_from_this_site_alone(self, phone: Client) -> None:
        assert "connect-src 'self'" in phone.get(ADDRESS)["Content-Security-Policy"]

    def test_keeps_what_the_trail_its_walk_and_its_map_are_made_of(
        self, shell: dict[str, Any]
    ) -> None:
        kept = " ".join(shell["files"])
        for part in (
            "site.css",
            "trail.js",
            "walk-",
            "basemap-",
            "kept.js",
            "leaflet.js",
        ):
            assert part in kept
        assert kept.count(".woff2") == 4

    def test_keeps_nothing_of_the_admin(self, shell: dict[str, Any]) -> None:
        assert [name for name in shell["files"] if "admin" in name] == []

    def test_keeps_files_that_are_there(self, shell: dict[str, Any]) -> None:
        names = [name.removeprefix("/static/") for name in shell["files"]]
        assert [name for name in names if not finders.find(name)] == []

    def test_keeps_the_list_of_kept_walks_and_the_words_in_each_language(
        self, shell: dict[str, Any]
    ) -> None:
        assert shell["pages"] == {"fr": "/fr/kept/", "en": "/en/kept/"}
        assert shell["words"] == [
            f"/{code}/walk-words/{release()}/" for code in ("fr", "en")
        ]

    def test_leaves_where_it_is_switched_off(
        self, phone: Client, settings: Any
    ) -> None:
        settings.TRABOULE_KEEP_WALKS = False
        script = phone.get(ADDRESS).content.decode()
        assert "unregister" in script
        assert "SHELL=" not in script


class TestTheRelease:
    def test_is_ten_digits(self) -> None:
        assert re.fullmatch(r"[0-9a-f]{10}", release())

    def test_is_another_with_another_template(
        self, settings: Any, tmp_path: Any
    ) -> None:
        before = release()
        (tmp_path / "page.html").write_text("new")
        settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path]}]
        release.cache_clear()
        try:
            assert release() != before
        finally:
            release.cache_clear()

    def test_names_each_file_once(self) -> None:
        assert len(set(shell_files())) == len(shell_files())
