"""PDFs as tests read them: words, tags, fonts, codes."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pypdfium2
import zxingcpp
from PIL import Image
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

SPACES = str.maketrans({"\u00a0": " ", "\u202f": " ", "\n": " "})


def words(pdf: bytes) -> str:
    """All that it says, on one line, every space a plain one."""
    text = " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)
    return " ".join(text.translate(SPACES).split())


def alternative_texts(pdf: bytes) -> list[str]:
    """Of its structure tree, in reading order."""
    return [str(node["/Alt"]) for node in _tree(pdf) if "/Alt" in node]


def tags(pdf: bytes) -> list[str]:
    """The roles in its structure tree, in reading order."""
    return [str(node["/S"]) for node in _tree(pdf) if "/S" in node]


def fonts(pdf: bytes) -> dict[str, bool]:
    """Each font by its name, and whether its letters are in the file."""
    found = {}
    for page in PdfReader(BytesIO(pdf)).pages:
        for font in page["/Resources"].get("/Font", {}).values():
            for inner in font.get_object().get("/DescendantFonts", [font]):
                told = inner.get_object()
                sheet = told.get("/FontDescriptor", DictionaryObject()).get_object()
                embedded = any(key.startswith("/FontFile") for key in sheet)
                found[str(told["/BaseFont"])] = embedded
    return found


def codes(pdf: bytes) -> list[str]:
    """What its QR codes say, page by page, read from the pages as pictures."""
    said = []
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            said += read_codes(page.render(scale=3).to_pil())
            page.close()
    return said


def read_codes(picture: Image.Image) -> list[str]:
    """What the QR codes of a picture say."""
    found = zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode)
    return [code.text for code in found]


def _tree(pdf: bytes) -> Iterator[Any]:
    root = PdfReader(BytesIO(pdf)).trailer["/Root"]
    yield from _nodes(root["/StructTreeRoot"].get("/K"))


def _nodes(kids: Any) -> Iterator[Any]:
    kids = kids.get_object() if hasattr(kids, "get_object") else kids
    if isinstance(kids, list):
        for each in kids:
            yield from _nodes(each)
    elif isinstance(kids, DictionaryObject):
        yield kids
        if "/K" in kids:
            yield from _nodes(kids["/K"])
