"""Media come by ranges, as phones ask for sound."""

import os
from pathlib import Path
from typing import Any

import pytest
from django.test import Client, RequestFactory

from media_library.views import serve_media
from tests import sounds
from tests.factories import RecordingFactory

# Closing an answer closes database connections, even unused ones.
pytestmark = [pytest.mark.django_db, pytest.mark.screens, pytest.mark.screens]

# Closing an answer ends its request, which looks after the database's connections.
pytestmark = pytest.mark.django_db

CONTENT = bytes(range(256)) * 4
SIZE = len(CONTENT)
ADDRESS = "/media/recordings/voice.m4a"


@pytest.fixture
def file(media_root: Path) -> Path:
    """A file of 1,024 bytes, each different from its neighbours."""
    made = media_root / "recordings" / "voice.m4a"
    made.parent.mkdir(parents=True)
    made.write_bytes(CONTENT)
    return made


def body(response: Any) -> bytes:
    """All the bytes of an answer, streamed or not, which is then closed."""
    content = b"".join(response) if response.streaming else response.content
    response.close()
    return content


def headers_of(phone: Client) -> Any:
    """What is told of the file."""
    response = phone.head(ADDRESS)
    response.close()
    return response.headers


def test_a_whole_file_comes_as_it_is(phone: Client, file: Path) -> None:
    response = phone.get(ADDRESS)
    assert response.status_code == 200
    assert body(response) == CONTENT
    assert response["Content-Length"] == str(SIZE)
    assert response["Content-Type"] == "audio/mp4"
    assert response["Accept-Ranges"] == "bytes"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "Content-Range" not in response
    assert "Set-Cookie" not in response


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("bytes=0-1", 0, 1),
        ("bytes=0-0", 0, 0),
        ("bytes=1000-", 1000, 1023),
        ("bytes=-24", 1000, 1023),
        ("bytes=10-19", 10, 19),
        ("bytes=1020-9999", 1020, 1023),
        ("bytes=0-", 0, 1023),
    ],
)
def test_a_range_comes_exactly(
    phone: Client, file: Path, asked: str, first: int, last: int
) -> None:
    response = phone.get(ADDRESS, headers={"range": asked})
    assert response.status_code == 206
    assert body(response) == CONTENT[first : last + 1]
    assert response["Content-Range"] == f"bytes {first}-{last}/{SIZE}"
    assert response["Content-Length"] == str(last - first + 1)
    assert response["Content-Type"] == "audio/mp4"


@pytest.mark.parametrize("asked", ["bytes=1024-", "bytes=5000-6000", "bytes=-0"])
def test_a_range_beyond_the_end_is_refused_with_the_size(
    phone: Client, file: Path, asked: str
) -> None:
    response = phone.get(ADDRESS, headers={"range": asked})
    assert (response.status_code, body(response)) == (416, b"")
    assert response["Content-Range"] == f"bytes */{SIZE}"


@pytest.mark.parametrize("asked", ["bytes=0-1,4-5", "bytes=a", "lines=0-1"])
def test_what_is_not_one_range_gives_the_whole_file(
    phone: Client, file: Path, asked: str
) -> None:
    response = phone.get(ADDRESS, headers={"range": asked})
    assert (response.status_code, body(response)) == (200, CONTENT)


def test_a_range_longer_than_one_read_is_whole(phone: Client, media_root: Path) -> None:
    media_root.mkdir(parents=True)
    (media_root / "long.wav").write_bytes(sounds.wav(40))
    response = phone.get("/media/long.wav", headers={"range": "bytes=10-"})
    assert body(response) == sounds.wav(40)[10:]


def test_sound_is_never_compressed(phone: Client, file: Path) -> None:
    response = phone.get(ADDRESS, headers={"accept-encoding": "gzip"})
    assert "Content-Encoding" not in response
    assert body(response) == CONTENT


@pytest.mark.parametrize("header", ["if-none-match", "if-modified-since"])
def test_an_unchanged_file_is_not_sent_twice(
    phone: Client, file: Path, header: str
) -> None:
    first = headers_of(phone)
    known = {
        "if-none-match": first["ETag"],
        "if-modified-since": first["Last-Modified"],
    }
    again = phone.get(ADDRESS, headers={header: known[header]})
    assert (again.status_code, body(again)) == (304, b"")
    assert again["ETag"] == first["ETag"]


