"""A file in its sizes: under their ceilings, upright, and without its metadata."""

import io
import os
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageCms

from media_library.picture_encoder import WantedSize, Work, encode, read_work
from media_library.picture_sandbox import PictureFailed, encode_apart
from media_library.picture_sizes import FORMATS
from tests.media_library.pictures import huge_png, png
from tests.media_library.test_picture_privacy import photograph

RED = (178, 34, 34)  # firebrick


def work(folder: Path, content: bytes, standing: tuple[int, int], **some: Any) -> Work:
    """The whole picture, 400 pixels wide, in all formats unless told otherwise."""
    source = folder / "original"
    source.write_bytes(content)
    forms = some.get("forms", FORMATS)
    size = some.get("size", (400, round(400 * standing[1] / standing[0])))
    box = some.get("box", (0, 0, *standing))
    ceiling = some.get("ceiling", 40_000)
    wanted = tuple(WantedSize(form, box, size, ceiling) for form in forms)
    return Work(str(source), str(folder), standing, wanted)


def made(work: Work) -> dict[str, Image.Image]:
    """The sizes by their format."""
    encode(work)
    found = {}
    for number, wanted in enumerate(work.sizes):
        image = Image.open(io.BytesIO(Path(work.folder, str(number)).read_bytes()))
        assert image.format == wanted.form.upper()
        found[wanted.form] = image
    return found


def written(image: Image.Image, kind: str, **options: Any) -> bytes:
    """A picture file."""
    content = io.BytesIO()
    image.save(content, kind, **options)
    return content.getvalue()


def is_near(pixel: Any, colour: tuple[int, int, int]) -> bool:
    """As alike as coding leaves it."""
    return all(abs(a - b) <= 6 for a, b in zip(pixel, colour, strict=True))


def test_the_work_is_handed_over_as_it_is(tmp_path: Path) -> None:
    told = work(tmp_path, png(), (64, 48))
    assert read_work(told.as_json()) == told


def test_noise_that_no_encoder_likes_stays_under_the_ceiling(tmp_path: Path) -> None:
    noise = os.urandom(200 * 600 * 3)
    content = written(Image.frombytes("RGB", (200, 600), noise), "PNG")
    told = work(tmp_path, content, (200, 600), size=(200, 600), ceiling=5_000)
    for image in made(told).values():
        assert image.size == (200, 600)
    for number in range(3):
        assert 0 < (tmp_path / str(number)).stat().st_size <= 5_000


def test_a_picture_that_lies_on_its_side_stands_in_every_format(tmp_path: Path) -> None:
    told = work(tmp_path, photograph(orientation=6), (900, 1600))
    for image in made(told).values():
        assert image.size == (400, 711)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_nothing_of_the_originals_metadata_is_in_any_format(
    tmp_path: Path, kind: str
) -> None:
    for form, image in made(work(tmp_path, photograph(kind), (1600, 900))).items():
        assert not image.getexif(), form
        assert not {"exif", "xmp", "icc_profile", "comment"} & set(image.info), form
        assert is_near(image.convert("RGB").getpixel((200, 100)), RED)


def test_a_part_is_cut_out_of_the_whole(tmp_path: Path) -> None:
    image = Image.new("RGB", (2000, 1000), "white")
    image.paste("firebrick", (1000, 0, 2000, 1000))
    content = written(image, "JPEG", quality=95)
    told = work(tmp_path, content, (2000, 1000), box=(1000, 0, 2000, 1000))
    for cut in made(told).values():
        assert is_near(cut.convert("RGB").getpixel((3, 100)), RED)


def test_what_is_clear_stays_clear_and_is_white_as_jpeg(tmp_path: Path) -> None:
    content = written(Image.new("RGBA", (64, 48), (0, 0, 0, 0)), "PNG")
    found = made(work(tmp_path, content, (64, 48), size=(64, 48)))
    assert found["webp"].getpixel((5, 5))[3] == 0
    assert found["avif"].getpixel((5, 5))[3] == 0
    assert is_near(found["jpeg"].getpixel((5, 5)), (255, 255, 255))


@pytest.mark.parametrize("mode", ["L", "LA", "P", "CMYK", "1"])
def test_every_kind_of_colour_is_read(tmp_path: Path, mode: str) -> None:
    image = Image.new("RGB", (64, 48), "firebrick").convert(mode)
    content = written(image, "JPEG" if mode == "CMYK" else "PNG")
    for made_of in made(work(tmp_path, content, (64, 48), size=(64, 48))).values():
        assert made_of.mode == "RGB"


def test_colours_come_in_those_of_every_screen(tmp_path: Path) -> None:
    swapped = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
    for profile in (swapped.tobytes(), b"no profile at all"):
        image = Image.new("RGB", (64, 48), "firebrick")
        content = written(image, "PNG", icc_profile=profile)
        found = made(work(tmp_path, content, (64, 48), size=(64, 48)))
        assert all("icc_profile" not in each.info for each in found.values())
        assert is_near(found["jpeg"].getpixel((5, 5)), RED)


def test_another_picture_than_the_library_knows_is_not_cut(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="the library knows"):
        encode(work(tmp_path, png(64, 48), (48, 64)))


class TestApart:
    """The process that has limits of its own."""

    def test_it_gives_the_sizes_in_their_order(self, tmp_path: Path) -> None:
        told = work(tmp_path, png(), (64, 48), size=(64, 48))
        formats = [
            Image.open(io.BytesIO(content)).format for content in encode_apart(told)
        ]
        assert formats == ["AVIF", "WEBP", "JPEG"]

    @pytest.mark.parametrize(
        ("content", "why"),
        [(huge_png(), "pixels"), (png()[:60], "Error"), (b"<svg/>", "cannot identify")],
    )
    def test_what_cannot_be_read_fails_with_its_reason(
        self, tmp_path: Path, content: bytes, why: str
    ) -> None:
        with pytest.raises(PictureFailed, match=why):
            encode_apart(work(tmp_path, content, (30_000, 30_000)))

    @pytest.mark.parametrize(
        ("name", "most"), [("RLIMIT_CPU", 0), ("RLIMIT_AS", 1 << 20)]
    )
    def test_it_ends_at_its_limits(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, most: int
    ) -> None:
        script = tmp_path / "limited.py"
        script.write_text(
            "import sys; from media_library import picture_encoder as made\n"
            f"made.LIMITS[{name!r}] = {most}\nsys.exit(made.main())\n"
        )
        monkeypatch.setattr("media_library.picture_sandbox.ENCODER", (str(script),))
        content = written(Image.new("RGB", (4000, 3000)), "PNG")
        with pytest.raises(PictureFailed):
            encode_apart(work(tmp_path, content, (4000, 3000)))
