"""Renews the kept pages when anything they show changes."""

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from wagtail.models import Locale, PageViewRestriction, Site
from wagtail.signals import page_published, page_unpublished, post_page_move

from home.models import SiteSettings
from home.page_cache import content_version
from media_library.models import Picture, Recording
from places.models import Place
from tours.models import Theme
from tours.signals import basemap_renewed

# Restrictions too: a page that becomes private must be shown no more, at once.
SHOWN_MODELS = (
    Locale,
    PageViewRestriction,
    Picture,
    Place,
    Recording,
    Site,
    SiteSettings,
    Theme,
)
PAGE_SIGNALS = (page_published, page_unpublished, post_page_move)


def renew_pages(**kwargs: object) -> None:
    """Raise the content version once the change is in the database."""
    transaction.on_commit(content_version.bump)


def connect() -> None:
    """Listen to everything that pages show."""
    for signal in PAGE_SIGNALS:
        signal.connect(renew_pages, dispatch_uid="home.renew_pages")
    basemap_renewed.connect(renew_pages, dispatch_uid="home.renew_pages")
    for model in SHOWN_MODELS:
        for signal in (post_save, post_delete):
            signal.connect(renew_pages, sender=model, dispatch_uid="home.renew_pages")
