"""What is still to be done about a case, whatever meeting it was agreed in; no Qt."""

from __future__ import annotations

from zsm_desktop.services.case_facts import CaseCard
from zsm_desktop.ui.parts.lines import Line
from zsm_desktop.ui.parts.talk.agreed import bottleneck_lines
from zsm_desktop.words.format import date_short
from zsm_desktop.words.names import Say


def still_open(card: CaseCard, say: Say, item_id: str = "") -> list[Line]:
    """Open actions and bottlenecks; those of the point on the table (`item_id`) stand beside it already."""
    actions = [
        Line(
            one.text,
            " · ".join(
                part
                for part in (
                    one.owner,
                    f"voor {date_short(one.due_on)}" if one.due_on else "",
                    "te laat" if one.is_overdue else "",
                    one.meeting_number,
                )
                if part
            ),
            "list-check",
            "warn" if one.is_overdue else "info",
        )
        for one in card.actions
        if not item_id or one.agenda_item_id != item_id
    ]
    return [*actions, *bottleneck_lines(card.bottlenecks, say)]
