"""What a picture file tells of its author, and that nothing else remains in it."""

import io
import random
import struct
import warnings
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import ExifTags, Image, ImageCms, ImageSequence, PngImagePlugin, features
from PIL.JpegImagePlugin import get_sampling

from media_library import picture_metadata
from media_library.licences import LICENCES
from media_library.picture_metadata import (
    FoundCredits,
    has_personal_metadata,
    read_credits,
    strip_personal,
)
from tests.media_library import pictures

with_avif = pytest.mark.skipif(
    not features.check("avif"), reason="this Pillow is built without AVIF"
)
FORMATS = ["JPEG", "PNG", "WEBP", pytest.param("AVIF", marks=with_avif)]
every_format = pytest.mark.parametrize("kind", FORMATS)
in_spite_of_warnings = pytest.mark.filterwarnings("ignore")  # of Pillow, on bad EXIF

ARTIST, COPYRIGHT, DESCRIPTION, ORIENTATION = 0x013B, 0x8298, 0x010E, 0x0112
EXIF, GPS = 0x8769, 0x8825
NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "dc": "http://purl.org/dc/elements/1.1/",
        "photoshop": "http://ns.adobe.com/photoshop/1.0/",
        "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
        "xmp": "http://ns.adobe.com/xap/1.0/",
        "cc": "http://creativecommons.org/ns#",
        "Iptc4xmpCore": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
        "exif": "http://ns.adobe.com/exif/1.0/",
        "aux": "http://ns.adobe.com/exif/1.0/aux/",
        "plus": "http://ns.useplus.org/ldf/xmp/1.0/",
    }.items()
)
GPS_XMP = "<exif:GPSLatitude>45,45.6N</exif:GPSLatitude>"


def xmp(*descriptions: str, attributes: str = "") -> bytes:
    """A packet with each text as the inside of an rdf:Description."""
    inside = "".join(
        f'<rdf:Description rdf:about="" {NAMESPACES} {attributes}>{each}'
        "</rdf:Description>"
        for each in descriptions
    )
    return (
        '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF {NAMESPACES}>{inside}'
        '</rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
    ).encode()


def alternative(name: str, **texts: str) -> str:
    """A property in several languages; ``x_default`` is the default one."""
    items = "".join(
        f'<rdf:li xml:lang="{language.replace("_", "-")}">{text}</rdf:li>'
        for language, text in texts.items()
    )
    return f"<{name}><rdf:Alt>{items}</rdf:Alt></{name}>"


def sequence(name: str, *texts: str) -> str:
    """A property with values in order."""
    items = "".join(f"<rdf:li>{text}</rdf:li>" for text in texts)
    return f"<{name}><rdf:Seq>{items}</rdf:Seq></{name}>"


def exif(tags: dict[int, Any]) -> bytes:
    """An EXIF block; values that are dictionaries are directories of it."""
    block = Image.Exif()
    for tag, value in tags.items():
        block[tag] = value
    return block.tobytes()


PERSONAL = {
    ARTIST: "Zoé Müller".encode(),
    COPYRIGHT: "© Zoé Müller".encode(),
    0x010F: "Canon",
    0xC62F: "SN-DNG-42",
    EXIF: {
        0x9003: "2019:06:01 10:00:00",
        0xA430: "OWNER-DUPONT",
        0xA431: "SN-BODY-42",
        0xA435: "SN-LENS-42",
        0x927C: b"MAKER-SECRET",
    },
    GPS: {1: "N", 2: (45.0, 45.0, 36.0), 3: "E", 4: (4.0, 49.0, 36.0)},
}


def picture(size: tuple[int, int] = (64, 48), mode: str = "RGB") -> Image.Image:
    """Noise over a slope: whatever changes a pixel is seen."""
    drawn = random.Random(7)  # noqa: S311
    image = Image.new("RGB", size)
    image.putdata(
        [
            (x * 3 % 256, y * 5 % 256, drawn.randrange(256))
            for y in range(size[1])
            for x in range(size[0])
        ]
    )
    return image.convert(mode)


def saved(kind: str, image: Image.Image | None = None, **options: Any) -> bytes:
    """A picture file of that format."""
    written = io.BytesIO()
    if kind == "PNG" and "xmp" in options:
        options["pnginfo"] = PngImagePlugin.PngInfo()
        packet = options.pop("xmp").decode()
        options["pnginfo"].add_itxt("XML:com.adobe.xmp", packet, zip=True)
    (image or picture()).save(written, kind, **options)
    return written.getvalue()


def opened(content: bytes) -> Image.Image:
    """The picture, decoded."""
    image = Image.open(io.BytesIO(content))
    image.load()
    return image


def stripped(content: bytes) -> bytes:
    """What is left of a file in which something was personal."""
    clean = strip_personal(io.BytesIO(content))
    assert clean is not None
    return clean


