"""The archive of a package: the same bytes each time, and read with care."""

import hashlib
import json
import time
import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import Any, BinaryIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange import archive as limits
from exchange.archive import is_package_archive, read_archive
from exchange.found import FileRefused
from exchange.sentences import place, sentence
from exchange.writers import archive
from tests.packages import (
    FILES,
    STILL_SVG,
    VOICE,
    VOICE_BYTES,
    a_package,
    bare_package,
    open_file,
)
from tours.package import serialised, version

Change = Callable[[dict[str, bytes]], Any]


def archived(package: dict[str, Any] | None = None) -> bytes:
    """An archive as we write it."""
    target = BytesIO()
    archive.write(package or a_package(), open_file, target)
    return target.getvalue()


def entries(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(content)) as found:
        return {name: found.read(name) for name in found.namelist()}


def zipped(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive as somebody else would make it."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w", method) as made:
        for name, content in files.items():
            made.writestr(name, content)
    return target.getvalue()


def changed(change: Change) -> bytes:
    files = entries(archived())
    change(files)
    return zipped(files)


def described(change: Callable[[dict[str, Any]], Any]) -> bytes:
    """An archive whose description was changed."""

    def rewrite(files: dict[str, bytes]) -> None:
        document = json.loads(files["package.json"])
        change(document)
        files["package.json"] = json.dumps(document).encode()

    return changed(rewrite)


def refusal(content: bytes) -> str:
    """The code of the refusal, which has a sentence."""
    with pytest.raises(FileRefused) as refused:
        read_archive(content)
    assert "%" not in sentence(refused.value.remark)
    place(refused.value.remark)
    return refused.value.remark.code


class TestWriting:
    def test_the_same_package_is_the_same_bytes(self) -> None:
        first, second = archived(), archived(json.loads(serialised(a_package())))
        assert first == second

    def test_it_holds_everything_in_a_fixed_order(self) -> None:
        with zipfile.ZipFile(BytesIO(archived())) as found:
            names = found.namelist()
            methods = {each.filename: each.compress_type for each in found.infolist()}
            assert {each.date_time for each in found.infolist()} == {
                (1980, 1, 1, 0, 0, 0)
            }
        assert names[:4] == [
            "README.txt",
            "package.json",
            "CREDITS.txt",
            "LICENCES.txt",
        ]
        assert names[4:] == [f"files/{name}" for name in FILES]
        assert methods["package.json"] == zipfile.ZIP_DEFLATED
        assert methods[f"files/{VOICE}"] == zipfile.ZIP_STORED
        assert methods[f"files/{STILL_SVG}"] == zipfile.ZIP_DEFLATED

    def test_the_description_is_the_very_bytes_of_the_package(self) -> None:
        assert entries(archived())["package.json"] == serialised(a_package())

    def test_it_says_in_two_languages_what_it_is(self) -> None:
        text = entries(archived())["README.txt"].decode()
        assert "Ce dossier est un parcours" in text
        assert "This folder is a trail" in text
        assert a_package()["version"] in text

    def test_every_work_is_credited_and_licensed(self) -> None:
        found = entries(archived())
        thanks = found["CREDITS.txt"].decode()
        assert f"files/{VOICE}\n    La place <écoutée>. Voix\u00a0: Lou." in thanks
        assert "données du 2026-10-01" in thanks
        licences = found["LICENCES.txt"].decode()
        assert "CC0 1.0\nhttps://creativecommons.org/publicdomain/zero/1.0/" in licences
        assert f"    files/{VOICE}" in licences

    def test_a_package_without_files_is_an_archive_too(self) -> None:
        content = archived(bare_package())
        assert len(entries(content)) == 4
        assert read_archive(content).document == bare_package()

    def test_a_file_is_never_whole_in_memory(self) -> None:
        asked = []

        class Heavy(BytesIO):
            def read(self, size: int | None = -1) -> bytes:
                asked.append(size)
                return super().read(size)

        archive.write(a_package(), lambda name: Heavy(FILES[name]), BytesIO())
        assert set(asked) == {archive.CHUNK_BYTES}

    def test_a_file_that_changed_is_not_given_away(self) -> None:
        def other(name: str) -> BinaryIO:
            return BytesIO(b"x" + FILES[name][1:])

        with pytest.raises(ValueError, match="is not the file"):
            archive.write(a_package(), other, BytesIO())

    def test_a_file_that_is_not_there_is_told(self) -> None:
        def none(name: str) -> BinaryIO:
            raise FileNotFoundError(name)

        with pytest.raises(FileNotFoundError):
            archive.write(a_package(), none, BytesIO())


class TestReading:
    def test_what_was_written_is_read(self) -> None:
        document, opened, remarks = read_archive(archived())
        assert document == a_package()
        assert remarks == ()
        for name, content in FILES.items():
            with opened(name) as file:
                assert file.read() == content

    def test_a_file_on_disk_need_not_be_in_memory(self, tmp_path: Any) -> None:
        path = tmp_path / "a.traboule"
        path.write_bytes(archived())
        with path.open("rb") as source:
            document, opened, _remarks = read_archive(source)
            assert opened(VOICE).read() == VOICE_BYTES
        assert document["title"] == a_package()["title"]

    def test_a_name_of_another_file_opens_nothing(self) -> None:
        opened = read_archive(archived()).open_file
        for name in ("README.txt", "package.json", f"files/{VOICE}", "../x"):
            with pytest.raises(FileNotFoundError):
                opened(name)

    def test_a_folder_zipped_anew_is_read(self) -> None:
        files = {f"la-ville/{k}": v for k, v in entries(archived()).items()}
        assert read_archive(zipped(files)).remarks == ()

    def test_files_that_it_does_not_know_are_told(self) -> None:
        content = changed(lambda files: files.update({"a/b.exe": b"x", "c": b""}))
        [remark] = read_archive(content).remarks
        assert (remark.code, remark.facts["count"]) == ("file_unknown", 2)
        assert place(remark) != ""

    def test_a_change_by_hand_is_told(self) -> None:
        content = described(lambda package: package.update(title="Autre"))
        assert [each.code for each in read_archive(content).remarks] == [
            "package_changed"
        ]

    def test_what_a_newer_site_adds_is_passed_over(self) -> None:
        def newer(package: dict[str, Any]) -> None:
            package["quiz"] = {"a": 1}
            package["version"] = version(package)

        assert read_archive(described(newer)).remarks == ()


