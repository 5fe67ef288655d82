"""Opens pages of a running demo and keeps what they show, for screenshots.py."""

import io
import re
import sys
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page

ACCOUNT = {"username": "staff", "password": "traboule"}
BROWSER_LANGUAGES = {"fr": "fr-FR", "en": "en-GB"}
# With a city's own map under it.
TITLES = {
    "fr": "Saint-Étienne, ville de design et de mines",
    "en": "Saint-Étienne, city of design and mines",
}
PHONE = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 2,
    "is_mobile": True,
    "has_touch": True,
}
STREET = {
    **PHONE,
    "geolocation": {"latitude": 45.4397, "longitude": 4.3872, "accuracy": 6},
    "permissions": ["geolocation", "screen-wake-lock"],
}
DESK = {"viewport": {"width": 1280, "height": 800}}
ADMIN = {"viewport": {"width": 1280, "height": 860}}
PAPER = "#ece3d0"
GAP = 40

Picture = Image.Image

Picture = Image.Image


class Camera:
    """Opens pages of the demo in one language."""

    def __init__(self, browser: Browser, base_url: str, language: str) -> None:
        self.browser, self.base_url, self.language = browser, base_url, language
        self._signed_in: BrowserContext | None = None

    def visit(self, path: str, device: dict[str, Any]) -> Page:
        """A public page, on a device of its own."""
        page = self._context(device).new_page()
        return self._settled(page, path)

    def edit(self, path: str) -> Page:
        """A page of the admin, signed in."""
        if self._signed_in is None:
            self._signed_in = self._context(ADMIN)
            self._sign_in(self._signed_in)
        return self._settled(self._signed_in.new_page(), path)

    def edit_in_street(self, path: str) -> Page:
        """The same on a phone of its own, which knows where it is."""
        context = self._context(STREET)
        self._sign_in(context)
        return self._settled(context.new_page(), path)

    def _sign_in(self, context: BrowserContext) -> None:
        page = self._settled(context.new_page(), "/admin/login/")
        for name, value in ACCOUNT.items():
            page.fill(f"[name={name}]", value)
        page.click("form [type=submit]")
        page.wait_for_url("**/admin/")
        page.close()

    def edit_trail(self, language: str, title: str = "") -> Page:
        """The form of the trail, or of its translation, or of another one."""
        page = self.edit(f"/admin/pages/{self.home_number(language)}/")
        name = title or TITLES[language]
        page.get_by_role("link", name=name, exact=True).click()
        page.wait_for_url("**/edit/")
        page.wait_for_load_state("networkidle")
        return page

    def home_number(self, language: str) -> str:
        """The home page of a language: the one that holds the trail."""
        page = self.edit("/admin/pages/")
        addresses = page.locator("main a").evaluate_all(
            "links => links.map(link => link.getAttribute('href'))"
        )
        for address in addresses:
            number = re.fullmatch(r"/admin/pages/(\d+)/", address or "")
            if number and TITLES[language] in page.request.get(address).text():
                page.close()
                return number[1]
        sys.exit("screenshots: the trail is not to be found: is this the demo?")

    def _context(self, device: dict[str, Any]) -> BrowserContext:
        return self.browser.new_context(
            base_url=self.base_url,
            locale=BROWSER_LANGUAGES[self.language],
            timezone_id="Europe/Paris",
            reduced_motion="reduce",
            **device,
        )

    @staticmethod
    def _settled(page: Page, path: str) -> Page:
        page.goto(path)
        page.wait_for_load_state("networkidle")
        return page


def look(page: Page) -> Picture:
    """What the window shows."""
    return Image.open(io.BytesIO(page.screenshot(animations="disabled")))


def place_at_top(page: Page, selector: str) -> None:
    """Scroll until an element is below the header of the admin."""
    page.locator(selector).first.evaluate(
        "element => { element.style.scrollMarginTop = '4rem';"
        " element.scrollIntoView({ block: 'start', behavior: 'instant' }); }"
    )


def side_by_side(*pictures: Picture) -> Picture:
    """Pictures of the same height on one sheet of paper."""
    height = min(picture.height for picture in pictures)
    scaled = [
        picture.resize((round(picture.width * height / picture.height), height))
        for picture in pictures
    ]
    width = sum(picture.width for picture in scaled) + GAP * (len(scaled) + 1)
    sheet = Image.new("RGB", (width, height + 2 * GAP), PAPER)
    left = GAP
    for picture in scaled:
        sheet.paste(picture, (left, GAP))
        left += picture.width + GAP
    return sheet
