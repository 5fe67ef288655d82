"""Choosers of what not everybody may read: Wagtail shows its own to all who sign in."""

from typing import Any

from django.urls import URLPattern
from wagtail.admin.auth import user_passes_test
from wagtail.permissions import policy_registry
from wagtail.snippets.views.chooser import SnippetChooserViewSet
from wagtail.utils.urlpatterns import decorate_urlpatterns

READING = ("add", "change", "view", "delete")


class GuardedChooserViewSet(SnippetChooserViewSet):
    """Answers those alone who may read some of what is chosen."""

    def get_urlpatterns(self) -> list[URLPattern]:
        """Each address, behind the question."""

        def may_read(user: Any) -> bool:
            policy = policy_registry.get_by_type(self.model)
            return bool(policy.user_has_any_permission(user, READING))

        patterns = super().get_urlpatterns()
        return decorate_urlpatterns(patterns, user_passes_test(may_read))
