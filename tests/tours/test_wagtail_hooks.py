"""Themes in the admin."""

import pytest
from django.test import Client

from tests.factories import ThemeFactory, locale
from tours.models import Theme

LIST = "/admin/snippets/tours/theme/"


@pytest.fixture(autouse=True)
def _languages(db: None) -> None:
    locale("fr")
    locale("en")


def test_an_editor_makes_a_theme(editor_client: Client) -> None:
    response = editor_client.post(f"{LIST}add/?locale=fr", {"name": "Mines"})
    assert response.status_code == 302
    assert Theme.objects.get().locale.language_code == "fr"


def test_html_is_refused_in_a_theme(editor_client: Client) -> None:
    response = editor_client.post(f"{LIST}add/?locale=fr", {"name": "<b>Mines</b>"})
    assert "HTML" in response.context["form"].errors["name"][0]
    assert not Theme.objects.exists()


@pytest.mark.parametrize("client", ["editor_client", "staff_client"])
def test_only_city_staff_deletes_a_theme(
    request: pytest.FixtureRequest, client: str
) -> None:
    browser = request.getfixturevalue(client)
    theme = ThemeFactory()
    browser.post(f"{LIST}delete/{theme.pk}/")
    assert Theme.objects.exists() == (client == "editor_client")
