"""To whom at a school what goes out by mail is addressed."""

from __future__ import annotations

from dataclasses import dataclass

from zsm_desktop.store.store import Store

_CONTACT = "SELECT name, coalesce(email, '') FROM contact WHERE organisation_id = ? AND is_fixed AND is_active"


@dataclass(frozen=True, slots=True)
class Receiver:
    """The fixed contact of a school; both are "" where there is none."""

    name: str
    email: str


def receiver_of(store: Store, school_id: str) -> Receiver:
    rows = store.rows(_CONTACT, (school_id,))
    return Receiver(*rows[0]) if rows else Receiver("", "")
