"""What a picture file tells of its author, and what it must not tell of anybody. Pure.

Credits are read once, to fill in a form that an editor confirms: the database is the
truth. What is personal (place, camera, owner) leaves the file before it is published.
"""

import re
import struct
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from typing import Any, BinaryIO
from xml.etree.ElementTree import Element  # the type only: defusedxml parses

from defusedxml import ElementTree  # type: ignore[import-untyped]
from PIL import Image, ImageSequence, IptcImagePlugin, JpegImagePlugin

from media_library.licences import LICENCES

MOST_LETTERS = 255
MOST_XMP_BYTES = 256 * 1024
_LONGEST_TEXT = 4096  # that is looked at, or left in a file: a JPEG segment is 64 KB
_QUALITY = 92  # of pictures that have to be encoded once more

# All that Pillow and the XML parser raise on bytes nobody should have written, with
# their warnings, which are exceptions where warnings are errors.
_MALFORMED = (
    ArithmeticError, AttributeError, EOFError, LookupError, MemoryError, OSError,
    RuntimeError, SyntaxError, TypeError, ValueError, Warning, struct.error, zlib.error,
    Image.DecompressionBombError,
)  # fmt: skip

_EXIF_HEAD = b"Exif\0\0"
_DESCRIPTION, _ORIENTATION, _ARTIST, _COPYRIGHT = 0x010E, 0x0112, 0x013B, 0x8298
_EXIF_IFD, _TAKEN_ON = 0x8769, 0x9003
# GPS; maker's note; owner, serial numbers of camera and lens; those of DNG and Adobe.
_PERSONAL_TAGS = {0x8825, 0x927C, 0xA430, 0xA431, 0xA435, 0xC62F, 0xFDE8, 0xFDE9}
_PERSONAL_NAMES = re.compile(rb"\bGPS[A-Z][a-z]{2}[A-Za-z]*\b|SerialNumber|OwnerName")
_TIFF_HEAD = re.compile(rb"II\*\0|MM\0\*")

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_PHOTOSHOP = "{http://ns.adobe.com/photoshop/1.0/}"
_STATEMENT = "{http://ns.adobe.com/xap/1.0/rights/}WebStatement"
_TERMS = "{http://ns.adobe.com/xap/1.0/rights/}UsageTerms"
_LICENSE = "{http://creativecommons.org/ns#}license"
_ALTERNATIVE = "{http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/}AltTextAccessibility"
_ORIGINAL = "{http://ns.adobe.com/exif/1.0/}DateTimeOriginal"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
# Where each credit stands in XMP, in record 2 of IPTC and in EXIF (0: it does not).
# Not xmp:CreateDate: for a scanned photograph, that is the day of the scan.
_PLACES: dict[str, tuple[tuple[str, ...], int, int]] = {
    "creator": ((_DC + "creator",), 80, _ARTIST),
    "copyright_notice": ((_DC + "rights",), 116, _COPYRIGHT),
    "credit_line": ((_PHOTOSHOP + "Credit",), 110, 0),
    "source": ((_PHOTOSHOP + "Source",), 115, 0),
    "licence_code": ((_STATEMENT, _LICENSE, _TERMS), 0, 0),
    "alternative_text": ((_ALTERNATIVE,), 0, 0),
    "caption": ((_DC + "description",), 120, _DESCRIPTION),
    "title": ((_DC + "title",), 5, 0),
    "year": ((_PHOTOSHOP + "DateCreated", _ORIGINAL), 55, _TAKEN_ON),
}

_SPACES = re.compile(r"[\s\0]+")  # NUL parts the two names of an EXIF copyright
# Controls, halves of characters, and what turns the direction of other people's text.
_UNSEEN = re.compile("[\0-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
_TAG = re.compile(r"<[a-zA-Z/!?][^<>]*>|<\s*(?:script|style|iframe)\b", re.IGNORECASE)

_TURN = Image.Transpose
_TURNS = {
    2: _TURN.FLIP_LEFT_RIGHT, 3: _TURN.ROTATE_180, 4: _TURN.FLIP_TOP_BOTTOM,
    5: _TURN.TRANSPOSE, 6: _TURN.ROTATE_270, 7: _TURN.TRANSVERSE, 8: _TURN.ROTATE_90,
}  # fmt: skip
# Anything but scan data (FF00) and its restart marks (FFD0 to FFD7): ISO 10918-1 B.1.1.
_JPEG_MARKER = re.compile(rb"\xff[\x01-\xcf\xd8-\xfe]")
_JPEG_KEPT = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}
# What is needed to draw the picture. Others hold text, or nobody knows what.
_PNG_KEPT = set(
    b"IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP mDCV cLLI bKGD hIST pHYs"
    b" sPLT acTL fcTL fdAT".split()
)
_WEBP_KEPT = {b"VP8X", b"ICCP", b"ANIM", b"ANMF", b"ALPH", b"VP8 ", b"VP8L"}
_GIF_TABLES = {flags: 6 << (flags & 7) for flags in range(0x80, 0x100)}  # their bytes
_GIF_KEPT = {b"NETSCAPE2.0", b"ANIMEXTS1.0", b"ICCRGBG1012"}  # loops, and the profile


