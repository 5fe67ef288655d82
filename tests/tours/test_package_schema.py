"""The schema describes what we write, and forgives what it does not know."""

from collections.abc import Callable
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from tests.conftest import BilingualSite
from tests.factories import TourPageFactory
from tests.packages import a_package, bare_package
from tours import packages
from tours.package_schema import faults, reading_fault, schema


def complaints(document: dict[str, Any]) -> list[str]:
    """What the schema says with formats checked too."""
    checker = FormatChecker(["date-time", "uri", "uuid"])
    validator = Draft202012Validator(schema(), format_checker=checker)
    return [error.json_path for error in validator.iter_errors(document)]


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(schema())


def test_everything_in_it_is_explained() -> None:
    def silent(part: Any, path: str) -> list[str]:
        found = []
        for name, each in part.get("properties", {}).items():
            if not {"description", "$ref"} & set(each):
                found.append(f"{path}.{name}")
            found += silent(each, f"{path}.{name}")
        return found

    parts = {"": schema(), **schema()["$defs"]}
    assert [name for key, part in parts.items() for name in silent(part, key)] == []


@pytest.mark.parametrize("package", [a_package(), bare_package()], ids=["rich", "bare"])
def test_packages_of_tests_are_packages(package: dict[str, Any]) -> None:
    assert complaints(package) == []
    assert list(faults(package)) == []


@pytest.mark.django_db
def test_a_package_built_is_as_the_schema_says(site: BilingualSite) -> None:
    trail = TourPageFactory(parent=site.home, stops=3)
    package = packages.renew(trail.pk)
    assert package is not None
    assert complaints(package.document) == []


def spoilt(change: Callable[[dict[str, Any]], Any]) -> dict[str, Any]:
    document = a_package()
    change(document)
    return document


@pytest.mark.parametrize(
    ("change", "at"),
    [
        (lambda p: p.update(format=2), "format"),
        (lambda p: p.pop("title"), ""),
        (lambda p: p.update(title=""), "title"),
        (lambda p: p.update(stops=[]), "stops"),
        (lambda p: p.update(url="javascript:alert(1)"), "url"),
        (lambda p: p.update(id="1"), "id"),
        (lambda p: p["stops"][1].update(title=None), "stops[1].title"),
        (lambda p: p["files"][0].update(name="../../x.m4a"), "files[0].name"),
        (lambda p: p["files"][0].update(sha256="no"), "files[0].sha256"),
        (lambda p: p.update(track=[]), "track"),
        (lambda p: p["track"].update(legs=None), "track.legs"),
        (lambda p: p["track"]["legs"][0].update(line=[[4, 45]]), "track.legs[0].line"),
        (
            lambda p: p["track"]["legs"][0]["line"].append([4, 95]),
            "track.legs[0].line[3][1]",
        ),
        (
            lambda p: p["track"]["legs"][0]["line"].append([4, True]),
            "track.legs[0].line[3][1]",
        ),
        (lambda p: p.update(walking_seconds=[[-1]]), "walking_seconds[0][0]"),
        (lambda p: p["stops"][1]["look_for"].pop("picture"), "stops[1].look_for"),
        (lambda p: p["stops"][1]["quiz"].update(kind="poem"), "stops[1].quiz.kind"),
        (lambda p: p["stops"][1]["quiz"].pop("answers"), "stops[1].quiz"),
        (
            lambda p: p["stops"][1]["quiz"]["answers"][0].update(right=True),
            "stops[1].quiz.answers",
        ),
        (
            lambda p: p["stops"][1]["quiz"]["answers"][1].update(right=False),
            "stops[1].quiz.answers",
        ),
        (lambda p: p["stops"][2]["quiz"].pop("tolerance"), "stops[2].quiz"),
        (lambda p: p["stops"][2]["quiz"].update(number=1.5), "stops[2].quiz.number"),
        (lambda p: p["stops"][3]["quiz"].pop("picture"), "stops[3].quiz"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(
    change: Callable[[dict[str, Any]], Any], at: str
) -> None:
    fault = reading_fault(spoilt(change))
    assert fault is not None
    assert fault.at == at
    assert [each.at for each in faults(spoilt(change))] == [at]


@pytest.mark.parametrize("document", [None, [], "x", 1, {}])
def test_what_is_no_package_at_all_is_told(document: Any) -> None:
    assert reading_fault(document) is not None


@pytest.mark.parametrize(
    "change",
    [
        lambda p: p.update(quiz=1),
        lambda p: p["stops"][0]["trigger"].update(slope=4),
        lambda p: p["stops"][0]["place"].update(picture=None),
        lambda p: p["map"].update(relief=""),
    ],
)
def test_what_a_newer_site_adds_is_passed_over(
    change: Callable[[dict[str, Any]], Any],
) -> None:
    assert reading_fault(spoilt(change)) is None
    assert list(faults(spoilt(change))) != []
