"""What is done for trails beside the answers: by the worker."""

import logging

from django.utils import timezone
from django_tasks import task

from citymap.archive import ArchiveBroken
from media_library.sizing import make_sizes
from tours import packages
from tours.basemap import make_basemap
from tours.looking_over import look_versions_over
from tours.map_files import delete_left_files
from tours.models import TourPage
from tours.package_building import PackageIncomplete
from tours.signals import basemap_renewed, pictures_sized
from tours.trail_pictures import trail_frames

logger = logging.getLogger(__name__)


@task()
def renew_basemap(page_id: int) -> None:
    """Makes a live trail's map anew; the old one serves until the new one is whole."""
    page = TourPage.objects.live().filter(pk=page_id).first()
    if page is None:
        return
    try:
        made = make_basemap(page)
    except ArchiveBroken as error:
        logger.error("the map of “%s” was not made: %s", page.title, error)
        return
    if made != page.basemap:
        # Not saved: the trail's own fields belong to its editors.
        TourPage.objects.filter(pk=page_id).update(basemap=made)
        basemap_renewed.send(sender=TourPage, page=page)
    delete_left_files(timezone.now())


@task()
def renew_package(page_id: int) -> None:
    """Builds a trail's package; the one before serves until the new one is whole.

    Its pictures come first: the package holds their sizes.
    """
    size_pictures(page_id)
    try:
        packages.renew(page_id)
    except PackageIncomplete as error:
        logger.error("the package of trail %s was not built: %s", page_id, error)
        return
    packages.delete_left_packages(timezone.now())


@task()
def check_trail_over(page_id: int) -> None:
    """Looks a live trail over in all its languages, as one has just been published."""
    page = TourPage.objects.live().filter(pk=page_id).first()
    if page is not None:
        look_versions_over(page)


def size_pictures(page_id: int) -> None:
    """Makes what is missing of the pictures of a trail that may be shown."""
    page = TourPage.objects.in_force().filter(pk=page_id).first()
    if page is not None and make_sizes(trail_frames(page)):
        pictures_sized.send(sender=TourPage, page=page)


def renew_every_package() -> None:
    """For all live trails: something that every one shows has changed."""
    for page_id in TourPage.objects.live().values_list("pk", flat=True):
        renew_package.enqueue(page_id)


def renew_every_basemap() -> None:
    """For all live trails: a city's map has been built."""
    for page_id in TourPage.objects.live().values_list("pk", flat=True):
        renew_basemap.enqueue(page_id)
