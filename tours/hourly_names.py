"""Names under which something is counted for an hour, from which nobody is found."""

import hashlib
import hmac

from django.conf import settings
from django.core.cache import cache
from django.utils.crypto import get_random_string

HOUR_S = 3600


def hourly_name(purpose: str, told: str) -> str:
    """A key of the cache for an address, or the like: its hash with a salt that lasts
    an hour. The same for the same purpose in that hour, and nothing afterwards."""
    salt = cache.get_or_set(f"{purpose}:salt", get_random_string(32), HOUR_S)
    key = f"{settings.SECRET_KEY}{salt}".encode()
    return f"{purpose}:{hmac.new(key, told.encode(), hashlib.sha256).hexdigest()}"
