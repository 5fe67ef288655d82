"""The room for walks that editors prepare with the phone in the street."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FieldConfig(AppConfig):
    """Field walks: what was noted on the way, and the drafts that are made of it."""

    name = "field"
    verbose_name = _("Field notes")
