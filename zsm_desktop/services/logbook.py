"""The logbook read back: who did, saw or put on paper what, when and why. It is only read here; nothing changes it.

What stands in `facts` is said as a short reason at most: identifiers and counts of other acts stay where they are.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.domain.papers import MAKE, Paper, paper_in
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.services.pupil_record_shared import sealed_reason
from zsm_desktop.services.service import Service, act, read

if TYPE_CHECKING:
    from zsm_desktop.store.work import Work

SEEN = ("pupil.open_name", "pupil.report", "case.open_dossier", "case.read_dossier", "meeting.open_dossiers",
        "meeting.take_along", "minutes.with_names", "logbook.export", "request.letters", "keys.publish_names",
        "network.hand_over", MAKE)  # fmt: skip
KINDS: Mapping[str, tuple[str, ...]] = {
    "seen": (),
    "privacy": ("request", "breach", "privacy", "retention", "logbook", "forget"),
    "pupils": ("case", "pupil", "list", "guide", "handover", "outcome", "follow_up", "import", "need",
               "feasibility"),
    "meetings": ("meeting", "minutes", "decision", "action", "bottleneck", "bin", "body"),
    "exchange": ("placement", "delivery", "dispute", "round", "ledger", "settlement", "invoice", "payment", "fund",
                 "fund_condition", "fund_contribution", "fund_expense", "fund_item", "fund_report", "fund_result",
                 "tariff", "vat", "agreement", "statement", "reminder", "year", "silence", "booking", "offer",
                 "contribution", "limits", "issuing"),
    "network": ("network", "user", "cluster", "sector", "profile", "employer", "employer_contact", "vacancy",
                "work_placement", "evaluation", "figure", "map", "target", "benchmark", "tally", "texts", "desk",
                "sample", "keys", "backup"),
}  # fmt: skip
"""Kind -> the first words of acts; "seen" are the acts that only looked or made a paper."""
PAGE = 200
_SELECT = """
SELECT e.number, e.at, e.user_id, coalesce(u.name, ''), e.act, coalesce(e.subject_id, ''), e.facts,
 coalesce(p.pseudonym, q.pseudonym, r.pseudonym, w.pseudonym, ''),
 coalesce(c.number, l.number, m.number, b.number, g.number, f.code, o.code, d.number, CAST(x.sequence AS VARCHAR), ''),
 v.opened_on
