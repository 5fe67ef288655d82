"""Contributors: the people and bodies who made the works, and what each did."""

import uuid
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from media_library import person_numbers, roles
from media_library.plain_text import validate_plain_text

ROLE_NAMES = {
    "author": _("Text"),
    "translation": _("Translation"),
    "voice": _("Voice"),
    "witness": _("Witness"),
    "sound": _("Sound"),
    "music": _("Music"),
    "performance": _("Musicians"),
    "photograph": _("Photograph"),
    "illustration": _("Illustration"),
    "production": _("Production"),
    "publication": _("Publisher"),
}


def role_choices() -> list[tuple[str, Any]]:
    """Roles for a select, in the order in which people are thanked."""
    return [(role, ROLE_NAMES[role]) for role in roles.ROLES]


class Contributor(index.Indexed, models.Model):
    """A person or a body who made works, named as they wish to be."""

    class Kind(models.TextChoices):
        """Who makes works."""

        PERSON = "person", _("person")
        BODY = "body", _("organisation or group")

    class Consent(models.TextChoices):
        """Whether one agrees to be named in public."""

        NOT_ASKED = "not_asked", _("not asked yet")
        GIVEN = "given", _("agrees to be named")
        REFUSED = "refused", _("does not want to be named")

    identifier = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(
        _("name"),
        max_length=255,
        validators=[validate_plain_text],
        help_text=_("As they wish to be named."),
    )
    note = models.CharField(
        _("to tell them apart"),
        max_length=120,
        blank=True,
        validators=[validate_plain_text],
        help_text=_("Only for namesakes, such as “photographer”. Never shown."),
    )
    kind = models.CharField(
        _("kind"), max_length=10, choices=Kind.choices, default=Kind.PERSON
    )
    page = models.URLField(
        _("web page"),
        blank=True,
        help_text=_("Their own. Their name leads to it."),
    )
    consent = models.CharField(
        _("consent"),
        max_length=10,
        choices=Consent.choices,
        default=Consent.NOT_ASKED,
        help_text=_("Who does not want to be named is named nowhere."),
    )
    consent_record = models.CharField(
        _("how it was given"),
        max_length=255,
        blank=True,
        help_text=_("Such as “by mail, 3 May 2026”. Never shown."),
    )
    isni = models.CharField(
        "ISNI",
        max_length=40,
        blank=True,
        help_text=_("Their number in libraries, such as 0000 0001 2103 2683."),
    )
    ipi = models.CharField(
        "IPI",
        max_length=40,
        blank=True,
        help_text=_("Their number in authors’ societies: 9 to 11 digits."),
    )
    society = models.CharField(
        _("authors’ society"),
        max_length=60,
        blank=True,
        validators=[validate_plain_text],
        help_text=_("Such as SACEM, SCAM, ADAGP."),
    )

    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.FilterField("kind"),
        index.FilterField("consent"),
        index.FilterField("society"),
    ]

    class Meta:
        verbose_name = _("contributor")
        verbose_name_plural = _("contributors")
        ordering = ["name", "note", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["name", "note"],
                name="contributor_is_told_apart",
                violation_error_message=_(
                    "This name is there already: say what tells them apart."
                ),
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.note})" if self.note else self.name

    def clean(self) -> None:
        """Keeps numbers in one form; refuses those that cannot be."""
        super().clean()
        faults = {}
        if self.isni:
            try:
                self.isni = person_numbers.isni(self.isni)
            except ValueError:
                faults["isni"] = _("This is no ISNI: count its 16 characters again.")
        if self.ipi:
            try:
                self.ipi = person_numbers.ipi(self.ipi)
            except ValueError:
                faults["ipi"] = _("An IPI number has 9 to 11 digits.")
        if faults:
            raise ValidationError(faults)

    @property
    def is_named(self) -> bool:
        """Whether the public may read the name; an author is named unless they refuse.

        Naming authors is their right (code de la propriété intellectuelle, L. 121-1).
        """
        return self.consent != self.Consent.REFUSED


class Credit(models.Model):
    """What a contributor did for one work."""

    contributor = models.ForeignKey(
        Contributor,
        on_delete=models.PROTECT,
        related_name="credits",
        verbose_name=_("contributor"),
    )
    role = models.CharField(_("role"), max_length=20, choices=role_choices)
    recording = models.ForeignKey(
        "media_library.Recording",
        null=True,
        on_delete=models.CASCADE,
        related_name="credits",
    )
    picture = models.ForeignKey(
        "media_library.Picture",
        null=True,
        on_delete=models.CASCADE,
        related_name="credits",
    )
    sort_order = models.PositiveSmallIntegerField(default=0)

    wagtail_reference_index_ignore = True  # a contributor's own page lists the works

    class Meta:
        verbose_name = _("credit")
        verbose_name_plural = _("credits")
        ordering = ["sort_order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(recording=None, picture__isnull=False)
                | Q(recording__isnull=False, picture=None),
                name="credit_is_for_one_work",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}: {self.contributor}"

    @property
    def work(self) -> Any:
        """The recording or picture."""
        return self.recording or self.picture


class ContributorAmbiguous(Exception):
    """Several contributors have a name: ``choices`` tells them apart."""

    def __init__(self, choices: list[str]) -> None:
        super().__init__(choices)
        self.choices = choices


def contributor_called(text: str) -> Contributor:
    """Who is meant by a name that was typed; somebody new, unsaved, where nobody is.

    Raises ContributorAmbiguous.
    """
    name = " ".join(text.split())
    before, _bracket, rest = name.partition(" (")
    known = list(
        Contributor.objects.filter(
            Q(name__iexact=name) | Q(name__iexact=before, note__iexact=rest.rstrip(")"))
        )
    )
    for is_meant in (
        lambda each: str(each) == name,
        lambda each: str(each).casefold() == name.casefold(),
    ):
        exact = [each for each in known if is_meant(each)]
        if len(exact) == 1:
            return exact[0]
    if len(known) > 1:
        raise ContributorAmbiguous([str(each) for each in known])
    return known[0] if known else Contributor(name=name)
