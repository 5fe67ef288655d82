"""The icons: a small set of lines of one weight, drawn for the project. Pure.

Each is the inside of an SVG of 24 × 24 units, which the style sheet strokes with the
text's colour. The few filled shapes, which are those of a player, carry the class
``icon__fill``.
"""

PATHS = {
    "again": '<path d="M5.5 9.5A7.5 7.5 0 1 1 4.6 14M4.5 4.5v5.2h5.2"/>',
    "arch": '<path d="M4 20.5V11a8 8 0 0 1 16 0v9.5M9 20.5V14a3 3 0 0 1 6 0v6.5"/>',
    "armchair": '<path d="M5.5 11V7.5a3 3 0 0 1 3-3h7a3 3 0 0 1 3 3V11M3 13a2.2'
    ' 2.2 0 0 1 4.4 0v2h9.2v-2a2.2 2.2 0 0 1 4.4 0v5.5H3ZM5.5 18.5v2M18.5 18.5v2"/>',
    "arrow": '<path class="icon__fill" d="M12 2.5 19.5 21 12 16.8 4.5 21Z"/>',
    "arrow-left": '<path d="M20 12H4.5M11 5.2 4.2 12l6.8 6.8"/>',
    "arrow-right": '<path d="M4 12h15.5M13 5.2l6.8 6.8-6.8 6.8"/>',
    "back-15": '<path d="M12 4.5a8 8 0 1 1-7.6 5.4M4.2 3.8v5.4h5.4"/>',
    "bin": '<path d="M4 6.5h16M9 6.5V3.5h6v3M6 6.5l1 14h10l1-14M10 10.5v6M14 10.5v6"/>',
    "book": '<path d="M12 6.5C10 4.8 7 4.2 3 4.5v14c4-.3 7 .3 9 2 2-1.7 5-2.3 9-2v-14'
    'c-4-.3-7 .3-9 2ZM12 6.5v14"/>',
    "camera": '<path d="M3 8.5A1.5 1.5 0 0 1 4.5 7H8l1.5-2.5h5L16 7h3.5A1.5 1.5 0 0 1'
    ' 21 8.5V18a1.5 1.5 0 0 1-1.5 1.5h-15A1.5 1.5 0 0 1 3 18Z"/>'
    '<circle cx="12" cy="13" r="3.6"/>',
    "check": '<path d="m4.5 12.8 5 5L19.5 7"/>',
    "chevron-down": '<path d="m5 9 7 7 7-7"/>',
    "chevron-left": '<path d="m15 5-7 7 7 7"/>',
    "chevron-right": '<path d="m9 5 7 7-7 7"/>',
    "chevron-up": '<path d="m5 15 7-7 7 7"/>',
    "clock": '<circle cx="12" cy="12" r="8.8"/><path d="M12 7v5.4l3.4 2"/>',
    "close": '<path d="m5.5 5.5 13 13M18.5 5.5l-13 13"/>',
    "code": '<path d="m8 6-6 6 6 6M16 6l6 6-6 6"/>',
    "download": '<path d="M12 3.5v12M6.5 10.5l5.5 5.5 5.5-5.5M4.5 20.5h15"/>',
    "external": '<path d="M13.5 4H20v6.5M20 4l-9 9M17 14v6H4V7h6"/>',
    "eye": '<path d="M2.5 12C3.6 9.7 7 5.5 12 5.5s8.4 4.2 9.5 6.5c-1.1 2.3-4.5 6.5-9.5'
    ' 6.5S3.6 14.3 2.5 12Z"/><circle cx="12" cy="12" r="3"/>',
    "eye-off": '<path d="M4 4l16 16M9.9 5.7A9.6 9.6 0 0 1 12 5.5c5 0 8.4 4.2'
    " 9.5 6.5-.5 1-1.5 2.5-3 3.8M14.5 14.6A3.5 3.5 0 0 1 9.5 9.5M6.6"
    " 7.7A13 13 0 0 0 2.5 12c1.1 2.3 4.5 6.5 9.5 6.5 1.3 0 2.5-.3"
    ' 3.6-.7"/>',
    "forward-15": '<path d="M12 4.5a8 8 0 1 0 7.6 5.4M19.8 3.8v5.4h-5.4"/>',
    "globe": '<circle cx="12" cy="12" r="9"/><path d="M3 12h18M12 3c5 5.4 5 12.6 0'
    ' 18-5-5.4-5-12.6 0-18Z"/>',
    "headphones": '<path d="M3.5 18v-5a8.5 8.5 0 0 1 17 0v5"/><rect x="3.5" y="14"'
    ' width="4.5" height="6.5" rx="2"/><rect x="16" y="14" width="4.5" height="6.5"'
    ' rx="2"/>',
    "info": '<circle cx="12" cy="12" r="9"/><path d="M12 11v5.5M12 7.3v.2"/>',
    "lantern": '<path d="M8 8.5h8l1.5 9.5h-11ZM7 21h10M9.5 8.5a2.5 2.5 0 0 1 5 0M12'
    ' 6V3.5M12 12v3"/>',
    "list": '<path d="M9 6h11.5M9 12h11.5M9 18h11.5M4 6h.1M4 12h.1M4 18h.1"/>',
    "locate": '<circle cx="12" cy="12" r="6"/><path d="M12 2v4M12 18v4M2 12h4"/>'
    '<path d="M18 12h4"/>',
    "mail": '<rect x="3" y="5" width="18" height="14" rx="2.5"/><path d="m3.8 7.5'
    ' 8.2 6.2 8.2-6.2"/>',
    "map": '<path d="M3 6.5 9 4l6 2.5L21 4v13.5L15 20l-6-2.5L3 20ZM9 4v13.5M15'
    ' 6.5V20"/>',
    "menu": '<path d="M4 8h16M4 16h16"/>',
    "microphone": '<rect x="9" y="3" width="6" height="11" rx="3"/><path d="M5.5'
    ' 11.5a6.5 6.5 0 0 0 13 0M12 18v3M8.5 21h7"/>',
    "moon": '<path d="M20 14.5A8.5 8.5 0 1 1 9.5 4 7 7 0 0 0 20 14.5Z"/>',
    "next": '<path class="icon__fill" d="M5 5v14l10-7Z"/><path d="M18.5 5v14"/>',
    "notebook": '<path d="M6.5 3.5h11a1.5 1.5 0 0 1 1.5 1.5v14a1.5 1.5 0 0'
    ' 1-1.5 1.5h-11ZM6.5 3.5v17M4 8h2.5M4 12h2.5M4 16h2.5M10 8.5h5.5M10 12.5h4"/>',
    "pause": '<path class="icon__fill" d="M6 4.5h4v15H6ZM14 4.5h4v15h-4Z"/>',
    "picture": '<rect x="3" y="4.5" width="18" height="15" rx="2.5"/><circle cx="8.5"'
    ' cy="9.5" r="1.5"/><path d="m4 17.5 5-4.5 3.5 3 3.5-4 4.5 5"/>',
    "pin": '<path d="M12 21.5S19 15 19 9.5a7 7 0 0 0-14 0C5 15 12 21.5 12 21.5Z"/>'
    '<circle cx="12" cy="9.5" r="2"/>',
    "play": '<path class="icon__fill" d="M7 3.5v17L20.5 12Z"/>',
    "pocket": '<path d="M4.5 4.5h15V13a7.5 7.5 0 0 1-15 0ZM4.5 8.5h15"/>',
    "previous": '<path class="icon__fill" d="M19 5v14L9 12Z"/><path d="M5.5 5v14"/>',
    "replay": '<path d="M4 19.5 9 9l5 6 3-4 3.5 4M4 5h9M4 5l2.5-2M4 5l2.5 2"/>',
    "share": '<path d="M12 15V3.5M7.5 7.5 12 3.2l4.5 4.3M6 11.5H4.5V21h15v-9.5H18"/>',
    "speed": '<path d="M4.5 18a9 9 0 1 1 15 0M12 14l4-5"/>',
    "step-free": '<circle cx="10" cy="4" r="1.3"/><path d="M10 8v6h5.5l2.5 6M10'
    ' 10.5h4.5M7 11.5a5.2 5.2 0 1 0 7.3 6.5"/>',
    "sun": '<circle cx="12" cy="12" r="4.2"/><path d="M12 2v2.5M12 19.5V22M2 12h2.5'
    "M19.5 12H22M4.9 4.9l1.8 1.8M17.3 17.3l1.8 1.8M4.9 19.1l1.8-1.8"
    'M17.3 6.7l1.8-1.8"/>',
    "text": '<path d="M4 6h16M4 11h16M4 16h10"/>',
    "tools": '<path class="icon__fill" d="M5 10.2a1.8 1.8 0 1 1 0 3.6 1.8 1.8 0 0 1'
    " 0-3.6ZM12 10.2a1.8 1.8 0 1 1 0 3.6 1.8 1.8 0 0 1 0-3.6ZM19 10.2a1.8 1.8 0 1 1 0"
    ' 3.6 1.8 1.8 0 0 1 0-3.6Z"/>',
    "walk": '<circle cx="13" cy="3.8" r="1.4"/><path d="m7.5 21.5 3.2-6.2-.2-7L7'
    ' 10.5v3.2M10.5 8.3l2.3.2 1.7 3.5 3.5.8M10.7 15l3.3 2.3.7 4.2"/>',
    "warning": '<path d="M12 3.5 22 20.5H2ZM12 10v5M12 17.5v.2"/>',
}


