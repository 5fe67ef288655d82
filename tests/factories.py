"""Works, places, themes and pages for tests, as editors would make them.

A whole trail takes one call: ``TourPageFactory(parent=site.home, stops=3)``. It is
live, through a revision, with a picture, a recording and a text at each stop.
"""

from datetime import date
from typing import Any

import factory
import wagtail_factories
from django.core.files.base import ContentFile
from django.utils.text import slugify
from factory.django import DjangoModelFactory, ImageField
from wagtail.models import Locale

from home.models import HomePage, TextPage
from media_library.models import (
    Contributor,
    GrantedPicture,
    GrantedRecording,
    Picture,
    Recording,
    RightsGrant,
)
from places.models import Place
from tests import sounds
from tours.blocks import StoryBlock
from tours.models import Notice, Stop, Theme, TourPage
from tours.question_blocks import QuestionBlock
from tours.season_blocks import SeasonBlock

# Place de l'Hôtel-de-Ville, Saint-Étienne; each next place lies 100 m further north.
START = (45.4397, 4.3872)
STEP_DEG = 0.0009


def locale(language: str = "fr") -> Locale:
    """The locale of a language."""
    return Locale.objects.get_or_create(language_code=language)[0]


class ContributorFactory(DjangoModelFactory):
    """Somebody who agrees to be named."""

    class Meta:
        model = Contributor
        django_get_or_create = ("name",)

    name = factory.Sequence("Personne {}".format)
    consent = Contributor.Consent.GIVEN


def credit(work: Any, **names: str) -> None:
    """Credits a work, such as ``voice="Lou"``; nobody without names."""
    told = [(role, ContributorFactory(name=name)) for role, name in names.items()]
    work.credit_to(told)


class PictureFactory(DjangoModelFactory):
    """A small PNG with everything that a picture needs."""

    class Meta:
        model = Picture
        skip_postgeneration_save = True

    title = factory.Sequence("Image {}".format)
    file = ImageField(width=64, height=48, color="firebrick", format="PNG")
    description = "Une place vue du ciel"
    licence = "CC-BY-SA-4.0"
    year = 2026

    @factory.post_generation
    def credits(made: Any, create: bool, given: Any, **kwargs: Any) -> None:
        """``credits={"illustration": "Lou"}`` in place of a photographer."""
        if create:
            credit(made, **({"photograph": "Ana Martin"} if given is None else given))


class RecordingFactory(DjangoModelFactory):
    """A recording of one second; ``seconds`` makes it longer."""

    class Meta:
        model = Recording
        skip_postgeneration_save = True

    class Params:
        seconds = 1.0

    title = factory.Sequence("Enregistrement {}".format)
    language = "fr"
    transcript = factory.LazyAttribute(lambda made: f"Ce que dit {made.title}.")
    duration_seconds = factory.SelfAttribute("seconds")
    file = factory.LazyAttribute(
        lambda made: ContentFile(sounds.wav(made.seconds), name="sound.wav")
    )

    @factory.post_generation
    def credits(made: Any, create: bool, given: Any, **kwargs: Any) -> None:
        """``credits={"voice": "Lou"}`` in place of an author and a voice."""
        usual = {"author": "Ana Martin", "voice": "Lou Bernard"}
        if create:
            credit(made, **(usual if given is None else given))


class RightsGrantFactory(DjangoModelFactory):
    """An agreement for ``works``, without an end unless one is given."""

    class Meta:
        model = RightsGrant
        skip_postgeneration_save = True

    title = factory.Sequence("Contrat {}".format)
    holder = factory.SubFactory(ContributorFactory, name="Ana Martin")
    purpose = "Balades sonores"
    territory = "Le monde entier"
    start = date(2026, 1, 1)

    @factory.post_generation
    def works(made: Any, create: bool, given: Any, **kwargs: Any) -> None:
        """Recordings and pictures that it is about."""
        for work in given or ():
            if isinstance(work, Recording):
                GrantedRecording.objects.create(grant=made, recording=work)
            else:
                GrantedPicture.objects.create(grant=made, picture=work)


class PlaceFactory(DjangoModelFactory):
    """A place; each one lies north of the one before."""

    class Meta:
        model = Place

    class Params:
        language = "fr"

    locale = factory.LazyAttribute(lambda made: locale(made.language))
    name = factory.Sequence("Place {}".format)
    latitude = factory.Sequence(lambda n: round(START[0] + (n % 400) * STEP_DEG, 6))
    longitude = START[1]
    address = "1 place de l’Hôtel-de-Ville"
    category = Place.Category.SQUARE


class ThemeFactory(DjangoModelFactory):
    """What a trail is about."""

    class Meta:
        model = Theme

    class Params:
        language = "fr"

    locale = factory.LazyAttribute(lambda made: locale(made.language))
    name = factory.Sequence("Thème {}".format)


class NoticeFactory(DjangoModelFactory):
    """A closure of the whole site from the first of January 2026 on, without an end."""

    class Meta:
        model = Notice

    about = "site"
    severity = Notice.Severities.CLOSED
    first_day = date(2026, 1, 1)
    texts = factory.LazyFunction(lambda: {"fr": "La rue est en travaux."})


