"""People at work as a pupil's record names them: by what they do and where, never by name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

SOMEBODY_AT_WORK = "een medewerker"


@dataclass(frozen=True, slots=True)
class AtWork:
    """`function` as the network notes it, `role` the code of a user of the program; "" where unknown."""

    function: str
    role: str
    organisation: str


NOBODY = AtWork("", "", "")


class Colleagues:
    """Everybody at work in the network, read once for one record."""

    def __init__(self, session: Session) -> None:
        from sqlalchemy import select

        from zsm_desktop.models import Contact, Organisation, User

        self._by_id: dict[str, AtWork] = {}
        self._by_name: dict[str, AtWork] = {}
        people = select(Contact.id, Contact.name, Contact.function, Organisation.name).join(
            Organisation, Organisation.id == Contact.organisation_id
        )
        users = select(User.id, User.name, User.role, Organisation.name).outerjoin(
            Organisation, Organisation.id == User.school_id
        )
        for user_id, name, role, school in session.execute(users):
            self._know(user_id, name, AtWork("", role, school or ""))
        for contact_id, name, function, organisation in session.execute(people):
            self._know(contact_id, name, AtWork(function, "", organisation))
        whole = sorted((name for name in self._by_name if " " in name), key=len, reverse=True)
        self._names = re.compile(rf"\b(?:{'|'.join(map(re.escape, whole))})\b", re.IGNORECASE) if whole else None

    def _know(self, person_id: str, name: str, person: AtWork) -> None:
        self._by_id[person_id] = person
        known = self._by_name.get(name.strip().casefold())
        if known is None or not known.function:
            self._by_name[name.strip().casefold()] = person

    def of(self, person_id: str | None) -> AtWork:
        return self._by_id.get(person_id or "", NOBODY)

    def named(self, name: str) -> AtWork | None:
        """Whoever is called so; None for who is nobody the network knows at work."""
        return self._by_name.get(name.strip().casefold())

    def hide(self, text: str) -> str:
        """`text` with the function in the place of every whole name of somebody at work."""
        if self._names is None:
            return text
        return self._names.sub(lambda found: self._said(found[0]), text)

    def _said(self, name: str) -> str:
        person = self.named(name)
        return person.function.lower() if person is not None and person.function else SOMEBODY_AT_WORK
