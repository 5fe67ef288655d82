"""Settings shared by every way of running Traboule: complete, and safe as they are.

Everything that differs between machines comes from the environment through
``config.environment``; what is wrong there is reported by ``manage.py check``.
"""

from pathlib import Path

from django.utils.translation import gettext_lazy as _

from config import environment

ROOT = Path(__file__).resolve().parent.parent.parent
VAR = environment.folder("TRABOULE_VAR", ROOT / "var")

DEBUG = False
IS_PRODUCTION = False  # a city's server, as opposed to somebody's own machine
SECRET_KEY = environment.text("TRABOULE_SECRET_KEY")
ALLOWED_HOSTS = environment.words("TRABOULE_ALLOWED_HOSTS")
BASE_URL = environment.text("TRABOULE_BASE_URL").rstrip("/")
# The AGPL asks a city that changes Traboule to offer its own version: said in footers.
SOURCE_CODE_URL = environment.text("TRABOULE_SOURCE_URL")

INSTALLED_APPS = [
    "home",
    "field",
    "exchange",
    "tours",
    "places",
    "media_library",
    "citymap",
    "frontend",
    "config",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail.contrib.redirects",
    "wagtail",
    "modelcluster",
    "taggit",
    "leaflet",
    "django_tasks",
    "django_tasks_db",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "frontend.headers.SecurityHeadersMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "frontend.compression.TextGZipMiddleware",
    "home.page_cache.PageCacheMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "home.sign_in.middleware.SecondFactorMiddleware",
    "home.as_of.AsOfMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "tours.refusals.PublicationRefusedMiddleware",
    "tours.publication_notices.PublicationNoticesMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
            ],
        },
    }
]

DATABASES = {"default": environment.database("DATABASE_URL", VAR / "db.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": environment.cache("TRABOULE_CACHE_URL", VAR / "cache")}

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

# Languages: English sources, addresses under /fr/ and /en/.
LANGUAGE_CODE = "fr"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("fr", _("French")), ("en", _("English"))]
WAGTAILADMIN_PERMITTED_LANGUAGES = [("fr", "Français"), ("en", "English")]
LOCALE_PATHS = [ROOT / "locale"]
TIME_ZONE = environment.text("TRABOULE_TIME_ZONE", "Europe/Paris")
USE_I18N = WAGTAIL_I18N_ENABLED = True
# A translation begins as a draft: nobody is shown words in another language.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
USE_TZ = True
USE_THOUSAND_SEPARATOR = False

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR / "media"
# A folder for each city whose map was built: see docs/city-map.md.
TRABOULE_CITY_MAPS = environment.folder("TRABOULE_CITY_MAPS", VAR / "citymaps")
# A Valhalla server that finds editors' ways on foot, instead of the city's own map.
VALHALLA_URL = environment.text("VALHALLA_URL")
# Map pictures of somebody else where no city's map is installed: none, as it is.
TRABOULE_RASTER_TILES_URL = environment.text("TRABOULE_RASTER_TILES_URL")
TRABOULE_RASTER_TILES_ATTRIBUTION = environment.text(
    "TRABOULE_RASTER_TILES_ATTRIBUTION"
)
TRABOULE_RASTER_TILES_MAX_ZOOM = environment.whole_number(
    "TRABOULE_RASTER_TILES_MAX_ZOOM", 19
)
# Whether phones may keep walks. Off: a worker that is on phones already leaves.
TRABOULE_KEEP_WALKS = environment.boolean("TRABOULE_KEEP_WALKS", default=True)
# Whether links out of trails are asked once a week if they still lead somewhere.
TRABOULE_CHECK_LINKS = environment.boolean("TRABOULE_CHECK_LINKS", default=True)
# ffmpeg, which prepares recordings: the one that the project installs, as it is.
TRABOULE_FFMPEG = environment.text("TRABOULE_FFMPEG")
# Node, which runs the bench of `check_trail`: the one on the path, as it is.
TRABOULE_NODE = environment.text("TRABOULE_NODE")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # What is sent and not yet taken in: not under MEDIA_ROOT, so that nobody gets it.
    "kept": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": VAR / "kept"},
    },
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
# Chunks carry esbuild's content hash in their name, the rest Django's.
WHITENOISE_IMMUTABLE_FILE_TEST = r"^.+[.-][0-9A-Za-z]{8,12}\..+$"
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# Where a request says whose it is: counted for an hour, and never kept.
CLIENT_ADDRESS_KEY = "REMOTE_ADDR"

# Whether those who may publish must sign in with a code from their phone as well.
TRABOULE_TWO_FACTOR = False

WAGTAIL_SITE_NAME = "Traboule"
WAGTAILADMIN_USER_LOGIN_FORM = "home.sign_in.forms.SignInForm"
WAGTAILADMIN_BASE_URL = BASE_URL or "http://localhost:8000"
WAGTAILIMAGES_IMAGE_MODEL = "media_library.Picture"
WAGTAILIMAGES_IMAGE_FORM_BASE = "media_library.forms.PictureForm"
WAGTAILIMAGES_EXTENSIONS = ["avif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
WAGTAILDOCS_EXTENSIONS = ["pdf", "txt", "vtt"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAIL_GRAVATAR_PROVIDER_URL = None  # no third party is ever called
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILEMBEDS_FINDERS = []
WAGTAIL_WORKFLOW_ENABLED = True
WAGTAIL_ALLOW_UNICODE_SLUGS = False  # addresses are printed, typed, dictated
WAGTAILSEARCH_BACKENDS = {
    "default": {"BACKEND": "wagtail.search.backends.database"},
}

# Leaflet's files come from django-leaflet; the point of view when nothing is drawn.
LEAFLET_CONFIG = {
    "DEFAULT_CENTER": (45.4397, 4.3872),
    "DEFAULT_ZOOM": 13,
    "MIN_ZOOM": 3,
    "MAX_ZOOM": 19,
    "TILES": [],
    "NO_GLOBALS": False,
}

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "SAMEORIGIN"  # Wagtail's preview is a frame
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
