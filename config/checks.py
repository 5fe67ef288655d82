"""System checks that name what is wrong in the configuration, and the way out."""

from pathlib import Path
from shutil import which
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register
from django.core.exceptions import ImproperlyConfigured

from config import environment
from frontend.raster import raster_faults

SECRET_KEY_LENGTH = 50


@register()
def check_environment(**kwargs: object) -> list[CheckMessage]:
    """Every environment variable that could not be read."""
    return [Error(fault, id="config.E001") for fault in environment.faults]


@register()
def check_secret_key(**kwargs: object) -> list[CheckMessage]:
    """A secret key must exist and be long enough to be one."""
    try:
        length = len(settings.SECRET_KEY)
    except ImproperlyConfigured:  # Django's own answer to an empty key
        length = 0
    if length >= SECRET_KEY_LENGTH:
        return []
    return [
        Error(
            f"TRABOULE_SECRET_KEY has {length} characters.",
            hint=f"Give {SECRET_KEY_LENGTH} random characters or more.",
            id="config.E002",
        )
    ]


@register()
def check_addresses(**kwargs: object) -> list[CheckMessage]:
    """In production the site must know its own address and hosts."""
    if not settings.IS_PRODUCTION:
        return []
    found: list[CheckMessage] = []
    parts = urlsplit(settings.BASE_URL)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        found.append(
            Error(
                f"TRABOULE_BASE_URL is “{settings.BASE_URL}”.",
                hint="Write the public address, such as https://balades.example.org.",
                id="config.E003",
            )
        )
    if not settings.ALLOWED_HOSTS:
        found.append(
            Error(
                "TRABOULE_ALLOWED_HOSTS is empty.",
                hint="List the host names of the site, separated by commas.",
                id="config.E004",
            )
        )
    elif "*" in settings.ALLOWED_HOSTS:
        found.append(
            Error(
                "TRABOULE_ALLOWED_HOSTS accepts every host.",
                hint="List the host names of the site, separated by commas.",
                id="config.E005",
            )
        )
    return found


@register()
def check_time_zone(**kwargs: object) -> list[CheckMessage]:
    """Seasons and dates are told in the city's time zone: it must exist."""
    try:
        ZoneInfo(settings.TIME_ZONE)
    except (ZoneInfoNotFoundError, ValueError):
        return [
            Error(
                f"TRABOULE_TIME_ZONE “{settings.TIME_ZONE}” is unknown.",
                hint="Write a name such as Europe/Paris.",
                id="config.E006",
            )
        ]
    return []


@register()
def check_raster_tiles(**kwargs: object) -> list[CheckMessage]:
    """A provider of map pictures must be one that can be asked, and be thanked."""
    return [
        Error(fault, hint=hint, id="config.E007") for fault, hint in raster_faults()
    ]


@register()
def check_node(**kwargs: object) -> list[CheckMessage]:
    """A Node that is named must be there: `check_trail` runs it."""
    named = settings.TRABOULE_NODE
    if not named or which(named):
        return []
    return [
        Error(
            f"TRABOULE_NODE is “{named}”, which is no program.",
            hint="Write the path of Node 20 or newer, or leave it empty.",
            id="config.E008",
        )
    ]


@register()
def check_front_end(**kwargs: object) -> list[CheckMessage]:
    """Browsers' files and the fonts of paper are built at set-up, ignored by git."""
    folder = Path(settings.ROOT) / "frontend"
    built = folder / "static" / "frontend" / "site.css"
    if built.exists() and any(folder.glob("print-fonts/*.ttf")):
        return []
    return [
        Warning(
            "The front end is not built.",
            hint="Run script/setup, or: node frontend/build.mjs",
            id="config.W001",
        )
    ]
