"""A story as a package tells it: clean HTML in which works are named by number."""

from collections.abc import Iterable
from itertools import count
from urllib.parse import urljoin

import nh3
from django.utils.html import escape
from wagtail.rich_text import expand_db_html

from tours.stories import StoryItem

TAGS = {"a", "b", "br", "h2", "h3", "h4", "i", "li", "ol", "p", "strong", "em", "ul"}
SCHEMES = {"http", "https", "mailto", "tel"}


def absolute(html: str, root: str) -> str:
    """Rich text as HTML of a few tags, its links whole.

    ``root`` is the site's address without a path, such as ``https://a.org``.
    """

    def whole(tag: str, name: str, value: str) -> str:
        return urljoin(f"{root}/", value) if (tag, name) == ("a", "href") else value

    return nh3.clean(
        expand_db_html(html).strip(),
        tags=TAGS,
        attributes={"a": {"href"}},
        url_schemes=SCHEMES,
        attribute_filter=whole,
        link_rel=None,
    )


def story_html(story: Iterable[StoryItem], root: str) -> str:
    """Texts and quotes; a picture or recording is a figure with its number from 0.

    Then and now are two pictures: readers that know no pairs show both.
    """
    numbers = {"picture": count(), "recording": count()}
    return "".join(_block(item, numbers, root) for item in story)


def _block(item: StoryItem, numbers: dict[str, "count[int]"], root: str) -> str:
    if item.kind == "text":
        return absolute(str(item.html), root)
    if item.kind == "quote":
        who = f"<footer>{escape(item.attribution)}</footer>" if item.attribution else ""
        words = "".join(f"<p>{escape(line)}</p>" for line in item.text.splitlines())
        return f"<blockquote>{words}{who}</blockquote>"
    kind = "picture" if item.pair else item.kind
    return "".join(
        f'<figure data-{kind}="{next(numbers[kind])}"></figure>'
        for _work in item.pair or (item,)
    )
