"""What a phone keeps of the field notebook itself, so that it opens without network.

The page and its files, which are the same for whoever may have them: no name, no token,
no note. See docs/decisions/0029-the-field-notebook-opens-from-a-worker-of-its-own.md.
"""

import hashlib
import json
from functools import cache

from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language

from frontend.release import BUILT, release

FILES = (
    "field.css",
    "field/page.js",
    *(
        f"fonts/atkinson-hyperlegible-next-{part}-{weight}-normal.woff2"
        for part in ("letters", "latin")
        for weight in (400, 700)
    ),
)
SCOPE = "field_notebook"


def worker_script() -> str:
    """The worker of the notebook; it knows what it keeps, in the reader's language."""
    shell = {
        "release": f"{notebook_release()}-{get_language()}",
        "page": reverse(SCOPE),
        "files": [static(f"frontend/{name}") for name in FILES],
    }
    told = json.dumps(shell, separators=(",", ":"))
    return f"const FIELD={told};\n{(BUILT / 'field/worker.js').read_text()}"


@cache
def notebook_release() -> str:
    """Ten digits that change with any file or word of the notebook."""
    digest = hashlib.sha256(release().encode())
    for name in FILES:
        digest.update((BUILT / name).read_bytes())
    return digest.hexdigest()[:10]
