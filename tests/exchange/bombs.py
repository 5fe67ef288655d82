"""How files that are made to exhaust a reader are made and measured.

What a reading may take is 2 seconds and 200 MB: ``benchmarks/exchange_bombs.py`` holds
the whole corpus to that. Tests bear a machine that is slow or busy; what they catch is
a reader that gets out of hand, which takes minutes and gigabytes.
"""

import resource
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

MEGABYTE = 1024 * 1024
SECONDS, MEGABYTES = 2, 200
SLOW_MACHINE = 4  # times
# Runs apart: how much memory a process took at most cannot be set back.
READS = """
import pathlib, re, resource, sys, time
from exchange.found import FileRefused
from exchange.reading import read_file
from exchange.readers import geojson, geotrek, gpx, kml, kmz
from exchange.readers import schema_randonnee, stories, table
content = open(sys.argv[1], "rb").read()
status = pathlib.Path("/proc/self/status")
def most():
    # Where it is known, the most of this program alone, not of the one before it.
    if status.exists():
        return int(re.search(r"VmHWM:\\s+(\\d+) kB", status.read_text())[1]) // 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
before, begin = most(), time.process_time()
try:
    told = read_file(content, sys.argv[1]).kind
except FileRefused as refused:
    told = refused.remark.code
print(told, time.process_time() - begin, most() - before)
"""


class Taken(NamedTuple):
    """What a reading came to, and what it took of the machine."""

    told: str
    seconds: float
    megabytes: int


def full(before: str, repeated: str, after: str = "") -> bytes:
    """A file of nearly 5 MB, most of it one text over and over."""
    room = 5 * MEGABYTE - len(before.encode()) - len(after.encode())
    return (before + repeated * (room // len(repeated.encode())) + after).encode()


def taken(content: bytes, path: Path) -> Taken:
    """Reads a file in a process of its own."""
    path.write_bytes(content)
    assert path.stat().st_size <= 5 * MEGABYTE
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", READS, str(path)],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
        cwd=Path(__file__).resolve().parents[2],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (60, 60)),
    )
    told, seconds, megabytes = done.stdout.split()
    return Taken(told, float(seconds), int(megabytes))


def assert_is_harmless(content: bytes, path: Path) -> None:
    """Fails where reading it takes too much."""
    found = taken(content, path)
    sys.stdout.write(f"{found.told}, {found.seconds:.2f} s, {found.megabytes} MB\n")
    assert found.seconds < SECONDS * SLOW_MACHINE
    assert found.megabytes < MEGABYTES
