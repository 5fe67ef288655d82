"""A city's server. Everything comes from the environment; nothing is guessed."""

from config import environment

from .base import *

IS_PRODUCTION = True
TRABOULE_TWO_FACTOR = environment.boolean("TRABOULE_TWO_FACTOR", default=True)
CSRF_TRUSTED_ORIGINS = [BASE_URL] if BASE_URL else []
SECURE_SSL_REDIRECT = environment.boolean("TRABOULE_HTTPS", default=True)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT
SECURE_HSTS_SECONDS = 31_536_000 if SECURE_SSL_REDIRECT else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = environment.boolean(
    "TRABOULE_HSTS_SUBDOMAINS", default=False
)
if environment.boolean("TRABOULE_BEHIND_PROXY", default=True):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    CLIENT_ADDRESS_KEY = "HTTP_X_REAL_IP"
EMAIL_HOST = environment.text("TRABOULE_EMAIL_HOST", "localhost")
DEFAULT_FROM_EMAIL = environment.text("TRABOULE_EMAIL_FROM", "traboule@localhost")
