"""Where somebody says that a trail was walked, and reads who did before."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.forms import DateInput, ModelForm, Textarea
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from tours.models import TourPage
from tours.notices import today
from tours.site_walks import SiteWalk, walks_of


class SiteWalkForm(ModelForm):
    """The day, today unless told otherwise, and what was seen."""

    class Meta:
        model = SiteWalk
        fields = ["walked_on", "remarks"]
        widgets = {
            "walked_on": DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            "remarks": Textarea(attrs={"rows": 4}),
        }


class SiteWalksView(WagtailAdminTemplateMixin, FormView):
    """The form, and the history of the trail, for whoever may edit it."""

    template_name = "tours/admin/site_walks.html"
    header_icon = "history"
    page_title = gettext_lazy("Site walks")
    form_class = SiteWalkForm

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """Raises Http404, and PermissionDenied for who may not edit the trail."""
        if not self.trail.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def trail(self) -> TourPage:
        """Which was walked."""
        trails = TourPage.objects.select_related("locale")
        found: TourPage = get_object_or_404(trails, pk=self.kwargs["page_id"])
        return found

    def get_page_subtitle(self) -> str:
        """The trail's name."""
        return str(self.trail.get_admin_display_title())

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """The trail's form, then here."""
        edit = reverse("wagtailadmin_pages:edit", args=[self.trail.pk])
        return [
            *self.breadcrumbs_items,
            {"url": edit, "label": self.get_page_subtitle()},
            {"url": "", "label": self.page_title},
        ]

    def get_form_kwargs(self) -> dict[str, Any]:
        """A walk of this trail, by who is asking."""
        walk = SiteWalk(
            trail_key=self.trail.translation_key, walked_by=self.request.user
        )
        return {**super().get_form_kwargs(), "instance": walk}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Who walked it, the newest first."""
        history = walks_of(self.trail)
        return super().get_context_data(**kwargs, trail=self.trail, walks=history)

    def form_valid(self, form: SiteWalkForm) -> HttpResponse:
        """Keep it, and go back to where one came from."""
        walk = form.save()
        words = _("“%(title)s”: walked today, it is noted.")
        if walk.walked_on != today():
            words = _("“%(title)s”: the walk is noted.")
        messages.success(self.request, words % {"title": self.trail.title})
        return redirect(self._next())

    def _next(self) -> str:
        asked = self.request.POST.get("next", "")
        host = self.request.get_host()
        is_ours = url_has_allowed_host_and_scheme(asked, allowed_hosts={host})
        return asked if is_ours else self.request.path