def credits_of(content: bytes) -> FoundCredits:
    """The credits in a file."""
    return read_credits(opened(content))


def from_xmp(*descriptions: str, attributes: str = "") -> FoundCredits:
    """The credits of a packet."""
    packet = xmp(*descriptions, attributes=attributes)
    return credits_of(saved("JPEG", xmp=packet))


def after_soi(content: bytes, marker: int, data: bytes) -> bytes:
    """The JPEG with one more segment."""
    segment = struct.pack(">BBH", 0xFF, marker, len(data) + 2) + data
    return content[:2] + segment + content[2:]


def with_iptc(content: bytes, *datasets: tuple[int, int, bytes]) -> bytes:
    """The JPEG with an IPTC block, as Photoshop lays it in APP13."""
    block = b"".join(
        struct.pack(">BBBH", 0x1C, record, number, len(value)) + value
        for record, number, value in datasets
    )
    resource = b"8BIM" + struct.pack(">HHI", 0x0404, 0, len(block)) + block
    return after_soi(
        content, 0xED, b"Photoshop 3.0\0" + resource + b"\0" * (len(block) % 2)
    )


# --- What is personal -----------------------------------------------------------------


@every_format
def test_position_camera_and_owner_leave_every_format(kind: str) -> None:
    content = saved(kind, exif=exif(PERSONAL), xmp=xmp(GPS_XMP))
    assert has_personal_metadata(content)
    clean = stripped(content)
    assert not has_personal_metadata(clean)
    left = opened(clean).getexif()
    assert set(left) == {ARTIST, COPYRIGHT}
    assert left.get_ifd(GPS) == {}
    assert left.get_ifd(EXIF) == {}
    for secret in (b"OWNER-DUPONT", b"SN-", b"MAKER-SECRET", b"GPSLatitude", b"Canon"):
        assert secret not in clean
    assert "xmp" not in opened(clean).info


@every_format
def test_xmp_alone_leaves_every_format(kind: str) -> None:
    content = saved(kind, xmp=xmp(GPS_XMP))
    assert has_personal_metadata(content)
    clean = stripped(content)
    assert not has_personal_metadata(clean)
    assert b"xpacket" not in clean
    assert "xmp" not in opened(clean).info


@every_format
def test_a_picture_is_stripped_once(kind: str) -> None:
    clean = stripped(saved(kind, exif=exif(PERSONAL), xmp=xmp(GPS_XMP)))
    assert strip_personal(io.BytesIO(clean)) is None


@every_format
def test_a_picture_without_metadata_stays_as_it_is(kind: str) -> None:
    assert strip_personal(io.BytesIO(saved(kind))) is None


@every_format
def test_profile_artist_and_copyright_alone_change_nothing(kind: str) -> None:
    tags = {tag: PERSONAL[tag] for tag in (ARTIST, COPYRIGHT)}
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    content = saved(kind, exif=exif(tags), icc_profile=profile)
    assert strip_personal(io.BytesIO(content)) is None


@every_format
@pytest.mark.parametrize("orientation", [1, 6])
def test_the_colour_profile_stays(kind: str, orientation: int) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    block = exif(PERSONAL | {ORIENTATION: orientation})
    clean = stripped(saved(kind, exif=block, icc_profile=profile))
    assert opened(clean).info["icc_profile"] == profile


@every_format
@pytest.mark.parametrize("turned", [False, True])
def test_a_name_with_accents_follows_its_work(kind: str, turned: bool) -> None:
    if kind == "AVIF" and turned:
        pytest.skip("Pillow 13 writes and reads '?' where an AVIF has an orientation")
    block = exif(PERSONAL | ({ORIENTATION: 8} if turned else {}))
    found = credits_of(stripped(saved(kind, exif=block)))
    assert found.creator == "Zoé Müller"
    assert found.copyright_notice == "© Zoé Müller"


def test_a_name_in_latin_1_becomes_utf_8() -> None:
    content = saved("JPEG", exif=exif({ARTIST: "Zoé".encode("latin-1"), GPS: {1: "N"}}))
    clean = stripped(content)
    assert "Zoé".encode() in clean
    assert credits_of(clean).creator == "Zoé"


@pytest.mark.parametrize("subsampling", [0, 1, 2])
@pytest.mark.parametrize("options", [{}, {"progressive": True}])
def test_the_pixels_of_a_jpeg_stay(subsampling: int, options: dict[str, Any]) -> None:
    content = saved(
        "JPEG", exif=exif(PERSONAL), quality=70, subsampling=subsampling, **options
    )
    clean = stripped(content)
    assert opened(clean).tobytes() == opened(content).tobytes()
    bare = saved("JPEG", quality=70, subsampling=subsampling, **options)
    assert clean.endswith(bare[-1000:])  # the very bytes


