"""Has a trail's package built anew when the trail, or what it shows, changes."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models.signals import post_delete, post_migrate, post_save, pre_delete
from wagtail.models import PageViewRestriction, ReferenceIndex, Site
from wagtail.signals import (
    page_published,
    page_slug_changed,
    page_unpublished,
    post_page_move,
)

from media_library.models import Picture, Recording
from media_library.signals import work_changed
from places.models import Place
from tours.models import Theme, TourPage
from tours.packages import withdraw
from tours.signals import basemap_renewed
from tours.tasks import renew_every_package, renew_package

# What a package shows of others, besides its own trail.
SHOWN_MODELS = (Picture, Place, Recording)
SAVED_OR_DELETED = (post_save, pre_delete)  # before: what shows it is still known


def build_package(instance: TourPage, **kwargs: object) -> None:
    """The trail's own, and its other languages', which name it."""
    _build_later(
        TourPage.objects.filter(translation_key=instance.translation_key).values_list(
            "pk", flat=True
        )
    )


def build_with_map(page: TourPage, **kwargs: object) -> None:
    """A trail whose map has changed."""
    _build_later([page.pk])


def build_packages_showing(instance: models.Model, **kwargs: object) -> None:
    """Of every trail that shows a work or a place."""
    references = ReferenceIndex.get_references_to(instance)
    kind = ContentType.objects.get_for_model(TourPage)
    trails = references.filter(content_type=kind)
    _build_later({int(key) for key in trails.values_list("object_id", flat=True)})


def build_packages_with(work: models.Model, **kwargs: object) -> None:
    """Of every trail that shows a work whose credits or rights have changed."""
    build_packages_showing(work)


def build_packages_about(instance: Theme, **kwargs: object) -> None:
    """Of every trail with a theme, whichever language holds it."""
    about = TourPage.objects.filter(themes__translation_key=instance.translation_key)
    _build_later(about.values_list("pk", flat=True))


def build_every_package(**kwargs: object) -> None:
    """Addresses, or who may read them, have changed somewhere above the trails."""
    transaction.on_commit(renew_every_package)


def withdraw_package(instance: TourPage, **kwargs: object) -> None:
    """Of a trail that is being deleted."""
    withdraw(instance.pk)


def build_missing_packages(**kwargs: object) -> None:
    """Of trails published before there were packages."""
    without = TourPage.objects.live().filter(packages=None)
    _build_later(without.values_list("pk", flat=True))


def build_moved(instance: Any, **kwargs: object) -> None:
    """A page above the trails, or a trail, has another address."""
    if isinstance(instance.specific, TourPage):
        build_package(instance)
    else:
        build_every_package()


def _build_later(page_ids: Iterable[int]) -> None:
    for page_id in sorted(page_ids):
        transaction.on_commit(partial(renew_package.enqueue, page_id))


def connect() -> None:
    """Listen to all that a package shows."""
    for signal in (page_published, page_unpublished):
        _listen(signal, build_package, TourPage)
    for signal in (page_slug_changed, post_page_move):
        _listen(signal, build_moved)
    _listen(pre_delete, withdraw_package, TourPage)
    _listen(post_migrate, build_missing_packages, apps.get_app_config("tours"))
    _listen(basemap_renewed, build_with_map)
    _listen(work_changed, build_packages_with)
    for signal in SAVED_OR_DELETED:
        for model in SHOWN_MODELS:
            _listen(signal, build_packages_showing, model)
        _listen(signal, build_packages_about, Theme)
    for signal in (post_save, post_delete):
        for model in (PageViewRestriction, Site):
            _listen(signal, build_every_package, model)


def _listen(signal: Any, receiver: Any, sender: Any = None) -> None:
    name = f"tours.{receiver.__name__}"
    signal.connect(receiver, sender=sender, dispatch_uid=name)
