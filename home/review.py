"""Two reviews before a trail is public: an editor's, then city staff's."""

from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group
from django.utils import timezone
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _
from wagtail.models import (
    AbstractGroupApprovalTask,
    GroupApprovalTask,
    Page,
    TaskState,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)


class Review(AbstractGroupApprovalTask):
    """A review by members of some groups, which is done already for what one of them
    submits: nobody is asked, or written to, to approve their own page."""

    class Meta:
        verbose_name = _("review by colleagues")
        verbose_name_plural = _("reviews by colleagues")

    def start(self, workflow_state: Any, user: Any = None) -> TaskState:
        """Begin it; approved at once when a reviewer submits."""
        if user is None or not self.groups.filter(user=user).exists():
            state: TaskState = super().start(workflow_state, user=user)
            return state
        return TaskState.objects.create(
            workflow_state=workflow_state,
            task=self,
            revision=workflow_state.content_object.get_latest_revision(),
            status=TaskState.STATUS_APPROVED,
            finished_at=timezone.now(),
            finished_by=user,
        )

    @classmethod
    def get_description(cls) -> str:
        """What it is, where an administrator chooses a task."""
        return gettext(
            "Members of the chosen groups approve it; what one of them submits has"
            " passed it already."
        )


def set_up_review(editors: Group, staff: Group) -> None:
    """Make the workflow of two steps, in the city's language, for all pages.

    On a site that is set up now, in the place of Wagtail's own.
    """
    with override(settings.LANGUAGE_CODE):
        workflow = Workflow.objects.create(name=gettext("Editors, then city staff"))
        review = Review.objects.create(name=gettext("Review by an editor"))
        approval = GroupApprovalTask.objects.create(name=gettext("City staff"))
    # City staff may stand in for an editor who is away.
    review.groups.set([editors, staff])
    approval.groups.set([staff])
    for number, task in enumerate((review, approval)):
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=number)
    root = Page.get_first_root_node()
    WorkflowPage.objects.update_or_create(page=root, defaults={"workflow": workflow})
    Workflow.objects.filter(workflow_pages=None).update(active=False)
