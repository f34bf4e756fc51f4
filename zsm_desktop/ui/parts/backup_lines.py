"""What is to be said about the copies of a network, in lines: in Vandaag what matters now, in the settings all."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from zsm_desktop.domain.calendar import HOME, home_day
from zsm_desktop.ui.parts.field import sentence
from zsm_desktop.ui.parts.lines import Line
from zsm_desktop.words import backups as words
from zsm_desktop.words import leaving

if TYPE_CHECKING:
    from zsm_desktop.services.backups import BackupFacts

NEWS_FOR = timedelta(days=7)
"""How long a trial that went well is told."""
UNPLUGGED = frozenset({"backup.place_gone", "backup.place_empty"})


HOST_LATE = timedelta(days=3)
"""A weekend without a copy is bad luck; more is nobody looking."""


def lines(facts: BackupFacts, day: date) -> list[Line]:
    return wrong(facts, day) + trial(facts, day, is_news=False)


def trial(facts: BackupFacts, day: date, *, is_news: bool = True) -> list[Line]:
    """How the last trial went, if it went well; `is_news`: only while it is."""
    last = facts.trial
    if last is None or last.fault or (is_news and home_day(last.at) <= day - NEWS_FOR):
        return []
    said = words.tried(home_day(last.copy_at), last.entries, last.sum_cents)
    return [Line(said, icon="shield-check", tone="good")]


def wrong(facts: BackupFacts, day: date) -> list[Line]:
    """What somebody has to do something about, the worst first."""
    found = []
    if facts.damage is not None:
        said = words.damaged(home_day(facts.damage.since), sentence(facts.damage.error))
        found.append(Line(said, icon="alert-triangle", tone="bad"))
    if facts.used_on:
        since = facts.used_since.astimezone(HOME) if facts.used_since is not None else None
        found.append(Line(leaving.used_too(facts.used_on, since), icon="alert-triangle", tone="bad"))
    host_on = home_day(facts.host_at) if facts.host_at is not None else day
    if host_on < day - HOST_LATE:
        found.append(Line(words.host_late(host_on), icon="alert-triangle", tone="bad"))
    if facts.failed is not None:
        said = words.failed(home_day(facts.failed.since), sentence(facts.failed.error))
        found.append(Line(said, icon="alert-triangle", tone="bad"))
    last = facts.trial
    if last is not None and last.fault:
        said = words.tried_bad(home_day(last.copy_at))
        found.append(Line(said, icon="alert-triangle", tone="bad"))
    if facts.missed is not None:
        found.append(Line(_missed(facts), icon="alert-triangle", tone="warn"))
    found += [Line(words.owing(*one), icon="alert-triangle", tone="warn") for one in facts.owing]
    return found


def _missed(facts: BackupFacts) -> str:
    missed = facts.missed
    if missed is None:
        return ""
    if missed.code in UNPLUGGED:
        since = facts.seen if facts.seen is not None else missed.since
        return words.second_missed(home_day(since))
    return words.second_refuses(home_day(missed.since), sentence(missed.error))
