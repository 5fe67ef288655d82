"""A phone that a test carries: it finds what it is told, on the test's own time."""

import json
import subprocess
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parent.parent.parent
# In the place of the browser's own: positions, clock, vibration, lock screen, sound.
PHONE_SCRIPT = """
const phone = {
    now: Date.now(), tell: null, rests: 0, fixes: [], shakes: [], keys: {},
    refusesPosition: false, refusesSound: false, isHidden: false, screen: null,
};
window.phone = phone;
Date.now = () => phone.now;
let watches = 0;
const found = {
    watchPosition(tell, fail) {
        watches += 1;
        phone.tell = tell; // also while the page lets it rest: its time flies
        if (phone.refusesPosition) setTimeout(() => fail({ code: 1 }));
        return watches;
    },
    clearWatch() { phone.rests += 1; },
    getCurrentPosition() {},
};
Object.defineProperty(navigator, "geolocation", { value: found });
navigator.vibrate = (code) => { phone.shakes.push(code.join(" ")); return true; };
const play = HTMLMediaElement.prototype.play;
HTMLMediaElement.prototype.play = function () {
    if (!this.src.startsWith("blob:")) phone.sound = this;
    const refused = new DOMException("no touch", "NotAllowedError");
    return phone.refusesSound ? Promise.reject(refused) : play.call(this);
};
const setActionHandler = MediaSession.prototype.setActionHandler;
MediaSession.prototype.setActionHandler = function (name, act) {
    phone.keys[name] = act;
    return setActionHandler.call(this, name, act);
};
Object.defineProperty(Document.prototype, "hidden", { get: () => phone.isHidden });
Object.defineProperty(Document.prototype, "visibilityState", {
    get: () => (phone.isHidden ? "hidden" : "visible"),
});
phone.hide = (isHidden) => {
    phone.isHidden = isHidden;
    document.dispatchEvent(new Event("visibilitychange"));
};
phone.find = ({ lat, lng, accuracy, speed = null }) => {
    const coords = { latitude: lat, longitude: lng, accuracy, speed, heading: null };
    phone.tell?.({ coords, timestamp: phone.now });
};
phone.walk = (until) => {
    const began = phone.shakes.length;
    while (phone.fixes.length) {
        const fix = phone.fixes.shift();
        phone.now = phone.start + fix.t;
        phone.find(fix);
        if (phone.shakes.length > began) return phone.shakes.at(-1);
        if (until !== null && fix.t >= until) return "there";
    }
    return "end";
};
"""

STORY, WAITING, OFF = "90", "40 90 40", "220 120 220"


class Phone:
    """The phone in a page: made before the page is opened, told fixes after."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def load(self, fixes: list[dict[str, Any]], after_t: int = -1) -> None:
        """Give it the fixes of a walk, from a moment of it on."""
        self.page.evaluate(
            """([fixes, after]) => {
                phone.start ??= phone.now - Math.max(0, after);
                phone.fixes = fixes.filter(({ t }) => t > after);
            }""",
            [fixes, after_t],
        )

    def reload(self) -> int:
        """The page anew, on the same clock; how long the walk has lasted."""
        walked = self.walked_ms()
        began = self.page.evaluate("phone.start")
        self.page.reload()
        self.page.evaluate(
            "([began, walked]) => { phone.start = began; phone.now = began + walked; }",
            [began, walked],
        )
        return walked

    def walk(self, until_t: int | None = None) -> str:
        """Walk until the phone shakes, or a moment of the walk; which it was."""
        return str(self.page.evaluate("until => phone.walk(until)", until_t))

    def walked_ms(self) -> int:
        """How long the walk has lasted."""
        return int(self.page.evaluate("phone.now - phone.start"))

    def find(self, latitude: float, longitude: float, accuracy: float = 6) -> None:
        """One fix, one second later."""
        fix = {"lat": latitude, "lng": longitude, "accuracy": accuracy}
        self.page.evaluate("fix => { phone.now += 1000; phone.find(fix); }", fix)

    def wait(self, seconds: int) -> None:
        """Time passes, and nothing is found."""
        self.page.evaluate("ms => { phone.now += ms; }", 1000 * seconds)

    def set(self, **states: bool) -> None:
        """Refuse sound or position, or allow them again."""
        self.page.evaluate("states => Object.assign(phone, states)", states)

    def press(self, key: str) -> None:
        """A key of the headset or the locked screen."""
        self.page.evaluate("key => phone.keys[key]({})", key)

    def hide(self, is_hidden: bool) -> None:
        """The screen goes off, or on again."""
        self.page.evaluate("isHidden => phone.hide(isHidden)", is_hidden)

    def told(self) -> dict[str, str]:
        """What the locked screen shows."""
        return dict(
            self.page.evaluate(
                """() => {
                    const { title, artist, album, artwork } =
                        navigator.mediaSession.metadata;
                    return { title, artist, album, picture: artwork[0]?.src ?? "" };
                }"""
            )
        )


def recorded_walk(
    package: str, folder: Path, scene: str, seed: int
) -> list[dict[str, Any]]:
    """A walk of the bench along a package's track, with the errors of a scene."""
    tour = folder / "package.json"
    tour.write_text(package)
    command = ["node", "frontend/tools/record.mjs", "--tour", str(tour)]
    lines = subprocess.run(  # noqa: S603
        [*command, "--scene", scene, "--seed", str(seed)],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    return [json.loads(line) for line in lines.splitlines()]
