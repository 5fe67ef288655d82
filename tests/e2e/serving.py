"""The demo that browser tests look at: made once a run, served by every worker."""

import fcntl
import os
import shutil
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError

ROOT = Path(__file__).resolve().parent.parent.parent
TABLES = ["migrate", "-v0"]
STATIC_FILES = ["collectstatic", "--noinput", "-v0"]
DEMO = ["demo"]
WORKER = ["db_worker"]


@dataclass(frozen=True)
class Demo:
    """A running demo: its address and its two accounts."""

    url: str
    city_maps: Path
    access_log: Path
    password: str = "traboule"

    def address(self, path: str) -> str:
        """A page's full address."""
        return f"{self.url}{path}"


def _environment(var: Path, url: str) -> dict[str, str]:
    return {
        **{k: v for k, v in os.environ.items() if k != "DATABASE_URL"},
        "DJANGO_SETTINGS_MODULE": "config.settings.dev",
        "TRABOULE_DEBUG": "0",
        "TRABOULE_VAR": str(var),
        "TRABOULE_BASE_URL": url,
    }


def _manage(environment: dict[str, str], *commands: list[str]) -> None:
    """Run commands of the site side by side; one that fails says why."""
    running = [
        subprocess.Popen(  # noqa: S603
            [sys.executable, "manage.py", *command],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        for command in commands
    ]
    said = [each.communicate()[0] for each in running]
    for each, output in zip(running, said, strict=True):
        if each.returncode:
            msg = f"{each.args!r} ended with {each.returncode}:\n{output}"
            raise RuntimeError(msg)


def made_once(folder: Path) -> Path:
    """The demo as it begins, in a folder that all workers of a run share.

    Who comes first makes it, the others wait.
    """
    made = folder / "demo-as-made"
    with (folder / "demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            making = folder / "demo-in-the-making"
            making.mkdir(exist_ok=True)
            environment = _environment(making, "http://127.0.0.1")
            _manage(environment, TABLES, STATIC_FILES)
            _manage(environment, DEMO)
            making.rename(made)
    return made


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_answering(url: str, server: subprocess.Popen[bytes]) -> None:
    """Poll until the server answers; its death or fault is an error, not a wait.

    Five minutes: on a busy machine its start alone has taken more than one.
    """
    for _attempt in range(3000):
        if server.poll() is not None:
            msg = f"the demo server stopped with {server.returncode}"
            raise RuntimeError(msg)
        try:
            with urllib.request.urlopen(url, timeout=30) as response:  # noqa: S310
                if response.status == 200:
                    return
        except HTTPError as error:
            msg = f"the demo server answers {error.code} to {url}"
            raise RuntimeError(msg) from error
        except OSError:
            try:
                server.wait(timeout=0.1)
            except subprocess.TimeoutExpired:
                continue
    msg = "the demo server does not answer"
    raise RuntimeError(msg)


def _see_the_end_of(process: subprocess.Popen[bytes]) -> None:
    """Nothing outlives the tests; told to stop as it starts, a server may not hear."""
    try:
        process.wait(timeout=30)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)  # with the workers of its own
        process.wait()


def manage(demo: Demo, *command: str) -> None:
    """Run a command of the site on a running demo."""
    _manage(_environment(demo.city_maps.parent, demo.url), list(command))


@contextmanager
def also_served(demo: Demo, **more: str) -> Iterator[str]:
    """The same content from another process, which reads its files and settings anew.

    Gives its address. ``more`` are further settings, by their environment variable.
    """
    port = _free_port()
    environment = {**_environment(demo.city_maps.parent, demo.url), **more}
    granian = str(Path(sys.executable).parent / "granian")
    command = [granian, "--interface=wsgi", "--host=127.0.0.1", f"--port={port}"]
    server = subprocess.Popen(  # noqa: S603
        [*command, "config.wsgi:application"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        url = f"http://127.0.0.1:{port}"
        _wait_until_answering(f"{url}/fr/", server)
        yield url
    finally:
        server.terminate()
        _see_the_end_of(server)


@contextmanager
def served(made: Path, var: Path, *, by_name: bool = True) -> Iterator[Demo]:
    """A copy of the demo, served by the same server as in production.

    ``by_name``: its packages hold the address at which it is served. They take half a
    minute to make.
    """
    port = _free_port()
    url = f"http://127.0.0.1:{port}"
    environment = _environment(var, url)
    shutil.copytree(made, var, dirs_exist_ok=True)
    if by_name:
        _manage(environment, DEMO)
    granian = str(Path(sys.executable).parent / "granian")
    web = [granian, "--interface=wsgi", "--host=127.0.0.1", f"--port={port}"]
    access_log = var / "access.log"
    log = access_log.open("w")
    processes = [
        subprocess.Popen(  # noqa: S603
            command,
            cwd=ROOT,
            env=environment,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        for command in (
            [*web, "--access-log", "config.wsgi:application"],
            [sys.executable, "manage.py", *WORKER],
        )
    ]
    try:
        _wait_until_answering(f"{url}/fr/", processes[0])
        yield Demo(url, var / "citymaps", access_log)
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            _see_the_end_of(process)
        log.close()
