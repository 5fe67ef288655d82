"""Pictures as editors send them, one by one or many at once."""

import io
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from media_library.models import Picture
from tests.media_library.pictures import SVG, huge_png, png

pytestmark = pytest.mark.screens

ADD = "/admin/images/add/"
ADD_MANY = "/admin/images/multiple/add/"
CHOOSER = "/admin/images/chooser/create/"


def gif() -> bytes:
    """A small moving-picture format, which phones need not."""
    written = io.BytesIO()
    Image.new("P", (4, 4)).save(written, "GIF")
    return written.getvalue()


def send(client: Client, content: bytes, name: str, **changes: Any) -> Any:
    """A picture sent with the form that makes one."""
    facts = {
        "title": "La mine",
        "file": SimpleUploadedFile(name, content),
        "licence": "CC-BY-4.0",
        "description": "Un chevalement",
        **changes,
    }
    return client.post(ADD, facts)


def stored(media_root: Path) -> list[Path]:
    """Every file that was kept."""
    return [path for path in media_root.rglob("*") if path.is_file()]


BAD_FILES = {
    "huge": (huge_png(), "mine.png", "too many pixels"),
    "svg": (SVG, "mine.svg", "Not a supported image format"),
    "svg-as-png": (SVG, "mine.png", "does not match"),
    "empty": (b"", "mine.png", "empty"),
    "text": (b"Bonjour", "mine.jpg", "not an image"),
    "gif": (gif(), "mine.gif", "Not a supported image format"),
    "png-as-jpg": (png(), "mine.jpg", "does not match"),
    "bare-header": (png()[:40], "mine.png", "not an image or a corrupted image"),
    "cut": (png()[:-40], "mine.png", "not an image or a corrupted image"),
    "heavy": (png() + b"\x00" * 11 * 1024 * 1024, "mine.png", "too big"),
}


@pytest.mark.parametrize(
    ("content", "name", "words"), BAD_FILES.values(), ids=BAD_FILES
)
def test_a_bad_picture_is_refused_in_a_sentence_and_not_kept(
    editor_client: Client, media_root: Path, content: bytes, name: str, words: str
) -> None:
    response = send(editor_client, content, name)
    errors = response.context["form"].errors
    assert list(errors) == ["file"]
    assert words in errors["file"][0]
    assert not Picture.objects.exists()
    assert stored(media_root) == []


@pytest.mark.parametrize(
    ("content", "name"),
    [pair[:2] for pair in BAD_FILES.values()],
    ids=BAD_FILES,
)
def test_a_bad_picture_among_many_is_not_kept_either(
    editor_client: Client, media_root: Path, content: bytes, name: str
) -> None:
    response = editor_client.post(
        ADD_MANY,
        {"title": "Mine", "files[]": SimpleUploadedFile(name, content)},
        headers={"x-requested-with": "XMLHttpRequest"},
    )
    answer = response.json()
    assert answer["success"] is False
    assert answer["error_message"]
    assert not Picture.objects.exists()
    assert stored(media_root) == []


def test_a_good_picture_is_kept_with_its_words(editor_client: Client) -> None:
    response = send(
        editor_client,
        png(),
        "mine.png",
        caption="Le puits",
        credit="Ana Martin",
        year="1926",
    )
    assert response.status_code == 302
    picture = Picture.objects.get()
    assert (picture.width, picture.height) == (64, 48)
    assert picture.description == "Un chevalement"
    assert (picture.caption, picture.credit) == ("Le puits", "Ana Martin")
    assert (picture.year, picture.licence) == (1926, "CC-BY-4.0")


@pytest.mark.parametrize("field", ["title", "description", "caption", "credit"])
def test_html_is_refused_in_every_text(
    editor_client: Client, media_root: Path, field: str
) -> None:
    response = send(editor_client, png(), "mine.png", **{field: "<b>Ici</b>"})
    assert "HTML" in response.context["form"].errors[field][0]
    assert not Picture.objects.exists()
    assert stored(media_root) == []


@pytest.mark.parametrize(
    "name", ["../../../mine.png", "..\\mine.png", "a/b/mine.png"], ids=lambda n: n
)
def test_a_name_with_a_path_stays_in_its_folder(
    editor_client: Client, media_root: Path, name: str
) -> None:
    assert send(editor_client, png(), name).status_code == 302
    kept = [path.relative_to(media_root).parts[0] for path in stored(media_root)]
    assert kept
    assert set(kept) <= {"original_images", "images"}
    assert not list(media_root.parent.glob("*.png"))


def test_the_form_asks_for_an_alternative_text_in_plain_words(
    editor_client: Client,
) -> None:
    form = editor_client.get(ADD).context["form"]
    assert form.fields["description"].label == "Alternative text"
    assert "do not see it" in form.fields["description"].help_text


def test_the_dialog_of_a_page_refuses_bad_pictures_too(
    editor_client: Client, media_root: Path
) -> None:
    facts = {
        "image-chooser-upload-title": "Mine",
        "image-chooser-upload-file": SimpleUploadedFile("mine.png", SVG),
        "image-chooser-upload-licence": "CC-BY-4.0",
    }
    answer = editor_client.post(CHOOSER, facts).json()
    assert answer["step"] == "reshow_creation_form"
    assert "does not match" in answer["htmlFragment"]
    assert not Picture.objects.exists()
    assert stored(media_root) == []
