"""Renews the kept pages, and the stills of maps, when anything they show changes."""

import logging
from functools import partial
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.urls import reverse
from django.utils.translation import gettext, override
from wagtail.models import GroupPagePermission, Locale, PageViewRestriction, Site
from wagtail.signals import page_published, page_unpublished, post_page_move

from citymap.signals import city_built
from home.city_stills import CityStill
from home.models import HomePage, SiteSettings
from home.organisations import give_trail
from home.page_cache import content_version
from home.roles import make_translators
from home.tasks import renew_city_stills
from media_library.models import Picture, Recording
from media_library.signals import work_changed
from places.models import Place
from tours.models import Notice, Organisation, Theme, TourPage
from tours.problems import ProblemReport
from tours.signals import (
    basemap_renewed,
    describing_site,
    drift_changed,
    naming_map_files,
    package_renewed,
    pictures_sized,
    problem_reported,
)
from tours.tasks import renew_every_package

logger = logging.getLogger(__name__)

# Restrictions too: a page that becomes private must be shown no more, at once. What a
# group may change tells whose organisation's a trail is.
SHOWN_MODELS = (
    GroupPagePermission,
    Locale,
    Notice,
    Organisation,
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


def draw_stills(**kwargs: object) -> None:
    """Have the city drawn under the home pages' maps, once the change is stored."""
    transaction.on_commit(renew_city_stills.enqueue)


def name_stills(**kwargs: object) -> list[str]:
    """The files that the home pages' maps hold."""
    files = CityStill.objects.values_list("light", "dark")
    return [path for pair in files for path in pair]


def describe_site(page: TourPage, **kwargs: object) -> dict[str, object]:
    """Who answers for a trail, under which licence, and what its stories must reach."""
    site = page.get_site()
    if site is None:
        return {}
    own = SiteSettings.for_site(site)
    return {
        "publisher": own.publisher,
        "licence": own.licence,
        "trigger_threshold": own.trigger_threshold,
    }


def build_packages(**kwargs: object) -> None:
    """Every trail's package names the publisher."""
    transaction.on_commit(renew_every_package)


def welcome_translators(
    instance: HomePage, created: bool, raw: bool = False, **kwargs: object
) -> None:
    """A new language has its translators, once its home page is in the database."""
    if created and not raw:
        transaction.on_commit(partial(make_translators, instance))


def give_to_its_organisation(
    instance: TourPage, created: bool, raw: bool = False, **kwargs: object
) -> None:
    """A new trail, or a new translation, is its organisation's to change."""
    if created and not raw:
        transaction.on_commit(partial(give_trail, instance))


def mail_the_problem(report: ProblemReport, **kwargs: object) -> None:
    """The site's address learns that there is one: where it is read, not its words."""
    site = Site.objects.filter(is_default_site=True).first()
    to = SiteSettings.for_site(site).contact_email if site else ""
    if not to:
        return
    with override(settings.LANGUAGE_CODE):
        subject = gettext("A walker has reported a problem")
        body = f"{report.get_kind_display()}\n\n{settings.WAGTAILADMIN_BASE_URL}"
        body += reverse("wagtailsnippets_tours_problemreport:edit", args=[report.pk])
    mail = EmailMessage(subject, body, to=[to])
    transaction.on_commit(lambda: _send(mail))


def _send(mail: EmailMessage) -> None:
    """Who reports a problem need not know that a mail did not go."""
    try:
        mail.send()
    except (OSError, SMTPException):
        logger.exception("no mail went about a reported problem")


def connect() -> None:
    """Listen to everything that pages show."""
    for signal in (*PAGE_SIGNALS, city_built):
        signal.connect(draw_stills, dispatch_uid="home.draw_stills")
    post_save.connect(draw_stills, sender=Place, dispatch_uid="home.draw_stills")
    describing_site.connect(describe_site, dispatch_uid="home.describe_site")
    post_save.connect(
        build_packages, sender=SiteSettings, dispatch_uid="home.build_packages"
    )
    post_save.connect(
        welcome_translators, sender=HomePage, dispatch_uid="home.welcome_translators"
    )
    post_save.connect(
        give_to_its_organisation,
        sender=TourPage,
        dispatch_uid="home.give_to_its_organisation",
    )
    problem_reported.connect(mail_the_problem, dispatch_uid="home.mail_the_problem")
    naming_map_files.connect(name_stills, dispatch_uid="home.name_stills")
    for signal in PAGE_SIGNALS:
        signal.connect(renew_pages, dispatch_uid="home.renew_pages")
    for signal in (
        basemap_renewed,
        drift_changed,
        package_renewed,
        pictures_sized,
        work_changed,
    ):
        signal.connect(renew_pages, dispatch_uid="home.renew_pages")
    for model in SHOWN_MODELS:
        for signal in (post_save, post_delete):
            signal.connect(renew_pages, sender=model, dispatch_uid="home.renew_pages")
