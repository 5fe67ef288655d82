"""Whose languages are whose: what one may edit of places, themes and translations.

Pages are Wagtail's own matter: a group that may change one home page and what is below
it works in that page's language. What has no place in the tree follows the same rule
here: whoever may edit pages in some languages only edits places and themes in those.
"""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.models import GroupPagePermission, Page, TranslatableMixin
from wagtail.permissions import policy_registry
from wagtail_localize.models import TranslationSource
from wagtail_localize.views import (
    edit_translation,
    snippets_api,
    submit_translations,
    update_translations,
)

from media_library.guarded_chooser import READING

WRITING = ("add_page", "change_page")


def languages_of(user: Any) -> set[int] | None:
    """The locales in which somebody may write pages, by their keys; None for all.

    Also for who may write no page anywhere, such as the keeper of an archive's works:
    pages then say nothing of languages.
    """
    if user.is_superuser:
        return None
    held = GroupPagePermission.objects.filter(
        group__user=user, permission__codename__in=WRITING
    )
    found = set(held.values_list("page__depth", "page__locale"))
    if not found or any(depth == 1 for depth, _locale in found):
        return None
    return {locale for _depth, locale in found}


def may_write(user: Any, work: Any) -> bool:
    """Whether a place, theme or page is in a language in which somebody writes."""
    if not isinstance(work, TranslatableMixin):
        return True
    languages = languages_of(user)
    return languages is None or work.locale_id in languages


def keep_to_languages(request: HttpRequest, works: Any) -> HttpResponse | None:
    """Say why a place or theme is not theirs to edit, or to delete."""
    several = works if isinstance(works, list | tuple) else [works]
    if all(may_write(request.user, work) for work in several):
        return None
    sentence = _("Not yours to edit: it is in a language in which you do not write.")
    messages.error(request, sentence)
    return redirect("wagtailadmin_home")


def install() -> None:
    """Have wagtail-localize (1.14.5) ask too: it asks for the kind of work alone."""
    edit_translation.user_can_edit_instance = _in_their_languages(
        edit_translation.user_can_edit_instance
    )
    for view in (
        submit_translations.SubmitPageTranslationView,
        submit_translations.SubmitSnippetTranslationView,
        update_translations.UpdateTranslationsView,
    ):
        view.get_object = _of_what_they_edit(view.get_object)
    snippets_api.SnippetViewSet.get_model = _of_what_they_read(
        snippets_api.SnippetViewSet.get_model
    )


def _in_their_languages(original: Callable[..., bool]) -> Callable[..., bool]:
    def user_can_edit_instance(user: Any, instance: Any) -> bool:
        return original(user, instance) and may_write(user, instance)

    return user_can_edit_instance


def _of_what_they_read(original: Callable[..., Any]) -> Callable[..., Any]:
    """Names of places, grants and so on, for those who may read them at all."""

    def get_model(view: Any) -> Any:
        model = original(view)
        policy = policy_registry.get_by_type(model)
        if not policy.user_has_any_permission(view.request.user, READING):
            raise PermissionDenied
        return model

    return get_model


def _of_what_they_edit(original: Callable[..., Any]) -> Callable[..., Any]:
    """A page's translation is begun, or brought up to date, by who may edit it."""

    def get_object(view: Any) -> Any:
        found = original(view)
        is_source = isinstance(found, TranslationSource)
        work = found.get_source_instance() if is_source else found
        user = view.request.user
        if isinstance(work, Page) and not work.permissions_for_user(user).can_edit():
            raise PermissionDenied
        return found

    return get_object
