"""The exchange room: trails of others come in, ours go out."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExchangeConfig(AppConfig):
    """Readers and writers of formats, and open data."""

    name = "exchange"
    verbose_name = _("exchange")

    def ready(self) -> None:
        """Booklets go with what they show."""
        from exchange.paper.kept_booklets import let_booklets_go
        from tours.signals import package_renewed

        package_renewed.connect(
            let_booklets_go, dispatch_uid="exchange.let_booklets_go"
        )
