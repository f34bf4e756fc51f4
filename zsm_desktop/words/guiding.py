"""What is said of who directs a trajectory, and of handing it over."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Protocol

from zsm_desktop.domain.profiles import NetworkRole
from zsm_desktop.words.format import date_medium


class Guide(Protocol):
    """Who directs a case, or did."""

    @property
    def organisation(self) -> str: ...

    @property
    def role(self) -> str: ...

    @property
    def began_on(self) -> date: ...

    @property
    def ended_on(self) -> date | None: ...

    @property
    def is_active(self) -> bool: ...


class Handed(Protocol):
    """A handover, as it is told."""

    @property
    def from_name(self) -> str: ...

    @property
    def from_organisation(self) -> str: ...

    @property
    def school(self) -> str: ...

    @property
    def to_name(self) -> str: ...

    @property
    def to_organisation(self) -> str: ...

    @property
    def status(self) -> str: ...

    @property
    def offered_on(self) -> date: ...

    @property
    def offered_by(self) -> str: ...

    @property
    def answered_on(self) -> date | None: ...

    @property
    def answered_by(self) -> str: ...

    @property
    def is_recorded(self) -> bool: ...


STATUS = {
    "offered": ("wacht op antwoord", "warn"), "accepted": ("aanvaard", "good"), "refused": ("geweigerd", "bad"),
    "withdrawn": ("ingetrokken", "neutral"),
}  # fmt: skip
"""Words and tone of a handover."""
NOBODY = "Nog niemand heeft de regie. Leg vast wie aanspreekbaar is op dit traject."
STAYS = "Tot {name} aanvaardt, blijft {giver} verantwoordelijk."
FOR_ANOTHER = "{name} kan niet in het programma. U legt het antwoord vast namens {name}; dat komt erbij te staan."
NOTE_HINT = "Wat de ontvanger moet weten. Alleen wie de casus mag zien leest dit."


def place_words(row: Guide, roles: Iterable[NetworkRole]) -> str:
    """ "De Duinpan · trajectbegeleider · sinds 3 maart 2026"; of who went, until when."""
    role = next((one.name for one in roles if one.code == row.role), "")
    when = f"sinds {date_medium(row.began_on)}"
    if row.ended_on is not None:
        when = f"{date_medium(row.began_on)} tot {date_medium(row.ended_on)}"
    gone = "" if row.is_active or row.ended_on is not None else "werkt daar niet meer"
    return " · ".join(part for part in (row.organisation, role, when, gone) if part)


def handover_title(row: Handed) -> str:
    return f"Naar {row.to_name}, {row.to_organisation}"


def offered_words(row: Handed) -> str:
    giver = f"{row.from_name}, {row.from_organisation}" if row.from_name else row.school
    return f"Aangeboden op {date_medium(row.offered_on)} door {row.offered_by}, van {giver}"


def answered_words(row: Handed) -> str:
    """Who answered when, and for whom; "" while it waits."""
    if row.answered_on is None:
        return ""
    done = {"accepted": "Aanvaard", "refused": "Geweigerd", "withdrawn": "Ingetrokken"}[row.status]
    if row.is_recorded:
        return f"{done} op {date_medium(row.answered_on)}; vastgelegd door {row.answered_by} namens {row.to_name}"
    return f"{done} op {date_medium(row.answered_on)} door {row.answered_by}"