@dataclass(frozen=True)
class FoundCredits:
    """What the file says of its author, and when it was taken; empty where nothing."""

    creator: str = ""
    copyright_notice: str = ""
    credit_line: str = ""
    source: str = ""
    licence_code: str = ""
    alternative_text: str = ""
    caption: str = ""
    title: str = ""
    year: int | None = None


def read_credits(image: Image.Image) -> FoundCredits:
    """The credits in an open picture: those of XMP, then of IPTC, then of EXIF.

    Pillow finds IPTC in JPEG and TIFF only. Malformed metadata count as none.
    """
    exif = _open_exif(image)  # first: a PNG may hold the others behind its pixels
    described, iptc = _descriptions(image), _iptc(image)
    found: dict[str, Any] = {}
    for field, (names, number, tag) in _PLACES.items():
        sets = iptc.get((2, number), [])
        sources = (
            [text for name in names for each in described for text in _xmp(each, name)],
            [_decoded(each) for each in ([sets] if isinstance(sets, bytes) else sets)],
            [str(_exif_value(exif, tag))] if tag else [],
        )
        if read := list(filter(None, (_read(field, texts) for texts in sources))):
            found[field] = read[0]
    return FoundCredits(**found)


def _read(field: str, texts: list[str]) -> str | int | None:
    """What a field makes of the texts of one source."""
    if field == "creator":
        return _cleaned(", ".join(filter(None, map(_cleaned, texts))))
    if field != "year":
        read = _licence_code if field == "licence_code" else _cleaned
        return next(filter(None, map(read, texts)), "")
    years = (re.match(r"\s*([12][0-9]{3})", text) for text in texts)
    return next((int(year[1]) for year in years if year and int(year[1]) <= 2100), None)


def _descriptions(image: Image.Image) -> list[Element]:
    """The descriptions in XMP, without those inside of structures.

    Read here rather than by ``getxmp()``, which drops namespaces and sets no limits.
    """
    with suppress(*_MALFORMED):
        raw = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp") or b""
        raw = raw.encode() if isinstance(raw, str) else raw
        if len(raw) <= MOST_XMP_BYTES:
            root = ElementTree.fromstring(raw.strip(b"\0 \r\n\t"), forbid_dtd=True)
            return [each for rdf in root.iter(_RDF + "RDF") for each in rdf]
    return []


def _xmp(description: Element, name: str) -> list[str]:
    """The values of a property, which Adobe writes as an attribute where it is short.

    In an alternative of languages, the default one comes first.
    """
    element = description.find(name)
    if element is None:
        return [description.get(name, "")]
    items = element.findall(f"*/{_RDF}li")
    items.sort(key=lambda item: item.get(_LANGUAGE) != "x-default")
    link = element.get(_RDF + "resource")
    return [link] if link else ["".join(each.itertext()) for each in items or [element]]


def _iptc(image: Any) -> dict[tuple[int, int], bytes | list[bytes]]:
    with suppress(*_MALFORMED):
        return IptcImagePlugin.getiptcinfo(image) or {}
    return {}


def _open_exif(image: Image.Image) -> Image.Exif:
    with suppress(*_MALFORMED):
        return image.getexif()
    return Image.Exif()


def _exif_value(exif: Image.Exif, tag: int) -> str | int:
    """A number, or a text as it was written; Pillow takes all bytes for Latin-1."""
    value: object = ""
    with suppress(*_MALFORMED):  # values are decoded, or fail, when they are asked for
        value = (exif.get_ifd(_EXIF_IFD) if tag == _TAKEN_ON else exif).get(tag)
        value = value.encode("latin-1") if isinstance(value, str) else value
    if isinstance(value, bytes):
        return _decoded(value.partition(b"\0")[0])  # a damaged length runs on
    return value if isinstance(value, str | int) else ""


def _decoded(value: bytes) -> str:
    """UTF-8 or else Latin-1. IPTC (1,90) is not asked: many write UTF-8 without it."""
    try:
        return value.decode()
    except UnicodeError:
        return value.decode("latin-1")


