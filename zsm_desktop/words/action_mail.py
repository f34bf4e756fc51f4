"""The words of a message that reminds someone of what he or she promised to do."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from zsm_desktop.words.format import date_long, date_medium

TITLE = "Actielijst per persoon"
NOBODY = "Er staan geen acties open."


def subject(body: str, held_on: date) -> str:
    return f"Uw acties uit {body}, {date_medium(held_on)}"


def line(text: str, pseudonym: str, due_on: date | None, *, is_overdue: bool) -> str:
    """One action; the pupil by pseudonym only."""
    after = [pseudonym] if pseudonym else []
    if due_on is not None:
        after.append(f"{'had klaar moeten zijn op' if is_overdue else 'uiterlijk'} {date_medium(due_on)}")
    return f"- {text} ({', '.join(after)})" if after else f"- {text}"


def message(
    name: str, body: str, held_on: date, lines: Sequence[str], sender: str, network: str, unchecked: str = ""
) -> str:
    """The whole text; `lines` are of `line`, `unchecked` says that nobody looked for names in them."""
    stand = "staat deze actie" if len(lines) == 1 else "staan deze acties"
    return "\n".join(
        (
            f"Beste {name},",
            "",
            f"Na het overleg {body} van {date_long(held_on)} {stand} op uw naam:",
            "",
            *lines,
            "",
            *([unchecked, ""] if unchecked else []),
            "Is iets gedaan, of lukt het niet op tijd? Laat het me weten, dan werk ik de actielijst bij.",
            "",
            "Met vriendelijke groet,",
            sender,
            network,
        )
    )
