"""How files that are made to exhaust a reader are made and measured."""

import resource
import subprocess
import sys
from pathlib import Path

MEGABYTE = 1024 * 1024
SECONDS, MEGABYTES = 2, 200
# Runs apart: how much memory a process took at most cannot be set back.
READS = """
import pathlib, re, resource, sys, time
from exchange.found import FileRefused
from exchange.reading import read_file
from exchange.readers import geojson, geotrek, gpx, kml, kmz
from exchange.readers import schema_randonnee, stories
content = open(sys.argv[1], "rb").read()
status = pathlib.Path("/proc/self/status")
def most():
    # Where it is known, the most of this program alone, not of the one before it.
    if status.exists():
        return int(re.search(r"VmHWM:\\s+(\\d+) kB", status.read_text())[1]) // 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
before, begin = most(), time.process_time()
try:
    told = read_file(content, "walk.gpx").kind
except FileRefused as refused:
    told = refused.remark.code
print(told, time.process_time() - begin, most() - before)
"""


def full(before: str, repeated: str, after: str = "") -> bytes:
    """A file of nearly 5 MB, most of it one text over and over."""
    room = 5 * MEGABYTE - len(before.encode()) - len(after.encode())
    return (before + repeated * (room // len(repeated.encode())) + after).encode()


def assert_is_harmless(content: bytes, folder: Path) -> None:
    """Reads a file in a process of its own. Fails where it takes too much."""
    path = folder / "bomb"
    path.write_bytes(content)
    assert path.stat().st_size <= 5 * MEGABYTE
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", READS, str(path)],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (20, 20)),
    )
    told, seconds, megabytes = done.stdout.split()
    sys.stdout.write(f"{told}, {float(seconds):.2f} s, {megabytes} MB\n")
    assert float(seconds) < SECONDS
    assert int(megabytes) < MEGABYTES
