"""What an uploaded sound file really is."""

import io
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media_library import audio
from media_library.audio import AudioFacts, AudioRefused, read_audio, sniff
from tests import sounds


def refusal(content: bytes, name: str) -> AudioRefused:
    """Why a file is refused."""
    with pytest.raises(AudioRefused) as caught:
        read_audio(io.BytesIO(content), name)
    return caught.value


@pytest.mark.parametrize("extension", sorted(audio.MEDIA_TYPES))
def test_a_sound_that_phones_play_gives_its_format_and_length(extension: str) -> None:
    facts = read_audio(io.BytesIO(sounds.sound(extension, 2.0)), f"voice.{extension}")
    assert facts.format == extension
    assert facts.duration_s == pytest.approx(2.0, abs=0.15)


def test_the_file_is_left_at_its_beginning() -> None:
    file = io.BytesIO(sounds.wav())
    read_audio(file, "voice.wav")
    assert file.tell() == 0


@pytest.mark.parametrize("name", ["voice.WAV", "my.voice.wav", "../../voice.wav"])
def test_only_the_last_extension_counts(name: str) -> None:
    assert read_audio(io.BytesIO(sounds.wav()), name) == AudioFacts("wav", 1.0)


@pytest.mark.parametrize(
    ("name", "extension"),
    [("voice.wma", "wma"), ("voice.mp4", "mp4"), ("list.m3u8", "m3u8"), ("wav", "")],
)
def test_an_extension_that_phones_do_not_play_is_refused(
    name: str, extension: str
) -> None:
    refused = refusal(sounds.wav(), name)
    assert (refused.code, refused.facts) == ("extension", {"extension": extension})


def test_an_empty_file_is_refused() -> None:
    assert refusal(b"", "voice.mp3").code == "empty"


def test_a_file_that_is_too_big_is_refused_unread(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(audio, "MAX_BYTES", 1024 * 1024)
    refused = refusal(b"\x00" * (3 * 1024 * 1024 + 1), "voice.mp3")
    assert (refused.code, refused.facts) == ("too_big", {"megabytes": 3})


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"This is a text.", "voice.mp3"),
        (b"#EXTM3U\nhttps://example.org/voice.mp3\n", "list.mp3"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "voice.ogg"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 64, "voice.m4a"),
        (b"PK\x03\x04" + b"\x00" * 64, "voice.wav"),
        (b"RIFF\x00\x00\x00\x00WEBP", "voice.wav"),
        (b"\xff", "voice.mp3"),
        (b"\xff\xd8\xff\xe0" + b"\x00" * 64, "photo.mp3"),
        (b"\xff\xf9\x50\x80" + b"\x00" * 64, "voice.mp3"),
        (sounds.wav(), "voice.mp3"),
        (sounds.mp3(), "voice.wav"),
        (sounds.mp3(), "voice.opus"),
    ],
    ids=[
        "text",
        "playlist",
        "svg",
        "png",
        "zip",
        "webp",
        "one-byte",
        "jpeg",
        "aac-in-adts",
        "wav-as-mp3",
        "mp3-as-wav",
        "mp3-as-opus",
    ],
)
def test_content_that_is_not_what_its_name_says_is_refused(
    content: bytes, name: str
) -> None:
    refused = refusal(content, name)
    extension = name.rsplit(".", 1)[1]
    assert (refused.code, refused.facts) == ("content", {"extension": extension})


def wav_header(data_bytes: int, rate: int = 8000, bits: int = 8) -> bytes:
    """A WAV that announces so many bytes of sound and holds one."""
    step = bits // 8
    return (
        b"RIFF"
        + struct.pack("<I", 36 + min(data_bytes, 2**32 - 37))
        + b"WAVEfmt "
        + struct.pack("<IHHIIHH", 16, 1, 1, rate, rate * step, step, bits)
        + b"data"
        + struct.pack("<I", data_bytes)
        + b"\x80"
    )


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"ID3\x04\x00\x00\x00\x00\x00\x00", "voice.mp3"),
        (sounds.wav()[:20], "voice.wav"),
        (b"OggS" + b"\x00" * 60, "voice.ogg"),
        (b"fLaC" + b"\xff" * 60, "voice.flac"),
        (b"\x00\x00\x00\x18ftypM4A \x00\x00\x00\x00", "voice.m4a"),
        (wav_header(0), "voice.wav"),
        (wav_header(8000, rate=0), "voice.wav"),
    ],
    ids=["bare-tag", "cut-wav", "bare-ogg", "bad-flac", "bare-m4a", "silent", "rate-0"],
)
def test_a_sound_without_a_length_is_refused(content: bytes, name: str) -> None:
    assert refusal(content, name).code == "unreadable"


