"""Notices in the admin: what is on now, what comes, what is over."""

from typing import Any

import django_filters
from django.conf import settings
from django.db.models import BooleanField, Case, Value, When
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import CreateView, IndexView, SnippetViewSet

from media_library.guarded_chooser import GuardedChooserViewSet
from tours.notice_form import NoticeForm
from tours.notice_subjects import subject_labels
from tours.notice_words import until
from tours.notices import MAX_TEXT, Notice
from tours.widgets import LineTextarea

STATES = [("on_at", _("On now")), ("coming", _("Coming")), ("over", _("Over"))]


def state_of(notice: Notice) -> str:
    """Whether it is on, comes, or is over."""
    now = timezone.now()
    if notice.begins_at > now:
        return gettext("Coming")
    return gettext("On now") if notice.period.holds(now) else gettext("Over")


class NoticeFilterSet(WagtailFilterSet):
    """The list, cut by state and severity."""

    state = django_filters.ChoiceFilter(
        label=_("State"), choices=STATES, method="in_state"
    )

    class Meta:
        model = Notice
        fields = ["severity"]

    def in_state(self, found: Any, name: str, value: str) -> Any:
        """Those that are on, come, or are over at this moment."""
        return getattr(found, value)(timezone.now())


class NoticeIndexView(IndexView):
    """What is over comes last."""

    def get_base_queryset(self) -> Any:
        """On and coming first, the newest first."""
        over = Case(
            When(ends_at__lte=timezone.now(), then=Value(True)),
            default=Value(False),
            output_field=BooleanField(),
        )
        return super().get_base_queryset().order_by(over, "-begins_at", "-pk")

    @cached_property
    def labels(self) -> dict[str, str]:
        """What notices may be about, read once for the list."""
        return subject_labels()

    @cached_property
    def columns(self) -> list[Any]:
        """The words with the links, then what it is about, when, and its state."""
        text = self._get_title_column("__str__")
        return [
            text,
            Column("about", label=gettext("About"), accessor=self._about),
            Column("severity", label=_("Severity"), accessor="get_severity_display"),
            Column("first_day", label=_("First day")),
            Column("until", label=_("Until"), accessor=until),
            Column("state", label=_("State"), accessor=state_of),
        ]

    def _about(self, notice: Notice) -> str:
        return self.labels.get(notice.about) or gettext("(it is no longer there)")


class NoticeCreateView(CreateView):
    """A new one; its address may say what it is about, and in which words."""

    def get_initial_form_instance(self) -> Notice:
        """What the address says, to be looked through."""
        asked = self.request.GET
        languages = [code for code, _name in settings.LANGUAGES]
        texts = {code: asked.get(f"texts-{code}", "")[:MAX_TEXT] for code in languages}
        return Notice(
            about=asked.get("about", "")[:160],
            texts={code: text for code, text in texts.items() if text},
        )


class NoticeViewSet(SnippetViewSet):
    """Dated closures and warnings: saved, they hold."""

    model = Notice
    icon = "warning"
    menu_label = _("Notices")
    menu_order = 305
    add_to_admin_menu = True
    index_view_class = NoticeIndexView
    add_view_class = NoticeCreateView
    filterset_class = NoticeFilterSet
    chooser_viewset_class = GuardedChooserViewSet
    edit_handler = ObjectList(
        [
            FieldPanel("about"),
            FieldPanel("severity"),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("first_day"), FieldPanel("first_hour")]),
                    FieldRowPanel([FieldPanel("last_day"), FieldPanel("last_hour")]),
                ],
                heading=_("When"),
                help_text=_("Days and hours of the city."),
            ),
            FieldPanel("texts"),
            FieldPanel("detour", widget=LineTextarea),
        ],
        base_form_class=NoticeForm,
    )
