"""The home page on a phone: themes, trails around, the menu, and no script at all."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import DESK, Opener

HELSINKI = {"latitude": 60.1719, "longitude": 24.9414}


def shown_trails(page: Page) -> list[str]:
    """Titles of the trails that can be seen, in their order."""
    return page.locator(".trail-card:visible h3").all_inner_texts()


def test_a_theme_filters_the_trails_and_the_address_follows(
    open_page: Opener,
) -> None:
    page = open_page("/en/")
    assert len(shown_trails(page)) == 2
    page.get_by_role("link", name="Mining", exact=True).click()
    expect(page.get_by_text("1 trail on this theme: Mining")).to_be_visible()
    assert shown_trails(page) == ["Saint-Étienne, city of design and mines"]
    assert page.locator(".overview__pin:visible").count() == 1
    expect(page).to_have_url(re.compile(r"\?theme=mining$"))
    page.reload()
    assert shown_trails(page) == ["Saint-Étienne, city of design and mines"]
    page.go_back()
    expect(page.locator(".trail-card:visible")).to_have_count(2)


def test_themes_answer_without_script(open_page: Opener) -> None:
    page = open_page("/en/", java_script_enabled=False)
    page.get_by_role("link", name="Granite", exact=True).click()
    expect(page.get_by_text("1 trail on this theme: Granite")).to_be_visible()
    assert shown_trails(page) == ["Helsinki, city of granite and design"]
    expect(page.get_by_role("button", name="Around me")).to_have_count(0)


def test_an_unknown_theme_says_so_and_shows_everything(open_page: Opener) -> None:
    page = open_page("/en/?theme=unicorns")
    expect(page.get_by_text("This theme is not here any more")).to_be_visible()
    assert len(shown_trails(page)) == 2


@pytest.mark.parametrize(
    ("where", "first"),
    [
        (HELSINKI, "Helsinki, city of granite and design"),
        (
            {"latitude": 45.4397, "longitude": 4.3872},
            "Saint-Étienne, city of design and mines",
        ),
    ],
    ids=["in Helsinki", "in Saint-Étienne"],
)
def test_the_nearest_trail_comes_first_once_the_visitor_agrees(
    open_page: Opener, where: dict[str, float], first: str
) -> None:
    page = open_page("/en/", permissions=["geolocation"], geolocation=where)
    usual = shown_trails(page)
    page.get_by_role("button", name="Around me").click()
    expect(page.get_by_text("your position is neither sent nor kept")).to_be_visible()
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url))
    page.get_by_role("button", name="Use my position").click()
    expect(page.get_by_text("The nearest trail begins at")).to_be_visible()
    assert shown_trails(page)[0] == first
    expect(page.locator(".trail-card__away").first).to_have_text(re.compile(r"at .+m"))
    page.get_by_role("button", name="Back to the usual order").click()
    assert shown_trails(page) == usual
    assert not [url for url in sent if str(where["latitude"])[:5] in url]


def test_a_refused_position_leaves_a_sentence_and_a_way_out(
    open_page: Opener,
) -> None:
    page = open_page("/en/", permissions=[])
    page.get_by_role("button", name="Around me").click()
    page.get_by_role("button", name="Use my position").click()
    expect(page.get_by_text("does not give this site your position")).to_be_visible()
    expect(page.get_by_role("button", name="Try again")).to_be_visible()
    page.get_by_role("button", name="Not now").click()
    expect(page.get_by_role("button", name="Around me")).to_be_focused()
    assert len(shown_trails(page)) == 2


def test_the_first_card_shows_on_the_first_screen_of_a_phone(
    open_page: Opener,
) -> None:
    page = open_page("/fr/")
    card = page.locator(".trail-card h3").first.bounding_box()
    assert card is not None
    assert card["y"] < 844


def test_the_menu_opens_and_closes_on_a_phone(open_page: Opener) -> None:
    page = open_page("/en/")
    about = page.get_by_role("navigation", name="Main menu").get_by_text("About")
    expect(about).not_to_be_visible()
    page.get_by_text("Menu", exact=True).click()
    expect(about).to_be_visible()
    page.keyboard.press("Escape")
    expect(about).not_to_be_visible()
    page.get_by_text("Menu", exact=True).click()
    about.click()
    expect(page).to_have_url(re.compile("/en/about/$"))


def test_the_menu_lies_open_on_a_desk(open_page: Opener) -> None:
    page = open_page("/en/", DESK)
    menu = page.get_by_role("navigation", name="Main menu")
    expect(menu.get_by_role("link", name="Trails")).to_be_visible()
    expect(page.get_by_text("Menu", exact=True)).not_to_be_visible()


def test_the_language_leads_to_the_same_page(open_page: Opener) -> None:
    page = open_page("/fr/vie-privee/", DESK)
    page.get_by_role("banner").get_by_role("link", name="English").click()
    expect(page).to_have_url(re.compile("/en/privacy/$"))
    page.get_by_role("banner").get_by_role("link", name="Français").click()
    expect(page).to_have_url(re.compile("/fr/vie-privee/$"))


def test_a_pin_leads_to_its_card_by_keyboard(open_page: Opener) -> None:
    page = open_page("/en/", DESK)
    pin = page.get_by_role("link", name="Saint-Étienne, city of design and mines").last
    pin.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#trail-city-of-design-and-mines$"))
