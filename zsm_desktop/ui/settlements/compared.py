"""The four agreements side by side, made ready for cards, table and picture; no Qt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple

from zsm_desktop.domain.series import Bars
from zsm_desktop.domain.settlement.history import SettlementRegime
from zsm_desktop.words.settlements import REGIMES
from zsm_desktop.words.settling import against_words, reason_text, tariffs_words

if TYPE_CHECKING:
    from zsm_desktop.domain.settlement.tariff_trial import TariffTrial
    from zsm_desktop.domain.settlement.threshold import Band
    from zsm_desktop.services.scenarios import Comparison, Scenario, ScenarioLine

View = Literal["net", "change"]
VIEWS = [("net", "Wat elke school betaalt of ontvangt"), ("change", "Verschil met wat nu geldt")]


class Tried(NamedTuple):
    """None for what was agreed."""

    band: Band | None = None
    tariffs: TariffTrial | None = None


AS_AGREED = Tried()


@dataclass(frozen=True, slots=True)
class CompareLine:
    """One school or fund under every regime; `now_cents` is what it receives − pays by what holds now."""

    id: str
    code: str
    name: str
    is_school: bool
    position_cents: int
    parts: Mapping[SettlementRegime, ScenarioLine]
    now_cents: int

    def net_cents(self, regime: SettlementRegime) -> int:
        """What it receives less what it pays."""
        part = self.parts.get(regime)
        return part.receives_cents - part.pays_cents if part else 0

    def left_cents(self, regime: SettlementRegime) -> int:
        part = self.parts.get(regime)
        return part.left_cents if part else 0

    def figure(self, regime: SettlementRegime, view: View) -> int:
        net = self.net_cents(regime)
        return net - self.now_cents if view == "change" else net


@dataclass(frozen=True)
class Compared:
    """`found` is with what is tried; what holds now is always by what was agreed."""

    found: Comparison
    agreed: Comparison
    tried: Tried

    def tries(self, regime: SettlementRegime) -> bool:
        """Other tariffs change every regime, another band the threshold alone."""
        return self.tried.tariffs is not None or (self.tried.band is not None and regime is SettlementRegime.THRESHOLD)

    @property
    def now(self) -> SettlementRegime:
        """Without an agreement nobody pays."""
        holding = self.agreed.agreement
        return holding.regime if holding is not None else SettlementRegime.CLOSED_PURSES

    @cached_property
    def lines(self) -> tuple[CompareLine, ...]:
        """Schools by name, funds after them."""
        now = {line.holder.account: line for line in self.agreed.of(self.now).lines}
        parts: dict[int, dict[SettlementRegime, ScenarioLine]] = {}
        for scenario in self.found.scenarios:
            for line in scenario.lines:
                parts.setdefault(line.holder.account, {})[scenario.regime] = line
        made = []
        for account, of in parts.items():
            some = next(iter(of.values()))
            holder, today = some.holder, now.get(account)
            made.append(
                CompareLine(
                    holder.school_id or holder.code, holder.code, holder.name, bool(holder.school_id),
                    some.position_cents, of, today.receives_cents - today.pays_cents if today else 0,
                )
            )  # fmt: skip
        return tuple(sorted(made, key=lambda line: (not line.is_school, line.name)))

    def line(self, line_id: str) -> CompareLine | None:
        return next((line for line in self.lines if line.id == line_id), None)

    @property
    def has_something(self) -> bool:
        """Whether anything was exchanged in these months, or brought along."""
        return any(line.position_cents for line in self.lines) or any(one.documents for one in self.found.scenarios)

    def of(self, regime: SettlementRegime) -> Scenario:
        return self.found.of(regime)

    def vat_cents(self, regime: SettlementRegime) -> int:
        return sum(line.vat_cents for line in self.of(regime).lines)

    def changed(self, regime: SettlementRegime) -> tuple[int, int]:
        """How many schools get more or pay less than by what holds now, and how many the other way."""
        by = [line.figure(regime, "change") for line in self.lines if line.is_school]
        return sum(cents > 0 for cents in by), sum(cents < 0 for cents in by)

    def series(self, view: View) -> Bars:
        """Only those for whom something is another than nought."""
        told = [line for line in self.lines if any(line.figure(one, view) for one in SettlementRegime)]
        return Bars(
            dict(VIEWS)[view],
            "cents",
            tuple(REGIMES[one.value] for one in SettlementRegime),
            tuple(line.code for line in told),
            tuple(tuple(line.figure(one, view) for one in SettlementRegime) for line in told),
            tuple(line.id for line in told),
        )

    def reason(self, line: CompareLine, regime: SettlementRegime) -> str:
        said = reason_text(line.name, regime, line.parts.get(regime), self.found.terms)
        return f"Met {self.tariffs_words}: {said}" if self.tariffs_words else said

    @property
    def tariffs_words(self) -> str:
        """What is tried of the tariffs, "" for nothing."""
        trial = self.found.tariffs
        return tariffs_words(trial, self.found.tried_offer) if trial is not None else ""

    def against(self, regime: SettlementRegime) -> str:
        """What trying changes: of what is paid, and where nobody pays of what is left standing."""
        if not self.tries(regime):
            return ""
        with_, without = self.of(regime), self.agreed.of(regime)
        if regime is SettlementRegime.CLOSED_PURSES:
            return against_words(_left(with_) - _left(without), "blijft staan")
        return against_words(with_.moved_cents - without.moved_cents, "betaald")


def _left(scenario: Scenario) -> int:
    return sum(line.left_cents for line in scenario.lines if line.left_cents > 0)
