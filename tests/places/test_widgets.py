"""Degrees as editors type them."""

import json

import pytest
from django.utils import translation

from places.widgets import DegreesInput, LatitudeInput


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("45.4397", "45.4397"),
        ("45,4397", "45.4397"),
        (" 45.4397 ", "45.4397"),
        ("45.4397°", "45.4397"),
        ("\u221236,8", "-36.8"),
        ("", ""),
        ("ici", "ici"),
    ],
    ids=["point", "comma", "spaces", "degree", "minus", "empty", "word"],
)
def test_degrees_are_understood_as_they_are_written(typed: str, read: str) -> None:
    assert DegreesInput().value_from_datadict({"a": typed}, {}, "a") == read


def test_nothing_sent_is_nothing_read() -> None:
    assert DegreesInput().value_from_datadict({}, {}, "a") is None


def test_a_latitude_brings_its_map_with_words_in_the_editors_language() -> None:
    said = {}
    for language in ("fr", "en"):
        with translation.override(language):
            context = LatitudeInput().get_context("latitude", None, {})
        attributes = context["widget"]["attrs"]
        assert attributes["data-controller"] == "point-field"
        settings = json.loads(attributes["data-point-field-settings-value"])
        said[language] = settings["words"]["clear"]
    assert said["en"] == "Remove the pin"
    assert said["fr"] != said["en"]
