"""What trails are about: a word that a city's trails share."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import TranslatableMixin
from wagtail_localize.fields import TranslatableField

from media_library.plain_text import validate_plain_text


class Theme(TranslatableMixin, models.Model):
    """What trails are about, as the city names it."""

    name = models.CharField(_("name"), max_length=80, validators=[validate_plain_text])

    panels = [FieldPanel("name")]
    translatable_fields = [TranslatableField("name")]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("theme")
        verbose_name_plural = _("themes")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
