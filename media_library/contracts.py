"""Contracts in the admin: sent with a grant, read by who may see grants."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.permission_policies import ModelPermissionPolicy

from media_library.grants import RightsGrant


@dataclass(frozen=True)
class ContractLink:
    """What the form shows of a contract that is there: never where it lies."""

    url: str

    def __str__(self) -> str:
        return _("read it")


class ContractInput(forms.ClearableFileInput):
    """A contract that can be read, replaced, taken away."""

    def is_initial(self, value: Any) -> bool:
        """Whether there is one; its storage has no address for it."""
        return bool(value and getattr(value, "_committed", False))

    def format_value(self, value: Any) -> ContractLink | None:
        """A link that asks for a permission."""
        if not self.is_initial(value):
            return None
        return ContractLink(reverse("grant_contract", args=[value.instance.pk]))


@require_safe
def grant_contract(request: HttpRequest, grant_id: int) -> FileResponse:
    """The contract of a grant. Raises PermissionDenied, Http404."""
    policy = ModelPermissionPolicy(RightsGrant)
    if not policy.user_has_any_permission(request.user, ("change", "view")):
        raise PermissionDenied
    grant = get_object_or_404(RightsGrant.objects.exclude(contract=""), pk=grant_id)
    try:
        file = grant.contract.open()
    except FileNotFoundError as error:
        raise Http404 from error
    name = f"{slugify(grant.title) or 'contract'}.pdf"
    answer = FileResponse(file, as_attachment=True, filename=name)
    answer["Cache-Control"] = "private, no-store"
    return answer
