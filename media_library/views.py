"""Serves media with Range, where no web server stands before Django."""

import mimetypes
import os
from collections.abc import Iterator
from pathlib import Path
from typing import IO
from uuid import UUID

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseGone,
    HttpResponseRedirect,
)
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils._os import safe_join
from django.utils.http import http_date, parse_http_date_safe
from django.views.decorators.http import require_safe

from media_library.audio import UPLOADED_TYPES
from media_library.byte_range import (
    ByteRange,
    RangeNotSatisfiable,
    parse_byte_range,
)
from media_library.models import Recording

# Documents are left to Wagtail, which checks who may read them; originals to the desk.
# Wagtail's uploads wait to be described, and to be cleaned of what is personal.
PRIVATE_FOLDERS = ("documents", "originals", "wagtail_uploads")
CHUNK_BYTES = 64 * 1024
# Every media name holds a random part or a hash: content never changes under it.
CACHE_CONTROL = "public, max-age=31536000, immutable"


class _Part:
    """Some bytes of an open file, which is closed with the answer."""

    def __init__(self, file: IO[bytes], wanted: ByteRange) -> None:
        self.file, self.wanted = file, wanted
        self.close = file.close

    def __iter__(self) -> Iterator[bytes]:
        self.file.seek(self.wanted.first, os.SEEK_SET)
        length = self.wanted.length
        while length > 0 and (chunk := self.file.read(min(CHUNK_BYTES, length))):
            length -= len(chunk)
            yield chunk


def _find(path: str) -> Path:
    """The file of an address, whichever way it is written. Raises Http404."""
    try:
        full = Path(safe_join(settings.MEDIA_ROOT, path))
        inside = full.relative_to(Path(settings.MEDIA_ROOT).absolute())
        if inside.parts[0] not in PRIVATE_FOLDERS and full.is_file():
            return full
    except (SuspiciousFileOperation, ValueError, OSError) as error:
        raise Http404 from error
    raise Http404


def _media_type(path: Path) -> str:
    """By our own list first: the machine's may not know m4a."""
    known = UPLOADED_TYPES.get(path.suffix.lower().lstrip("."))
    return known or mimetypes.guess_type(path.name)[0] or "application/octet-stream"


def _wanted_part(
    request: HttpRequest, headers: dict[str, str], size: int
) -> ByteRange | None:
    """The range asked for, unless the phone began to read another file."""
    begun = request.headers.get("If-Range")
    if begun and begun not in (headers["ETag"], headers["Last-Modified"]):
        return None
    return parse_byte_range(request.headers.get("Range", ""), size)


@require_safe
def serve_media(request: HttpRequest, path: str) -> HttpResponseBase:
    """One file under MEDIA_ROOT: 200, 206, 304 or 416, never a listing.

    Documents are left to Wagtail, which checks who may read them.
    """
    answer = answer_with_file(request, _find(path), CACHE_CONTROL)
    # Media are public: an adopting city's page may read them (packages name them).
    answer.headers["Access-Control-Allow-Origin"] = "*"
    return answer


@require_safe
def recording_address(request: HttpRequest, identifier: UUID) -> HttpResponse:
    """A recording's address, which stays when its take is replaced; 410 without right.

    Raises Http404.
    """
    playable = Recording.objects.exclude(file="")
    recording = get_object_or_404(playable, identifier=identifier)
    if not recording.rights.are_given:
        return HttpResponseGone(headers={"Cache-Control": "no-cache"})
    answer = HttpResponseRedirect(recording.file.url)
    answer.headers["Cache-Control"] = "no-cache"
    return answer


def answer_with_file(
    request: HttpRequest, full: Path, cache_control: str
) -> HttpResponseBase:
    """A file, or the part of it that is asked for: 200, 206, 304 or 416."""
    state = full.stat()
    headers = {
        "Accept-Ranges": "bytes",
        "Cache-Control": cache_control,
        "Last-Modified": http_date(state.st_mtime),
        "ETag": f'"{int(state.st_mtime):x}-{state.st_size:x}"',
        "Content-Security-Policy": "default-src 'none'; sandbox",
    }
    since = parse_http_date_safe(request.headers.get("If-Modified-Since", "")) or 0
    if request.headers.get("If-None-Match") == headers["ETag"] or (
        "If-None-Match" not in request.headers and since >= int(state.st_mtime)
    ):
        return HttpResponse(status=304, headers=headers)
    try:
        wanted = _wanted_part(request, headers, state.st_size)
    except RangeNotSatisfiable:
        headers["Content-Range"] = f"bytes */{state.st_size}"
        return HttpResponse(status=416, headers=headers)
    file = full.open("rb")
    if wanted is None:
        return FileResponse(file, content_type=_media_type(full), headers=headers)
    return FileResponse(
        _Part(file, wanted),
        status=206,
        content_type=_media_type(full),
        headers={
            **headers,
            "Content-Length": str(wanted.length),
            "Content-Range": f"bytes {wanted.first}-{wanted.last}/{state.st_size}",
        },
    )
