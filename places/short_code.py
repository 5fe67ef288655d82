"""Short codes for permanent identifiers, made to be printed and typed. Pure.

A code is the first 40 bits of a UUID in Crockford's base 32: eight letters and
digits without I, L, O, U. It needs no column of its own: a code names a narrow
range of UUIDs, which the database finds by its index.
"""

from uuid import UUID

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 8
_BITS_DROPPED = 128 - 5 * LENGTH
_LOOKALIKES = str.maketrans({"I": "1", "L": "1", "O": "0", "-": "", " ": ""})


def short_code(identifier: UUID) -> str:
    """The code of an identifier, such as ``7K3MQ0ZD``."""
    number = identifier.int >> _BITS_DROPPED
    letters = []
    for _ in range(LENGTH):
        number, digit = divmod(number, 32)
        letters.append(ALPHABET[digit])
    return "".join(reversed(letters))


def identifier_range(code: str) -> tuple[UUID, UUID]:
    """First and last UUID of a code; case and look-alikes are forgiven.

    Raises ValueError when it is not a code.
    """
    cleaned = code.upper().translate(_LOOKALIKES)
    if len(cleaned) != LENGTH:
        msg = f"“{code}” has not {LENGTH} letters and digits"
        raise ValueError(msg)
    number = 0
    for letter in cleaned:
        digit = ALPHABET.find(letter)
        if digit < 0:
            msg = f"“{letter}” is not in a short code"
            raise ValueError(msg)
        number = number * 32 + digit
    first = number << _BITS_DROPPED
    return UUID(int=first), UUID(int=first + (1 << _BITS_DROPPED) - 1)
