"""System checks that name what is wrong, and the way out."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.checks import CheckMessage, run_checks

from config import checks, environment


def told(check: Callable[..., list[CheckMessage]]) -> list[str]:
    """The identifiers of what a check finds; each must tell a way out."""
    found = check()
    for message in found:
        assert message.msg.endswith(".")
        assert message.id == "config.E001" or message.hint
    return [message.id or "" for message in found]


def test_these_very_settings_have_no_fault() -> None:
    found = [m for m in run_checks() if m.id != "config.W001"]
    assert found == []


def test_every_wrong_variable_is_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    faults = ["A is “x”: write 1 or 0.", "B is “y”: write an absolute path."]
    monkeypatch.setattr(environment, "faults", faults)
    assert told(checks.check_environment) == ["config.E001", "config.E001"]
    assert [message.msg for message in checks.check_environment()] == faults


@pytest.mark.parametrize(
    ("key", "ids"),
    [("", ["config.E002"]), ("x" * 49, ["config.E002"]), ("x" * 50, [])],
    ids=["none", "short", "long"],
)
def test_a_secret_key_is_long_enough_to_be_one(
    settings: Any, key: str, ids: list[str]
) -> None:
    settings.SECRET_KEY = key
    assert told(checks.check_secret_key) == ids


def test_the_check_never_tells_the_key(settings: Any) -> None:
    settings.SECRET_KEY = "sesame"
    (message,) = checks.check_secret_key()
    assert "sesame" not in message.msg
    assert "6 characters" in message.msg


class TestAddresses:
    """In production the site knows its own address and hosts."""

    @pytest.fixture(autouse=True)
    def _production(self, settings: Any) -> None:
        settings.IS_PRODUCTION = True
        settings.BASE_URL = "https://balades.example.org"
        settings.ALLOWED_HOSTS = ["balades.example.org"]

    def test_a_whole_configuration_has_no_fault(self) -> None:
        assert told(checks.check_addresses) == []

    @pytest.mark.parametrize(
        "address", ["", "balades.example.org", "ftp://example.org", "https://"]
    )
    def test_an_address_is_a_whole_address(self, settings: Any, address: str) -> None:
        settings.BASE_URL = address
        assert told(checks.check_addresses) == ["config.E003"]

    @pytest.mark.parametrize(
        ("hosts", "ids"), [([], ["config.E004"]), (["a.org", "*"], ["config.E005"])]
    )
    def test_hosts_are_listed(
        self, settings: Any, hosts: list[str], ids: list[str]
    ) -> None:
        settings.ALLOWED_HOSTS = hosts
        assert told(checks.check_addresses) == ids

    def test_every_fault_is_told_at_once(self, settings: Any) -> None:
        settings.BASE_URL, settings.ALLOWED_HOSTS = "", []
        assert told(checks.check_addresses) == ["config.E003", "config.E004"]

    def test_elsewhere_nothing_is_asked(self, settings: Any) -> None:
        settings.IS_PRODUCTION = False
        settings.BASE_URL, settings.ALLOWED_HOSTS = "", ["*"]
        assert told(checks.check_addresses) == []


@pytest.mark.parametrize("zone", ["Europe/Lyon", "", "../etc", "Paris"])
def test_a_time_zone_exists(monkeypatch: pytest.MonkeyPatch, zone: str) -> None:
    # Django refuses to switch to such a zone: the check sees it first.
    monkeypatch.setattr(checks, "settings", type("Settings", (), {"TIME_ZONE": zone}))
    assert told(checks.check_time_zone) == ["config.E006"]


def test_the_front_end_is_built(settings: Any, tmp_path: Path) -> None:
    settings.ROOT = tmp_path
    assert told(checks.check_front_end) == ["config.W001"]
    built = tmp_path / "frontend" / "static" / "frontend" / "site.css"
    built.parent.mkdir(parents=True)
    built.touch()
    assert told(checks.check_front_end) == ["config.W001"]
    font = tmp_path / "frontend" / "print-fonts" / "a.ttf"
    font.parent.mkdir()
    font.touch()
    assert told(checks.check_front_end) == []


def test_a_provider_of_map_pictures_can_be_asked(settings: Any) -> None:
    assert told(checks.check_raster_tiles) == []
    settings.TRABOULE_RASTER_TILES_URL = "http://tiles.example.org"
    assert told(checks.check_raster_tiles) == ["config.E007", "config.E007"]


@pytest.mark.parametrize(
    ("node", "ids"), [("", []), ("true", []), ("no-such-node", ["config.E008"])]
)
def test_a_node_that_is_named_is_there(
    settings: Any, node: str, ids: list[str]
) -> None:
    settings.TRABOULE_NODE = node
    assert told(checks.check_node) == ids
