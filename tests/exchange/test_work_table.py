"""A folder of works with a table of their credits, as it is understood."""

import io
import zipfile
from typing import Any

import pytest

from exchange.found import FileRefused
from exchange.work_archive import WorkArchive
from exchange.work_plan import plan_works
from exchange.work_table import WorkTable, read_work_table

LANGUAGES = {"fr": ["fr", "Français", "French"], "en": ["en", "Anglais", "English"]}
TABLE = (
    "Fichier;Titre;Langue;Licence;Auteur;Voix;Transcription;Note\n"
    'mine.wav;La mine;Français;CC BY-SA 4.0;Ana Martin;"Lou ; Zoé";On descend.;x\n'
    "Photos/Été.JPG;L’été;;https://creativecommons.org/licenses/by/4.0;;;;\n"
)


def folder(**files: bytes) -> WorkArchive:
    """A zip; ``__`` in a name stands for a folder, the last ``_`` for the dot."""
    parts = {n: n.replace("__", "/").rpartition("_") for n in files}
    return zipped({f"{parts[n][0]}.{parts[n][2]}": data for n, data in files.items()})


def zipped(files: dict[str, bytes]) -> WorkArchive:
    """A zip of files by their paths."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return WorkArchive(content)


def planned(archive: WorkArchive, table: str = TABLE) -> Any:
    """What becomes of it, French being the usual language."""
    found = read_work_table(table.encode())
    return plan_works(archive, found, LANGUAGES, "fr")


def test_each_file_finds_its_row_however_its_name_is_written() -> None:
    plan = planned(folder(Mine_WAV=b"s", Photos__Été_jpg=b"p"))
    sound, picture = plan.works
    assert sound.facts == {
        "title": "La mine",
        "licence": "CC-BY-SA-4.0",
        "language": "fr",
        "kind": "story",
        "transcript": "On descend.",
    }
    assert sound.people == (
        ("author", "Ana Martin"),
        ("voice", "Lou"),
        ("voice", "Zoé"),
    )
    assert (picture.title, picture.facts["licence"]) == ("L’été", "CC-BY-4.0")
    assert [remark.code for remark in plan.remarks] == ["columns_unknown"]
    assert plan.good == plan.works


def test_english_headings_are_known_too() -> None:
    table = "file,language,kind,photographer,year\na.wav,English,ambience,Ana,\n"
    [work] = planned(folder(a_wav=b"s"), table).works
    assert (work.facts["language"], work.facts["kind"]) == ("en", "ambience")
    assert work.people == (("photograph", "Ana"),)


def test_a_file_without_a_row_comes_as_it_is_and_is_nobodys_to_give() -> None:
    [work] = planned(folder(**{"02_la-mine_wav": b"s"}), "file;title\n").works
    assert (work.title, work.is_in_table) == ("02 la mine", False)
    assert work.facts["licence"] == "ALL-RIGHTS-RESERVED"


@pytest.mark.parametrize(
    ("cell", "fault"),
    [
        ("licence;GPL", "licence_unknown"),
        ("langue;Klingon", "language_unknown"),
        ("nature;film", "kind_unknown"),
        ("titre;" + "T" * 256, "text_long"),
        ("voix;" + "V" * 256, "text_long"),
    ],
)
def test_what_is_wrong_in_a_row_leaves_its_work_out(cell: str, fault: str) -> None:
    heading, value = cell.split(";")
    plan = planned(
        folder(a_wav=b"s", b_wav=b"s"), f"fichier;{heading}\na.wav;{value}\n"
    )
    wrong, other = plan.works
    assert [each.code for each in wrong.faults] == [fault]
    assert wrong.faults[0].where.at == 2
    assert plan.good == (other,)


@pytest.mark.parametrize("year", ["99", "abc", "2101", "19260"])
def test_a_year_that_is_none_is_told(year: str) -> None:
    [work] = planned(folder(a_png=b"p"), f"file;year\na.png;{year}\n").works
    assert [each.code for each in work.faults] == ["year_wrong"]


def test_rows_of_files_that_are_not_there_or_twice_are_told() -> None:
    table = "file;title\nb.wav;B\na.wav;A\na.wav;Again\n"
    plan = planned(folder(a_wav=b"s"), table)
    assert [each.code for each in plan.remarks] == ["file_not_there", "file_twice"]
    assert plan.works[0].title == "A"


def test_a_name_in_two_folders_needs_its_path() -> None:
    archive = folder(one__a_wav=b"1", two__a_wav=b"2")
    assert archive.named("a.wav") is None
    assert archive.named("two\\a.wav") == "two/a.wav"


def test_what_systems_add_is_passed_over_and_other_files_are_told() -> None:
    others = ("__MACOSX/._a.wav", ".hidden/b.wav", "Thumbs.db", "notes.txt")
    archive = zipped({"a.wav": b"s"} | dict.fromkeys(others, b"x"))
    assert (archive.works, archive.left) == (["a.wav"], ["notes.txt"])
    plan = plan_works(archive, WorkTable(()), LANGUAGES, "fr")
    assert [each.code for each in plan.remarks] == ["files_left"]


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ({"notes_txt": b"n"}, "no_work"),
        ({"a_wav": b"s", "a_csv": b"file", "b_ods": b""}, "many_tables"),
    ],
)
def test_a_folder_that_is_none_is_refused(files: dict[str, bytes], code: str) -> None:
    with pytest.raises(FileRefused) as refused:
        folder(**files)
    assert refused.value.remark.code == code


def test_what_is_no_zip_is_refused() -> None:
    with pytest.raises(FileRefused):
        WorkArchive(io.BytesIO(b"PK\x03\x04 and nothing more"))


def test_a_file_that_swells_is_not_unpacked() -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.wav", bytes(2_000_000))
    found = WorkArchive(content)
    with pytest.raises(FileRefused) as refused:
        found.content("a.wav", most=1_000_000)
    assert refused.value.remark.code == "too_big_unpacked"


def test_a_table_without_a_column_of_files_is_refused() -> None:
    with pytest.raises(FileRefused) as refused:
        read_work_table(b"title;voice\nA;Lou\n")
    assert refused.value.remark.code == "no_file_column"
