"""Who saw or got something of a pupil: organisations, each once and with where a letter reaches them, and others."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from zsm_desktop.domain.outside_copies import OutsideCopy
from zsm_desktop.models import Case, Contact, Organisation, Placement, WorkPlacement
from zsm_desktop.services.pupil_record_people import Colleagues
from zsm_desktop.services.pupil_record_shared import SharedLine, shared_with


@dataclass(frozen=True, slots=True)
class Receiver:
    """`lines` are what it got, in the order of days; `attention` is its fixed contact, "" where it has none."""

    organisation_id: str
    name: str
    attention: str
    email: str
    address: tuple[str, ...]
    lines: tuple[SharedLine, ...]

    @property
    def last_on(self) -> date:
        return self.lines[-1].on


@dataclass(frozen=True, slots=True)
class Shared:
    """`receivers` by name; `guests` are the numbers of meetings with people there who are of no organisation; `copies`
    are those with names that ever held the pupil."""

    receivers: tuple[Receiver, ...]
    guests: tuple[str, ...]
    copies: tuple[OutsideCopy, ...]


def received(session: Session, pupil_id: str) -> tuple[tuple[Receiver, ...], tuple[str, ...]]:
    """Those of `Shared`, but for the copies."""
    ids: dict[str, list[str]] = {"pupil": [pupil_id]}
    for table, column, of in (
        ("case_file", Case.id, Case.pupil_id),
        ("placement", Placement.id, Placement.pupil_id),
        ("work_placement", WorkPlacement.id, WorkPlacement.pupil_id),
    ):
        ids[table] = list(session.scalars(select(column).where(of == pupil_id)))
    by: dict[str, list[SharedLine]] = defaultdict(list)
    guests: dict[str, None] = {}
    for line in shared_with(session, Colleagues(session), ids):
        if line.receiver_id:
            by[line.receiver_id].append(line)
        elif line.kind == "meeting":
            guests[line.number] = None
    fixed = select(Contact).where(Contact.organisation_id.in_(list(by)), Contact.is_active, Contact.is_fixed)
    contacts = {one.organisation_id: one for one in session.scalars(fixed)}
    found = []
    for one in session.scalars(select(Organisation).where(Organisation.id.in_(list(by)))):
        contact = contacts.get(one.id)
        street = " ".join(filter(None, (one.street, one.house_number)))
        place = " ".join(filter(None, (one.postcode, one.city)))
        found.append(
            Receiver(
                one.id,
                one.name,
                contact.name if contact is not None else "",
                (contact.email or "") if contact is not None else "",
                tuple(filter(None, (street, place))),
                tuple(by[one.id]),
            )
        )
    return tuple(sorted(found, key=lambda one: one.name.casefold())), tuple(guests)
