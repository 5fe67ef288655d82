"""Recordings stand in collections: their forms, their screens, who may use them."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.forms.collections import (
    CollectionChoiceField,
    collection_member_permission_formset_factory,
)
from wagtail.models import Collection
from wagtail.permission_policies.collections import CollectionPermissionPolicy
from wagtail.permissions import register_permission_policy

from media_library.models import Recording
from media_library.work_permissions import collections_to_add

GroupRecordingPermissions = collection_member_permission_formset_factory(
    Recording,
    [
        ("add_recording", _("Add"), _("Add recordings")),
        ("change_recording", _("Edit"), _("Edit any recording")),
        ("delete_recording", _("Delete"), _("Delete any recording")),
        ("view_recording", _("Choose"), _("Choose recordings for a trail")),
    ],
    "media_library/admin/recording_permissions.html",
)


def register_policy() -> None:
    """Permissions for recordings are those of their collections."""
    register_permission_policy(Recording, CollectionPermissionPolicy(Recording))


def collection_field(collections: QuerySet[Collection]) -> CollectionChoiceField:
    """Chooses one of some collections."""
    return CollectionChoiceField(
        label=_("Collection"),
        queryset=collections,
        empty_label=None,
        help_text=_("Whose recording it is: its organisation's editors may change it."),
    )


class CollectedForm(forms.ModelForm):
    """A recording's form: its collection is one to which its editor may add.

    ``for_user`` is that editor. Where there is no choice, there is no field.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        collections = collections_to_add(getattr(self, "for_user", None), Recording)
        if self.instance.pk:
            here = Collection.objects.filter(pk=self.instance.collection_id)
            collections = collections | here
        elif self.instance.collection not in collections:
            self.instance.collection = self.initial["collection"] = collections.first()
        self.fields.pop("collection", None)
        if len(collections) > 1:
            self.fields["collection"] = collection_field(collections)


def describe_recordings(collection: Collection) -> dict[str, Any] | None:
    """What a collection still holds: it is not deleted with works in it."""
    count = Recording.objects.filter(collection=collection).count()
    if not count:
        return None
    address = reverse("wagtailsnippets_media_library_recording:list")
    words = ngettext("%(count)s recording", "%(count)s recordings", count)
    return {
        "count": count,
        "count_text": words % {"count": count},
        "url": f"{address}?collection={collection.pk}",
    }