def test_the_restart_marks_of_a_jpeg_are_pixels() -> None:
    content = saved("JPEG", exif=exif(PERSONAL), restart_marker_rows=1)
    assert b"\xff\xdd" in content
    assert opened(stripped(content)).tobytes() == opened(content).tobytes()


def test_a_jpeg_cut_short_keeps_what_it_has() -> None:
    plain = saved("JPEG")[:-500]
    assert strip_personal(io.BytesIO(plain)) is None
    assert stripped(after_soi(plain, 0xFE, b"Dupont")) == plain


@pytest.mark.parametrize("mode", ["L", "CMYK"])
def test_the_pixels_of_grey_and_printed_jpeg_stay(mode: str) -> None:
    content = saved("JPEG", picture(mode=mode), exif=exif(PERSONAL))
    assert opened(stripped(content)).tobytes() == opened(content).tobytes()


@pytest.mark.parametrize(
    ("kind", "mode"),
    [("PNG", "RGBA"), ("PNG", "P"), ("PNG", "I;16"), ("PNG", "1"), ("WEBP", "RGBA")],
)
def test_the_pixels_of_other_formats_stay(kind: str, mode: str) -> None:
    image = Image.linear_gradient("L").convert("RGB").convert(mode)
    content = saved(kind, image, exif=exif(PERSONAL))
    clean = opened(stripped(content))
    assert clean.mode == opened(content).mode
    assert clean.tobytes() == opened(content).tobytes()


@pytest.mark.parametrize(
    ("marker", "data"),
    [
        (0xFE, b"COMMENT of Dupont"),
        (0xED, b"Photoshop 3.0\0 of Dupont"),
        (0xE1, b"http://ns.adobe.com/xmp/extension/\0 of Dupont"),
        (0xE1, b"Exif\0\0 of Dupont"),
        (0xE0, b"JFXX\0 of Dupont"),
        (0xE2, b"MPF\0 of Dupont"),
        (0xE3, b"Meta of Dupont"),
        (0xEB, b"JP of Dupont"),
    ],
)
@in_spite_of_warnings
def test_no_other_segment_of_a_jpeg_remains(marker: int, data: bytes) -> None:
    plain = saved("JPEG")
    content = after_soi(plain, marker, data)
    assert stripped(content) == plain


def test_a_jpeg_keeps_no_thumbnail_of_its_header() -> None:
    plain = saved("JPEG")
    header = b"JFIF\0\1\1\0\0\1\0\1\2\2" + b"THUMBNAIL..."
    content = after_soi(plain[:2] + plain[20:], 0xE0, header)
    clean = stripped(content)
    assert b"THUMBNAIL" not in clean
    assert opened(clean).tobytes() == opened(plain).tobytes()


def test_the_thumbnail_of_exif_goes() -> None:
    thumbnail = saved("JPEG", picture((16, 12)))
    block = exif({ARTIST: b"Zoe"})[6:]
    (count,) = struct.unpack_from(">H", block, 8)
    link = 10 + 12 * count
    directory = struct.pack(">H", 2)
    directory += struct.pack(">HHLL", 0x0201, 4, 1, len(block) + 30)
    directory += struct.pack(">HHLL", 0x0202, 4, 1, len(thumbnail))
    directory += struct.pack(">L", 0)
    linked = block[:link] + struct.pack(">L", len(block)) + block[link + 4 :]
    plain = saved("JPEG")
    content = after_soi(plain, 0xE1, b"Exif\0\0" + linked + directory + thumbnail)
    first = ExifTags.IFD.IFD1
    assert opened(content).getexif().get_ifd(first)[0x0202] == len(thumbnail)
    clean = stripped(content)
    assert clean.count(b"\xff\xd8") == 1
    assert opened(clean).getexif().get_ifd(first) == {}


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF"])
def test_what_hides_behind_the_end_goes(kind: str) -> None:
    plain = saved(kind)
    assert stripped(plain + b"ftypmp4 film") == plain


def test_the_second_picture_of_a_phone_goes_with_its_position() -> None:
    second = picture((32, 24))
    second.encoderinfo = {"exif": exif(PERSONAL)}  # type: ignore[attr-defined]
    content = saved("MPO", save_all=True, append_images=[second])
    assert opened(content).format == "MPO"
    assert b"OWNER-DUPONT" in content
    assert has_personal_metadata(content)
    assert not has_personal_metadata(stripped(content))
    clean = opened(stripped(content))
    assert clean.format == "JPEG"
    assert clean.tobytes() == opened(content).tobytes()


def test_texts_and_time_of_a_png_go() -> None:
    info = PngImagePlugin.PngInfo()
    info.add_text("Author", "Dupont")
    info.add_text("Comment", "Dupont " * 50, zip=True)
    info.add_itxt("Title", "Dupont")
    info.add(b"tIME", struct.pack(">HBBBBB", 2019, 6, 1, 10, 0, 0))
    info.add(b"caBX", b"signed by Dupont")
    assert stripped(saved("PNG", pnginfo=info)) == saved("PNG")


