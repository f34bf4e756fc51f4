"""What was agreed, as lines for the screen: decisions, actions and bottlenecks look the same in every room."""

from __future__ import annotations

from collections.abc import Iterable

from zsm_desktop.services.meeting_facts import ActionRow, BottleneckRow, DecisionRow
from zsm_desktop.ui.parts.lines import Line
from zsm_desktop.words import labels, results, votes
from zsm_desktop.words.format import date_short
from zsm_desktop.words.names import Say


def decision_lines(rows: Iterable[DecisionRow]) -> list[Line]:
    return [
        Line(
            votes.with_votes(row.text, row.manner, (vote.voice for vote in row.votes)),
            results.numbered(row.number, row.withdrawn_by, row.withdraws),
            "gavel",
            "warn" if row.withdrawn_by else "info",
        )
        for row in rows
    ]


def action_lines(rows: Iterable[ActionRow]) -> list[Line]:
    return [Line(row.text, _by_whom(row), "list-check", _tone(row)) for row in rows]


def bottleneck_lines(rows: Iterable[BottleneckRow], say: Say) -> list[Line]:
    return [
        Line(
            row.title,
            f"{say('[Knelpunt]')} {row.number} · {results.bottleneck_status(row.status, row.body, say)}",
            "flag",
            "warn",
        )
        for row in rows
    ]


def _by_whom(row: ActionRow) -> str:
    parts = [row.owner]
    if row.due_on is not None:
        parts.append(f"uiterlijk {date_short(row.due_on)}")
    if row.status != "open":
        parts.append(labels.label(labels.ACTION_STATUS, row.status))
    elif row.is_overdue:
        parts.append("te laat")
    return " · ".join(parts)


def _tone(row: ActionRow) -> str:
    return "bad" if row.is_overdue else "good" if row.status == "done" else "info"
