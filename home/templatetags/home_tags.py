"""What every page says around its content: menu, languages, what robots read."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.template.context import Context
from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.text import Truncator
from django.utils.translation import get_language, get_language_info
from wagtail.models import Page, Site

from home.models import SiteSettings, TextPage
from home.page_cache import kept_part
from home.site_icons import TOUCH_ICON, site_icons
from tours.models import Stop

DESCRIPTION_LENGTH = 155  # what search engines show

register = template.Library()


@dataclass(frozen=True)
class LanguageLink:
    """The way to a page in one language.

    ``is_translation`` is false for the home page given when this very page does not
    exist in that language.
    """

    code: str
    name: str
    url: str
    is_current: bool
    is_translation: bool


@dataclass(frozen=True)
class Meta:
    """What search engines and messages show of a page. Addresses are whole."""

    title: str
    description: str
    url: str
    image: Any  # a rendition, or None
    alternates: tuple[tuple[str, str], ...]


@register.simple_tag(takes_context=True)
def site_pages(context: Context) -> list[TextPage]:
    """The text pages listed in menus, in the reader's language and in tree order."""
    language = get_language()
    found = (
        TextPage.objects.live()
        .filter(show_in_menus=True, locale__language_code=language)
        .select_related("locale")
        .defer("body")
        .order_by("path")
    )
    part = f"text-pages-{language}"
    return _once(
        context, "site_pages", lambda request: kept_part(part, lambda: list(found))
    )


@register.simple_tag
def source_code_url() -> str:
    """Where the source code of this very site is, or nothing."""
    return settings.SOURCE_CODE_URL


@register.simple_tag(takes_context=True)
def language_links(context: Context) -> list[LanguageLink]:
    """This page in each of the site's languages."""
    return _once(
        context, "language_links", lambda request: _language_links(request, context)
    )


@register.simple_tag(takes_context=True)
def page_meta(context: Context) -> Meta:
    """Title, description, address, picture and other languages of the page."""
    request = context["request"]
    return Meta(
        title=_title(context),
        description=_description(context),
        url=_whole(request, request.path),
        image=_image(context),
        alternates=tuple(_alternates(request, language_links(context))),
    )


@register.simple_tag(takes_context=True)
def touch_icon(context: Context) -> str:
    """Where the icon is that phones put on their home screen."""
    site = Site.find_for_request(context["request"])
    return site_icons(site and SiteSettings.for_site(site))[TOUCH_ICON].address


@register.simple_tag(takes_context=True)
def absolute_url(context: Context, address: str) -> str:
    """The whole address of something on this site."""
    return _whole(context["request"], address)


def _once(
    context: Context, name: str, read: Callable[[HttpRequest], list[Any]]
) -> list[Any]:
    """What is read, kept on the request: header, footer and head all ask for it."""
    request = context.get("request")
    if request is None:
        return []
    if not hasattr(request, name):
        setattr(request, name, read(request))
    return getattr(request, name)


def _language_links(request: HttpRequest, context: Context) -> list[LanguageLink]:
    site = Site.find_for_request(request)
    page, home = context.get("page"), site.root_page if site else None
    keys = {known.translation_key for known in (page, home) if known}
    versions = (
        Page.objects.live().filter(translation_key__in=keys).select_related("locale")
    )
    homes = _addresses(request, [v for v in versions if home and _same(v, home)])
    if "fixed_page" in context:
        here = context["fixed_page"].addresses
    elif "versions" in context:
        here = {
            place.locale.language_code: place.get_absolute_url()
            for place in context["versions"]
        }
    elif "stop" in context:
        here = _stop_addresses(request, context["stop"])
    else:
        here = _addresses(request, [v for v in versions if page and _same(v, page)])
    return [
        LanguageLink(
            code=code,
            name=get_language_info(code)["name_local"].capitalize(),
            url=here.get(code) or homes[code],
            is_current=code == get_language(),
            is_translation=code in here,
        )
        for code, _name in settings.LANGUAGES
        if code in here or code in homes
    ]


def _alternates(
    request: HttpRequest, links: list[LanguageLink]
) -> Iterator[tuple[str, str]]:
    """The page in other languages; for the home page, the address that chooses."""
    for link in links:
        if link.is_translation:
            yield link.code, _whole(request, link.url)
    if request.path == reverse("wagtail_serve", args=[""]):
        yield "x-default", _whole(request, "/")


def _same(version: Page, page: Page) -> bool:
    return version.translation_key == page.translation_key


def _addresses(request: HttpRequest, versions: list[Page]) -> dict[str, str]:
    """Addresses of a page's versions, by language."""
    return {
        version.locale.language_code: url
        for version in versions
        if (url := version.get_url(request))
    }


def _stop_addresses(request: HttpRequest, view: Any) -> dict[str, str]:
    """Addresses of a stop in the languages that have it."""
    versions = Stop.objects.filter(
        translation_key=view.stop.translation_key, page__live=True
    ).select_related("page__locale")
    return {
        version.page.locale.language_code: f"{url}stop/{version.code}/"
        for version in versions
        if (url := version.page.get_url(request))
    }


def _title(context: Context) -> str:
    if "stop" in context:
        return context["stop"].title
    if "place" in context:
        return context["place"].name
    if "fixed_page" in context:
        return context["fixed_page"].title
    page = context.get("page")
    return (page.seo_title or page.title) if page else ""


def _description(context: Context) -> str:
    if "stop" in context:
        texts = [item.html for item in context["stop"].story if item.kind == "text"]
        return _shorten(texts[0] if texts else context["page"].summary)
    if "place" in context:
        place = context["place"]
        return ", ".join(
            str(part)
            for part in (place.name, place.get_category_display(), place.address)
            if part
        )
    if "fixed_page" in context:
        return context["fixed_page"].description
    page = context.get("page")
    if page is None:
        return ""
    said = (
        page.search_description
        or getattr(page, "summary", "")
        or getattr(page, "introduction", "")
    )
    return said or _shorten(getattr(page, "body", ""))


def _shorten(html: str) -> str:
    words = unescape(strip_tags(str(html).replace("</", " </")))
    return Truncator(" ".join(words.split())).chars(DESCRIPTION_LENGTH)


def _image(context: Context) -> Any:
    """The largest rendition of the stop's, trail's or place's picture; else the map."""
    stop, trail = context.get("stop"), context.get("trail")
    found = (
        (stop and stop.picture and stop.picture.renditions)
        or (trail and trail.cover)
        or context.get("picture")
    )
    if found:
        return found[-1].jpeg or found[-1]  # the format that every network knows
    return trail and trail.still


def _whole(request: HttpRequest, address: str) -> str:
    """The whole address, at the site's public name when it is known."""
    if "://" in address:
        return address
    if settings.BASE_URL:
        return f"{settings.BASE_URL}{address}"
    return request.build_absolute_uri(address)
