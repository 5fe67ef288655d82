"""Who may do what: every address of the admin, tried by every role and by nobody.

What is expected stands in ``admin_matrix.txt``, one line for each address. A new
address fails this test until it has its line there. To see what is answered now, in
the form of that table::

    TRABOULE_SHOW_MATRIX=1 pytest -s tests/home/test_admin_matrix.py
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.contrib.auth.models import Group, User
from django.db import transaction
from django.template.backends.django import Template
from django.test import Client
from django.urls import URLPattern, get_resolver
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents.models import Document
from wagtail.models import Collection, Locale, Workflow
from wagtail_localize.models import (
    OverridableSegment,
    StringSegment,
    Translation,
)

from exchange.paper import sign_views
from home.demo.translating import translate
from home.models import SiteSettings
from home.roles import CONTRIBUTORS, EDITORS, STAFF, make_translators, translators
from tests.conftest import BilingualSite, account
from tests.factories import (
    ContributorFactory,
    NoticeFactory,
    PictureFactory,
    PlaceFactory,
    RecordingFactory,
    RightsGrantFactory,
    ThemeFactory,
    TourPageFactory,
)
from tests.field.factories import FieldWalkFactory, memo
from tours.models import Organisation, ProblemReport

pytestmark = [
    pytest.mark.screens,
    # wagtail-localize's report of translations says no order.
    pytest.mark.filterwarnings(
        "ignore::django.core.paginator.UnorderedObjectListWarning"
    ),
]

TABLE = Path(__file__).with_name("admin_matrix.txt")
# In the order of the table's columns: nobody, then each role by its letter.
NOBODY, ROLES = "N", "CTESA"
GROUPS = {"C": CONTRIBUTORS, "T": translators("en"), "E": EDITORS, "S": STAFF}
ENGLISH = {"accept-language": "en"}
REFUSED, MISSING = "-", "."
REFUSALS = {"/admin/", "/admin/login/"}
# Raises an error on purpose, for whoever looks at the page of errors.
LEFT_OUT = {"failwhale/"}
ARGUMENT = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>[^)]*\)")


def addresses() -> Iterator[str]:
    """Every address of the admin as its pattern, without what all begin with."""
    yield from sorted(
        {
            found.removeprefix("admin/")
            for found in _below(get_resolver(), "")
            if found.startswith("admin/") and found != "admin/^.*/$"
        }
        - LEFT_OUT
    )


def _below(resolver: Any, prefix: str) -> Iterator[str]:
    for each in resolver.url_patterns:
        pattern = f"{prefix}{each.pattern}"
        if isinstance(each, URLPattern):
            yield pattern
        else:
            yield from _below(each, pattern)


@pytest.fixture
def arguments(site: BilingualSite) -> dict[str, Any]:
    """What stands in addresses: by the beginning of an address and the argument's name.

    The trail is French, a draft of none of those who ask, and waits for an editor.
    """
    trail = TourPageFactory(parent=site.home, live=False)
    author = account("somebody", CONTRIBUTORS)
    translate(trail, site.english_home.locale, {})
    trail.get_workflow().start(trail, author)
    state = trail.current_workflow_task_state
    translation = Translation.objects.get(source__object_id=trail.translation_key)
    source = translation.source
    theme, place, picture = ThemeFactory(), PlaceFactory(), PictureFactory()
    recording = RecordingFactory()
    walk = FieldWalkFactory(user=author)
    named: dict[str, Any] = {
        "page_id": trail.pk,
        "parent_page_id": site.home.pk,
        "page_to_move_id": trail.pk,
        "destination_id": site.home.pk,
        "page_pk": site.home.pk,
        "revision_id": trail.latest_revision_id,
        "revision_id_a": "earliest",
        "revision_id_b": "latest",
        "task_state_id": state.pk,
        "task_id": state.task_id,
        "workflow_state_id": state.workflow_state_id,
        "workflow_pk": state.workflow_state.workflow_id,
        "action_name": "approve",
        "content_type_app_name": "tours",
        "content_type_model_name": "tourpage",
        "app_label": "tours",
        "model_name": "theme",
        "action": "delete",
        "app_name": "taggit",
        "collection_id": Collection.get_first_root_node().pk,
        "document_id": Document.objects.create(title="Plan", file="plan.pdf").pk,
        "image_id": picture.pk,
        "filter_spec": "original",
        "recording_id": recording.pk,
        "grant_id": RightsGrantFactory().pk,
        "report_id": ProblemReport.objects.create(about=f"trail:{trail.pk}").pk,
        "redirect_id": Redirect.objects.create(old_path="/ancien").pk,
        "translation_id": translation.pk,
        "translation_source_id": source.pk,
        "string_segment_id": StringSegment.objects.filter(source=source)[0].pk,
        "overridable_segment_id": OverridableSegment.objects.filter(source=source)[
            0
        ].pk,
        "mode": "",
        "token": UUID(int=1),
        "uidb64": "MQ",
        "code": trail.code,
        "size": "a6",
        "name": "ville",
        "zoom": 1,
        "column": 1,
        "row": 1,
        "session_id": 1,
        "uploaded_file_id": 1,
        "object_id": trail.pk,
        "walk_key": walk.key,
        "note_key": memo(walk, 0).key,
    }
    named["doc_id"] = named["document_id"]
    keys = {
        "api/main/^pages": trail.pk,
        "api/main/^documents": named["document_id"],
        "api/main/^images": picture.pk,
        "collections/": Collection.get_first_root_node().add_child(name="Fonds").pk,
        "workflows/": Workflow.objects.active()[0].pk,
        "workflows/tasks/": state.task_id,
        "settings/": SiteSettings.objects.get().site_id,
        "locales/": Locale.objects.get(language_code="en").pk,
        "sites/": site.site.pk,
        "users/": author.pk,
        "groups/": Group.objects.get(name=EDITORS).pk,
        "documents/chooser/": named["document_id"],
        "images/chooser/": picture.pk,
        "localize/": theme.pk,
        "pages/": trail.pk,
    }
    works = {
        "tours/theme": theme.pk,
        "tours/notice": NoticeFactory().pk,
        "tours/organisation": Organisation.objects.create(name="Musée").pk,
        "tours/problemreport": named["report_id"],
        "places/place": place.pk,
        "media_library/recording": recording.pk,
        "media_library/contributor": ContributorFactory().pk,
        "media_library/rightsgrant": named["grant_id"],
    }
    for kind, key in works.items():
        keys[f"snippets/{kind}/"] = keys[f"snippets/choose/{kind}/"] = key
    return {
        **{f"|{name}": value for name, value in named.items()},
        **{f"{prefix}|pk": key for prefix, key in keys.items()},
        "pages/<int:page_id>/unpublish/|page_id": site.home.pk,
        "settings/|app_name": "home",
        "settings/|model_name": "sitesettings",
        "tag-autocomplete/|model_name": "tag",
        "workflows/tasks/add/|app_label": "wagtailcore",
        "workflows/tasks/add/|model_name": "groupapprovaltask",
        "editing-sessions/|model_name": "tourpage",
        "pages/create/|model_name": "tourpage",
    }


def filled(pattern: str, arguments: dict[str, Any]) -> str:
    """The pattern with its arguments: for each the longest beginning that has it."""

    def value(found: re.Match[str]) -> str:
        name = found[1] or found[2]
        begun = (key.partition("|") for key in arguments)
        fitting = [p for p, _bar, n in begun if n == name and pattern.startswith(p)]
        return str(arguments[f"{max(fitting, key=len)}|{name}"])

    address = ARGUMENT.sub(value, pattern)
    return "/admin/" + address.replace("^", "").replace("\\", "").replace("$", "")


@pytest.fixture
def people(site: BilingualSite, settings: Any) -> dict[str, Client]:
    """Nobody, and one person in each role, signed in."""
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
    make_translators(site.english_home)
    clients = {NOBODY: Client(raise_request_exception=False, headers=ENGLISH)}
    for letter in ROLES:
        client = Client(raise_request_exception=False, headers=ENGLISH)
        if letter in GROUPS:
            user = account(f"person-{letter}", GROUPS[letter])
        else:
            user = User.objects.create_superuser("administrator")
        client.force_login(user)
        clients[letter] = client
    return clients


def answered(client: Client, letter: str, address: str, posts: bool = False) -> str:
    """The letter where it answers, or how it does not. Nothing stays done."""
    session = client.cookies["sessionid"].value if client.cookies else ""
    for ask in (client.post,) if posts else (client.get, client.post, client.put):
        with transaction.atomic():
            response = ask(address)
            transaction.set_rollback(True)
        if response.streaming:
            list(response)  # else its file stays open
        if session:
            client.cookies["sessionid"] = session  # also after signing out
        if response.status_code != 405:
            break
    where = response.headers.get("Location", "").partition("?")[0]
    # What is not there is looked for in the reader's language as well.
    if response.status_code == 404 or where.startswith("/en/"):
        return MISSING
    if response.status_code == 403 or where in REFUSALS:
        return REFUSED
    # Others' code may break where nothing is sent and something was awaited.
    is_broken = response.status_code >= 500 and ask == client.get
    return "!" if is_broken else letter


def test_every_address_answers_whom_it_should(
    people: dict[str, Client],
    arguments: dict[str, Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # What a page looks like is no matter here, and takes most of the time; so do
    # sessions in a database, and panels set by a process apart.
    monkeypatch.setattr(Template, "render", lambda *args, **kwargs: "")
    monkeypatch.setattr(sign_views, "set_apart", lambda *args: b"")
    found = {
        pattern: "".join(
            answered(client, letter, filled(pattern, arguments))
            for letter, client in people.items()
        )
        for pattern in addresses()
    }
    if os.environ.get("TRABOULE_SHOW_MATRIX"):
        print(*(f"{who} {pattern}" for pattern, who in found.items()), sep="\n")  # noqa: T201
    assert found == expected()
    posted = {
        pattern: "".join(
            answered(client, letter, filled(pattern, arguments), posts=True)
            for letter, client in people.items()
        )
        for pattern in DANGEROUS
    }
    assert posted == DANGEROUS
    kinds = ("media_library/rightsgrant", "tours/problemreport")
    for kind, who in zip(kinds, ("----SA", "---ESA"), strict=True):
        address = f"/admin/localize/api/snippets/{kind}/"
        told = "".join(answered(people[one], one, address) for one in people)
        assert told == who


# What is done by a POST: who is refused there too.
DANGEROUS = {
    "pages/<int:page_id>/delete/": "---ESA",
    "pages/<int:page_id>/unpublish/": "----SA",
    "pages/<int:page_to_move_id>/move/<int:destination_id>/confirm/": "---ESA",
    "pages/<int:page_id>/edit/": "---ESA",
    "snippets/places/place/edit/<int:pk>/": "---ESA",
    "snippets/places/place/delete/<int:pk>/": "----SA",
    "snippets/media_library/recording/edit/<int:pk>/": "---ESA",
    "snippets/media_library/rightsgrant/delete/<int:pk>/": "----SA",
    "images/<int:image_id>/delete/": "---ESA",
    "localize/submit/page/<int:page_id>/": "---ESA",
    "localize/update/<int:translation_source_id>/": "---ESA",
    "settings/<slug:app_name>/<slug:model_name>/<int:pk>/": "----SA",
    "collections/<int:pk>/delete/": "-....A",
    "groups/delete/<int:pk>/": "-----A",
    "users/edit/<int:pk>/": "-----A",
    "users/new/": "-----A",
}


def expected() -> dict[str, str]:
    """The table: empty lines and those that begin with # say nothing."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    told = [line.split(maxsplit=1) for line in lines if line and line[0] != "#"]
    return {pattern[0] if pattern else "": who for who, *pattern in told}