def test_exif_that_a_png_holds_as_text_goes_but_for_its_author() -> None:
    block = exif(PERSONAL)
    info = PngImagePlugin.PngInfo()
    lines = f"\nexif\n{len(block):8}\n{block.hex()}\n"
    info.add_text("Raw profile type exif", lines, zip=True)
    content = saved("PNG", pnginfo=info)
    assert has_personal_metadata(content)
    clean = stripped(content)
    assert not has_personal_metadata(clean)
    assert credits_of(clean).creator == "Zoé Müller"


def test_a_small_webp_stays_small_and_valid() -> None:
    content = saved("WEBP", exif=exif({GPS: {1: "N"}}))
    clean = stripped(content)
    assert b"EXIF" not in clean
    assert struct.unpack("<I", clean[4:8]) == (len(clean) - 8,)
    assert opened(clean).tobytes() == opened(content).tobytes()


# --- Moving pictures ------------------------------------------------------------------


def moving(kind: str, **options: Any) -> bytes:
    """Three frames, each its own colour and duration."""
    frames = [Image.new("RGB", (40, 30), c) for c in ("red", "lime", "blue")]
    durations = {"duration": [100, 200, 300], "loop": 3}
    if kind == "AVIF":
        del durations["loop"]
    return saved(
        kind,
        frames[0],
        save_all=True,
        append_images=frames[1:],
        **durations,
        **options,
    )


def frames_of(content: bytes) -> list[tuple[bytes, int]]:
    """Pixels and duration of each frame."""
    image = Image.open(io.BytesIO(content))
    return [
        (frame.convert("RGB").tobytes(), int(frame.info["duration"]))
        for frame in ImageSequence.Iterator(image)
    ]


def test_a_moving_gif_keeps_its_frames_and_loses_its_comment() -> None:
    plain = moving("GIF")
    content = moving("GIF", comment=b"made by Dupont")
    packet = xmp(GPS_XMP) + b"\x01" + bytes(range(255, -1, -1)) + b"\0"
    content = content[:-1] + b"!\xff\x0bXMP DataXMP" + packet + b";"
    assert has_personal_metadata(content)
    clean = stripped(content)
    assert b"Dupont" not in clean
    assert not has_personal_metadata(clean)
    assert frames_of(clean) == frames_of(plain)
    assert opened(clean).info["loop"] == 3
    assert strip_personal(io.BytesIO(clean)) is None


def test_a_gif_cut_short_stays_as_it_is() -> None:
    assert strip_personal(io.BytesIO(moving("GIF")[:-20])) is None


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_other_moving_pictures_keep_every_frame(kind: str) -> None:
    content = moving(kind, exif=exif(PERSONAL))
    clean = stripped(content)
    assert frames_of(clean) == frames_of(content)
    assert not has_personal_metadata(clean)
    assert credits_of(clean).creator == "Zoé Müller"


def test_a_moving_picture_on_its_side_keeps_its_orientation() -> None:
    content = moving("WEBP", exif=exif(PERSONAL | {ORIENTATION: 6}))
    clean = stripped(content)
    assert frames_of(clean) == frames_of(content)
    assert set(opened(clean).getexif()) == {ORIENTATION, ARTIST, COPYRIGHT}
    assert strip_personal(io.BytesIO(clean)) is None


@with_avif
def test_a_moving_avif_keeps_its_frames_and_their_durations() -> None:
    content = moving("AVIF", exif=exif(PERSONAL))
    clean = stripped(content)
    assert not has_personal_metadata(clean)
    assert [duration for _pixels, duration in frames_of(clean)] == [100, 200, 300]
    assert credits_of(clean).creator == "Zoé Müller"
    assert strip_personal(io.BytesIO(clean)) is None


# --- Upright --------------------------------------------------------------------------

CORNERS = {(8, 8): "red", (56, 8): "lime", (8, 40): "blue", (56, 40): "white"}
RGB = {
    "red": (255, 0, 0),
    "lime": (0, 255, 0),
    "blue": (0, 0, 255),
    "white": (255, 255, 255),
}
# What was done to the upright picture for each orientation to undo: TIFF 6.0, tag 274.
LAID = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


def four_corners() -> Image.Image:
    """64 by 48, a colour in each corner."""
    image = Image.new("RGB", (64, 48))
    for (x, y), colour in CORNERS.items():
        image.paste(colour, (32 if x > 32 else 0, 24 if y > 24 else 0, 64, 48))
    return image


