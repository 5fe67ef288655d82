"""Map pictures of a provider: off by default, and then of exactly that host."""

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from frontend.headers import SecurityHeadersMiddleware
from frontend.raster import raster_faults, raster_provider

ADDRESS = "https://tiles.example.org/day/{z}/{x}/{y}.png"


@pytest.fixture
def named(settings: Any) -> Any:
    """Names a provider in the settings."""

    def name(url: str = ADDRESS, attribution: str = "© Ville", max_zoom: int = 18):
        settings.TRABOULE_RASTER_TILES_URL = url
        settings.TRABOULE_RASTER_TILES_ATTRIBUTION = attribution
        settings.TRABOULE_RASTER_TILES_MAX_ZOOM = max_zoom

    return name


def policy(path: str) -> str:
    """The security policy of an answer."""
    middleware = SecurityHeadersMiddleware(lambda request: HttpResponse())
    return middleware(RequestFactory().get(path))["Content-Security-Policy"]


def test_as_it_is_nobody_is_named_and_nobody_called() -> None:
    assert raster_provider() is None
    assert raster_faults() == []
    for path in ("/fr/", "/admin/"):
        assert "http" not in policy(path)


def test_the_provider_named_is_told_to_the_script(named: Any) -> None:
    named()
    provider = raster_provider()
    assert provider is not None
    assert provider.told() == {
        "url": ADDRESS,
        "attribution": "© Ville",
        "maxZoom": 18,
    }


@pytest.mark.parametrize("path", ["/fr/", "/admin/"])
def test_pictures_of_its_host_are_let_in_and_nothing_else(
    named: Any, path: str
) -> None:
    before = policy(path)
    named("https://tiles.example.org:8443/{z}/{x}/{y}?key=abc")
    host = "https://tiles.example.org:8443"
    assert policy(path).replace(f" {host}", "", 1) == before
    assert f"img-src 'self' {host} data:" in policy(path)


@pytest.mark.parametrize(
    "url",
    [
        "http://tiles.example.org/{z}/{x}/{y}.png",
        "//tiles.example.org/{z}/{x}/{y}.png",
        "https:///{z}/{x}/{y}.png",
        "https://{s}.tiles.example.org/{z}/{x}/{y}.png",
        "https://tiles.example.org/{z}/{x}/{y}{r}.png",
        "https://tiles.example.org/{z}/{x}.png",
        "https://tiles.example.org/{z}/{x}/{y}/{y}.png",
        "https://tiles.example.org/tiles",
        "https://tiles.example.org; script-src */{z}/{x}/{y}",
        "https://tiles.example.org/{z}/{x}/{y} .png",
        "https://*/{z}/{x}/{y}.png",
        "https://user@tiles.example.org/{z}/{x}/{y}.png",
    ],
)
def test_an_address_that_cannot_be_asked_is_a_fault_and_not_used(
    named: Any, url: str
) -> None:
    named(url)
    ((fault, hint),) = raster_faults()
    assert url in fault
    assert "{z}, {x} and {y}" in hint
    assert raster_provider() is None
    assert policy("/fr/") == policy("/en/")
    assert "example" not in policy("/fr/")


@pytest.mark.parametrize("attribution", ["", "  "])
def test_a_provider_without_thanks_is_a_fault_and_not_used(
    named: Any, attribution: str
) -> None:
    named(attribution=attribution)
    ((fault, _hint),) = raster_faults()
    assert "without an attribution" in fault
    assert raster_provider() is None


@pytest.mark.parametrize("max_zoom", [0, -3, 23])
def test_a_last_zoom_that_no_map_has_is_a_fault(named: Any, max_zoom: int) -> None:
    named(max_zoom=max_zoom)
    assert len(raster_faults()) == 1


def test_every_fault_is_told_at_once(named: Any) -> None:
    named("http://example.org", "", 99)
    assert len(raster_faults()) == 3


def test_an_attribution_alone_is_no_fault(named: Any) -> None:
    named(url="", attribution="")
    assert raster_faults() == []