class PageFactory(wagtail_factories.PageFactory):
    """A page in a language, live unless told otherwise, with its revision."""

    class Meta:
        abstract = True

    class Params:
        language = "fr"

    locale = factory.LazyAttribute(lambda made: locale(made.language))
    slug = factory.LazyAttribute(lambda made: slugify(made.title))

    @classmethod
    def _create_instance(cls, model_class: Any, parent: Any, kwargs: Any) -> Any:
        """Saved as a draft, then published as editors publish."""
        live = kwargs.pop("live", True)
        if parent is not None:
            parent.refresh_from_db()
        page = super()._create_instance(model_class, parent, {**kwargs, "live": False})
        revision = page.save_revision()
        if live:
            revision.publish()
        page.refresh_from_db()
        return page


class HomePageFactory(PageFactory):
    """The root of a language's pages: its slug is the language."""

    class Meta:
        model = HomePage

    title = "La ville se raconte"
    introduction = "Des balades sonores à suivre au téléphone."
    slug = factory.SelfAttribute("language")


class TextPageFactory(PageFactory):
    """A page of text, listed in menus."""

    class Meta:
        model = TextPage

    title = factory.Sequence("Page {}".format)
    body = "<p>Ce site ne dépose aucun cookie.</p>"
    show_in_menus = True


def story(*blocks: tuple[str, Any]) -> Any:
    """A story of (type, value) pairs; works are given as themselves or by their key."""
    return StoryBlock().to_python([_raw_block(kind, value) for kind, value in blocks])


def _raw_block(kind: str, value: Any) -> dict[str, Any]:
    if kind == "picture" and not isinstance(value, dict):
        value = picture_value(value)
    return {"type": kind, "value": getattr(value, "pk", value)}


def picture_value(
    picture: Picture,
    alternative_text: str = "Une place pavée",
    decorative: bool = False,
    caption: str = "",
) -> dict[str, Any]:
    """The value of a picture block."""
    image = {
        "image": picture.pk,
        "alt_text": alternative_text,
        "decorative": decorative,
    }
    return {"image": image, "caption": caption}


def question(kind: str, **changes: Any) -> Any:
    """A faultless question of a kind, with changes."""
    value = {
        "question": "Que voit-on au-dessus de la porte ?",
        "hint": "Levez les yeux.",
        "answer_story": "C’est l’ours du sculpteur.",
        **ASKED[kind],
    }
    return QuestionBlock().to_python([{"type": kind, "value": {**value, **changes}}])


def season(*rules: tuple[str, dict[str, Any]]) -> Any:
    """A season of (kind, value) pairs, as the database holds them."""
    return SeasonBlock().to_python(
        [{"type": kind, "value": value} for kind, value in rules]
    )


def every_year(
    first: tuple[int, int], last: tuple[int, int], *hours: str
) -> tuple[str, dict[str, Any]]:
    """A rule from one (day, month) to another, whole days or from an hour to one."""
    opens, closes = [f"{hour}:00" for hour in hours] or (None, None)
    return "yearly", {
        "first_day": first[0],
        "first_month": str(first[1]),
        "last_day": last[0],
        "last_month": str(last[1]),
        "weekdays": [],
        "opens": opens,
        "closes": closes,
    }


def every_week(*weekdays: int, hours: tuple[str, str]) -> tuple[str, dict[str, Any]]:
    """A rule for some weekdays, 0 for Monday, with hours."""
    opens, closes = [f"{hour}:00" for hour in hours]
    days = [str(day) for day in weekdays]
    return "weekly", {"weekdays": days, "opens": opens, "closes": closes}


ASKED: dict[str, dict[str, Any]] = {
    "choice": {
        "answers": [
            {"type": "item", "value": {"text": text, "is_right": right}, "id": text}
            for text, right in (("Un lion", False), ("Un ours", True))
        ]
    },
    "number": {"number": 12, "tolerance": 1},
    "detail": {"picture": None, "alternative_text": ""},
}


class StopFactory(DjangoModelFactory):
    """A stop, built and not saved: a page saves its own stops."""

    class Meta:
        model = Stop
        strategy = factory.BUILD_STRATEGY

    class Params:
        language = "fr"

    locale = factory.LazyAttribute(lambda made: locale(made.language))
    place = factory.LazyAttribute(lambda made: PlaceFactory(language=made.language))
    title = factory.Sequence("Étape {}".format)
    story = factory.LazyAttribute(lambda made: full_story(made.language))


def full_story(language: str = "fr") -> Any:
    """A recording, a picture, a text and a quote."""
    return story(
        ("recording", RecordingFactory(language=language)),
        ("picture", PictureFactory()),
        ("text", "<p>Ici passait la rivière.</p>"),
        ("quote", {"text": "On l’entend encore.", "attribution": "Une voisine"}),
    )


class TourPageFactory(PageFactory):
    """A trail: ``stops`` is how many there are, or the stops themselves."""

    class Meta:
        model = TourPage

    title = factory.Sequence("Parcours {}".format)
    city = "Saint-Étienne"
    summary = "Une heure entre la mine et la mairie."
    cover = factory.LazyFunction(PictureFactory)
    stops = 2
    themes: tuple[Theme, ...] = ()

    @classmethod
    def _create_instance(cls, model_class: Any, parent: Any, kwargs: Any) -> Any:
        """The page gets its stops and themes before its first revision."""
        stops, themes = kwargs.pop("stops"), kwargs.pop("themes")
        if isinstance(stops, int):
            language = kwargs["locale"].language_code
            stops = [StopFactory(language=language) for _number in range(stops)]
        for number, stop in enumerate(stops):
            stop.sort_order = number
        kwargs = {**kwargs, "stops": stops, "themes": list(themes)}
        return super()._create_instance(model_class, parent, kwargs)