def laid(kind: str, orientation: int, **options: Any) -> bytes:
    """The four corners, lying as that orientation says."""
    turn = LAID[orientation]
    image = four_corners() if turn is None else four_corners().transpose(turn)
    return saved(kind, image, exif=exif({ORIENTATION: orientation}), **options)


def stands_upright(image: Image.Image) -> bool:
    """Whether each corner has its colour again."""
    seen = image.convert("RGB")
    return image.size == (64, 48) and all(
        max(abs(a - b) for a, b in zip(seen.getpixel(at), RGB[colour], strict=True)) < 9  # type: ignore[arg-type]
        for at, colour in CORNERS.items()
    )


@every_format
@pytest.mark.parametrize("orientation", LAID)
def test_each_orientation_gives_the_upright_picture(
    kind: str, orientation: int
) -> None:
    content = laid(kind, orientation)
    clean = strip_personal(io.BytesIO(content))
    if clean is None:  # AVIF has no metadata where the picture stands
        assert (kind, orientation) == ("AVIF", 1)
        clean = content
    image = opened(clean)
    assert stands_upright(image)
    assert ORIENTATION not in image.getexif()
    assert image.format == kind
    assert strip_personal(io.BytesIO(clean)) is None


def test_a_jpeg_that_stands_is_not_encoded_again() -> None:
    content = laid("JPEG", 1)
    assert opened(stripped(content)).tobytes() == opened(content).tobytes()


@pytest.mark.parametrize("orientation", [0, 9, 4711])
def test_an_orientation_that_does_not_exist_is_none(orientation: int) -> None:
    content = saved("PNG", four_corners(), exif=exif({ORIENTATION: orientation}))
    clean = strip_personal(io.BytesIO(content)) or content
    assert opened(clean).size == (64, 48)


@pytest.mark.parametrize(("before", "after"), [(0, 0), (1, 0), (2, 2)])
def test_a_turned_jpeg_loses_no_colour(before: int, after: int) -> None:
    clean = stripped(laid("JPEG", 6, subsampling=before))
    assert get_sampling(opened(clean)) == after


@pytest.mark.parametrize("lossless", [True, False])
def test_a_turned_webp_is_as_exact_as_it_was(lossless: bool) -> None:
    image = picture(mode="RGBA")
    image.putalpha(Image.linear_gradient("L").resize(image.size))
    block = exif({ORIENTATION: 3})
    content = saved("WEBP", image, exif=block, lossless=lossless, exact=True)
    clean = opened(stripped(content))
    upright = opened(content).transpose(Image.Transpose.ROTATE_180)
    assert (clean.tobytes() == upright.tobytes()) is lossless


def test_a_turned_jpeg_keeps_no_comment() -> None:
    clean = stripped(laid("JPEG", 6, comment=b"Dupont", xmp=xmp(GPS_XMP)))
    assert b"Dupont" not in clean
    assert not has_personal_metadata(clean)


# --- Files that are none --------------------------------------------------------------


@pytest.mark.parametrize("content", [b"", b"GIF89a", pictures.SVG, b"\xff\xd8\xff"])
def test_what_is_no_picture_is_refused(content: bytes) -> None:
    with pytest.raises((OSError, ValueError)):
        strip_personal(io.BytesIO(content))


@pytest.mark.parametrize("kind", ["BMP", "TIFF"])
def test_formats_that_nobody_cleans_are_refused(kind: str) -> None:
    with pytest.raises(ValueError, match="unreadable"):
        strip_personal(io.BytesIO(saved(kind)))


def test_a_picture_of_too_many_pixels_is_refused() -> None:
    with pytest.raises(ValueError, match="unreadable"):
        strip_personal(io.BytesIO(pictures.huge_png()))


def test_the_file_is_left_at_its_beginning() -> None:
    file = io.BytesIO(saved("JPEG", exif=exif(PERSONAL)))
    file.seek(10)
    strip_personal(file)
    assert file.tell() == 0


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
@given(data=st.data())
@settings(max_examples=60, deadline=None)
@in_spite_of_warnings
def test_damaged_files_raise_what_is_announced(kind: str, data: st.DataObject) -> None:
    content = bytearray(saved(kind, picture((8, 6))))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(content)))
    try:
        strip_personal(io.BytesIO(bytes(content[:cut])))
    except (OSError, ValueError):
        return


@given(content=st.binary(max_size=300))
def test_any_bytes_can_be_asked_for_what_is_personal(content: bytes) -> None:
    assert has_personal_metadata(content) in (True, False)


# --- Credits: where they stand --------------------------------------------------------

CC_BY_SA = "https://creativecommons.org/licenses/by-sa/4.0/"


