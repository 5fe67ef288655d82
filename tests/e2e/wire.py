"""The network between a phone and the demo: cut, slowed, or cut in the middle.

A browser's own "offline" leaves service workers a network, and never ends a download
half-way. Here connections really end, and new ones are really refused.
"""

import contextlib
import socket
import threading
import time
from urllib.parse import urlsplit

CHUNK = 16 * 1024


class Wire:
    """Passes bytes on to a server from an address of its own, ``url``."""

    def __init__(self, server: str) -> None:
        self._server = ("", 0)
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._listening: socket.socket | None = None
        self._accepting = threading.Thread()
        self._left: int | None = None
        self._bytes_per_s: float | None = None
        self._free_at = 0.0  # when the slow network has sent what it has
        self.passed_bytes = 0
        # Bound and not listening: refuses while the wire is cut, and keeps the port
        # from being given to another process meanwhile.
        self._kept_port = socket.socket()
        self._kept_port.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self._kept_port.bind(("127.0.0.1", 0))
        self._port: int = self._kept_port.getsockname()[1]
        self.lead_to(server)

    @property
    def url(self) -> str:
        """The address that the phone knows."""
        return f"http://127.0.0.1:{self._port}"

    def mend(self) -> None:
        """There is a network (again), at the same address."""
        self.cut()
        self._left = None
        if self._accepting.ident:
            # Another thread may be in the middle of a cut: until nobody accepts, the
            # address is still in use.
            self._accepting.join()
        listening = socket.create_server(("127.0.0.1", self._port))
        self._listening = listening
        self._accepting = threading.Thread(
            target=self._accept, args=[listening], daemon=True
        )
        self._accepting.start()

    def cut(self) -> None:
        """What is open ends at once; nothing more is let through."""
        with self._lock:
            ended = [*self._open, *([self._listening] if self._listening else [])]
            self._open.clear()
            self._listening = None
        for each in ended:
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()

    def close(self) -> None:
        """The end of it: another process may have its address."""
        self.cut()
        self._kept_port.close()

    def cut_after(self, size_bytes: int) -> None:
        """The network ends once so many bytes more have come down."""
        self._left = size_bytes

    def slow_to(self, bytes_per_s: float | None) -> None:
        """No more than so many bytes a second come down; None for as many as can."""
        self._bytes_per_s = bytes_per_s

    def lead_to(self, server: str) -> None:
        """Another server answers from now on, at the same address."""
        parts = urlsplit(server)
        self._server = (parts.hostname or "", parts.port or 80)
        self.mend()

    def _accept(self, listening: socket.socket) -> None:
        while True:
            try:
                phone, _address = listening.accept()
            except OSError:
                return
            try:
                server = socket.create_connection(self._server)
            except OSError:  # it is being started anew
                phone.close()
                continue
            with self._lock:
                is_cut = self._listening is not listening
                self._open |= set() if is_cut else {phone, server}
            if is_cut:
                phone.close()
                server.close()
                return
            for start in ((phone, server, False), (server, phone, True)):
                threading.Thread(target=self._pass, args=start, daemon=True).start()

    def _pass(self, source: socket.socket, sink: socket.socket, is_down: bool) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(CHUNK):
                sink.sendall(data)
                if is_down:
                    self._count(len(data))
        for each in (source, sink):
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)

    def _take_time(self, seconds: float) -> None:
        """All connections share one slow network."""
        with self._lock:
            self._free_at = max(time.monotonic(), self._free_at) + seconds
            free_at = self._free_at
        time.sleep(max(0.0, free_at - time.monotonic()))

    def _count(self, size: int) -> None:
        self.passed_bytes += size
        if self._bytes_per_s:
            self._take_time(size / self._bytes_per_s)
        if self._left is not None:
            self._left -= size
            if self._left <= 0:
                self._left = None
                self.cut()