def _cleaned(text: str) -> str:
    """One line of plain text that fits into a field of the database."""
    text = _UNSEEN.sub("", _SPACES.sub(" ", text[:_LONGEST_TEXT]))
    while (bare := _TAG.sub("", text)) != text:  # a tag taken out may leave another
        text = bare
    return " ".join(text.split())[:MOST_LETTERS].rstrip()


def _licence_code(text: str) -> str:
    """The licence of ours to which an address in the text leads.

    Of the address, neither the scheme matters nor what follows (a deed in French).
    """
    pages = ((each.url.partition("://")[2].rstrip("/"), each.code) for each in LICENCES)
    return next((code for page, code in pages if page and page in text.lower()), "")


def strip_personal(file: BinaryIO) -> bytes | None:
    """The same picture without anything personal; None where nothing has to change.

    Position, camera, owner, thumbnails (which may show what was cropped), comments, XMP
    and IPTC go, and so does what is behind the picture's end: phones hide a film there.
    The colour profile stays, and EXIF Artist and Copyright in UTF-8: an author's name
    follows the work (CPI L121-1). They are cut out of the file without touching pixels,
    which Pillow's ``quality="keep"`` changes a little.

    Encoded once more are pictures that lie on their side, as no orientation remains,
    and AVIF with metadata, where everything points to everything by its place.
    Animated PNG and WebP keep their frames and, therefore, their orientation. Leaves
    the file at its beginning. Raises ValueError for what is none of JPEG, PNG, WebP,
    AVIF and GIF.
    """
    file.seek(0)
    content = file.read()
    file.seek(0)
    try:
        with Image.open(BytesIO(content)) as image:
            clean = _clean(content, image)
    except _MALFORMED as error:
        raise ValueError("unreadable") from error
    return None if clean == content else clean


def _clean(content: bytes, image: Image.Image) -> bytes:
    name = _format(image)
    animated = name in ("PNG", "WEBP") and getattr(image, "is_animated", False)
    exif = _open_exif(image)
    turn = _exif_value(exif, _ORIENTATION)
    turn = turn if isinstance(turn, int) and turn in _TURNS and name != "GIF" else 1
    kept = _kept_exif(exif, turn if animated else 1)
    turn = 1 if animated else turn
    if name == "AVIF":
        present = bytes(image.info.get("exif", b"")).removeprefix(_EXIF_HEAD)
        dirty = turn != 1 or present != kept or "xmp" in image.info
        if dirty or has_personal_metadata(content):
            return _encoded(content, image, kept, turn)
        return content
    clean = _CLEANERS[name]
    if turn != 1:
        content = _encoded(content, image, kept, turn)
    return clean(content, kept)


def _format(image: Image.Image) -> str:
    """MPO is JPEG: its further pictures are views of the first, not frames."""
    return "JPEG" if image.format == "MPO" else str(image.format)


def _kept_exif(exif: Image.Exif, orientation: int) -> bytes:
    """A new EXIF block: in the old one, bytes that no tag points to could remain.

    Texts are given as bytes, or Pillow writes "?" for each accent.
    """
    kept = Image.Exif()
    if orientation != 1:
        kept[_ORIENTATION] = orientation
    for tag in (_ARTIST, _COPYRIGHT):
        text = str(_exif_value(exif, tag))[:_LONGEST_TEXT]
        if text.strip():
            kept[tag] = text.encode("utf-8", "ignore")
    return kept.tobytes().removeprefix(_EXIF_HEAD) if kept else b""


def _encoded(content: bytes, image: Image.Image, exif: bytes, turn: int) -> bytes:
    """The picture as it is meant to be seen, in the same format."""
    options: dict[str, Any] = {"exif": _EXIF_HEAD + exif} if exif else {}
    if isinstance(image, JpegImagePlugin.JpegImageFile):
        # 4:2:0 stays. Others get the colour of every pixel, as 4:2:2 cannot be turned.
        options["subsampling"] = 2 if JpegImagePlugin.get_sampling(image) == 2 else 0
    elif image.format == "WEBP" and b"VP8L" in dict(_webp_chunks(content)):
        options |= {"lossless": True, "exact": True}
    frames = ImageSequence.all_frames(image) if image.format == "AVIF" else [image]
    if len(frames) > 1:
        options["duration"] = [frame.info.get("duration", 0) for frame in frames]
        options["save_all"] = True
    options |= {"quality": _QUALITY, "icc_profile": image.info.get("icc_profile")}
    written = BytesIO()
    # All frames are turned: with an orientation of several, Pillow 13 ends the process.
    turned = [each.transpose(_TURNS[turn]) if turn != 1 else each for each in frames]
    turned[0].save(written, _format(image), append_images=turned[1:], **options)
    return written.getvalue()


