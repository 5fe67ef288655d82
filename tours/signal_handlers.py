"""Has a trail's map made, and its editor told, when it is published."""

from functools import partial

from django.db import transaction
from wagtail.signals import page_published

from citymap.signals import city_built
from tours.models import TourPage
from tours.publication_notices import warn_of_crop, warn_of_stories
from tours.tasks import check_trail_over, renew_basemap, renew_every_basemap


def cut_basemap(instance: TourPage, **kwargs: object) -> None:
    """Once the publication is in the database, where the worker looks."""
    transaction.on_commit(partial(renew_basemap.enqueue, instance.pk))


def look_it_over(instance: TourPage, **kwargs: object) -> None:
    """Once the publication is in the database, where the worker looks."""
    transaction.on_commit(partial(check_trail_over.enqueue, instance.pk))


def cut_every_basemap(**kwargs: object) -> None:
    """Every trail may lie in the city that was built."""
    renew_every_basemap()


def connect() -> None:
    """Listen to publications and to new cities."""
    page_published.connect(
        cut_basemap, sender=TourPage, dispatch_uid="tours.cut_basemap"
    )
    for act in (look_it_over, warn_of_stories, warn_of_crop):
        uid = f"tours.{act.__name__}"
        page_published.connect(act, sender=TourPage, dispatch_uid=uid)
    city_built.connect(cut_every_basemap, dispatch_uid="tours.cut_every_basemap")
