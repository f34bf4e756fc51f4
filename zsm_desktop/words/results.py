"""How actions, decisions and bottlenecks are said: where they lie, how long they wait, and what took what back."""

from __future__ import annotations

from collections.abc import Sequence

from zsm_desktop.domain.privacy import SMALLEST_SHOWN, is_recognisable
from zsm_desktop.words.format import count, joined, plural
from zsm_desktop.words.names import Say

BOTTLENECK_KIND = {
    "capacity": "te weinig plek",
    "transport": "vervoer",
    "time": "tijd en rooster",
    "rules": "regels",
    "money": "geld",
    "knowledge": "kennis",
    "other": "anders",
}
STEERING = "stuurgroep"
"""What a body is called that needs no name: there is one of it."""


def cases_touched(cases: int, *, is_outside: bool) -> str:
    """Outside the maatwerkbespreking a small group is shown as "<5"."""
    if not cases:
        return ""
    if is_outside and is_recognisable(cases):
        return f"<{SMALLEST_SHOWN} casussen"
    return plural(cases, "casus", "casussen")


def waiting(weeks: int) -> str:
    return plural(weeks, "week", "weken") if weeks else "minder dan een week"


def hit(schools: Sequence[str]) -> str:
    return joined(schools)


def bottleneck_status(status: str, body: str, say: Say) -> str:
    """`body` is where it lies, "" where it was noted."""
    if status == "escalated":
        return f"bij {body_name(body, say)}"
    return {"open": "genoteerd", "answered": "beantwoord", "closed": "afgesloten"}.get(status, status)


def send_up(body: str, say: Say) -> str:
    """What the button says; `body` is the one above."""
    return f"Naar {body_name(body, say)}"


def body_name(body: str, say: Say) -> str:
    return say("[de bottleneck_agenda]") if not body or body.casefold() == STEERING else body


def decision_mark(withdrawn_by: str, withdraws: str) -> str:
    """What stands with a decision that was taken back or takes another back; "" for any other."""
    parts = [
        *([f"trekt {withdraws} in"] if withdraws else []),
        *([f"ingetrokken met {withdrawn_by}"] if withdrawn_by else []),
    ]
    return ", ".join(parts)


def numbered(number: str, withdrawn_by: str, withdraws: str) -> str:
    """Under the decision on a screen: which it is, and whether it still holds."""
    mark = decision_mark(withdrawn_by, withdraws)
    return f"Besluit {number}, {mark}" if mark else f"Besluit {number}"


def marked(text: str, withdrawn_by: str, withdraws: str) -> str:
    """The decision as it stands on paper and in lists."""
    mark = decision_mark(withdrawn_by, withdraws)
    return f"{text} ({mark})" if mark else text


def counted(shown: int, overdue: int) -> str:
    late = f", waarvan {count(overdue)} te laat" if overdue else ""
    return f"{plural(shown, 'actie', 'acties')}{late}"
