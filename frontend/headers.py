"""Security headers: a strict policy for the public, a looser one for the admin."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from frontend.raster import raster_provider

# As short as it can be said, since it comes with every page: workers follow scripts,
# and all that is not named follows `default-src`.
PUBLIC_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "media-src 'self' blob:",  # the bell, and the silence between two stories
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'self'",  # the editors' preview is a frame
    )
)
# Wagtail's own pages carry inline scripts and styles.
ADMIN_POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "media-src 'self' blob:",
        "frame-src 'self'",
        "frame-ancestors 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
    )
)
# What is not named is ours alone already.
PERMISSIONS = ", ".join(
    (
        "geolocation=(self)",
        "camera=()",
        "microphone=()",
        "payment=()",
        "usb=()",
    )
)
# Editors record stories where they write them.
ADMIN_PERMISSIONS = PERMISSIONS.replace("microphone=()", "microphone=(self)")
ADMIN_PREFIXES = ("/admin/", "/documents/")


class SecurityHeadersMiddleware:
    """Sets the policies on every answer that has none of its own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.public_policy = _with_pictures(PUBLIC_POLICY)
        self.admin_policy = _with_pictures(ADMIN_POLICY)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer with its headers."""
        response = self.get_response(request)
        is_admin = request.path.startswith(ADMIN_PREFIXES)
        policy = self.admin_policy if is_admin else self.public_policy
        response.headers.setdefault("Content-Security-Policy", policy)
        permissions = ADMIN_PERMISSIONS if is_admin else PERMISSIONS
        response.headers.setdefault("Permissions-Policy", permissions)
        return response


def _with_pictures(policy: str) -> str:
    """The policy, with the host of map pictures that the settings name, if any."""
    provider = raster_provider()
    if provider is None:
        return policy
    return policy.replace("img-src 'self'", f"img-src 'self' {provider.host}")
