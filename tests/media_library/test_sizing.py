"""The sizes of pictures, made once and kept."""

import logging
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from media_library.models import Picture
from media_library.picture_sizes import CEILING_BYTES, COVER_FRAMES, PICTURE_FRAMES
from media_library.shown_sizes import shown_sizes
from media_library.sizing import make_sizes
from tests.factories import PictureFactory
from tests.media_library.pictures import png

pytestmark = pytest.mark.usefixtures("sized")


def made(picture: Picture) -> dict[str, Any]:
    """Every size that there is, by its name."""
    return {each.filter_spec: each for each in picture.renditions.all()}


def again(picture: Picture) -> Picture:
    """As the next request reads it."""
    return Picture.objects.get(pk=picture.pk)


@pytest.fixture
def picture(db: None) -> Picture:
    """Wider than the middle frame, narrower than the widest."""
    return PictureFactory(file=ContentFile(png(1000, 700), name="puits.png"))


def test_three_formats_in_three_widths_never_wider_than_the_original(
    picture: Picture,
) -> None:
    assert make_sizes({picture.pk: PICTURE_FRAMES})
    widths = {name: each.width for name, each in made(picture).items()}
    assert widths == {
        f"width-{width}|format-{form}": min(width, 1000)
        for width in (400, 800, 1280)
        for form in ("avif", "webp", "jpeg")
    }
    for name, each in made(picture).items():
        with each.file.open() as file, Image.open(file) as image:
            assert image.format == name.rpartition("-")[2].upper()
            assert image.size == (each.width, each.height)


def test_pages_read_what_was_made_and_make_nothing(
    picture: Picture, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_sizes({picture.pk: (*PICTURE_FRAMES, *COVER_FRAMES)})
    monkeypatch.setattr(Picture, "generate_rendition_file", None)
    for frames in (PICTURE_FRAMES, COVER_FRAMES):
        sizes = shown_sizes(again(picture), frames)
        assert len(sizes) == len(frames)
        assert all(each.avif and each.jpeg for each in sizes)


def test_a_second_time_makes_nothing(picture: Picture) -> None:
    make_sizes({picture.pk: PICTURE_FRAMES})
    before = {each.pk for each in made(picture).values()}
    assert not make_sizes({picture.pk: PICTURE_FRAMES})
    assert {each.pk for each in made(picture).values()} == before


def test_before_that_pages_show_webp(picture: Picture) -> None:
    sizes = shown_sizes(again(picture), PICTURE_FRAMES)
    assert [each.width for each in sizes] == [400, 800, 1000]
    assert not any(each.avif or each.jpeg for each in sizes)


def test_what_came_before_stays_unless_it_is_too_heavy(
    picture: Picture, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown_sizes(again(picture), PICTURE_FRAMES)
    before = made(picture)
    small, wide = (before[f"width-{width}|format-webp"] for width in (400, 1280))
    monkeypatch.setitem(CEILING_BYTES, "width-1280", wide.file.size - 1)
    make_sizes({picture.pk: PICTURE_FRAMES})
    after = made(picture)
    assert after["width-400|format-webp"].pk == small.pk
    assert after["width-1280|format-webp"].pk != wide.pk
    assert after["width-1280|format-webp"].file.name != wide.file.name


def test_a_new_focal_point_cuts_covers_anew(picture: Picture) -> None:
    make_sizes({picture.pk: COVER_FRAMES})
    before = shown_sizes(again(picture), COVER_FRAMES)
    moved = again(picture)
    moved.focal_point_x, moved.focal_point_y = 100, 100
    moved.focal_point_width = moved.focal_point_height = 50
    moved.save()
    assert make_sizes({picture.pk: COVER_FRAMES})
    after = shown_sizes(again(picture), COVER_FRAMES)
    assert not {each.url for each in before} & {each.url for each in after}


def test_a_new_file_leaves_no_size_of_the_old_one(picture: Picture) -> None:
    make_sizes({picture.pk: PICTURE_FRAMES})
    changed = again(picture)
    changed.file = ContentFile(png(500, 500), name="autre.png")
    changed.save()
    assert made(picture) == {}
    make_sizes({picture.pk: PICTURE_FRAMES})
    assert {each.height for each in made(picture).values()} == {400, 500}


class TestFailure:
    """A file of which nothing can be made."""

    @pytest.fixture
    def broken(self, picture: Picture) -> Picture:
        """Cut off in the middle."""
        Path(picture.file.path).write_bytes(png(1000, 700)[:100])
        return again(picture)

    def test_it_is_logged_and_the_others_are_made(
        self, broken: Picture, caplog: pytest.LogCaptureFixture
    ) -> None:
        other = PictureFactory()
        with caplog.at_level(logging.ERROR):
            make_sizes({broken.pk: PICTURE_FRAMES, other.pk: PICTURE_FRAMES})
        assert f"picture {broken.pk} has no sizes" in caplog.text
        assert made(broken) == {}
        assert len(made(other)) == 9

    def test_pages_do_not_try_it(
        self, broken: Picture, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        make_sizes({broken.pk: PICTURE_FRAMES})
        monkeypatch.setattr(Picture, "generate_rendition_file", None)
        assert shown_sizes(again(broken), PICTURE_FRAMES) == ()

    def test_it_is_tried_again_when_it_is_asked_for_again(
        self, broken: Picture
    ) -> None:
        make_sizes({broken.pk: PICTURE_FRAMES})
        Path(broken.file.path).write_bytes(png(1000, 700))
        assert make_sizes({broken.pk: PICTURE_FRAMES})
        assert again(broken).unreadable_file == ""
        assert shown_sizes(again(broken), PICTURE_FRAMES)