def icon_markup(name: str) -> str:
    """An icon's place in a page, hidden from assistive technology.

    Its drawing stands once in the page, however often it is shown: see
    ``icon_sheet``. Raises KeyError for a name that does not exist.
    """
    return (
        f'<svg class="icon icon--{name}" width="24" height="24" aria-hidden="true">'
        f'<use href="#{_identifier(name)}"/></svg>'
    )


def icon_drawn(name: str) -> str:
    """An icon that brings its own drawing, for words that a script fetches.

    Raises KeyError for a name that does not exist.
    """
    return (
        f'<svg class="icon icon--{name}" width="24" height="24" viewBox="0 0 24 24"'
        f' aria-hidden="true">{PATHS[name]}</svg>'
    )


def icon_sheet(page: str) -> str:
    """The drawings of the icons that a page shows; empty when it shows none."""
    symbols = "".join(
        f'<symbol id="{_identifier(name)}" viewBox="0 0 24 24">{drawing}</symbol>'
        for name, drawing in PATHS.items()
        if f'"#{_identifier(name)}"' in page
    )
    return f'<div hidden=""><svg>{symbols}</svg></div>' if symbols else ""


def _identifier(name: str) -> str:
    if name not in PATHS:
        raise KeyError(name)
    return f"icon-{name}"
