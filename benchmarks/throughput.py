"""Requests per second of the trail page: uncached, kept in Python, through nginx.

Run from the project's root, with `wrk` and `nginx` installed:

    .venv/bin/python benchmarks/throughput.py [--seconds 8] [--rounds 3]

It loads the demo in a folder of its own, serves it on the loopback as in
production, and prints one table. The machine's speed drifts, so the rows take turns
and the ratios of one run are what to quote.
"""

import argparse
import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = "/fr/ville-de-granit-et-de-design/"
CONNECTIONS = 16


def free_port() -> int:
    """A port of the loopback that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def fetch(url: str) -> bytes:
    """The page's bytes as a browser receives them."""
    request = urllib.request.Request(url, headers={"Accept-Encoding": "gzip"})
    with urllib.request.urlopen(request, timeout=30) as response:
        return bytes(response.read())


def wait_for(url: str) -> None:
    """Until the server answers; gives up after 60 seconds."""
    end = time.monotonic() + 60
    while True:
        try:
            fetch(url)
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)
        else:
            return


@contextmanager
def process(*command: str, **options: object) -> Iterator[None]:
    """A server that stops with the block."""
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, **options)
    try:
        yield
    finally:
        running.terminate()
        running.wait(timeout=20)


def environment(var: Path, keep_pages: bool) -> dict[str, str]:
    """The demo's settings; without a cache every page is made anew."""
    made = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings.dev",
        "TRABOULE_DEBUG": "0",
        "TRABOULE_VAR": str(var),
    }
    if not keep_pages:
        made["TRABOULE_CACHE_URL"] = "dummy://"
    return made


@contextmanager
def django(var: Path, keep_pages: bool, workers: int) -> Iterator[str]:
    """The site served by granian; gives its address."""
    port = free_port()
    granian = str(Path(sys.executable).parent / "granian")
    command = (granian, "--interface=wsgi", "--host=127.0.0.1", f"--port={port}")
    options = (f"--workers={workers}", "--no-log", "config.wsgi:application")
    env = environment(var, keep_pages)
    with process(*command, *options, cwd=ROOT, env=env, stderr=subprocess.DEVNULL):
        url = f"http://127.0.0.1:{port}"
        wait_for(url + PAGE)
        yield url


NGINX = """
worker_processes 2; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{
  access_log off; default_type text/html; keepalive_requests 100000;
  client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2;
  fastcgi_temp_path {folder}/t3; uwsgi_temp_path {folder}/t4;
  scgi_temp_path {folder}/t5;
  proxy_cache_path {folder}/cache keys_zone=pages:10m use_temp_path=off;
  upstream traboule {{ server {upstream}; keepalive 32; }}
  server {{
    listen 127.0.0.1:{port};
    location /file/ {{ alias {folder}/file/; add_header Content-Encoding gzip; }}
    location / {{
      proxy_pass http://traboule; proxy_http_version 1.1;
      proxy_set_header Connection ""; proxy_set_header Host $host;
      proxy_cache pages; proxy_cache_key "$scheme$host$request_uri";
      proxy_ignore_headers Cache-Control; proxy_cache_valid 200 2s;
      proxy_cache_lock on; proxy_cache_use_stale updating;
      proxy_cache_background_update on;
    }}
  }}
}}
"""


@contextmanager
def nginx(upstream: str, body: bytes) -> Iterator[str]:
    """nginx before the site, with the same bytes as a static file beside."""
    with tempfile.TemporaryDirectory() as name:
        folder, port = Path(name), free_port()
        folder.chmod(0o755)
        (folder / "file").mkdir()
        (folder / "file" / "page.html").write_bytes(body)
        host = upstream.removeprefix("http://")
        config = NGINX.format(folder=folder, port=port, upstream=host)
        (folder / "nginx.conf").write_text(config)
        command = ("nginx", "-c", f"{folder}/nginx.conf", "-g", "daemon off;")
        with process(*command, stderr=subprocess.DEVNULL):
            url = f"http://127.0.0.1:{port}"
            wait_for(url + PAGE)
            yield url


def load(url: str, seconds: int) -> float:
    """Requests per second under 16 connections; any error stops the run."""
    command = ["wrk", "-t2", f"-c{CONNECTIONS}", f"-d{seconds}s"]
    out = subprocess.run(
        [*command, "-H", "Accept-Encoding: gzip", url],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    if "Non-2xx" in out or "Socket errors" in out:
        msg = f"{url} answered with errors:\n{out}"
        raise SystemExit(msg)
    found = re.search(r"Requests/sec:\s+([\d.]+)", out)
    if not found:
        raise SystemExit(out)
    return float(found.group(1))


def manage(var: Path, *command: str) -> None:
    """One of the site's own commands."""
    subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=ROOT,
        env=environment(var, keep_pages=True),
        check=True,
        stdout=subprocess.DEVNULL,
    )


def main() -> None:
    """Measure the four rows in turn and print them with their ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=8)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    for tool in ("wrk", "nginx"):
        if not shutil.which(tool):
            msg = f"{tool} is needed: install it and run again."
            raise SystemExit(msg)
    with ExitStack() as stack:
        var = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        for command in (["migrate", "-v0"], ["collectstatic", "--noinput", "-v0"]):
            manage(var, *command)
        manage(var, "demo")
        kept = stack.enter_context(django(var, True, workers=2))
        made = stack.enter_context(django(var, False, workers=2))
        front = stack.enter_context(nginx(kept, fetch(kept + PAGE)))
        rows = {
            "uncached": made + PAGE,
            "kept in Python": kept + PAGE,
            "through nginx": front + PAGE,
            "nginx, static file": front + "/file/page.html",
        }
        rates: dict[str, list[float]] = {name: [] for name in rows}
        for _round in range(options.rounds):
            for name, url in rows.items():
                rates[name].append(load(url, options.seconds))
        size = len(fetch(kept + PAGE))
    report(rates, size)


def report(rates: dict[str, list[float]], size: int) -> None:
    """A table of medians, each with its ratio to nginx's static file."""
    medians = {name: statistics.median(values) for name, values in rates.items()}
    static = medians["nginx, static file"]
    print(f"trail page, {size} bytes gzip, {CONNECTIONS} connections")
    print(f"{'':20} {'requests/s':>12} {'of nginx static':>16}")
    for name, rate in medians.items():
        print(f"{name:20} {rate:12,.0f} {rate / static:15.2f}x")


if __name__ == "__main__":
    main()