@pytest.mark.parametrize(
    ("field", "inside", "value"),
    [
        ("creator", sequence("dc:creator", "Zoé Müller"), "Zoé Müller"),
        ("creator", sequence("dc:creator", "Zoé", "Ève"), "Zoé, Ève"),
        ("copyright_notice", alternative("dc:rights", x_default="© Zoé"), "© Zoé"),
        ("credit_line", "<photoshop:Credit>Musée</photoshop:Credit>", "Musée"),
        ("source", "<photoshop:Source>Fonds</photoshop:Source>", "Fonds"),
        (
            "licence_code",
            f"<xmpRights:WebStatement>{CC_BY_SA}</xmpRights:WebStatement>",
            "CC-BY-SA-4.0",
        ),
        (
            "licence_code",
            f'<cc:license rdf:resource="{CC_BY_SA}"/>',
            "CC-BY-SA-4.0",
        ),
        (
            "licence_code",
            alternative("xmpRights:UsageTerms", x_default=f"See {CC_BY_SA}."),
            "CC-BY-SA-4.0",
        ),
        (
            "alternative_text",
            alternative("Iptc4xmpCore:AltTextAccessibility", x_default="A door"),
            "A door",
        ),
        ("caption", alternative("dc:description", x_default="The door"), "The door"),
        ("title", alternative("dc:title", x_default="Door"), "Door"),
        ("year", "<photoshop:DateCreated>1931</photoshop:DateCreated>", 1931),
        (
            "year",
            "<exif:DateTimeOriginal>2019-06-01T10:00:00</exif:DateTimeOriginal>",
            2019,
        ),
    ],
)
def test_each_credit_is_read_from_xmp(field: str, inside: str, value: object) -> None:
    assert from_xmp(inside) == FoundCredits(**{field: value})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("field", "number", "value", "read"),
    [
        ("creator", 80, "Zoé Müller", "Zoé Müller"),
        ("copyright_notice", 116, "© Zoé", "© Zoé"),
        ("credit_line", 110, "Musée", "Musée"),
        ("source", 115, "Fonds Ève", "Fonds Ève"),
        ("caption", 120, "La porte, l'été", "La porte, l'été"),
        ("title", 5, "Été", "Été"),
        ("year", 55, "19310714", 1931),
    ],
)
@pytest.mark.parametrize("charset", ["utf-8", "latin-1"])
def test_each_credit_is_read_from_iptc(
    field: str, number: int, value: str, read: object, charset: str
) -> None:
    mark = [(1, 90, b"\x1b%G")] if charset == "utf-8" else []
    content = with_iptc(saved("JPEG"), *mark, (2, number, value.encode(charset)))
    assert credits_of(content) == FoundCredits(**{field: read})  # type: ignore[arg-type]


def test_iptc_names_several_creators() -> None:
    content = with_iptc(saved("JPEG"), (2, 80, b"Zoe"), (2, 80, b"Eve"))
    assert credits_of(content).creator == "Zoe, Eve"


@every_format
def test_each_credit_is_read_from_exif(kind: str) -> None:
    tags = {
        ARTIST: "Zoé Müller".encode(),
        COPYRIGHT: "© Zoé".encode(),
        DESCRIPTION: "L'été".encode(),
        EXIF: {0x9003: "2019:06:01 10:00:00"},
    }
    assert credits_of(saved(kind, exif=exif(tags))) == FoundCredits(
        creator="Zoé Müller", copyright_notice="© Zoé", caption="L'été", year=2019
    )


@every_format
def test_xmp_is_read_in_every_format(kind: str) -> None:
    content = saved(kind, xmp=xmp(sequence("dc:creator", "Zoé Müller")))
    assert credits_of(content).creator == "Zoé Müller"


def test_xmp_behind_the_pixels_of_a_png_is_read() -> None:
    plain = saved("PNG")
    text = b"XML:com.adobe.xmp\0\0\0\0\0" + xmp(sequence("dc:creator", "Zoé"))
    written = io.BytesIO()
    PngImagePlugin.putchunk(written, b"iTXt", text)
    content = plain[:-12] + written.getvalue() + plain[-12:]
    assert read_credits(Image.open(io.BytesIO(content))).creator == "Zoé"
    assert stripped(content) == plain


def test_iptc_is_read_in_tiff() -> None:
    dataset = struct.pack(">BBBH", 0x1C, 2, 80, 4) + "Zoé".encode()
    content = saved("TIFF", tiffinfo={33723: dataset})
    assert credits_of(content).creator == "Zoé"


def test_xmp_is_preferred_to_iptc_and_iptc_to_exif() -> None:
    tags = {ARTIST: b"E", COPYRIGHT: b"E", DESCRIPTION: b"E"}
    content = saved("JPEG", exif=exif(tags), xmp=xmp(sequence("dc:creator", "X")))
    content = with_iptc(content, (2, 80, b"I"), (2, 116, b"I"))
    found = credits_of(content)
    assert (found.creator, found.copyright_notice, found.caption) == ("X", "I", "E")


