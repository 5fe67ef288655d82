"""The city's front door."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    """Home page, text pages, settings of the site, and the demo."""

    name = "home"
    verbose_name = _("Home")

    def ready(self) -> None:
        """Let changes of content renew the cached pages; set the roles up."""
        from home import roles, signal_handlers, translators

        signal_handlers.connect()
        translators.install()
        post_migrate.connect(roles.grant_roles, dispatch_uid="home.grant_roles")