def test_a_changed_file_is_sent_again(phone: Client, file: Path) -> None:
    first = headers_of(phone)
    file.write_bytes(CONTENT[:100])
    os.utime(file, (file.stat().st_atime, file.stat().st_mtime + 60))
    for headers in (
        {"if-none-match": first["ETag"]},
        {"if-modified-since": first["Last-Modified"]},
        {"if-none-match": first["ETag"], "if-modified-since": first["Last-Modified"]},
    ):
        assert body(phone.get(ADDRESS, headers=headers)) == CONTENT[:100]


def test_another_tag_counts_more_than_the_date(phone: Client, file: Path) -> None:
    date = headers_of(phone)["Last-Modified"]
    headers = {"if-none-match": '"other"', "if-modified-since": date}
    assert body(phone.get(ADDRESS, headers=headers)) == CONTENT


def test_a_range_of_a_file_that_changed_meanwhile_gives_the_whole_file(
    phone: Client, file: Path
) -> None:
    asked = {"range": "bytes=0-1", "if-range": '"other"'}
    response = phone.get(ADDRESS, headers=asked)
    assert (response.status_code, body(response)) == (200, CONTENT)


@pytest.mark.parametrize("validator", ["ETag", "Last-Modified"])
def test_a_range_of_the_file_already_begun_goes_on(
    phone: Client, file: Path, validator: str
) -> None:
    known = headers_of(phone)[validator]
    asked = {"range": "bytes=1000-", "if-range": known}
    response = phone.get(ADDRESS, headers=asked)
    assert (response.status_code, body(response)) == (206, CONTENT[1000:])


@pytest.mark.parametrize("asked", ["", "bytes=0-1"], ids=["whole", "range"])
def test_an_answer_nobody_reads_leaves_no_file_open(
    rf: RequestFactory, file: Path, asked: str
) -> None:
    request = rf.get(ADDRESS, headers={"range": asked})
    response = serve_media(request, "recordings/voice.m4a")
    response.close()
    with pytest.raises(ValueError, match="closed file"):
        list(response)


def test_a_head_tells_the_size_and_sends_nothing(phone: Client, file: Path) -> None:
    response = phone.head(ADDRESS)
    assert response.status_code == 200
    assert response["Content-Length"] == str(SIZE)
    assert body(response) == b""


def test_a_file_cannot_be_posted_to(phone: Client, file: Path) -> None:
    assert phone.post(ADDRESS).status_code == 405


def test_a_file_can_do_nothing_in_the_browser(phone: Client, media_root: Path) -> None:
    media_root.mkdir(parents=True)
    (media_root / "page.html").write_text("<script>alert(1)</script>")
    response = phone.get("/media/page.html")
    assert b"script" in body(response)
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "path",
    [
        "nothing.mp3",
        "",
        "recordings",
        "recordings/",
        "../db.sqlite3",
        "recordings/../../secret",
        "%2e%2e/secret",
        "..%2fsecret",
        "recordings/%2e%2e/%2e%2e/secret",
        "//etc/passwd",
        "/etc/passwd",
        "%00",
        "voice%00.m4a",
        "x" * 5000,
    ],
    ids=lambda path: path[:40] or "empty",
)
def test_nothing_else_is_ever_served(
    phone: Client, db: None, file: Path, media_root: Path, path: str
) -> None:
    (media_root.parent / "secret").write_text("confidential")
    (media_root.parent / "db.sqlite3").write_text("confidential")
    response = phone.get(f"/media/{path}", follow=True)
    assert response.status_code == 404
    assert b"confidential" not in body(response)


@pytest.mark.parametrize(
    "path",
    ["documents/plan.pdf", "./documents/plan.pdf", "recordings/../documents/plan.pdf"],
)
def test_documents_are_left_to_wagtail_which_knows_who_may_read_them(
    phone: Client, db: None, file: Path, media_root: Path, path: str
) -> None:
    (media_root / "documents").mkdir()
    (media_root / "documents" / "plan.pdf").write_bytes(b"%PDF")
    assert phone.get(f"/media/{path}", follow=True).status_code == 404


def test_a_recording_plays_from_its_own_address(phone: Client, db: None) -> None:
    recording = RecordingFactory()
    response = phone.get(recording.file.url, headers={"range": "bytes=0-3"})
    assert body(response) == b"RIFF"
    assert response["Content-Type"] == recording.media_type == "audio/wav"
