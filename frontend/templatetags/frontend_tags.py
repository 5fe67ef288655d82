"""Icons, distances and times in templates."""

from django import template
from django.conf import settings
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from frontend import formatting
from frontend.icons import icon_drawn, icon_markup, icon_sheet
from frontend.release import release

register = template.Library()


@register.simple_tag(name="release")
def release_tag() -> str:
    """``{% release %}``: which release of the site's files the page is of."""
    return release()


@register.simple_tag
def keeps_walks() -> bool:
    """Whether walks may be kept on phones."""
    return bool(settings.TRABOULE_KEEP_WALKS)


@register.simple_tag
def icon(name: str) -> SafeString:
    """``{% icon "play" %}``: a decorative icon; the words stand beside it."""
    return mark_safe(icon_markup(name))  # noqa: S308 - our own drawings


@register.simple_tag
def drawn_icon(name: str) -> SafeString:
    """``{% drawn_icon "check" %}``: the same in words that a script fetches."""
    return mark_safe(icon_drawn(name))  # noqa: S308 - our own drawings


@register.simple_block_tag(name="with_icons")
def with_icons(content: str) -> SafeString:
    """``{% with_icons %}…{% endwith_icons %}``: what it holds, and its icons once."""
    return mark_safe(content + icon_sheet(content))  # noqa: S308 - rendered already


@register.filter
def metres(value: float) -> str:
    """``{{ stop.leg_m|metres }}``: 240 m, 2,4 km."""
    return formatting.metres(float(value), get_language() or "")


@register.filter
def duration(minutes: float) -> str:
    """``{{ trail.walk.total_minutes|duration }}``: 1 h 05."""
    return formatting.duration(float(minutes), get_language() or "")


@register.filter
def weight(size_bytes: float) -> str:
    """``{{ file.size_bytes|weight }}``: 3,5 Mo."""
    return formatting.weight(float(size_bytes), get_language() or "")


@register.filter
def clock(seconds: float) -> str:
    """``{{ recording.duration_seconds|clock }}``: 2:48."""
    return formatting.clock(float(seconds))