def test_what_is_empty_in_xmp_is_read_elsewhere() -> None:
    packet = xmp(sequence("dc:creator", " "), attributes='photoshop:DateCreated="0000"')
    tags = {ARTIST: b"Zoe", EXIF: {0x9003: "2019:06:01 10:00:00"}}
    found = credits_of(saved("JPEG", exif=exif(tags), xmp=packet))
    assert (found.creator, found.year) == ("Zoe", 2019)


# --- Credits: the shapes of XMP -------------------------------------------------------


def test_credits_may_lie_in_several_descriptions() -> None:
    found = from_xmp(
        sequence("dc:creator", "Zoé"), "<photoshop:Credit>Musée</photoshop:Credit>"
    )
    assert (found.creator, found.credit_line) == ("Zoé", "Musée")


def test_short_credits_may_be_attributes() -> None:
    found = from_xmp(
        "",
        attributes='photoshop:Credit="Musée" photoshop:Source="Fonds" dc:creator="Zoé" '
        f'photoshop:DateCreated="1931-07" xmpRights:WebStatement="{CC_BY_SA}"',
    )
    assert found == FoundCredits(
        creator="Zoé",
        credit_line="Musée",
        source="Fonds",
        licence_code="CC-BY-SA-4.0",
        year=1931,
    )


def test_a_creator_may_stand_without_a_list() -> None:
    assert from_xmp("<dc:creator>Zoé</dc:creator>").creator == "Zoé"


def test_the_default_language_is_preferred_to_the_first() -> None:
    found = from_xmp(alternative("dc:rights", fr="Tous droits", x_default="All rights"))
    assert found.copyright_notice == "All rights"


def test_without_a_default_language_the_first_that_says_something_is_taken() -> None:
    found = from_xmp(alternative("dc:rights", de=" ", fr="Tous droits", en="All"))
    assert found.copyright_notice == "Tous droits"


def test_what_is_said_inside_a_structure_is_not_said_of_the_picture() -> None:
    inside = (
        "<plus:Licensor><rdf:Seq><rdf:li><rdf:Description>"
        "<dc:creator>Agency</dc:creator></rdf:Description></rdf:li></rdf:Seq>"
        "</plus:Licensor>"
    )
    assert from_xmp(inside) == FoundCredits()


def test_same_names_of_other_namespaces_are_others() -> None:
    inside = "<dc:source>file-17</dc:source><xmp:CreateDate>2019</xmp:CreateDate>"
    assert from_xmp(inside) == FoundCredits()


# --- Credits: the texts ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("  Zoé \n\t Müller ", "Zoé Müller"),
        ("Zo\x07e\x9f", "Zoe"),
        ("photographer\0publisher", "photographer"),
        ("<b>Zoé</b> &amp; <script>x</script>", "Zoé &amp; x"),
        ("<<b>script>alert", "alert"),
        ("2 < a and b > 1", "2 < a and b > 1"),
        ("Zo\u202eé", "Zoé"),
        ("é" * 300, "é" * 255),
    ],
)
def test_texts_are_made_plain(written: str, read: str) -> None:
    content = saved("JPEG", exif=exif({ARTIST: written.encode()}))
    assert credits_of(content).creator == read


@pytest.mark.parametrize(
    "name", ["Iptc4xmpCore:AltTextAccessibility", "dc:description"]
)
def test_long_texts_are_cut(name: str) -> None:
    found = from_xmp(alternative(name, x_default="a b " * 200))
    text = found.alternative_text or found.caption
    assert 250 <= len(text) <= 255
    assert text == text.strip()


def test_exif_in_latin_1_is_read_as_such() -> None:
    content = saved("JPEG", exif=exif({ARTIST: "Zoé Müller".encode("latin-1")}))
    assert credits_of(content).creator == "Zoé Müller"


@pytest.mark.parametrize(
    ("written", "year"),
    [
        ("1000:01:01", 1000),
        ("2100", 2100),
        ("0999", None),
        ("2101", None),
        ("0000:00:00 00:00:00", None),
        ("    :  :  ", None),
        ("hier", None),
        ("٢٠١٩", None),
    ],
)
def test_only_years_that_may_be_are_read(written: str, year: int | None) -> None:
    assert from_xmp(f"<exif:DateTimeOriginal>{written}</exif:DateTimeOriginal>") == (
        FoundCredits(year=year)
    )


