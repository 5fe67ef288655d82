"""The public page types, as addresses of the demo in both languages."""

from collections.abc import Callable
from html.parser import HTMLParser
from urllib.request import urlopen

TRAIL = {
    "fr": "/fr/ville-de-granit-et-de-design/",
    "en": "/en/city-of-granite-and-design/",
}
LANGUAGES = ("fr", "en")
PAGE_TYPES = ("home", "trail", "stop", "place", "text", "data", "report", "missing")


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        address = dict(attrs).get("href")
        if tag == "a" and address:
            self.found.append(address)


def links(url: str) -> list[str]:
    """Every link of a page, as written."""
    reader = _Links()
    with urlopen(url, timeout=30) as answer:  # noqa: S310
        reader.feed(answer.read().decode())
    return reader.found


def address_of(kind: str, language: str, full: Callable[[str], str]) -> str:
    """The path of a page of a type; stops are linked by the trail, places by stops."""
    if kind == "home":
        return f"/{language}/"
    if kind == "text":
        return {"fr": "/fr/vie-privee/", "en": "/en/privacy/"}[language]
    if kind == "data":
        return f"/{language}/opendata/"
    if kind == "missing":
        return f"/{language}/nothing-here/"
    if kind == "trail":
        return TRAIL[language]
    if kind == "report":
        found = links(full(TRAIL[language]))
        return next(link for link in found if f"/{language}/report/" in link)
    stop = next(link for link in links(full(TRAIL[language])) if "/stop/" in link)
    if kind == "stop":
        return stop
    place = f"/{language}/place/"
    return next(link for link in links(full(stop)) if place in link)