class TestRefusing:
    @pytest.mark.parametrize(
        "content",
        [b"", b"PK", b"PK\x03\x04" + b"\0" * 100, b"<gpx/>", archived()[:-40]],
        ids=["empty", "two", "head", "gpx", "cut"],
    )
    def test_what_is_no_archive(self, content: bytes) -> None:
        assert refusal(content) == "archive"
        assert not is_package_archive(content)

    def test_another_zip(self) -> None:
        content = zipped({"doc.kml": b"<kml/>"})
        assert refusal(content) == "package_missing"
        assert not is_package_archive(content)
        assert is_package_archive(archived())

    @pytest.mark.parametrize(
        ("change", "code"),
        [
            (lambda f: f.pop("package.json"), "package_missing"),
            (lambda f: f.update({"package.json": b"{"}), "package_json"),
            (lambda f: f.update({"package.json": b"\xff\xfe"}), "package_json"),
            (lambda f: f.update({"package.json": b"[" * 99_999}), "package_json"),
            (lambda f: f.update({"package.json": b"[]"}), "package_schema"),
            (lambda f: f.update({"package.json": b"{}"}), "package_format"),
            (lambda f: f.pop(f"files/{VOICE}"), "file_missing"),
            (lambda f: f.update({f"files/{VOICE}": b"x"}), "file_damaged"),
            (
                lambda f: f.update({f"files/{VOICE}": VOICE_BYTES[::-1]}),
                "file_damaged",
            ),
        ],
    )
    def test_entries_missing_or_damaged(self, change: Change, code: str) -> None:
        assert refusal(changed(change)) == code

    @pytest.mark.parametrize(
        ("change", "code"),
        [
            (lambda p: p.update(format=2), "package_format"),
            (lambda p: p.pop("stops"), "package_schema"),
            (lambda p: p["track"].update(metres=float("inf")), "package_json"),
            (lambda p: p["track"].update(metres=float("nan")), "package_json"),
            (lambda p: p.update(title="a\0b"), "package_json"),
            (lambda p: p.update(title="a\ud800b"), "package_json"),
            (lambda p: p["files"].pop(0), "file_missing"),
            (lambda p: p["map"].update(archive="0" * 20), "file_missing"),
            (
                lambda p: p["files"][0].update(sha256=hashlib.sha256().hexdigest()),
                "file_damaged",
            ),
        ],
    )
    def test_a_description_that_is_not_right(
        self, change: Callable[[dict[str, Any]], Any], code: str
    ) -> None:
        assert refusal(described(change)) == code

    def test_a_text_that_only_looks_like_a_nul_is_kept(self) -> None:
        content = described(lambda package: package.update(summary="a\\u0000b"))
        assert read_archive(content).document["summary"] == "a\\u0000b"

    def test_an_entry_without_a_name_is_passed_over(self) -> None:
        files = {**entries(archived()), "x": b"nobody's"}
        content = zipped(files)
        at = content.rindex(b"x", 0, content.rindex(b"PK\x05\x06"))
        nameless = bytearray(content[:at] + content[at + 1 :])
        nameless[at - 18 : at - 16] = b"\0\0"
        end = nameless.rindex(b"PK\x05\x06")
        size = int.from_bytes(nameless[end + 12 : end + 16], "little") - 1
        nameless[end + 12 : end + 16] = size.to_bytes(4, "little")
        assert read_archive(bytes(nameless)).document["title"]

    def test_too_many_entries(self) -> None:
        many = {f"{number}": b"" for number in range(limits.MAX_ENTRIES + 1)}
        assert refusal(zipped(many)) == "archive_entries"

    def test_a_bomb_is_not_unpacked(self) -> None:
        files = {**entries(archived()), "bomb": b"\0" * 40 * limits.MEGABYTE}
        content = zipped(files)
        started = time.monotonic()
        assert refusal(content) == "archive_unpacked"
        assert time.monotonic() - started < 1

    def test_a_way_of_packing_that_asks_for_gigabytes(self) -> None:
        assert refusal(zipped(entries(archived()), zipfile.ZIP_LZMA)) == "archive"

    def test_a_locked_archive(self) -> None:
        content = bytearray(archived())
        for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
            at = content.find(signature)
            while at >= 0:
                content[at + offset] |= 1
                at = content.find(signature, at + 4)
        assert refusal(bytes(content)) == "archive"


@given(cut=st.integers(0, 5_000), noise=st.binary(min_size=1, max_size=40))
def test_whatever_the_bytes_there_is_a_package_or_a_reason(
    cut: int, noise: bytes
) -> None:
    content = bytearray(archived())
    cut %= len(content)
    content[cut : cut + len(noise)] = noise
    try:
        assert read_archive(bytes(content)).document["format"] == 1
    except FileRefused as refused:
        assert sentence(refused.remark)
