"""How long this network keeps its books and what it knows of pupils: the usual terms, or what it decided itself."""

from __future__ import annotations

from dataclasses import dataclass

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.domain.retention import TERMS, require_term
from zsm_desktop.models import RetentionRule
from zsm_desktop.services.known import require_version
from zsm_desktop.services.service import Service, act, read
from zsm_desktop.store.work import Work

MOST_LETTERS = 400
_RULES = "SELECT category, years, ground, version FROM retention_rule"


@dataclass(frozen=True, slots=True)
class RetentionTerm:
    """`ground` is the network's own, "" for the usual term; `version` 0: nothing was ever decided."""

    category: str
    years: int
    ground: str
    version: int


class Retention(Service):
    @read(Permission.READ_NETWORK)
    def rules(self) -> tuple[RetentionTerm, ...]:
        """Of every category, in the order of TERMS."""
        found = {row[0]: RetentionTerm(*row) for row in self.store.rows(_RULES)}
        return tuple(found.get(one, RetentionTerm(one, term.usual, "", 0)) for one, term in TERMS.items())

    @act("retention.set", Permission.EDIT_NETWORK)
    def set(self, work: Work, category: str, version: int, years: int, ground: str) -> None:
        """How many years from now on, and why. `version` is that of the term, 0 while nothing was decided.

        Raises RuleError("retention.category", "retention.years", "retention.no_ground", "retention.long_ground",
        "edit.conflict").
        """
        require_term(category, years)
        ground = " ".join(ground.split())
        if not ground:
            raise RuleError("retention.no_ground")
        if len(ground) > MOST_LETTERS:
            raise RuleError("retention.long_ground", most=MOST_LETTERS)
        row = work.session.get(RetentionRule, category)
        require_version(row, version)
        if row is None:
            work.session.add(RetentionRule(category=category, years=years, ground=ground))
        else:
            row.years, row.ground = years, ground
        work.subject_id = category
        work.facts = {"years": years}
        work.touch("network")
