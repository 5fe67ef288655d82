"""What is done for home pages beside the answers: by the worker."""

from django.utils import timezone
from django_tasks import task
from wagtail.models import Locale

from citymap import cities
from citymap.boxes import Position
from home.city_stills import CityStill, ground_of, renew_stills
from home.explore import City, explore
from home.page_cache import content_version
from tours.map_files import delete_left_files


@task()
def renew_city_stills() -> None:
    """Draws the city under the maps of the home pages, where it is not yet."""
    if not cities.installed() and not CityStill.objects.exists():
        return
    wanted = {
        ground_of(city.overview): _positions(city)
        for locale in Locale.objects.all()
        for city in explore(locale).cities
        if city.overview
    }
    if renew_stills(wanted):
        content_version.bump()
    delete_left_files(timezone.now())


def _positions(city: City) -> list[Position]:
    """What the map shows of a city's trails."""
    points = [p for card in city.cards for p in (*card.points, *card.page.line)]
    return [(point.longitude, point.latitude) for point in points]