@pytest.mark.parametrize("licence", LICENCES, ids=lambda licence: licence.code)
def test_every_licence_is_recognised_by_its_address(licence: Any) -> None:
    found = from_xmp("", attributes=f'xmpRights:WebStatement="{licence.url}"')
    assert found.licence_code == (licence.code if licence.url else "")


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("http://creativecommons.org/licenses/by-sa/4.0/", "CC-BY-SA-4.0"),
        ("https://creativecommons.org/licenses/by-sa/4.0", "CC-BY-SA-4.0"),
        ("creativecommons.org/licenses/by/4.0/", "CC-BY-4.0"),
        ("//www.creativecommons.org/licenses/by/4.0/", "CC-BY-4.0"),
        ("https://creativecommons.org/licenses/by-nc/4.0/deed", "CC-BY-NC-4.0"),
        ("https://creativecommons.org/licenses/by/4.0/deed.fr", "CC-BY-4.0"),
        ("https://creativecommons.org/licenses/by/4.0/legalcode", "CC-BY-4.0"),
        ("HTTPS://CreativeCommons.org/licenses/BY/4.0/?ref=x#y", "CC-BY-4.0"),
        ("https://creativecommons.org/licenses/by/3.0/", ""),
        ("https://creativecommons.org/licenses/by-nc-nd/4.0/", "CC-BY-NC-ND-4.0"),
        ("https://example.org/rights", ""),
        ("", ""),
    ],
)
def test_a_licence_is_recognised_however_its_address_is_written(
    address: str, code: str
) -> None:
    found = from_xmp("", attributes=f'xmpRights:WebStatement="{address}"')
    assert found.licence_code == code


def test_an_address_that_is_no_licence_leaves_the_word_to_the_next() -> None:
    inside = f'<cc:license rdf:resource="{CC_BY_SA}"/>'
    found = from_xmp(inside, attributes='xmpRights:WebStatement="https://me.example/"')
    assert found.licence_code == "CC-BY-SA-4.0"


# --- Credits: bytes that nobody should have written -----------------------------------


def test_a_packet_with_a_document_type_is_not_read() -> None:
    packet = xmp(sequence("dc:creator", "&who;"))
    doctype = b'<!DOCTYPE x [<!ENTITY who "Dupont">]>'
    image = Image.new("RGB", (1, 1))
    image.info["xmp"] = doctype + packet.partition(b"?>")[2]
    assert read_credits(image) == FoundCredits()


@pytest.mark.parametrize("letters", [0, picture_metadata.MOST_XMP_BYTES])
def test_a_packet_that_is_too_big_is_not_read(letters: int) -> None:
    image = Image.new("RGB", (1, 1))
    image.info["xmp"] = xmp(
        sequence("dc:creator", "Zoé"), "<!--" + "x" * letters + "-->"
    )
    assert read_credits(image).creator == ("" if letters else "Zoé")


def test_a_packet_nested_without_end_is_survived() -> None:
    image = Image.new("RGB", (1, 1))
    for end in (b"", b"</a>" * 30_000):
        image.info["xmp"] = b"<a>" * 30_000 + end
        assert read_credits(image) == FoundCredits()
    inside = "<rdf:li>" * 10_000 + "</rdf:li>" * 10_000
    image.info["xmp"] = xmp(f"<dc:creator>{inside}</dc:creator>")
    assert read_credits(image).creator == ""


@given(packet=st.binary(max_size=400) | st.text(max_size=400))
def test_any_bytes_as_xmp_are_survived(packet: bytes | str) -> None:
    image = Image.new("RGB", (1, 1))
    image.info["xmp"] = packet
    assert isinstance(read_credits(image), FoundCredits)


@given(
    head=st.sampled_from(
        [b"", b"Exif\0\0", b"Exif\0\0II*\0\x08\0\0\0", b"MM\0*\0\0\0\x08"]
    ),
    rest=st.binary(max_size=200),
)
@pytest.mark.parametrize("strict", [True, False])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_as_exif_are_survived(strict: bool, head: bytes, rest: bytes) -> None:
    image = Image.new("RGB", (1, 1))
    image.info["exif"] = head + rest
    with warnings.catch_warnings():
        warnings.simplefilter("error" if strict else "ignore")
        assert isinstance(read_credits(image), FoundCredits)


@given(
    at=st.integers(6, len(exif(PERSONAL)) - 1),
    bits=st.integers(1, 255),
    kind=st.sampled_from(["JPEG", "PNG", "WEBP"]),
)
@in_spite_of_warnings
def test_damaged_exif_is_survived_and_removed(at: int, bits: int, kind: str) -> None:
    block = bytearray(exif(PERSONAL))
    block[at] ^= bits
    content = saved(kind, picture((8, 6)), exif=bytes(block))
    assert isinstance(credits_of(content), FoundCredits)
    clean = stripped(content)
    assert b"OWNER-DUPONT" not in clean
    assert not has_personal_metadata(clean)


@given(block=st.binary(max_size=200))
def test_any_bytes_as_iptc_are_survived(block: bytes) -> None:
    image = opened(saved("JPEG", picture((8, 6))))
    image.info["photoshop"] = {0x0404: block}
    assert isinstance(read_credits(image), FoundCredits)
