"""What makes a paper an organisation's own: its colour and its picture, each held against what a document can bear."""

from __future__ import annotations

import hashlib
import io
import re

from zsm_desktop.domain.errors import RuleError

LEAST_CONTRAST = 4.5
"""Of letters against white paper (WCAG 2.2, 1.4.3)."""
MOST_BYTES = 512 * 1024
LEAST_PIXELS, MOST_PIXELS = 16, 4000
"""Of a side; what is larger takes more room in every file than anybody sees."""
_COLOUR = re.compile(r"#?([0-9a-fA-F]{6})")
_KINDS = ("PNG", "JPEG")


def require_colour(text: str) -> str:
    """ "#1f5d8a", or "" where none was given. Raises RuleError("colour.shape")."""
    given = text.strip()
    found = _COLOUR.fullmatch(given)
    if given and found is None:
        raise RuleError("colour.shape", text=given[:20])
    return f"#{found[1].lower()}" if found else ""


def contrast_on_white(red: float, green: float, blue: float) -> float:
    """From 1 to 21, of parts from 0 to 1 (WCAG 2.2)."""
    parts = [one / 12.92 if one <= 0.03928 else ((one + 0.055) / 1.055) ** 2.4 for one in (red, green, blue)]
    return 1.05 / (0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2] + 0.05)


def is_pale(colour: str) -> bool:
    """Letters in this colour cannot be read on paper; documents use it darker."""
    digits = require_colour(colour).removeprefix("#")
    return (
        bool(digits) and contrast_on_white(*(int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))) < LEAST_CONTRAST
    )


def require_logo(picture: bytes) -> str:
    """Its SHA-256. Raises RuleError("logo.too_large", "logo.unreadable", "logo.kind", "logo.size").

    The size is known before a single pixel is unpacked, so a small file cannot fill the memory.
    """
    from PIL import Image  # slow to load

    if len(picture) > MOST_BYTES:
        raise RuleError("logo.too_large", most=MOST_BYTES // 1024)
    try:
        with Image.open(io.BytesIO(picture)) as opened:
            kind, (width, height) = opened.format, opened.size
    except Exception as error:  # a hostile file can make the reader fall over in any way
        raise RuleError("logo.unreadable") from error
    if kind not in _KINDS:
        raise RuleError("logo.kind")
    if not LEAST_PIXELS <= min(width, height) <= max(width, height) <= MOST_PIXELS:
        raise RuleError("logo.size", width=width, height=height, least=LEAST_PIXELS, most=MOST_PIXELS)
    try:
        with Image.open(io.BytesIO(picture), formats=_KINDS) as opened:
            opened.load()
    except Exception as error:
        raise RuleError("logo.unreadable") from error
    return hashlib.sha256(picture).hexdigest()