def test_a_sound_longer_than_half_an_hour_is_refused() -> None:
    refused = refusal(wav_header(8000 * 31 * 60), "voice.wav")
    assert (refused.code, refused.facts) == ("too_long", {"minutes": 31})


def test_a_sound_of_just_half_an_hour_is_accepted() -> None:
    whole = wav_header(8000 * 30 * 60)[:-1] + bytes(8000 * 30 * 60)
    facts = read_audio(io.BytesIO(whole), "voice.wav")
    assert facts.duration_s == audio.MAX_SECONDS


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"ID3\x04", "mp3"),
        (b"\xff\xfb\x90\x00", "mp3"),
        (b"\xff\xf3\x90\x00", "mp3"),
        (b"\x00\x00\x00\x20ftypM4A ", "m4a"),
        (b"OggS\x00", "ogg"),
        (b"fLaC\x00", "flac"),
        (b"RIFF\x24\x00\x00\x00WAVE", "wav"),
        (b"\xff\xf1\x50\x80", None),
        (b"\xfe\xfb\x90\x00", None),
        (b"\xff\x1b\x90\x00", None),
        (b"RIFF\x24\x00\x00\x00AVI ", None),
        (b"", None),
    ],
)
def test_the_first_bytes_tell_the_container(head: bytes, kind: str | None) -> None:
    assert sniff(head) == kind


SIGNATURES = [b"ID3", b"\xff\xfb", b"OggS", b"fLaC", b"RIFF....WAVE", b"....ftyp", b""]


@given(
    st.sampled_from(SIGNATURES),
    st.binary(max_size=300),
    st.sampled_from(sorted(audio.MEDIA_TYPES)),
)
def test_any_bytes_are_a_sound_or_are_refused(
    signature: bytes, rest: bytes, extension: str
) -> None:
    try:
        facts = read_audio(io.BytesIO(signature + rest), f"voice.{extension}")
    except AudioRefused as refused:
        assert refused.code in {
            "empty",
            "content",
            "two_in_one",
            "cut_short",
            "unreadable",
            "too_long",
        }
    else:
        assert 0 < facts.duration_s <= audio.MAX_SECONDS


@given(st.data())
def test_any_broken_sound_is_a_sound_or_is_refused(data: st.DataObject) -> None:
    extension = data.draw(st.sampled_from(["wav", "mp3"]))
    content = bytearray(sounds.sound(extension, 0.1))
    for _change in range(data.draw(st.integers(0, 8))):
        position = data.draw(st.integers(0, min(len(content) - 1, 80)))
        content[position] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(content)))
    try:
        facts = read_audio(io.BytesIO(content[:cut]), f"voice.{extension}")
    except AudioRefused as refused:
        assert refused.code in {
            "empty",
            "content",
            "two_in_one",
            "cut_short",
            "unreadable",
            "too_long",
        }
    else:
        assert facts.duration_s > 0


POLYGLOTS = {
    "zip-behind": sounds.wav() + b"PK\x05\x06" + bytes(18),
    "zip-with-comment": sounds.wav() + b"PK\x05\x06" + bytes(16) + b"\x03\x00abc",
    "pdf-inside": b"ID3\x04\x00\x00\x00\x00\x00\x40%PDF-1.7" + bytes(60) + sounds.mp3(),
    "page-inside": b"ID3\x04\x00\x00\x00\x00\x00\x40<script>"
    + bytes(60)
    + sounds.mp3(),
}


@pytest.mark.parametrize("content", POLYGLOTS.values(), ids=POLYGLOTS)
def test_a_file_that_is_two_at_once_is_refused(content: bytes) -> None:
    name = "voice.wav" if content.startswith(b"RIFF") else "voice.mp3"
    assert refusal(content, name).code == "two_in_one"


def test_a_sound_whose_end_is_missing_is_refused() -> None:
    whole = sounds.wav(4)
    refused = refusal(whole[: len(whole) // 4], "voice.wav")
    assert (refused.code, refused.facts) == ("cut_short", {"percent": 25})


@pytest.mark.parametrize("size", [b"\x00\x00\x00\x00", b"\xff\xff\xff\xff"])
def test_a_sound_written_while_it_was_recorded_announces_no_size(size: bytes) -> None:
    whole = sounds.wav(2)
    content = whole[:4] + size + whole[8:]
    assert read_audio(io.BytesIO(content), "voice.wav").duration_s == 2.0


@pytest.mark.parametrize("extension", ["aif", "aiff", "webm"])
def test_what_phones_do_not_play_may_be_sent_to_the_desk(extension: str) -> None:
    kind = audio.UPLOADED_FORMATS[extension]
    content = sounds.encoded(kind, 2.0)
    facts = read_audio(io.BytesIO(content), f"a.{extension}", audio.UPLOADED_FORMATS)
    assert facts.format == kind
    assert refusal(content, f"a.{extension}").code == "extension"