FROM audit_event e LEFT JOIN user_account u ON u.id = e.user_id
LEFT JOIN pupil p ON p.id = e.subject_id
LEFT JOIN case_file c ON c.id = e.subject_id LEFT JOIN pupil q ON q.id = c.pupil_id
LEFT JOIN placement l ON l.id = e.subject_id LEFT JOIN pupil r ON r.id = l.pupil_id
LEFT JOIN pupil_request t ON t.id = e.subject_id LEFT JOIN pupil w ON w.id = t.pupil_id
LEFT JOIN meeting m ON m.id = e.subject_id
LEFT JOIN data_breach b ON b.id = e.subject_id
LEFT JOIN settlement g ON g.id = e.subject_id LEFT JOIN fund f ON f.id = e.subject_id
LEFT JOIN organisation o ON o.id = e.subject_id LEFT JOIN confirmation_round d ON d.id = e.subject_id
LEFT JOIN destruction x ON x.id = e.subject_id LEFT JOIN evaluation v ON v.id = e.subject_id
"""
_COUNT = "SELECT count(*) FROM audit_event e"


@dataclass(frozen=True, slots=True)
class LogFilter:
    """Empty fields ask for nothing; the days are both in it."""

    user_id: str = ""
    kind: str = ""
    pupil_id: str = ""
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class LogLine:
    """`pseudonym` of whom it is about, `about` the number of the case, meeting, placement, breach or settlement, or
    the code of the school or fund, the number of the proof of what was destroyed, or the school year of the evaluation,
    whose title somebody typed. `paper` is what was made, None of every other act.
    """

    id: str
    at: datetime
    user: str
    act: str
    pseudonym: str
    about: str
    reason: str
    paper: Paper | None = None


@dataclass(frozen=True, slots=True)
class LogUser:
    id: str
    name: str


class Logbook(Service):
    @read(Permission.READ_PRIVACY)
    def users(self) -> tuple[LogUser, ...]:
        """Everybody who ever did something, also who left."""
        rows = self.store.rows("SELECT id, name FROM user_account ORDER BY name")
        return tuple(LogUser(str(user_id), str(name)) for user_id, name in rows)

    @read(Permission.READ_PRIVACY)
    def count(self, wanted: LogFilter = LogFilter()) -> int:
        where, values = self._where(wanted)
        ((count,),) = self.store.rows(f"{_COUNT} WHERE {where}", values)
        return int(count)

    @read(Permission.READ_PRIVACY)
    def page(
        self,
        wanted: LogFilter = LogFilter(),
        *,
        offset: int = 0,
        limit: int = PAGE,
    ) -> tuple[LogLine, ...]:
        """The latest first."""
        where, values = self._where(wanted)
        values |= {"most": limit, "skipped": offset}
        sql = f"{_SELECT} WHERE {where} ORDER BY e.number DESC LIMIT :most OFFSET :skipped"
        return tuple(
            LogLine(
                str(number), datetime.fromisoformat(str(at)), str(name) or str(user_id), str(done), str(pseudonym),
                str(about) or year_of(opened_on), sealed_reason(self.desk, str(subject), facts),
                paper_in(str(done), facts),
            )
            for number, at, user_id, name, done, subject, facts, pseudonym, about, opened_on
            in self.store.rows(sql, values)
        )  # fmt: skip

    @act("logbook.export", Permission.KEEP_PRIVACY)
    def note_export(self, work: Work, lines: int) -> None:
        """That these lines were put in a workbook."""
        work.facts = {"lines": lines}

    def _where(self, wanted: LogFilter) -> tuple[str, dict[str, object]]:
        parts: list[str] = ["1 = 1"]
        values: dict[str, object] = {}
        if wanted.user_id:
            parts.append("e.user_id = :user")
            values["user"] = wanted.user_id
        if wanted.pupil_id:
            from zsm_desktop.services.logbook_pupil import about_pupil
            from zsm_desktop.services.outside_copies import ever_held

            said, copies = about_pupil(ever_held(self.store.rows, wanted.pupil_id))
            parts.append(said)
            values |= {"pupil": wanted.pupil_id, **copies}
        if wanted.kind in KINDS:
            said, more = _of_kind(wanted.kind)
            parts.append(said)
            values |= more
        for day, sign, name in ((wanted.first, ">=", "first"), (wanted.last, "<", "last")):
            if day is not None:
                parts.append(f"e.at {sign} :{name}")
                values[name] = self._start_of(day + timedelta(1) if name == "last" else day)
        return " AND ".join(parts), values

    def _start_of(self, day: date) -> str:
        from zsm_desktop.domain.calendar import HOME
        from zsm_desktop.models.types import utc_text

        return utc_text(datetime.combine(day, time(), tzinfo=HOME))


def year_of(day: object) -> str:
    """ "2026/27" of a day as the store has it, "" of none."""
    return SchoolYear.of(date.fromisoformat(str(day))).label if day else ""


def kind_of(act_name: str) -> str:
    """The kind an act belongs to, "" for one that is in none."""
    if act_name in SEEN:
        return "seen"
    first = act_name.partition(".")[0]
    return next((kind for kind, firsts in KINDS.items() if first in firsts), "")


def _of_kind(kind: str) -> tuple[str, dict[str, object]]:
    if kind == "seen":
        values: dict[str, object] = {f"seen{at}": name for at, name in enumerate(SEEN)}
        return f"e.act IN ({', '.join(f':{name}' for name in values)})", values
    values = {f"act{at}": f"{first}.%" for at, first in enumerate(KINDS[kind])}
    return f"({' OR '.join(f'e.act LIKE :{name}' for name in values)})", values
