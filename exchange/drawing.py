"""Whether an SVG is a drawing and nothing else. Pure.

An SVG may hold scripts and links; those of our maps have shapes and colours alone.
"""

from lxml import etree

TAGS = {"svg", "g", "path", "rect"}
ATTRIBUTES = {"viewBox", "width", "height", "d", "fill", "fill-rule", "fill-opacity"}
ATTRIBUTES |= {"stroke", "stroke-width", "stroke-linecap", "stroke-linejoin"}
ATTRIBUTES |= {"stroke-opacity", "stroke-dasharray", "opacity"}
NAMESPACE = "{http://www.w3.org/2000/svg}"


def is_plain_drawing(content: bytes) -> bool:
    """Whether it has no element and no attribute but those with which we draw."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError):
        return False
    tree = root.getroottree()
    if tree.docinfo.internalDTD is not None or root.getprevious() is not None:
        return False
    return root.tag == f"{NAMESPACE}svg" and all(
        isinstance(element.tag, str)
        and element.tag.removeprefix(NAMESPACE) in TAGS
        and set(element.attrib) <= ATTRIBUTES
        and not any("(" in str(value) for value in element.attrib.values())
        for element in root.iter()
    )
