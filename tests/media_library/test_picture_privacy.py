"""What a photographer's file tells of their whereabouts is served to nobody."""

import io
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from wagtail.images.models import Filter, SourceImageIOError
from willow.plugins.pillow import PillowImage

from media_library.models import Picture
from media_library.picture_metadata import has_personal_metadata
from media_library.picture_sizes import PICTURE_FRAMES
from media_library.sizing import make_sizes

pytestmark = pytest.mark.screens

GPS_IFD = 0x8825
RIGHTS = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf='
    '"http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/"'
    ' xmlns:exif="http://ns.adobe.com/exif/1.0/"'
    ' exif:GPSLatitude="45,26.382N"'
    ' xmpRights:WebStatement="https://creativecommons.org/licenses/by/4.0/">'
    "<dc:creator><rdf:Seq><rdf:li>Zoé Émile</rdf:li></rdf:Seq></dc:creator>"
    '<dc:description><rdf:Alt><rdf:li xml:lang="x-default">Le puits en 1926'
    "</rdf:li></rdf:Alt></dc:description></rdf:Description></rdf:RDF></x:xmpmeta>"
)


def photograph(kind: str = "JPEG", orientation: int = 1) -> bytes:
    """A wide photograph with its position, its camera, its author and its licence."""
    image = Image.new("RGB", (1600, 900), "firebrick")
    exif = image.getexif()
    exif[0x0112] = orientation
    exif[0x010F] = "A camera"
    exif.get_ifd(0x8769)[0xA431] = "SN-123456"
    exif.get_ifd(GPS_IFD).update({1: "N", 2: (45.0, 26.0, 22.9)})
    written = io.BytesIO()
    image.save(written, kind, exif=exif, xmp=RIGHTS.encode())
    return written.getvalue()


def send(client: Client, content: bytes, name: str, **told: Any) -> Picture:
    """A picture as an editor adds it."""
    facts = {"title": "Le puits", "licence": "CC-BY-SA-4.0", "collection": 1, **told}
    file = SimpleUploadedFile(name, content)
    answer = client.post("/admin/images/add/", {**facts, "file": file})
    assert answer.status_code == 302, answer.context["form"].errors
    return Picture.objects.get()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_no_byte_that_is_kept_or_served_tells_where_it_was_taken(
    editor_client: Client, media_root: Path, sized: None, kind: str
) -> None:
    content = photograph(kind)
    assert has_personal_metadata(content)
    picture = send(editor_client, content, f"puits.{kind.lower()}")
    # Wagtail's own renditions keep the EXIF of their original.
    for spec in ("width-400", "width-800|format-jpeg", "width-800|format-webp"):
        picture.get_rendition(Filter(spec))
    make_sizes({picture.pk: PICTURE_FRAMES})
    kept = [path for path in media_root.rglob("*") if path.is_file()]
    assert len(kept) == 1 + 1 + 9
    for path in kept:
        assert not has_personal_metadata(path.read_bytes())
        assert b"SN-123456" not in path.read_bytes()
        with Image.open(path) as image:
            assert GPS_IFD not in image.getexif()


def test_a_picture_that_lay_on_its_side_stands(editor_client: Client) -> None:
    picture = send(editor_client, photograph(orientation=6), "puits.jpg")
    assert (picture.width, picture.height) == (900, 1600)
    with picture.file.open() as file, Image.open(file) as image:
        assert image.size == (900, 1600)
        assert image.getexif().get(0x0112, 1) == 1


def test_the_file_fills_in_what_the_form_left_empty(editor_client: Client) -> None:
    picture = send(editor_client, photograph(), "puits.jpg")
    assert picture.credit == "Zoé Émile"
    assert picture.caption == "Le puits en 1926"
    assert picture.licence == "CC-BY-4.0"


def test_what_the_editor_wrote_stays(editor_client: Client) -> None:
    told = {"credit": "Ana Martin", "licence": "ALL-RIGHTS-RESERVED"}
    picture = send(editor_client, photograph(), "puits.jpg", **told)
    assert (picture.credit, picture.licence) == ("Ana Martin", "ALL-RIGHTS-RESERVED")


def test_a_replaced_file_is_cleaned_as_well(
    editor_client: Client, media_root: Path
) -> None:
    picture = send(editor_client, photograph(), "puits.jpg")
    facts = {"title": "Le puits", "licence": "CC0-1.0", "collection": 1}
    file = SimpleUploadedFile("autre.jpg", photograph())
    editor_client.post(f"/admin/images/{picture.pk}/", {**facts, "file": file})
    picture.refresh_from_db()
    assert picture.file.name.endswith("autre.jpg")
    assert not has_personal_metadata(picture.file.open().read())
    picture.file.close()


def many(client: Client, **told: Any) -> Any:
    """One file of many at once, as the page's script sends it."""
    file = SimpleUploadedFile("puits.jpg", photograph())
    return client.post(
        "/admin/images/multiple/add/",
        {"title": "Le puits", "collection": 1, "files[]": file, **told},
        headers={"X-Requested-With": "XMLHttpRequest"},
    ).json()


