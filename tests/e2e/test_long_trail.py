"""A trail of sixty stops in the composer: what may grow with it, counted, not timed."""

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Demo
from tests.e2e.map_forms import Admin, TourForm, open_new_tour

STOPS = 60
NEAR_ROWS = 10
LAID_OUT = """(rows) => rows.filter((row) => row.querySelector("button")
    .checkVisibility({ contentVisibilityAuto: true })).length"""
FILL = """(count) => {
    for (let i = 0; i < count; i += 1) {
        document.querySelector("#id_stops-ADD").click();
        for (const [name, value] of [
            ["title", `Stop ${i + 1}`],
            ["latitude", String(45.43 + i * 0.0004)],
            ["longitude", String(4.38 + 0.002 * Math.sin(i))],
        ]) {
            const input = document.querySelector(`[name="stops-${i}-${name}"]`);
            input.value = value;
            input.dispatchEvent(new Event("change", { bubbles: true }));
        }
    }
}"""


@pytest.fixture
def tour(admin: Admin, demo: Demo) -> TourForm:
    """A new trail whose stops are there, its map in view."""
    form = open_new_tour(admin, demo)
    form.page.evaluate(FILL, STOPS)
    form.map.scroll_into_view_if_needed()
    expect(form.field.locator(".map-field__stop-item")).to_have_count(STOPS)
    return form


def test_its_far_rows_are_not_laid_out_with_its_map(tour: TourForm) -> None:
    rows = tour.page.locator("[data-inline-panel-child]")
    expect(rows).to_have_count(STOPS)
    # Rows just added have been near the screen.
    tour.page.wait_for_function(
        f"near => ({LAID_OUT})([...document.querySelectorAll("
        "'[data-inline-panel-child]')]) <= near",
        arg=NEAR_ROWS,
    )


def test_its_markers_are_no_layers_of_their_own(tour: TourForm) -> None:
    markers = tour.field.locator(".leaflet-marker-icon")
    transforms = markers.evaluate_all("all => all.map((each) => each.style.transform)")
    assert len(transforms) > STOPS
    assert not [each for each in transforms if "3d" in each]


def test_maps_far_from_the_screen_rest(tour: TourForm) -> None:
    """A change on the long map draws nothing in the maps of the rows."""
    page = tour.page
    expect(page.locator("#id_stops-FORMS .leaflet-container").first).to_be_attached()
    page.evaluate("""() => {
        window.changes = 0;
        const watch = new MutationObserver((all) => { window.changes += all.length; });
        for (const map of document.querySelectorAll("#id_stops-FORMS .leaflet-pane"))
            watch.observe(map, { childList: true, subtree: true });
    }""")
    latitude = page.locator("[name=stops-29-latitude]")
    before = latitude.input_value()
    flag = tour.field.locator(".leaflet-marker-icon[aria-label^='Stop 30,']")
    flag.focus()
    flag.press("Shift+ArrowUp")
    expect(latitude).not_to_have_value(before)
    page.wait_for_timeout(500)
    assert page.evaluate("window.changes") == 0