def _clean_jpeg(content: bytes, exif: bytes) -> bytes:
    """Only the segments that decoders need, up to the end of the (first) picture."""
    parts, at, marker = [content[:2]], 2, 0
    while found := _JPEG_MARKER.search(content, at):
        if marker == 0xDA:  # a scan began: its data run up to here
            parts.append(content[at : found.start()])
        marker, start = found[0][1], found.end()
        if marker == 0xD9:
            return b"".join([*parts, found[0]])
        at = start + max(2, int.from_bytes(content[start : start + 2], "big"))
        data = content[start + 2 : at]
        if marker == 0xE0:
            data = data[:12] + b"\0\0"  # no thumbnail
        if marker == 0xE1 and exif and data.startswith(_EXIF_HEAD):
            data, exif = _EXIF_HEAD + exif, b""
        elif marker in (*range(0xE0, 0xF0), 0xFE) and not (
            marker in _JPEG_KEPT and data.startswith(_JPEG_KEPT[marker])
        ):
            continue
        parts.append(found[0] + struct.pack(">H", len(data) + 2) + data)
    return b"".join(parts) + (content[at:] if marker == 0xDA else b"")


def _clean_png(content: bytes, exif: bytes) -> bytes:
    parts, at, kind = [content[:8]], 8, b""
    while kind != b"IEND" and at + 12 <= len(content):
        size, kind = struct.unpack_from(">I4s", content, at)
        if kind == b"IDAT" and exif:
            check = struct.pack(">I", zlib.crc32(b"eXIf" + exif))
            parts.append(struct.pack(">I4s", len(exif), b"eXIf") + exif + check)
            exif = b""
        if kind in _PNG_KEPT:
            parts.append(content[at : at + 12 + size])
        at += 12 + size
    return b"".join(parts)


def _webp_chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    at, end = 12, min(len(content), 8 + int.from_bytes(content[4:8], "little"))
    while at + 8 <= end:
        kind, size = struct.unpack_from("<4sI", content, at)
        yield kind, content[at : at + 8 + size + size % 2]
        at += 8 + size + size % 2


def _clean_webp(content: bytes, exif: bytes) -> bytes:
    parts = [chunk for kind, chunk in _webp_chunks(content) if kind in _WEBP_KEPT]
    if parts and parts[0].startswith(b"VP8X"):
        flags = parts[0][8] & ~0x0C | (0x08 if exif else 0)  # EXIF is 8, XMP is 4
        parts[0] = parts[0][:8] + bytes([flags]) + parts[0][9:]
        if exif:
            padding = b"\0" * (len(exif) % 2)
            parts.append(struct.pack("<4sI", b"EXIF", len(exif)) + exif + padding)
    body = b"WEBP" + b"".join(parts)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def _clean_gif(content: bytes, _exif: bytes) -> bytes:
    """Frames, their timing, the loop and the profile; comments and XMP go."""
    at = 13 + _GIF_TABLES.get(content[10], 0)
    parts = [content[:at]]
    while at < len(content) and content[at] != 0x3B:
        start, kind = at, content[at]
        at += {0x2C: 11, 0x21: 2}.get(kind, 1)
        if kind not in (0x2C, 0x21):
            continue  # readers pass over bytes that begin nothing
        at += _GIF_TABLES.get(content[start + 9], 0) if kind == 0x2C else 0
        while at < len(content) and content[at]:
            at += content[at] + 1
        at += 1
        name = content[start + 3 : start + 14]
        if kind == 0x2C or content[start + 1] == 0xF9 or name in _GIF_KEPT:
            parts.append(content[start:at])
    return b"".join(parts) + content[at : at + 1]


_CLEANERS = {
    "JPEG": _clean_jpeg, "PNG": _clean_png, "WEBP": _clean_webp, "GIF": _clean_gif
}  # fmt: skip


def has_personal_metadata(content: bytes) -> bool:
    """Whether a position, an owner or a serial number is anywhere in the file.

    All bytes are looked at: thumbnails and further pictures have metadata of their own.
    """
    texts = [content]
    with suppress(*_MALFORMED), Image.open(BytesIO(content)) as image:
        if _is_personal(_open_exif(image)):
            return True
        texts += [str(text).encode() for text in image.info.values()]  # PNG packs them
    starts = (head.start() for head in _TIFF_HEAD.finditer(content))
    blocks = (content[start : start + 1024 * 1024] for start in starts)
    return any(map(_PERSONAL_NAMES.search, texts)) or any(map(_is_personal, blocks))


def _is_personal(exif: Image.Exif | bytes) -> bool:
    with suppress(*_MALFORMED):
        if isinstance(exif, bytes):
            block, exif = exif, Image.Exif()
            exif.load(block)
        return bool(_PERSONAL_TAGS & {*exif, *exif.get_ifd(_EXIF_IFD)})
    return False
