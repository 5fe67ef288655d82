"""Rights grants: what a creator lets the city do with works, where and until when.

A transfer lists each right with its extent, purpose, place and duration (code de la
propriété intellectuelle, L. 131-3).
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.search import index

from media_library.contributors import Contributor
from media_library.kept_storage import kept_storage
from media_library.rights_period import Period, period_of_days


def contract_file_name(grant: "RightsGrant", name: str) -> str:
    """A name made by us: the uploaded one could hold anything."""
    return f"contracts/{get_random_string(16)}.pdf"


class RightsGrantQuerySet(models.QuerySet["RightsGrant"]):
    """Grants by what they give and when."""

    def for_publication(self) -> "RightsGrantQuerySet":
        """Those that let a site copy works and show them to the public."""
        return self.filter(gives_reproduction=True, gives_communication=True)


class RightsGrant(index.Indexed, ClusterableModel):
    """An agreement by which some works may be used for some time."""

    title = models.CharField(
        _("title"),
        max_length=255,
        help_text=_("To find it again, such as “Ana Martin, voices of Couriot, 2026”."),
    )
    holder = models.ForeignKey(
        Contributor,
        null=True,
        on_delete=models.PROTECT,
        related_name="grants",
        verbose_name=_("who gives the rights"),
    )
    gives_reproduction = models.BooleanField(
        _("reproduction"), default=True, help_text=_("Copies, on servers and phones.")
    )
    gives_communication = models.BooleanField(
        _("communication to the public"),
        default=True,
        help_text=_("To be shown and heard by everyone."),
    )
    gives_adaptation = models.BooleanField(
        _("adaptation"), default=False, help_text=_("Crops, cuts, mixes.")
    )
    gives_translation = models.BooleanField(_("translation"), default=False)
    is_exclusive = models.BooleanField(
        _("exclusive"), default=False, help_text=_("Nobody else may use the works so.")
    )
    purpose = models.CharField(
        _("purpose"),
        max_length=255,
        help_text=_("Such as “audio walks of the city, on the web and on phones”."),
    )
    territory = models.CharField(
        _("territory"), max_length=120, help_text=_("Such as “the whole world”.")
    )
    start = models.DateField(_("first day"), default=timezone.localdate)
    end = models.DateField(
        _("last day"),
        null=True,
        blank=True,
        help_text=_(
            "Works leave the site at midnight after it. Empty: as long as they are"
            " protected."
        ),
    )
    begins_at = models.DateTimeField(editable=False, db_index=True)
    ends_at = models.DateTimeField(editable=False, null=True, db_index=True)
    fee = models.DecimalField(
        _("fee"),
        max_digits=10,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text=_("What is paid for these rights, all together; 0 for nothing."),
    )
    currency = models.CharField(_("currency"), max_length=3, default="EUR")
    contract = models.FileField(
        _("contract"),
        upload_to=contract_file_name,
        storage=kept_storage,
        blank=True,
        help_text=_("Kept apart, for those who may see grants: PDF, up to 20 MB."),
    )
    consent_given_on = models.DateField(
        _("consent given on"),
        null=True,
        blank=True,
        help_text=_("By those who are heard or seen, such as witnesses."),
    )
    consent_record = models.TextField(
        _("consent record"),
        blank=True,
        help_text=_("How it was given, to what, and how it can be withdrawn."),
    )
    warned_at = models.DateTimeField(editable=False, null=True)

    objects = RightsGrantQuerySet.as_manager()
    search_fields = [
        index.SearchField("title"),
        index.AutocompleteField("title"),
        index.SearchField("purpose"),
    ]

    class Meta:
        verbose_name = _("rights grant")
        verbose_name_plural = _("rights grants")
        ordering = ["ends_at", "title", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(end=None) | Q(end__gte=models.F("start")),
                name="grant_ends_after_it_starts",
                violation_error_message=_("The last day lies before the first."),
            )
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """A contract is a document of a size that can be."""
        super().clean()
        if self.contract and not self.contract._committed:
            _check_contract(self.contract)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Knows its instants; another end is warned of anew."""
        period = period_of_days(self.start, self.end, timezone.get_default_timezone())
        if period.ends_at != self.ends_at:
            self.warned_at = None
        self.begins_at, self.ends_at = period.begins_at, period.ends_at
        kept = type(self).objects.filter(pk=self.pk).values_list("contract", flat=True)
        before = kept.first() or ""
        super().save(*args, **kwargs)
        if before and before != self.contract.name:
            self.contract.storage.delete(before)

    @property
    def period(self) -> Period:
        """When it is in force."""
        return Period(self.begins_at, self.ends_at)

    @property
    def works(self) -> list[Any]:
        """Its recordings, then its pictures."""
        recordings = [each.recording for each in self.granted_recordings.all()]
        return [*recordings, *(each.picture for each in self.granted_pictures.all())]


class GrantedRecording(models.Model):
    """A recording that a grant is about."""

    grant = ParentalKey(
        RightsGrant, on_delete=models.CASCADE, related_name="granted_recordings"
    )
    recording = models.ForeignKey(
        "media_library.Recording",
        on_delete=models.CASCADE,
        related_name="granted",
        verbose_name=_("recording"),
    )
    recording.wagtail_reference_index_ignore = True  # no use that walkers see

    class Meta:
        unique_together = (("grant", "recording"),)

    def __str__(self) -> str:
        return str(self.recording)


class GrantedPicture(models.Model):
    """A picture that a grant is about."""

    grant = ParentalKey(
        RightsGrant, on_delete=models.CASCADE, related_name="granted_pictures"
    )
    picture = models.ForeignKey(
        "media_library.Picture",
        on_delete=models.CASCADE,
        related_name="granted",
        verbose_name=_("picture"),
    )
    picture.wagtail_reference_index_ignore = True  # no use that walkers see

    class Meta:
        unique_together = (("grant", "picture"),)

    def __str__(self) -> str:
        return str(self.picture)


MAX_CONTRACT_BYTES = 20 * 1024 * 1024


def _check_contract(file: Any) -> None:
    """Raises ValidationError for what is no PDF, or too heavy."""
    if file.size > MAX_CONTRACT_BYTES:
        sentence = _("This contract weighs more than 20 MB: scan it again, smaller.")
        raise ValidationError({"contract": sentence})
    file.open()
    begins = file.read(1024)
    file.seek(0)
    if b"%PDF-" not in begins:
        raise ValidationError({"contract": _("This is no PDF file.")})
