"""The settings, as they are loaded by a process of their own."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings as current

ROOT = Path(__file__).resolve().parent.parent.parent
KEY = "k7Q!x" * 12
CITY = {
    "TRABOULE_SECRET_KEY": KEY,
    "TRABOULE_BASE_URL": "https://balades.example.org",
    "TRABOULE_ALLOWED_HOSTS": "balades.example.org",
}
# W005 and W021: whether its other hosts speak HTTPS only is for the city to say
# (TRABOULE_HSTS_SUBDOMAINS). W019: Wagtail's preview is a frame of the same site.
REASONED = {"security.W005", "security.W019", "security.W021"}
ADMIN_CALLS = ("WAGTAIL_GRAVATAR_PROVIDER_URL", "WAGTAIL_ENABLE_UPDATE_CHECK")


def manage(
    module: str, folder: Path, *command: str, **variables: str
) -> subprocess.CompletedProcess[str]:
    """Run a management command with an environment of its own."""
    kept = {
        name: os.environ[name]
        for name in ("PATH", "HOME", "LANG", "LD_LIBRARY_PATH")
        if name in os.environ
    }
    return subprocess.run(  # noqa: S603
        [sys.executable, "manage.py", *command],
        cwd=ROOT,
        env={
            **kept,
            "DJANGO_SETTINGS_MODULE": f"config.settings.{module}",
            "TRABOULE_VAR": str(folder),
            **variables,
        },
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("module", ["dev", "production"])
def test_the_settings_pass_the_checks_with_little_said(
    module: str, tmp_path: Path
) -> None:
    done = manage(module, tmp_path, "check", **(CITY if module == "production" else {}))
    assert done.returncode == 0, done.stderr


def test_production_passes_the_deployment_checks(tmp_path: Path) -> None:
    done = manage("production", tmp_path, "check", "--deploy", **CITY)
    assert done.returncode == 0, done.stderr
    assert set(re.findall(r"\(([a-z_]+\.[A-Z]\d+)\)", done.stderr)) == REASONED


def test_production_names_every_fault_at_once(tmp_path: Path) -> None:
    done = manage(
        "production",
        tmp_path,
        "check",
        DATABASE_URL="mysql://db/x",
        TRABOULE_HTTPS="maybe",
        TRABOULE_TIME_ZONE="Europe/Paris",
        TRABOULE_CACHE_URL="memcached://x",
    )
    assert done.returncode != 0
    for words in (
        "DATABASE_URL is “mysql://…”",
        "TRABOULE_HTTPS is “maybe”",
        "TRABOULE_CACHE_URL is “memcached://…”",
        "TRABOULE_SECRET_KEY has 0 characters",
        "TRABOULE_BASE_URL is “”",
        "TRABOULE_ALLOWED_HOSTS is empty",
    ):
        assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_an_unknown_time_zone_is_named(tmp_path: Path) -> None:
    done = manage("production", tmp_path, "check", TRABOULE_TIME_ZONE="Lyon", **CITY)
    assert done.returncode != 0
    assert "Lyon" in done.stderr


def test_the_demo_is_never_loaded_in_production(tmp_path: Path) -> None:
    done = manage("production", tmp_path, "demo", **CITY)
    assert done.returncode != 0
    assert "known passwords" in done.stderr


VALUES = """
import json
from django.conf import settings
names = [
    "DEBUG", "SECURE_SSL_REDIRECT", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE",
    "SECURE_HSTS_SECONDS", "CSRF_TRUSTED_ORIGINS", "WAGTAILADMIN_BASE_URL",
    "SESSION_COOKIE_HTTPONLY", "SECURE_PROXY_SSL_HEADER",
]
print(json.dumps({name: getattr(settings, name, None) for name in names}))
"""


def values(tmp_path: Path, module: str, **variables: str) -> dict[str, object]:
    """Some settings, as a process reads them."""
    done = manage(module, tmp_path, "shell", "-v0", "-c", VALUES, **variables)
    return json.loads(done.stdout)


def test_production_is_closed(tmp_path: Path) -> None:
    found = values(tmp_path, "production", **CITY)
    assert found["DEBUG"] is False
    assert found["SECURE_SSL_REDIRECT"] is True
    assert found["SESSION_COOKIE_SECURE"] is True
    assert found["CSRF_COOKIE_SECURE"] is True
    assert found["SESSION_COOKIE_HTTPONLY"] is True
    assert found["SECURE_HSTS_SECONDS"] == 31_536_000
    assert found["CSRF_TRUSTED_ORIGINS"] == ["https://balades.example.org"]
    assert found["WAGTAILADMIN_BASE_URL"] == "https://balades.example.org"


def test_a_trailing_slash_of_the_address_is_forgiven(tmp_path: Path) -> None:
    city = {**CITY, "TRABOULE_BASE_URL": "https://balades.example.org/"}
    found = values(tmp_path, "production", **city)
    assert found["CSRF_TRUSTED_ORIGINS"] == ["https://balades.example.org"]


def test_a_city_without_https_can_try_things_out(tmp_path: Path) -> None:
    found = values(
        tmp_path,
        "production",
        **CITY,
        TRABOULE_HTTPS="0",
        TRABOULE_BEHIND_PROXY="0",
    )
    assert found["SECURE_SSL_REDIRECT"] is False
    assert found["SESSION_COOKIE_SECURE"] is False
    assert found["SECURE_HSTS_SECONDS"] == 0
    assert found["SECURE_PROXY_SSL_HEADER"] is None


def test_the_demo_shows_no_debug_page(tmp_path: Path) -> None:
    assert values(tmp_path, "dev", TRABOULE_DEBUG="0")["DEBUG"] is False
    assert values(tmp_path, "dev")["DEBUG"] is True


def test_nobody_else_is_ever_called() -> None:
    assert not [name for name in ADMIN_CALLS if getattr(current, name)]
    assert current.WAGTAILEMBEDS_FINDERS == []


def test_a_setting_file_holds_no_secret_of_production() -> None:
    for name in ("base", "production"):
        text = (ROOT / "config" / "settings" / f"{name}.py").read_text()
        assert 'SECRET_KEY = "' not in text