def test_each_of_many_at_once_comes_with_what_its_file_says(
    editor_client: Client, media_root: Path
) -> None:
    answer = many(editor_client)
    assert answer["success"]
    picture = Picture.objects.get()
    told = (picture.credit, picture.caption, picture.licence)
    assert told == ("Zoé Émile", "Le puits en 1926", "CC-BY-4.0")
    for words in ("Zoé Émile", "Le puits en 1926"):
        assert words in answer["form"]
    assert answer["form"].count("Read from the file: please check it.") == 3
    kept = [path for path in media_root.rglob("*") if path.is_file()]
    assert Path(picture.file.path) in kept
    assert not any(has_personal_metadata(path.read_bytes()) for path in kept)

    number = answer["image_id"]
    described = {"title": "Le puits", "collection": 1, "licence": "CC0-1.0"}
    editor_client.post(
        f"/admin/images/multiple/{number}/",
        {f"image-{number}-{key}": value for key, value in described.items()},
        headers={"X-Requested-With": "XMLHttpRequest"},
    )
    picture.refresh_from_db()
    assert (picture.credit, picture.licence) == ("", "CC0-1.0")


def test_one_that_waits_to_be_described_is_cleaned_too(
    editor_client: Client, phone: Client, media_root: Path
) -> None:
    """Wagtail keeps the file apart until the editor has mended its title."""
    answer = many(editor_client, title="<b>Le puits</b>")
    assert not Picture.objects.exists()
    assert phone.get("/media/wagtail_uploads/puits.jpg").status_code == 404

    number = answer["uploaded_file_id"]
    described = {"title": "Le puits", "collection": 1, "licence": "CC-BY-SA-4.0"}
    answer = editor_client.post(
        f"/admin/images/multiple/create_from_uploaded_image/{number}/",
        {f"uploaded-image-{number}-{key}": value for key, value in described.items()},
        headers={"X-Requested-With": "XMLHttpRequest"},
    )
    assert answer.json()["success"], answer.json()
    picture = Picture.objects.get()
    assert picture.credit == "Zoé Émile"
    kept = [path for path in media_root.rglob("*") if path.is_file()]
    assert kept == [Path(picture.file.path)]
    assert not has_personal_metadata(kept[0].read_bytes())


class TestWords:
    """What a file says is told as soon as it is chosen, and confirmed as it is sent."""

    ADDRESS = "/admin/pictures/words/"

    def test_they_are_told_by_field_and_nothing_is_kept(
        self, editor_client: Client, media_root: Path
    ) -> None:
        file = SimpleUploadedFile("puits.jpg", photograph())
        assert editor_client.post(self.ADDRESS, {"file": file}).json() == {
            "words": {
                "credit": "Zoé Émile",
                "caption": "Le puits en 1926",
                "licence": "CC-BY-4.0",
            },
            "note": "Read from the file: please check it.",
        }
        assert not Picture.objects.exists()
        assert not [path for path in media_root.rglob("*") if path.is_file()]

    def test_what_is_no_picture_is_told(self, editor_client: Client) -> None:
        file = SimpleUploadedFile("puits.jpg", b"#EXTM3U\n")
        answer = editor_client.post(self.ADDRESS, {"file": file})
        assert answer.status_code == 400
        assert "not an image" in answer.json()["errors"][0]

    def test_who_may_add_no_picture_learns_nothing(
        self, editor_client: Client, editor: User
    ) -> None:
        editor.groups.get().collection_permissions.all().delete()
        file = SimpleUploadedFile("puits.jpg", photograph())
        assert editor_client.post(self.ADDRESS, {"file": file}).status_code == 302

    def test_what_the_editor_has_taken_out_stays_out(
        self, editor_client: Client
    ) -> None:
        picture = send(
            editor_client, photograph(), "puits.jpg", credit="", is_confirmed="on"
        )
        assert (picture.credit, picture.caption) == ("", "")


def test_a_size_that_the_admin_shows_is_made_apart(
    editor_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture = send(editor_client, photograph(orientation=6), "puits.jpg")
    monkeypatch.setattr(PillowImage, "open", None)  # nobody decodes it here
    for spec, ending in (
        ("max-165x165", "jpg"),
        ("fill-60x60|format-webp", "webp"),
        ("width-400|format-png", "png"),
    ):
        made = picture.get_rendition(Filter(spec))
        assert made.file.name.endswith(f".{ending}")
    assert (made.width, made.height) == (400, 711)


def test_a_size_of_a_lost_file_is_told_as_wagtail_expects(
    editor_client: Client, media_root: Path
) -> None:
    picture = send(editor_client, photograph(), "puits.jpg")
    Path(picture.file.path).write_bytes(b"no picture any more")
    with pytest.raises(SourceImageIOError):
        picture.get_rendition(Filter("max-165x165"))
