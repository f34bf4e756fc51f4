"""What must be filled in before something said in a meeting can be kept; known before the store is asked."""

from __future__ import annotations

from zsm_desktop.domain.errors import RuleError


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
