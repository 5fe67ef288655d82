"""The two reviews of a translation, whose screen is wagtail-localize's and knows none.

A translator submits it here; an editor and city staff read it and answer here, in the
same workflow as every other page.
"""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page, TaskState
from wagtail_localize.models import SourceDeletedError, Translation

SUBMIT, APPROVE, REJECT = "submit", "approve", "reject"
SAID = {
    SUBMIT: gettext_lazy("Submit for review"),
    APPROVE: gettext_lazy("Approve"),
    REJECT: gettext_lazy("Request changes"),
}
DONE = {
    SUBMIT: gettext_lazy("“%(title)s” is submitted for review."),
    APPROVE: gettext_lazy("“%(title)s” is approved."),
    REJECT: gettext_lazy("Changes to “%(title)s” are requested."),
}


def translation_of(page: Page) -> Translation | None:
    """The translation by which a page is written; None for any other page."""
    found = Translation.objects.filter(
        source__object_id=page.translation_key,
        target_locale_id=page.locale_id,
        enabled=True,
    )
    return found.first()


def steps_open_to(user: Any, page: Page) -> tuple[str, ...]:
    """What somebody may do now with a page that is translated, in the reviews."""
    task_state = page.current_workflow_task_state
    if task_state is None:
        may = page.permissions_for_user(user)
        is_free = not page.workflow_in_progress and page.get_workflow() is not None
        return (SUBMIT,) if is_free and may.can_submit_for_moderation() else ()
    actions = task_state.task.specific.get_actions(page, user)
    known = {name for name, _words, _asks in actions}
    return tuple(each for each in (APPROVE, REJECT) if each in known)


def tell_of_review(request: Any, page: Page) -> None:
    """Above the translation, as it is opened by whoever has a step to take."""
    if request.method != "GET" or translation_of(page) is None:
        return
    may = page.permissions_for_user(request.user)
    steps = steps_open_to(request.user, page)
    if not steps or (steps == (SUBMIT,) and may.can_publish()):
        return
    words = (
        _("When it is done, submit it for review.")
        if SUBMIT in steps
        else _("It waits for your review.")
    )
    button = messages.button(
        reverse("translation_review", args=[page.pk]),
        SAID[SUBMIT] if SUBMIT in steps else _("Review it"),
    )
    messages.info(request, words, buttons=[button])


class ReviewForm(forms.Form):
    """A step, and a word with it."""

    step = forms.ChoiceField(choices=list(SAID.items()))
    comment = forms.CharField(
        label=gettext_lazy("A word with it"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class TranslationReviewView(WagtailAdminTemplateMixin, FormView):
    """How far the reviews of a translation are, and what one may do about it."""

    template_name = "home/admin/translation_review.html"
    header_icon = "clipboard-list"
    page_title = gettext_lazy("Review of the translation")
    form_class = ReviewForm

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """Raises Http404, and PermissionDenied for who may neither edit nor review."""
        may_edit = self.page.permissions_for_user(request.user).can_edit()
        if self.translation and not (may_edit or self.steps):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def translation(self) -> Translation:
        """That of the page. Raises Http404 for a page that is not translated."""
        found = translation_of(self.page)
        if found is None:
            raise Http404
        return found

    @cached_property
    def page(self) -> Page:
        """The one that is translated. Raises Http404."""
        return get_object_or_404(Page, pk=self.kwargs["page_id"]).specific

    @cached_property
    def steps(self) -> tuple[str, ...]:
        """What the one who asks may do now."""
        return steps_open_to(self.request.user, self.page)

    def get_page_subtitle(self) -> str:
        """The page's title."""
        return str(self.page.get_admin_display_title())

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """The translation, then here."""
        edit = reverse("wagtailadmin_pages:edit", args=[self.page.pk])
        return [
            *self.breadcrumbs_items,
            {"url": edit, "label": self.get_page_subtitle()},
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The reviews so far, and the buttons."""
        return super().get_context_data(
            **kwargs,
            page=self.page,
            buttons=[(step, SAID[step]) for step in self.steps],
            asks_for_word=SUBMIT not in self.steps,
            reviews=list(self._reviews()),
        )

    def _reviews(self) -> Iterator[TaskState]:
        """Of the last time it was submitted, in their order."""
        state = self.page.current_workflow_state
        if state is None:
            state = self.page.workflow_states.order_by("-created_at").first()
        if state is not None:
            found = state.task_states.select_related("task", "finished_by")
            yield from found.order_by("started_at", "pk")

    def form_valid(self, form: ReviewForm) -> HttpResponse:
        """Take the step, and go back to the translation, or home from one's answer."""
        step = form.cleaned_data["step"]
        if step not in self.steps:
            raise PermissionDenied
        title = self.get_page_subtitle()
        try:
            self._take(step, form.cleaned_data["comment"])
        except SourceDeletedError:
            form.add_error(None, _("Its original has been deleted."))
            return self.form_invalid(form)
        except ValidationError as refused:
            form.add_error(None, refused)
            return self.form_invalid(form)
        messages.success(self.request, DONE[step] % {"title": title})
        if step == SUBMIT:
            return redirect("wagtailadmin_pages:edit", self.page.pk)
        return redirect("wagtailadmin_home")

    def _take(self, step: str, comment: str) -> None:
        """Raises ValidationError where the translation does not fit its page."""
        if step == SUBMIT:
            self.translation.save_target(user=self.request.user, publish=False)
            page = Page.objects.get(pk=self.page.pk).specific
            # After changes were asked for, it goes on where it was.
            if (asked := page.current_workflow_state) is not None:
                asked.resume(self.request.user)
            else:
                page.get_workflow().start(page, self.request.user)
            return
        state = self.page.current_workflow_task_state
        state.task.specific.on_action(state, self.request.user, step, comment=comment)
