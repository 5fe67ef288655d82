"""A file that somebody sends is decoded apart, once, before anybody opens it."""

import io
from pathlib import Path

import pytest
from PIL import Image

from media_library import picture_files
from media_library.picture_files import clean_file, read_file
from media_library.picture_metadata import has_personal_metadata
from media_library.picture_reader import ReadPicture, TooManyPixels, read_picture
from media_library.picture_sandbox import PictureFailed, read_apart
from tests.media_library.pictures import SVG, huge_png, png
from tests.media_library.test_picture_privacy import photograph

pytestmark = pytest.mark.screens


def frames(count: int, side: int) -> bytes:
    """A moving WebP."""
    images = [Image.new("RGB", (side, side), (19 * n, 0, 0)) for n in range(count)]
    written = io.BytesIO()
    images[0].save(written, "WEBP", save_all=True, append_images=images[1:])
    return written.getvalue()


class TestApart:
    """The process that has limits of its own."""

    def test_it_says_what_the_file_is_and_takes_out_what_is_personal(self) -> None:
        found = read_apart(photograph(orientation=6))
        assert found == read_picture(photograph(orientation=6))
        assert (found.width, found.height) == (1600, 900)
        assert found.credits.creator == "Zoé Émile"
        assert found.clean is not None
        assert not has_personal_metadata(found.clean)
        kept = found.cleaned()
        assert (kept.width, kept.height, kept.clean) == (900, 1600, None)

    def test_a_file_that_tells_nothing_is_kept_as_it_is(self) -> None:
        found = read_apart(png())
        assert found.clean is None
        assert found.cleaned() == found

    @pytest.mark.parametrize(
        "content",
        [SVG, b"", b"#EXTM3U\n", png()[:-40], photograph()[:5000], b"PK\x03\x04" * 40],
        ids=["svg", "empty", "playlist", "cut-png", "cut-jpeg", "zip"],
    )
    def test_what_cannot_be_decoded_fails_with_its_reason(self, content: bytes) -> None:
        with pytest.raises(PictureFailed, match=r"Error"):
            read_apart(content)

    def test_too_many_pixels_are_told(self) -> None:
        with pytest.raises(TooManyPixels):
            read_apart(huge_png())
        with pytest.raises(TooManyPixels) as told:
            read_apart(huge_png(8_000))
        assert told.value.args == (64_000_000,)

    @pytest.mark.parametrize(("name", "most"), [("RLIMIT_CPU", 0), ("RLIMIT_AS", 1)])
    def test_it_ends_at_its_limits(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, most: int
    ) -> None:
        script = tmp_path / "limited.py"
        script.write_text(
            "import sys; from media_library import picture_encoder, picture_reader\n"
            f"picture_encoder.LIMITS[{name!r}] = {most}\n"
            "sys.exit(picture_reader.main())\n"
        )
        monkeypatch.setattr("media_library.picture_sandbox.READER", (str(script),))
        written = io.BytesIO()
        Image.new("RGB", (6000, 4000)).save(written, "PNG")
        with pytest.raises(PictureFailed):
            read_apart(written.getvalue())


def test_every_frame_of_a_moving_picture_counts() -> None:
    assert read_picture(frames(3, 64)).width == 64
    with pytest.raises(TooManyPixels) as told:
        read_picture(frames(13, 2_000))
    assert told.value.args == (52_000_000,)


def test_a_file_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def count(content: bytes) -> ReadPicture:
        asked.append(len(content))
        return read_picture(content)

    monkeypatch.setattr(picture_files, "read_apart", count)
    file = io.BytesIO(photograph())
    named = type("Named", (io.BytesIO,), {})(file.getvalue())
    read_file(named)
    clean = clean_file(named, "puits.jpg")
    assert clean is not None
    assert read_file(clean).credits.creator == "Zoé Émile"
    assert len(asked) == 1
    assert named.tell() == 0
