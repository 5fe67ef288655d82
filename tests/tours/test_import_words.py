"""What the import of a line may tell has its sentence, and no sentence is left over."""

import re
from pathlib import Path

from tours.composer_words import IMPORT_WORDS

ADMIN = Path(__file__).resolve().parents[2] / "frontend" / "src" / "admin"
# Chosen among by an expression: no call names them.
OF_A_POINT = {"position", "range", "axes"}


def test_the_import_has_the_words_that_it_says() -> None:
    sources = "".join(path.read_text() for path in ADMIN.glob("*.ts"))
    faults = set(re.findall(r'FileRefused\(\s*"(\w+)"', sources)) | OF_A_POINT
    said = set(re.findall(r'"(import_\w+)"', sources))
    assert said | {f"import_fault_{fault}" for fault in faults} == set(IMPORT_WORDS)
