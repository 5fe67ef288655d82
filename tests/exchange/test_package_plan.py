"""What a package will change at a stop that is here already."""

from collections.abc import Callable
from typing import Any

import pytest

from exchange.archive import PackageArchive, read_archive
from exchange.package_plan import plan_package
from exchange.planning import Change
from tests.conftest import BilingualSite
from tests.exchange.test_adopting import Kept
from tests.exchange.test_taking_packages_in import archived
from tests.factories import (
    PictureFactory,
    StopFactory,
    TourPageFactory,
    question,
    story,
)
from tours.models import TourPage


def playful_trail(site: BilingualSite) -> TourPage:
    """Three stops that ask, two of which say what to look for."""
    detail = question(
        "detail", picture=PictureFactory().pk, alternative_text="Une main de pierre"
    )
    stops = [
        StopFactory(story=story(), question=question("choice")),
        StopFactory(story=story(), question=question("number"), look_for="Cherchez."),
        StopFactory(
            story=story(),
            question=detail,
            look_for_picture=PictureFactory(),
            look_for_picture_alternative_text="Une porte bleue",
        ),
    ]
    return TourPageFactory(parent=site.home, stops=stops)


def opened(kept: Kept, change: Callable[[dict[str, Any]], Any]) -> PackageArchive:
    return read_archive(archived(kept, change))


@pytest.mark.parametrize(
    ("change", "changed"),
    [
        (lambda stops: None, set()),
        (lambda stops: stops[0]["quiz"].update(question="Et là ?"), {0}),
        (lambda stops: stops[0]["quiz"]["answers"].reverse(), {0}),
        (lambda stops: stops[0].pop("quiz"), {0}),
        (lambda stops: stops[1]["look_for"].update(sentence="Cherchez-la."), {1}),
        (lambda stops: stops[1]["quiz"].update(tolerance=5), {1}),
        (lambda stops: stops[2]["look_for"].update(picture=None), {2}),
        (lambda stops: stops[2]["quiz"].update(picture=None), {2}),
    ],
    ids=[
        "nothing",
        "the question",
        "the order of answers",
        "no question",
        "what to look for",
        "the tolerance",
        "no picture to look for",
        "no picture of the detail",
    ],
)
def test_a_stop_is_the_same_when_it_plays_the_same(
    site: BilingualSite, change: Callable[[Any], Any], changed: set[int]
) -> None:
    kept = Kept(playful_trail(site))
    planned = plan_package(opened(kept, lambda p: change(p["stops"])), site.home)
    found = [stop.change for stop in planned.stops]
    assert {n for n, each in enumerate(found) if each is Change.CHANGED} == changed
    assert found.count(Change.SAME) == 3 - len(changed)
