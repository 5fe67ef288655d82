"""Development and the demo: one machine, SQLite, mail on the console.

``script/demo`` sets ``TRABOULE_DEBUG=0``, so that the demo serves hashed static
files and error pages as production does.
"""

from config import environment

from .base import *

DEBUG = environment.boolean("TRABOULE_DEBUG", default=True)
SECRET_KEY = "development-only-key-never-used-by-a-public-site-0123456789"
ALLOWED_HOSTS = ["*"]
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
TRABOULE_TWO_FACTOR = environment.boolean("TRABOULE_TWO_FACTOR", default=False)
if DEBUG:
    # Files have no hash in their address: a phone would keep what is edited.
    TRABOULE_KEEP_WALKS = False
    STORAGES = {
        **STORAGES,
        "staticfiles": {
            "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        },
    }
    WHITENOISE_USE_FINDERS = True
