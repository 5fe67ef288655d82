"""Publishing a trail makes the sizes of its pictures, and packages hold one format."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.test import Client

from media_library.models import Picture
from media_library.picture_sizes import COVER_FRAMES, PICTURE_FRAMES
from tests.conftest import BilingualSite, query_count
from tests.factories import (
    PictureFactory,
    PlaceFactory,
    StopFactory,
    TourPageFactory,
    question,
    story,
)
from tests.media_library.pictures import png
from tours import packages
from tours.models import TourPage
from tours.trail_pictures import trail_frames

Committed = Callable[[], AbstractContextManager[None]]


@pytest.fixture
def trail(site: BilingualSite, sized: None, committed: Committed) -> TourPage:
    """Published, with a cover and one picture."""
    with committed():
        stop = StopFactory(story=story(("picture", PictureFactory())))
        return TourPageFactory(parent=site.home, stops=[stop])


def test_each_picture_comes_in_the_frames_that_show_it(site: BilingualSite) -> None:
    cover, told, sought, asked, placed = PictureFactory.create_batch(5)
    stop = StopFactory(
        place=PlaceFactory(picture=placed),
        story=story(("picture", told), ("text", "<p>Ici.</p>")),
        look_for_picture=sought,
        look_for_picture_alternative_text="Une enseigne",
        question=question("detail", picture=asked.pk, alternative_text="Un ours"),
    )
    page = TourPageFactory(parent=site.home, cover=cover, stops=[stop])
    assert trail_frames(page) == {
        **dict.fromkeys((told.pk, sought.pk, asked.pk), PICTURE_FRAMES),
        **dict.fromkeys((cover.pk, placed.pk), COVER_FRAMES),
    }


def test_a_picture_that_is_a_cover_too_comes_in_both(site: BilingualSite) -> None:
    picture = PictureFactory()
    stop = StopFactory(story=story(("picture", picture)))
    page = TourPageFactory(parent=site.home, cover=picture, stops=[stop])
    assert trail_frames(page) == {picture.pk: (*PICTURE_FRAMES, *COVER_FRAMES)}


def test_the_page_offers_avif_then_webp_then_jpeg(
    trail: TourPage, phone: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Picture, "generate_rendition_file", None)
    html = phone.get(trail.url).content.decode()
    figure = html[html.index('<figure class="picture"') :]
    avif, webp, jpeg = (figure.index(f".{end}") for end in ("avif", "webp", "jpg"))
    assert avif < figure.index("image/webp") < webp < figure.index("<img") < jpeg


def test_all_formats_take_no_more_queries_than_one(
    trail: TourPage, phone: Client
) -> None:
    sized = query_count(phone, f"{trail.url}?uncached")
    for picture in Picture.objects.all():
        picture.renditions.exclude(filter_spec__endswith="webp").delete()
    assert query_count(phone, f"{trail.url}?uncached") == sized


def test_the_package_holds_webp_alone_and_knows_the_others_by_name(
    trail: TourPage,
) -> None:
    package = packages.current(trail)
    assert package
    files = package.document["files"]
    types = {file["type"] for file in files if file["type"].startswith("image/")}
    assert types == {"image/webp"}
    known = {path for file in files for path in file["shown_as"]}
    for picture in Picture.objects.all():
        for rendition in picture.renditions.all():
            assert urlsplit(rendition.url).path in known


def test_a_picture_that_fails_leaves_the_trail_whole(
    trail: TourPage, phone: Client, committed: Committed
) -> None:
    picture = Picture.objects.exclude(pk=trail.cover_id).get()
    picture.renditions.all().delete()
    Path(picture.file.path).write_bytes(b"no picture")
    with committed():
        trail.get_latest_revision().publish()
    assert phone.get(trail.url).status_code == 200
    package = packages.current(trail)
    assert package
    assert package.document["stops"][0]["pictures"] == []
    Path(picture.file.path).write_bytes(png())
    with committed():
        trail.get_latest_revision().publish()
    package = packages.current(trail)
    assert package
    assert len(package.document["stops"][0]["pictures"]) == 1


@pytest.mark.indexed
def test_another_focal_point_of_a_cover_is_followed(
    trail: TourPage, phone: Client, committed: Committed
) -> None:
    before = phone.get(trail.url).content.decode()
    cover = Picture.objects.get(pk=trail.cover_id)
    with committed():
        cover.focal_point_x = cover.focal_point_y = 10
        cover.focal_point_width = cover.focal_point_height = 4
        cover.save()
    html = phone.get(trail.url).content.decode()
    start = html.index("<picture>")
    assert html[start : start + 120] not in before
    assert ".avif" in html[start : start + 120]
