"""The decisions something can rest on, as a list to choose from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zsm_desktop.words.tariffs import decision_text

if TYPE_CHECKING:
    from zsm_desktop.services.desk import Desk


def decision_choices(desk: Desk, known_id: str | None = None, known_number: str = "") -> list[tuple[str, str]]:
    """After "no decision" those of the steering group, newest first; one that is known already is always among them."""
    found = [(one.id, decision_text(one.number, one.decided_on, one.text)) for one in desk.tariffs.decisions()]
    if known_id and known_id not in dict(found):
        found.insert(0, (known_id, known_number))
    return [("", "Geen besluit"), *found]
