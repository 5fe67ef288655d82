"""The exchange room: trails of others come in, ours go out."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExchangeConfig(AppConfig):
    """Readers and writers of formats, and open data."""

    name = "exchange"
    verbose_name = _("exchange")
