"""How files that are made to exhaust a reader are made and measured.

What a reading may take is 2 seconds and 200 MB: ``benchmarks/exchange_bombs.py`` holds
the whole corpus to that. Tests bear a machine that is slow or busy; what they catch is
a reader that gets out of hand, which takes minutes and gigabytes.
"""

import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

MEGABYTE = 1024 * 1024
SECONDS, MEGABYTES = 2, 200
SLOW_MACHINE = 4  # times
# Each file is read by a child of this program: how much memory a process took at most
# cannot be set back, and to load the readers takes longer than to read most files.
HOST = """
import os, pathlib, re, resource, sys, time
from exchange.found import FileRefused
from exchange.reading import read_file
from exchange.readers import geojson, geotrek, gpx, kml, kmz
from exchange.readers import schema_randonnee, stories, table

STATUS = pathlib.Path("/proc/self/status")

def most():
    # Where it is known, the most of this program alone, not of the one before it.
    if STATUS.exists():
        return int(re.search(r"VmHWM:\\s+(\\d+) kB", STATUS.read_text())[1]) // 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024

def read(path):
    resource.setrlimit(resource.RLIMIT_CPU, (60, 60))
    content = open(path, "rb").read()
    before, begin = most(), time.process_time()
    try:
        told = read_file(content, path).kind
    except FileRefused as refused:
        told = refused.remark.code
    print(told, time.process_time() - begin, most() - before, flush=True)

for line in sys.stdin:
    child = os.fork()
    if child == 0:
        read(line.rstrip("\\n"))
        os._exit(0)
    if os.waitpid(child, 0)[1] != 0:
        print("died", 0, 0, flush=True)
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


class Host:
    """A program that has the readers loaded, and reads each file in a child."""

    def __init__(self) -> None:
        self._program = subprocess.Popen(  # noqa: S603
            [sys.executable, "-c", HOST],
            cwd=Path(__file__).resolve().parents[2],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> "Host":
        return self

    def __exit__(self, *error: object) -> None:
        self._program.communicate()

    def taken(self, content: bytes, path: Path) -> Taken:
        """Reads a file that is written to ``path`` first."""
        path.write_bytes(content)
        assert path.stat().st_size <= 5 * MEGABYTE
        assert self._program.stdin
        assert self._program.stdout
        self._program.stdin.write(f"{path}\n")
        self._program.stdin.flush()
        told, seconds, megabytes = self._program.stdout.readline().split()
        return Taken(told, float(seconds), int(megabytes))

    def assert_is_harmless(self, content: bytes, path: Path) -> None:
        """Fails where reading it takes too much."""
        found = self.taken(content, path)
        sys.stdout.write(f"{found.told}, {found.seconds:.2f} s, {found.megabytes} MB\n")
        assert found.told != "died"
        assert found.seconds < SECONDS * SLOW_MACHINE
        assert found.megabytes < MEGABYTES
