"""Settings read from the environment: a wrong value is kept as a sentence."""

from pathlib import Path
from typing import Any

import pytest

from config import environment

NAME = "TRABOULE_TESTED"
DEFAULT = Path("/srv/traboule/db.sqlite3")


@pytest.fixture(autouse=True)
def faults(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The faults found by one test, and by no other."""
    found: list[str] = []
    monkeypatch.setattr(environment, "faults", found)
    monkeypatch.delenv(NAME, raising=False)
    return found


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Sets the variable."""
    return lambda value: monkeypatch.setenv(NAME, value)


def test_a_text_is_what_is_written(given: Any) -> None:
    given(" Lyon ")
    assert environment.text(NAME) == " Lyon "


def test_a_text_that_is_not_set_is_the_default() -> None:
    assert environment.text(NAME) == ""
    assert environment.text(NAME, "Paris") == "Paris"


@pytest.mark.parametrize(
    ("value", "number"), [("17", 17), (" 17 ", 17), ("-1", -1), ("", 19)]
)
def test_a_whole_number_is_read(
    given: Any, faults: list[str], value: str, number: int
) -> None:
    given(value)
    assert environment.whole_number(NAME, 19) == number
    assert faults == []


@pytest.mark.parametrize("value", ["high", "1.5"])
def test_what_is_no_whole_number_is_a_fault(
    given: Any, faults: list[str], value: str
) -> None:
    given(value)
    assert environment.whole_number(NAME, 19) == 19
    assert faults == [f"{NAME} is “{value}”: write a whole number."]


@pytest.mark.parametrize("value", ["1", "true", "YES", " on "])
def test_words_of_consent_are_true(given: Any, faults: list[str], value: str) -> None:
    given(value)
    assert environment.boolean(NAME, default=False) is True
    assert faults == []


@pytest.mark.parametrize("value", ["0", "False", "no", "OFF", "", " "])
def test_words_of_refusal_are_false(given: Any, faults: list[str], value: str) -> None:
    given(value)
    assert environment.boolean(NAME, default=True) is False
    assert faults == []


@pytest.mark.parametrize("default", [True, False])
def test_a_switch_that_is_not_set_is_the_default(default: bool) -> None:
    assert environment.boolean(NAME, default=default) is default


def test_any_other_word_is_a_fault_and_refuses(given: Any, faults: list[str]) -> None:
    given("maybe")
    assert environment.boolean(NAME, default=True) is False
    assert faults == [f"{NAME} is “maybe”: write 1 or 0."]


def test_words_are_parted_by_commas(given: Any) -> None:
    given(" a.org, b.org ,,")
    assert environment.words(NAME) == ["a.org", "b.org"]


def test_no_word_is_no_word() -> None:
    assert environment.words(NAME) == []
    assert environment.words(NAME, "a,b") == ["a", "b"]


@pytest.mark.parametrize("value", ["", None], ids=["empty", "unset"])
def test_a_folder_that_is_not_set_is_the_default(given: Any, value: str | None) -> None:
    if value is not None:
        given(value)
    assert environment.folder(NAME, Path("/srv")) == Path("/srv")


def test_a_folder_is_an_absolute_path(given: Any, faults: list[str]) -> None:
    given("/var/lib/traboule")
    assert environment.folder(NAME, Path("/srv")) == Path("/var/lib/traboule")
    assert faults == []


def test_a_relative_folder_is_a_fault(given: Any, faults: list[str]) -> None:
    given("var")
    assert environment.folder(NAME, Path("/srv")) == Path("/srv")
    assert faults == [f"{NAME} is “var”: write an absolute path."]


class TestDatabase:
    """SQLite or PostgreSQL."""

    def read(self) -> dict[str, Any]:
        """The database of the variable."""
        return environment.database(NAME, DEFAULT)

    def test_it_is_sqlite_beside_the_site_by_default(self) -> None:
        found = self.read()
        assert found["ENGINE"] == "django.db.backends.sqlite3"
        assert found["NAME"] == str(DEFAULT)

    def test_sqlite_never_makes_readers_wait(self) -> None:
        options = self.read()["OPTIONS"]
        assert "journal_mode=WAL" in options["init_command"]
        assert "foreign_keys=ON" in options["init_command"]
        assert options["transaction_mode"] == "IMMEDIATE"
        assert options["timeout"] > 0

    def test_sqlite_may_lie_elsewhere(self, given: Any, faults: list[str]) -> None:
        given("sqlite:///data/un%20site.sqlite3")
        assert self.read()["NAME"] == "/data/un site.sqlite3"
        assert faults == []

    @pytest.mark.parametrize("scheme", ["postgres", "postgresql"])
    def test_postgresql_is_read_whole(
        self, given: Any, faults: list[str], scheme: str
    ) -> None:
        given(f"{scheme}://site:p%40ss%2Fword@db.example.org:5433/traboule")
        found = self.read()
        assert found["ENGINE"] == "django.db.backends.postgresql"
        assert (found["NAME"], found["USER"]) == ("traboule", "site")
        assert (found["PASSWORD"], found["HOST"]) == ("p@ss/word", "db.example.org")
        assert found["PORT"] == "5433"
        assert found["CONN_HEALTH_CHECKS"] is True
        assert faults == []

    def test_postgresql_needs_no_more_than_a_name(self, given: Any) -> None:
        given("postgres:///traboule")
        found = self.read()
        assert found["NAME"] == "traboule"
        assert (found["USER"], found["PASSWORD"]) == ("", "")
        assert (found["HOST"], found["PORT"]) == ("", "")

    @pytest.mark.parametrize(
        "url",
        [
            "mysql://site@db/traboule",
            "sqlite://",
            "sqlite:",
            "postgres://db",
            "postgres://db/",
            "/var/db.sqlite3",
            "db.sqlite3",
        ],
    )
    def test_anything_else_is_a_fault(
        self, given: Any, faults: list[str], url: str
    ) -> None:
        given(url)
        assert self.read()["NAME"] == str(DEFAULT)
        assert len(faults) == 1
        assert faults[0].startswith(f"{NAME} is “")
        assert "postgres://user:password@host:port/name" in faults[0]

    @pytest.mark.parametrize(
        "url",
        ["postgres://db:port/x", "postgres://db:99999/x", "postgres://[::1/x"],
        ids=["word", "too-high", "bracket"],
    )
    def test_an_address_without_sense_is_a_fault(
        self, given: Any, faults: list[str], url: str
    ) -> None:
        given(url)
        assert self.read()["NAME"] == str(DEFAULT)
        assert len(faults) == 1

    def test_a_fault_never_tells_the_password(
        self, given: Any, faults: list[str]
    ) -> None:
        given("mysql://site:sesame@db/traboule")
        self.read()
        assert "sesame" not in faults[0]


class TestCache:
    """Files, Redis, or nothing."""

    def read(self) -> dict[str, Any]:
        """The cache of the variable."""
        return environment.cache(NAME, Path("/srv/cache"))

    def test_it_is_a_folder_beside_the_site_by_default(self) -> None:
        found = self.read()
        assert found["BACKEND"].endswith("FileBasedCache")
        assert found["LOCATION"] == "/srv/cache"

    def test_the_folder_may_lie_elsewhere(self, given: Any, faults: list[str]) -> None:
        given("file:///data/un%20cache")
        assert self.read()["LOCATION"] == "/data/un cache"
        assert faults == []

    @pytest.mark.parametrize(
        "url", ["redis://cache:6379/1", "rediss://cache/0", "unix:///run/redis.sock"]
    )
    def test_redis_is_asked_by_its_address(
        self, given: Any, faults: list[str], url: str
    ) -> None:
        given(url)
        found = self.read()
        assert found["BACKEND"].endswith("RedisCache")
        assert found["LOCATION"] == url
        assert faults == []

    def test_nothing_may_be_kept(self, given: Any) -> None:
        given("dummy://")
        assert self.read()["BACKEND"].endswith("DummyCache")

    @pytest.mark.parametrize(
        "url", ["memcached://cache", "file:", "/data/cache", "redis://[::1"]
    )
    def test_anything_else_is_a_fault(
        self, given: Any, faults: list[str], url: str
    ) -> None:
        given(url)
        assert self.read()["LOCATION"] == "/srv/cache"
        assert len(faults) == 1
        assert faults[0].startswith(NAME)
