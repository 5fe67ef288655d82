"""A phone of WebKitGTK: Safari's engine, as near to an iPhone as Linux comes."""

import json
import os
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

BROWSER = Path(__file__).with_name("browser.py")
PATIENCE_S = 120


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def screen() -> Iterator[str]:
    """A screen that nobody sees; gives its name."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "500x900x24"]
    server = subprocess.Popen(  # noqa: S603
        command, pass_fds=[writing], stderr=subprocess.DEVNULL
    )
    os.close(writing)
    try:
        with os.fdopen(reading) as told:
            yield f":{told.readline().strip()}"
    finally:
        server.terminate()
        server.wait()


class WebKitPhone:
    """A browser with a profile that lasts from one start to the next."""

    def __init__(self, profile: Path, display: str) -> None:
        self._profile, self._display = profile, display
        self._driver: subprocess.Popen[bytes] | None = None
        self._session = ""

    def start(self) -> None:
        """A cold start: no page, no process of before."""
        self.kill()
        port = free_port()
        self._profile.mkdir(exist_ok=True)
        environment = {
            **os.environ,
            "DISPLAY": self._display,
            "HOME": str(self._profile),
            "LIBGL_ALWAYS_SOFTWARE": "1",
            "TRABOULE_WEBKIT_PROFILE": str(self._profile),
            # In a container its sandbox has nothing to build walls with.
            "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1",
        }
        self._driver = subprocess.Popen(  # noqa: S603
            ["dbus-run-session", "--", "WebKitWebDriver", f"--port={port}"],  # noqa: S607
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self._session = f"http://127.0.0.1:{port}/session"
        told = self._ask("POST", "", capabilities=self._capabilities())
        self._session += f"/{told['sessionId']}"
        limits = {"script": PATIENCE_S * 1000, "pageLoad": PATIENCE_S * 1000}
        self._ask("POST", "/timeouts", **limits)

    def kill(self) -> None:
        """The process ends without a word."""
        if self._driver is not None:
            with suppress(ProcessLookupError):
                os.killpg(self._driver.pid, signal.SIGKILL)
            self._driver.wait()
            self._driver = None
        for pid in _processes_of(self._profile):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    def goto(self, address: str) -> None:
        """Opens an address."""
        self._ask("POST", "/url", url=address)

    def run(self, script: str, *arguments: Any) -> Any:
        """What a function of JavaScript gives, once it is there."""
        waiting = (
            "const done = arguments[arguments.length - 1];"
            f"Promise.resolve(({script})(...[...arguments].slice(0, -1)))"
            ".then(done, (error) => done({ failed: String(error) }));"
        )
        answer = self._ask(
            "POST", "/execute/async", script=waiting, args=list(arguments)
        )
        if isinstance(answer, dict) and "failed" in answer:
            raise AssertionError(answer["failed"])
        return answer

    def until(self, script: str, *arguments: Any) -> Any:
        """What a function gives as soon as it gives something. Raises TimeoutError."""
        end = time.monotonic() + PATIENCE_S
        while time.monotonic() < end:
            if found := self.run(script, *arguments):
                return found
            time.sleep(0.1)
        raise TimeoutError(script)

    def _capabilities(self) -> dict[str, Any]:
        options = {"binary": str(BROWSER), "args": ["--automation"]}
        return {"alwaysMatch": {"webkitgtk:browserOptions": options}}

    def _ask(self, method: str, path: str, **body: Any) -> Any:
        """A command of WebDriver; the driver may not listen yet."""
        request = urllib.request.Request(  # noqa: S310
            self._session + path,
            method=method,
            data=json.dumps(body).encode(),
            headers={"Content-Type": "application/json"},
        )
        for _attempt in range(200):
            try:
                with urllib.request.urlopen(request, timeout=PATIENCE_S) as answer:  # noqa: S310
                    return json.load(answer)["value"]
            except urllib.error.HTTPError as error:
                with error:
                    raise AssertionError(error.read().decode()[:500]) from error
            except urllib.error.URLError:
                time.sleep(0.05)
        msg = "WebKitWebDriver does not answer"
        raise TimeoutError(msg)


def _processes_of(profile: Path) -> list[int]:
    named = f"TRABOULE_WEBKIT_PROFILE={profile}\0".encode()
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and int(entry.name) != os.getpid():
            with suppress(OSError):
                if named in (entry / "environ").read_bytes():
                    found.append(int(entry.name))
    return found
