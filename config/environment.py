"""Reads settings from the environment; a wrong value is kept as a sentence.

Settings must load even when a value is wrong, so that ``manage.py check`` can
name every fault at once: each reader falls back to a safe value and records the
fault in ``faults``, which ``config.checks`` turns into system check errors.
"""

import os
from pathlib import Path
from urllib.parse import unquote, urlsplit

faults: list[str] = []

TRUE_WORDS = {"1", "true", "yes", "on"}
FALSE_WORDS = {"0", "false", "no", "off", ""}


def text(name: str, default: str = "") -> str:
    """The variable's text, or the default when it is unset."""
    return os.environ.get(name, default)


def boolean(name: str, default: bool) -> bool:
    """True for 1/true/yes/on, False for 0/false/no/off; anything else is a fault."""
    raw = os.environ.get(name)
    if raw is None:
        return default
    word = raw.strip().lower()
    if word in TRUE_WORDS:
        return True
    if word not in FALSE_WORDS:
        faults.append(f"{name} is “{raw}”: write 1 or 0.")
    return False


def whole_number(name: str, default: int) -> int:
    """A number without decimals; anything else is a fault."""
    raw = text(name).strip()
    if not raw:
        return default
    try:
        return int(raw)
    except ValueError:
        faults.append(f"{name} is “{raw}”: write a whole number.")
        return default


def words(name: str, default: str = "") -> list[str]:
    """The comma-separated words of a variable, blanks dropped."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def folder(name: str, default: Path) -> Path:
    """A folder's path; a relative one is a fault (it would move with the process)."""
    raw = os.environ.get(name)
    if not raw:
        return default
    path = Path(raw)
    if not path.is_absolute():
        faults.append(f"{name} is “{raw}”: write an absolute path.")
        return default
    return path


def database(name: str, default_file: Path) -> dict[str, object]:
    """Django's DATABASES entry from ``sqlite:///path`` or ``postgres://…``."""
    url = os.environ.get(name)
    if not url:
        return sqlite(default_file)
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        faults.append(f"{name} has a host or a port that cannot be read.")
        return sqlite(default_file)
    if parts.scheme == "sqlite" and parts.path:
        return sqlite(Path(unquote(parts.path)))
    if parts.scheme in {"postgres", "postgresql"} and parts.path.strip("/"):
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.lstrip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(parts.hostname or ""),
            "PORT": str(port or ""),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
        }
    faults.append(
        f"{name} is “{parts.scheme}://…”: write sqlite:///absolute/path or"
        " postgres://user:password@host:port/name."
    )
    return sqlite(default_file)


def sqlite(file: Path) -> dict[str, object]:
    """SQLite with a write-ahead log: readers never wait for a writer."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(file),
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
                " PRAGMA foreign_keys=ON; PRAGMA mmap_size=134217728;"
            ),
        },
    }


def cache(name: str, default_folder: Path) -> dict[str, object]:
    """Django's CACHES entry from ``file:///path``, ``redis://…`` or ``dummy://``.

    The dummy keeps nothing: it is for measuring.
    """
    url = os.environ.get(name)
    file_backend = "django.core.cache.backends.filebased.FileBasedCache"
    fallback: dict[str, object] = {
        "BACKEND": file_backend,
        "LOCATION": str(default_folder),
        "OPTIONS": {"MAX_ENTRIES": 5000},
    }
    if not url:
        return fallback
    try:
        parts = urlsplit(url)
    except ValueError:
        faults.append(f"{name} has a host that cannot be read.")
        return fallback
    if parts.scheme == "file" and parts.path:
        return {**fallback, "LOCATION": unquote(parts.path)}
    if parts.scheme == "dummy":
        return {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}
    if parts.scheme in {"redis", "rediss", "unix"}:
        return {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": url,
        }
    faults.append(
        f"{name} is “{parts.scheme}://…”: write file:///absolute/path or redis://host."
    )
    return fallback
