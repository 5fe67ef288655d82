"""What people do for a work, in the order in which they are thanked. Pure."""

# What is told comes first, then who tells it, what is heard around it, and pictures.
ROLES = (
    "author",
    "translation",
    "voice",
    "witness",
    "sound",
    "music",
    "performance",
    "photograph",
    "illustration",
    "production",
    "publication",
)
# Whom a player names as the artist of a sound, whom as its composer.
HEARD = ("voice", "witness", "performance")
WRITTEN = ("author", "music")


def in_order(role: str) -> int:
    """Where a role stands among the others; unknown ones come last."""
    return ROLES.index(role) if role in ROLES else len(ROLES)
