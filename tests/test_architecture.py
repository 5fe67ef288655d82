"""The rooms of the house, and who may know whom."""

import ast
import io
import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models

ROOT = Path(__file__).resolve().parent.parent
ROOMS = (
    "config",
    "home",
    "field",
    "exchange",
    "tours",
    "places",
    "media_library",
    "citymap",
    "frontend",
)
# From the bottom up: a room's models know those of the rooms before it.
FLOORS = ("media_library", "places", "tours", "exchange", "field", "home")
SAYING_NOTHING = {"utils", "util", "helpers", "common", "core", "misc", "tools", "lib"}
MAX_LINES, MAX_FUNCTION_LINES = 400, 40


def modules() -> Iterator[Path]:
    """Every module of the rooms that somebody wrote."""
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            if not {"migrations", "static", "node_modules"} & set(path.parts):
                yield path


every_module = pytest.mark.parametrize(
    "path", list(modules()), ids=lambda path: str(path.relative_to(ROOT))
)


def tracked() -> list[Path]:
    """Every text file that the repository holds, or will once it is committed."""
    done = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],  # noqa: S607
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        pytest.skip("this copy is not a git repository")
    binary = {".m4a", ".webp", ".png", ".woff2", ".jpg", ".ico"}
    paths = (ROOT / name for name in done.stdout.splitlines())
    return [path for path in paths if path.is_file() and path.suffix not in binary]


def relations() -> Iterator[tuple[str, str, str]]:
    """Every relation between our models: its name, its room, the room it points to."""
    for floor in FLOORS:
        for model in apps.get_app_config(floor).get_models():
            for field in model._meta.get_fields():
                if not isinstance(field, models.ForeignKey | models.ManyToManyField):
                    continue
                target = field.related_model._meta.app_label
                if target in FLOORS:
                    yield f"{model.__name__}.{field.name}", floor, target


def test_models_point_downwards() -> None:
    upwards = [
        name
        for name, floor, target in relations()
        if FLOORS.index(target) > FLOORS.index(floor)
    ]
    assert upwards == []


def test_the_relations_that_hold_the_house_are_seen() -> None:
    names = {name for name, _floor, _target in relations()}
    assert {"Stop.place", "Stop.page", "TourPage.cover", "Place.picture"} <= names


def test_every_room_with_models_has_its_floor() -> None:
    assert set(FLOORS) == {
        config.label
        for config in apps.get_app_configs()
        if config.label in ROOMS and list(config.get_models())
    }


def test_no_template_lies_inside_a_room() -> None:
    inside = [
        str(path.relative_to(ROOT))
        for room in ROOMS
        for path in (ROOT / room).rglob("*")
        if path.is_file()
        and "node_modules" not in path.parts
        and (path.suffix == ".html" or "templates" in path.parts)
    ]
    assert inside == []


def test_no_name_says_nothing() -> None:
    named = [path for path in modules() if path.stem in SAYING_NOTHING]
    folders = [
        path
        for room in ROOMS
        for path in (ROOT / room).rglob("*")
        if path.is_dir() and path.name in SAYING_NOTHING - {"tools"}
        if not {"node_modules", "static"} & set(path.parts)
    ]
    assert named == []
    assert folders == []


@every_module
def test_a_module_says_what_it_stands_for(path: Path) -> None:
    tree = ast.parse(path.read_text())
    assert not tree.body or ast.get_docstring(tree)
    assert len(path.read_text().splitlines()) <= MAX_LINES


def test_no_script_is_longer_than_a_sitting() -> None:
    scripts = sorted((ROOT / "frontend").glob("*/**/*.ts"))
    assert len(scripts) > 100
    lines = {path: len(path.read_text().splitlines()) for path in scripts}
    long = [str(p.relative_to(ROOT)) for p, count in lines.items() if count > MAX_LINES]
    assert long == []


@every_module
def test_functions_are_short(path: Path) -> None:
    tree = ast.parse(path.read_text())
    long = [
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        if (node.end_lineno or 0) - node.lineno >= MAX_FUNCTION_LINES
    ]
    assert long == []


@every_module
def test_what_others_may_use_is_told(path: Path) -> None:
    def public(nodes: list[ast.stmt]) -> Iterator[ast.FunctionDef | ast.ClassDef]:
        for node in nodes:
            if not isinstance(node, ast.FunctionDef | ast.ClassDef):
                continue
            if not node.name.startswith("_") and node.name != "Meta":
                yield node
                if isinstance(node, ast.ClassDef):
                    yield from public(node.body)

    tree = ast.parse(path.read_text())
    assert [n.name for n in public(tree.body) if not ast.get_docstring(n)] == []


def test_pure_modules_are_the_same_for_types_and_for_imports() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]
    typed = {
        name.removesuffix(".py").replace("/", ".") for name in project["mypy"]["files"]
    }
    (contract,) = (
        each for each in project["importlinter"]["contracts"] if each["id"] == "pure"
    )
    assert typed == set(contract["source_modules"])


@pytest.mark.parametrize(
    "path",
    [
        path
        for path in modules()
        if "Pure." in (ast.get_docstring(ast.parse(path.read_text())) or "")
    ],
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_a_module_that_calls_itself_pure_knows_no_framework(path: Path) -> None:
    imported = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            imported |= {alias.name.split(".")[0] for alias in node.names}
        if isinstance(node, ast.ImportFrom):
            imported.add((node.module or "").split(".")[0])
    assert not imported & {"django", "wagtail", "modelcluster", "wagtail_localize"}


def test_migrations_tell_all_that_models_say(db: None) -> None:
    said = io.StringIO()
    try:
        call_command("makemigrations", check=True, dry_run=True, stdout=said)
    except SystemExit:
        pytest.fail(said.getvalue())


def test_no_file_ties_the_project_to_a_machine() -> None:
    ties = re.compile(
        r"(?<![\w.])/(?:home|Users|root|work|tmp/[a-z])/|(?:TODO|FIXME)\b"
    )
    here = Path(__file__)
    found = []
    for path in tracked():
        if path == here or path.name == "LICENSE":
            continue
        for number, line in enumerate(path.read_text().splitlines(), start=1):
            if ties.search(line):
                found.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()[:80]}")
    assert found == []


def test_the_rooms_never_import_the_tests() -> None:
    importing = re.compile(r"^\s*(?:from|import) tests\b", re.MULTILINE)
    assert [p for p in modules() if importing.search(p.read_text())] == []
