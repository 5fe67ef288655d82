"""Tests: quick hashing, plain static names, tasks at once, files in a temp folder."""

import tempfile
from pathlib import Path

from config import environment

from .base import *

SECRET_KEY = "test-only-key-0123456789-0123456789-0123456789-0123456789"
ALLOWED_HOSTS = ["*"]
VAR = Path(tempfile.mkdtemp(prefix="traboule-test-"))
MEDIA_ROOT = VAR / "media"
STATIC_ROOT = VAR / "static"
TRABOULE_CITY_MAPS = VAR / "citymaps"
DATABASES = {"default": environment.database("DATABASE_URL", VAR / "db.sqlite3")}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "kept": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": VAR / "kept"},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
WHITENOISE_AUTOREFRESH = True
WAGTAILADMIN_BASE_URL = "http://testserver"
