"""What is one e-mail address that can stand in a header or a calendar as it is."""

from __future__ import annotations

import re

from zsm_desktop.domain.errors import RuleError

_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
_LONGEST = 254


def as_address(text: str) -> str:
    """The address in `text`, or "" when it is none that can safely stand in a header."""
    text = text.strip()
    return text if len(text) <= _LONGEST and _ADDRESS.fullmatch(text) else ""


def require_address(text: str) -> str:
    """The address, "" where none was given; raises RuleError("network.email") for anything else, also for two."""
    if text.strip() and not as_address(text):
        raise RuleError("network.email", email=" ".join(text.split())[:60])
    return as_address(text)
