"""What must be filled in before something said in a meeting can be kept; known before the store is asked."""

from __future__ import annotations

from datetime import date

from zsm_desktop.domain.errors import RuleError

WALL_LETTERS = 140
"""As much as the back row reads at a glance."""
_NOW = "\n\nNu:\n"


def require_text(text: str) -> str:
    """The text without the blanks around it; raises RuleError("meeting.empty_text")."""
    if not text.strip():
        raise RuleError("meeting.empty_text")
    return text.strip()


def require_action(text: str, owner: str) -> tuple[str, str]:
    """What and who; raises RuleError("meeting.action_incomplete")."""
    if not text.strip() or not owner.strip():
        raise RuleError("meeting.action_incomplete")
    return text.strip(), owner.strip()


def require_wall(text: str) -> str:
    """The words for the room, "" for none; raises RuleError("case.wall_long")."""
    if len(text.strip()) > WALL_LETTERS:
        raise RuleError("case.wall_long", most=WALL_LETTERS, letters=len(text.strip()))
    return text.strip()


def taken_along(text: str, held_on: date) -> str:
    """Notes of a case that was not finished, for the next meeting: from which day they are, and room to go on."""
    day = f"{held_on.day}-{held_on.month}-{held_on.year}"
    before, now, added = text.rstrip().rpartition(_NOW.rstrip())
    if not now:
        return f"Meegenomen van {day}:\n{text.strip()}{_NOW}"
    return f"{before}\n\nOp {day}:\n{added.strip()}{_NOW}" if added.strip() else f"{before}{_NOW}"


def is_only_taken_along(text: str) -> bool:
    """Whether nothing was said since the notes came along."""
    return not text.strip() or text.rstrip().endswith(_NOW.rstrip())
