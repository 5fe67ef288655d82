"""Makes the PNG files of frontend/images from its drawings, with Chromium.

    python frontend/tools/make_images.py

Run it again when the logo or the passage changes; the files are committed.
TRABOULE_CHROMIUM names a browser other than Playwright's own.
"""

import os
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parent.parent.parent
IMAGES = ROOT / "frontend" / "images"
FONT = (
    ROOT
    / "node_modules/@fontsource/atkinson-hyperlegible-next/files"
    / "atkinson-hyperlegible-next-latin-700-normal.woff2"
)
PASSAGE = ROOT / "templates" / "includes" / "posters" / "passage.html"
ICON_SIZES = (32, 180, 192, 512)
MASKABLE_SIZE = 512
SOCIAL = (1200, 630)


def icon_page(size: int) -> str:
    """The logo alone; the large ones fill their square, which phones round."""
    drawing = (IMAGES / "icon.svg").read_text()
    if size > 64:
        drawing = drawing.replace('rx="13"', 'rx="0"')
    return (
        f"<style>body{{margin:0}}svg{{display:block;width:{size}px}}</style>{drawing}"
    )


def maskable_page(size: int) -> str:
    """The logo smaller in a square of its own red: phones cut it to a circle."""
    margin = size // 14
    return f"""<style>
      body {{ margin: 0; background: #a3261b; }}
      svg {{ display: block; width: {size - 2 * margin}px; margin: {margin}px; }}
    </style>{(IMAGES / "icon.svg").read_text()}"""


def social_page() -> str:
    """What messages show of a page that has no picture of its own."""
    logo = (IMAGES / "icon.svg").read_text()
    return f"""<style>
      @font-face {{ font-family: Atkinson; src: url("{FONT.as_uri()}"); }}
      body {{ margin: 0; background: #fbf7ee; color: #2b211b; font-family: Atkinson; }}
      .passage svg {{ position: absolute; right: 0; bottom: 0; width: 1200px;
        height: 643px; }}
      .name {{ position: absolute; left: 64px; top: 56px; display: flex; gap: 28px;
        align-items: center; padding: 22px 44px 22px 22px; border-radius: 44px;
        background: #fbf7ee; font-size: 76px; font-weight: 700;
        letter-spacing: -0.02em; }}
      .name svg {{ width: 104px; }}
    </style><div class="passage">{PASSAGE.read_text()}</div>
    <div class="name">{logo}Traboule</div>"""


def save(browser: Browser, html: str, size: tuple[int, int], name: str) -> None:
    """Draws a page and keeps it; its file lies where the font may be read."""
    page = browser.new_page(viewport={"width": size[0], "height": size[1]})
    source = IMAGES / "drawing.html"
    source.write_text(f"<!doctype html>{html}")
    try:
        page.goto(source.as_uri())
        page.evaluate("document.fonts.ready")
        page.screenshot(path=IMAGES / name, omit_background=True)
    finally:
        source.unlink()
        page.close()


def main() -> None:
    """Every size of the icon, and the social preview."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("TRABOULE_CHROMIUM")
        )
        for size in ICON_SIZES:
            save(browser, icon_page(size), (size, size), f"icon-{size}.png")
        save(
            browser,
            maskable_page(MASKABLE_SIZE),
            (MASKABLE_SIZE, MASKABLE_SIZE),
            f"icon-maskable-{MASKABLE_SIZE}.png",
        )
        save(browser, social_page(), SOCIAL, "social.png")
        browser.close()


if __name__ == "__main__":
    main()
