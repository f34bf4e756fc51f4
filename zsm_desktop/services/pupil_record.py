"""Everything the network keeps on one pupil, for the pupil to read (article 15 AVG): read from the tables themselves.

Texts about other pupils are masked, people at work are said by their function.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from zsm_desktop.domain.calendar import home_day
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.masking import KnownPupil
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.domain.retention import BOOKS, PUPILS, due_on
from zsm_desktop.services.pupil_record_people import AtWork
from zsm_desktop.services.service import Service, act, opened, read, sealed_fact

if TYPE_CHECKING:
    from zsm_desktop.models import Pupil
    from zsm_desktop.services.pupil_record_shared import Opening, SharedLine
    from zsm_desktop.store.seal import Sealer
    from zsm_desktop.store.work import Work

Value = str | int | bool | date | datetime | time | AtWork | None


@dataclass(frozen=True, slots=True)
class RecordColumn:
    """`kind`: text, code, date, moment, number, yes, cents, quantity (hundredths), id or link."""

    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class RecordTable:
    """All that one table has of the pupil, in the order it came; each row has a value for each column."""

    name: str
    columns: tuple[RecordColumn, ...]
    rows: tuple[Mapping[str, Value], ...]


@dataclass(frozen=True, slots=True)
class KeptUntil:
    """`until` is the last day, None while the count has not begun: the pupil has not left yet."""

    category: str
    years: int
    ground: str
    until: date | None


@dataclass(frozen=True, slots=True)
class PupilRecord:
    """`left_out` are (table, column, reason), column "" for a whole table; `reason` is why it was asked."""

    pupil_id: str
    code: str
    pseudonym: str
    name: str
    school: str
    network: str
    made_at: datetime
    reason: str
    tables: tuple[RecordTable, ...]
    shared: tuple[SharedLine, ...]
    openings: tuple[Opening, ...]
    kept: tuple[KeptUntil, ...]
    left_out: tuple[tuple[str, str, str], ...]
    fields: Mapping[str, str]
    """What the network calls the fields, phases, lists and roles of its profile, by "field:code" and so on."""

    def table(self, name: str) -> RecordTable:
        """Raises LookupError."""
        return next(one for one in self.tables if one.name == name)


class PupilRecords(Service):
    @read(Permission.OPEN_NAMES)
    def record(self, pupil_id: str, reason: str) -> PupilRecord:
        """All of it; who asked, when and why is logged first.

        Raises RuleError("pupil.none", "permission.other_school", "privacy.reason_needed", "seal.no_key").
        """
        self._log(pupil_id, reason)
        from zsm_desktop.models import Organisation, Pupil
        from zsm_desktop.services import pupil_record_read as reading
        from zsm_desktop.services.pupil_record_shared import openings, shared_with

        with self.store.reading() as session:
            pupil = session.get_one(Pupil, pupil_id)
            own = known_pupil(self.store.seal, pupil)
            reader = reading.Reader(self.desk, session, own)
            tables = reader.tables()
            return PupilRecord(
                pupil_id,
                pupil.code,
                pupil.pseudonym,
                f"{own.given_name} {own.family_name}".strip(),
                session.get_one(Organisation, pupil.school_id).name,
                self.desk.network_name,
                self.desk.clock(),
                reason.strip(),
                tables,
                (*shared_with(session, reader.people, reader.ids), *self._copies(pupil.sequence)),
                openings(self.desk, session, reader.people, reader.ids, reader.mask),
                self._kept(pupil),
                reader.left_out(),
                reading.profile_names(self.desk.profile),
            )

    @read(Permission.OPEN_NAMES)
    def pupil_id(self, code: str) -> str:
        """Of the pupil with this code or pseudonym; RuleError("pupil.none") where there is none to be seen."""
        wanted = " ".join(code.split()).casefold()
        for pupil_id, *called in self.store.rows("SELECT id, code, pseudonym FROM pupil"):
            if wanted in (str(one).casefold() for one in called):
                return str(pupil_id)
        raise RuleError("pupil.none")

    @act("pupil.report", Permission.OPEN_NAMES)
    def _log(self, work: Work, pupil_id: str, reason: str) -> None:
        from zsm_desktop.models import Pupil

        pupil = work.session.get(Pupil, pupil_id)
        if pupil is None:
            raise RuleError("pupil.none")
        self.actor.require_school(pupil.school_id)
        if not reason.strip():
            raise RuleError("privacy.reason_needed")
        if not work.seal.may_open:
            raise RuleError("seal.no_key")
        work.subject_id = pupil.id
        work.facts = {"reason": sealed_fact(work, pupil.id, "reason", reason)}

    def _copies(self, number: int) -> Iterator[SharedLine]:
        """Copies with names that hold, or held, this pupil: who got each."""
        from zsm_desktop.services.outside_copies import of_pupil
        from zsm_desktop.services.pupil_record_shared import SharedLine

        for one in of_pupil(self.store.rows, self.store.seal, number):
            to = self.desk.masks.hide(one.to).text
            yield SharedLine(home_day(one.at), "copy", "", to, "")

    def _kept(self, pupil: Pupil) -> tuple[KeptUntil, ...]:
        terms = {one.category: one for one in self.desk.retention.rules()}
        until = due_on(pupil.left_on, terms[PUPILS].years) if pupil.left_on else None
        return (
            KeptUntil(PUPILS, terms[PUPILS].years, terms[PUPILS].ground, until),
            KeptUntil(BOOKS, terms[BOOKS].years, terms[BOOKS].ground, None),
        )


def known_pupil(seal: Sealer, pupil: Pupil) -> KnownPupil:
    """Who this is, for a mask that leaves it standing."""
    columns: Sequence[str] = ("given_name", "family_name", "birth_date", "guardian_contact", "school_reference")
    given, family, born, at_home, reference = (
        opened(seal, "pupil", pupil.id, column, getattr(pupil, column)) for column in columns
    )
    birth_date = date.fromisoformat(born) if born else None
    return KnownPupil(pupil.id, pupil.pseudonym, given, family, birth_date, at_home, reference)
