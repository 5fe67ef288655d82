"""The process that sets what is printed: its limits, and all that it sees."""

from pathlib import Path

import pytest

from exchange.paper import typesetting
from exchange.paper.typesetter import Work, read_work
from exchange.paper.typesetting import TypesettingFailed, set_apart
from exchange.paper.walk_map import MapWork

PLAIN = '#set document(title: "A")\n#set text(lang: "en")\nHere.'
FOR_HOURS = "#for a in range(99999) { for b in range(99999) { let c = a * b } }"


@pytest.fixture
def layout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A layout of the test's own, ``a.typ``."""
    program(tmp_path, monkeypatch)
    written = tmp_path / "a.typ"
    written.write_text(PLAIN)
    return written


def program(folder: Path, monkeypatch: pytest.MonkeyPatch, **changed: int) -> None:
    """Has the typesetter run with layouts in a folder, and other limits."""
    lines = [f"made.{name} = {value}" for name, value in changed.items()]
    script = folder / "changed.py"
    script.write_text(
        "import pathlib, sys; from exchange.paper import typesetter as made\n"
        f"made.LAYOUTS = pathlib.Path({str(folder)!r})\n"
        + "\n".join([*lines, "sys.exit(made.main())"])
    )
    monkeypatch.setattr(typesetting, "PROGRAM", (str(script),))


def made() -> bytes:
    return set_apart(Work("", "", "a.typ", {}), {})


def test_the_same_work_gives_the_same_file(layout: Path) -> None:
    assert made().startswith(b"%PDF-1.7")
    assert made() == made()


@pytest.mark.parametrize(
    "code",
    [
        '#read("/etc/passwd")',
        '#read("../../etc/passwd")',
        '#image("/etc/hostname")',
        '#import "@preview/cetz:0.3.0"',
        "#panic()",
    ],
)
def test_it_sees_nothing_outside_its_folder(layout: Path, code: str) -> None:
    layout.write_text(f"{PLAIN}\n{code}")
    with pytest.raises(TypesettingFailed, match="TypstError"):
        made()


def test_it_ends_when_its_time_is_over(
    layout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(layout.parent, monkeypatch, MAX_CPU_SECONDS=2)
    layout.write_text(f"{PLAIN}\n{FOR_HOURS}")
    with pytest.raises(TypesettingFailed, match="ended with -"):
        made()


def test_it_takes_no_more_memory_than_it_may(
    layout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert made()
    program(layout.parent, monkeypatch, MAX_MEMORY_BYTES=1 << 20)
    with pytest.raises(TypesettingFailed):
        made()


def test_who_waits_does_not_wait_for_ever(
    layout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(typesetting, "MAX_WAIT_SECONDS", 0.01)
    with pytest.raises(TypesettingFailed, match="stopped after"):
        made()


def test_without_its_fonts_it_says_what_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(typesetting, "FONTS", tmp_path)
    with pytest.raises(TypesettingFailed, match="build the front end"):
        made()


def test_a_work_is_handed_over_whole() -> None:
    drawn = MapWork("a.pmtiles", "map.svg", [1.5, 2.0, 3.0, 4.0], ["M0 0l1 1"])
    work = Work("/a", "/b", "a.typ", {"x": "« é »"}, ("a.webp",), drawn, 7)
    assert read_work(work.as_json()) == work
