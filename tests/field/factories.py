"""Field walks for tests, as phones send them."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import factory
from django.core.files.base import ContentFile
from factory.django import DjangoModelFactory

from field.models import FieldNote, FieldWalk
from tests import sounds
from tests.factories import START
from tests.media_library.test_picture_privacy import photograph

NINE = datetime(2026, 11, 29, 8, 0, tzinfo=UTC)  # at nine in Paris
Kind = FieldNote.Kind


def minute(number: float) -> datetime:
    """A moment of the walk."""
    return NINE + timedelta(minutes=number)


class FieldWalkFactory(DjangoModelFactory):
    """A walk of 300 metres to the north; ``user`` walked it."""

    class Meta:
        model = FieldWalk

    title = "Autour de la place"
    begun_at = NINE
    trace = factory.LazyFunction(
        lambda: {
            "type": "LineString",
            "coordinates": [[START[1], START[0] + n * 0.0009] for n in range(4)],
        }
    )


def mark(walk: FieldWalk, at: float, title: str = "", **facts: Any) -> FieldNote:
    """A story starts so many hundreds of metres on, after as many minutes."""
    where = {"latitude": START[0] + at * 0.0009, "longitude": START[1]}
    told = {"accuracy_m": 6, **where, **facts}
    return FieldNote.objects.create(
        walk=walk, kind=Kind.MARK, noted_at=minute(at), title=title, **told
    )


def photo(walk: FieldWalk, at: float, title: str = "") -> FieldNote:
    """A photograph, as the site has kept it."""
    note = FieldNote(walk=walk, kind=Kind.PHOTO, noted_at=minute(at), title=title)
    note.file = ContentFile(photograph(), name=f"{uuid4()}.jpg")
    note.facts = {"form": "JPEG", "width": 64, "height": 48}
    note.save()
    return note


def memo(walk: FieldWalk, at: float, title: str = "") -> FieldNote:
    """A voice memo of a second."""
    note = FieldNote(walk=walk, kind=Kind.MEMO, noted_at=minute(at), title=title)
    note.file = ContentFile(sounds.encoded("webm"), name=f"{uuid4()}.webm")
    note.facts = {"seconds": 1.0}
    note.save()
    return note
