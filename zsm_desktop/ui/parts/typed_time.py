"""Reads a time of day as people type it; pure, so that it can be tested without a window."""

from __future__ import annotations

import re
from datetime import time

from zsm_desktop.domain.errors import RuleError

_TIME = re.compile(r"(\d{1,2})(?:[.:]?(\d{2}))?(?:\s*(?:u|uur))?")


def read_time(text: str) -> time:
    """ "13", "13.30", "1330" and "13:30 uur"; raises RuleError("time.unreadable")."""
    found = _TIME.fullmatch(text.strip().lower())
    if found is not None and int(found[1]) < 24 and int(found[2] or 0) < 60:
        return time(int(found[1]), int(found[2] or 0))
    raise RuleError("time.unreadable", text=text)


def written(moment: time) -> str:
    """ "13.30", as it stands in a field."""
    return f"{moment.hour}.{moment.minute:02d}"
