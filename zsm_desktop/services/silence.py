"""The rule of silence: what went out to a school and stays unanswered too long counts as confirmed, if so agreed.

Off unless the network sets it. Without a round that says so silence never confirms anything.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.services import settling
from zsm_desktop.services.service import Service, act, read
from zsm_desktop.store.work import Work

LEAST_DAYS, MOST_DAYS = 7, 120


@dataclass(frozen=True, slots=True)
class SilenceRule:
    """`days` after a round went out; None: silence means nothing."""

    days: int | None

    @property
    def is_on(self) -> bool:
        return self.days is not None


@dataclass(frozen=True, slots=True)
class SilentSchool:
    """What one school left unanswered past the day its round named: so many deliveries, and from which rounds."""

    school_id: str
    code: str
    name: str
    count: int
    cents: int
    rounds: tuple[str, ...]
    silence_on: date


@dataclass(frozen=True, slots=True)
class SilencePreview:
    """What would be confirmed and booked today; `ids` are the deliveries."""

    schools: tuple[SilentSchool, ...]
    ids: frozenset[str]

    @property
    def count(self) -> int:
        return sum(school.count for school in self.schools)

    @property
    def cents(self) -> int:
        return sum(school.cents for school in self.schools)


_RULE = "SELECT silence_days FROM network"
# A delivery may stand in several rounds; the one that replaces an earlier one gives the day.
_SILENT = """
SELECT d.id, d.user_id, d.amount_cents, r.number, r.silence_on
FROM delivery d
JOIN confirmation_line l ON l.delivery_id = d.id AND l.answer IS NULL
JOIN confirmation_round r ON r.id = l.round_id AND r.status <> 'replaced' AND r.silence_on < :today
WHERE d.status = 'entered' AND (SELECT silence_days FROM network) IS NOT NULL
 AND NOT EXISTS (SELECT 1 FROM confirmation_line ll JOIN confirmation_round lr ON lr.id = ll.round_id
  WHERE ll.delivery_id = d.id AND lr.status <> 'replaced' AND lr.id <> r.id
  AND (lr.silence_on IS NULL OR lr.silence_on > r.silence_on OR ll.answer IS NOT NULL))
ORDER BY d.delivered_on, d.id
"""
_SCHOOLS = "SELECT id, code, name FROM organisation WHERE kind = 'school' ORDER BY name"


class Silence(Service):
    @read(Permission.READ_NETWORK)
    def rule(self) -> SilenceRule:
        """What every paper says that asks a school to answer."""
        ((days,),) = self.store.rows(_RULE)
        return SilenceRule(days)

    @read(Permission.KEEP_BOOKS)
    def preview(self) -> SilencePreview:
        """Per school; nothing while the rule is off."""
        rows = self.store.rows(_SILENT, {"today": self.desk.day.isoformat()})
        found: dict[str, dict[str, tuple[int, str, str]]] = {}
        for delivery_id, school_id, cents, number, silence_on in rows:
            found.setdefault(school_id, {})[delivery_id] = (cents, number, silence_on)
        return SilencePreview(
            tuple(
                SilentSchool(
                    school_id,
                    code,
                    name,
                    len(found[school_id]),
                    sum(one[0] for one in found[school_id].values()),
                    tuple(sorted({one[1] for one in found[school_id].values()})),
                    date.fromisoformat(min(one[2] for one in found[school_id].values())),
                )
                for school_id, code, name in self.store.rows(_SCHOOLS)
                if school_id in found
            ),
            frozenset(delivery_id for of_school in found.values() for delivery_id in of_school),
        )

    @act("silence.set", Permission.EDIT_NETWORK)
    def set_days(self, work: Work, version: int, days: int | None) -> None:
        """So many days, or None for no such rule; rounds that went out before keep what they said.

        `version` is that of the network.
        """
        from zsm_desktop.models import Network
        from zsm_desktop.services.known import require_version

        if days is not None and not LEAST_DAYS <= days <= MOST_DAYS:
            raise RuleError("silence.days", least=LEAST_DAYS, most=MOST_DAYS)
        network = work.session.query(Network).one()
        require_version(network, version)
        network.silence_days = days
        work.facts = {"days": days}
        work.touch("network")

    @act("silence.confirm", Permission.KEEP_BOOKS)
    def confirm_silent(self, work: Work, shown: SilencePreview | None = None) -> None:
        """Confirm and book what was `shown`, or else all that `preview` would show now, in one act.

        Raises RuleError("silence.off", "silence.none"), and ("silence.changed") when somebody answered any of it.
        """
        if work.rows(_RULE, {}) == [(None,)]:
            raise RuleError("silence.off")
        ids = [row[0] for row in work.rows(_SILENT, {"today": self.desk.day.isoformat()})]
        if not ids:
            raise RuleError("silence.none")
        if shown is not None:
            if not shown.ids.issubset(ids):
                raise RuleError("silence.changed")
            ids = [id_ for id_ in ids if id_ in shown.ids]
        rows = settling.to_move(work, ids)
        numbers = settling.confirm(work, rows, "silence")
        work.facts = {"count": len(rows), "entries": f"{numbers[0]}-{numbers[-1]}"}
