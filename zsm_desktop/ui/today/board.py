"""What a director or reader sees first, in three cards; each line opens its place."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.button import Button
from zsm_desktop.ui.parts.counting import Counting
from zsm_desktop.ui.theme import Theme
from zsm_desktop.words import director as words
from zsm_desktop.words import format as dutch
from zsm_desktop.words.labels import first_upper
from zsm_desktop.words.names import saying

NARROW = 800


class Board(QWidget):
    """`navigate` asks for a room and what to open in it; `failed` brings what went wrong beside the painting."""

    navigate = Signal(str, str)
    failed = Signal(object)

    def __init__(self, theme: Theme, desk: Any) -> None:
        super().__init__()
        self._theme, self._desk, self._say = theme, desk, saying(desk.nouns)
        self.counting = Counting(self, self.failed.emit)
        self.lines = {
            name: layout.column(theme, gap=2) for name in ("own", "own_results", "network", "results", "asked")
        }
        self.own = self._card(words.OWN, "own", "own_results")
        self.network = self._card(words.NETWORK, "network", "results")
        self.asked = self._card(words.ASKED, "asked")
        self.own.setVisible(desk.actor.school_id is not None)
        self._row = layout.row(theme, self.asked, self.own, self.network, gap=16)
        for at in range(3):
            self._row.setStretch(at, 1)
        self.setLayout(self._row)

    def _card(self, title: str, *names: str) -> QWidget:
        column = layout.column(self._theme, *(self.lines[name] for name in names), gap=2, margins=(0, 4))
        words_ = layout.row(self._theme, layout.label(title, "section"), margins=(12, 4, 12, 0))
        return layout.card(self._theme, words_, column, None, gap=6, margins=(4, 10))

    def minimumSizeHint(self) -> QSize:
        """As narrow as the widest card alone, else a row of them could never become a column."""
        return QSize(max(self._least()), super().minimumSizeHint().height())

    def _least(self) -> list[int]:
        return [card.minimumSizeHint().width() for card in (self.asked, self.own, self.network) if not card.isHidden()]

    def resizeEvent(self, event) -> None:
        super().resizeEvent(event)
        ways, least = QBoxLayout.Direction, self._least()
        needs = sum(least) + self._row.spacing() * (len(least) - 1)
        is_wide = self.width() >= max(self._theme.px(NARROW), needs)
        self._row.setDirection(ways.LeftToRight if is_wide else ways.TopToBottom)

    def reload(self) -> None:
        facts = self._desk.directors_view.facts()
        own, network, code = facts.own, facts.network, facts.own.code if facts.own else ""
        if own is not None:
            self._fill(
                "own",
                *_reckoned(own, code, is_usual=facts.is_reckoning),
                (self._say(words.ELSEWHERE).format(number=words.some(own.running)), "exchange", "deliveries"),
                (self._say(words.HERE).format(number=words.some(own.hosting)), "exchange", "deliveries"),
            )
        self._fill(
            "network",
            *([(words.owed(network.owed_cents), "balances", "schools")] if facts.is_reckoning else []),
            (words.funds(network.funds, network.left_cents), "exchange", "funds"),
        )
        self._fill_asked(facts)
        self._say_only("results", words.COUNTING)
        self.counting.ask(self._desk.directors_view.results, self._show_results, is_quick=False)

    def _fill_asked(self, facts: Any) -> None:
        coming = facts.next_meeting
        lines = []
        if coming is not None:
            when = f"{coming.body} {dutch.date_medium(coming.held_on)}, {dutch.time_of_day(coming.starts_at)}"
            lines.append((first_upper(when), "steering", coming.id))
        for one in facts.asked:
            single, many = (self._say(text) for text in words.WAITS[one.kind])
            lines.append((f"{dutch.count(one.count)} {single if one.count == 1 else many}", one.room, one.item))
        self._fill("asked", *lines)
        if coming is None and facts.has_steering:
            self._add_words("asked", self._say(words.NO_MEETING))
        if not facts.asked:
            self._add_words("asked", words.NOTHING_ASKED)

    def _show_results(self, found: Any) -> None:
        if found is None:
            self._say_only("results", words.NO_RESULTS)
            return
        label, whole = found.year.label, found.network
        if found.own is not None:
            self._fill("own_results", *_leavers(label, found.own.total, found.own.placed))
        lines = []
        if whole is not None:
            lines += _leavers(label, whole.leavers, whole.placed)
            if whole.lasting is not None:
                lines.append((words.lasting(whole.lasting), "results", "outflow"))
        known = [row.is_reached for row in found.targets if row.is_reached is not None]
        lines.append((words.targets(sum(known), len(known), len(found.targets)), "results", "aims"))
        self._fill("results", *lines)

    def _fill(self, name: str, *lines: tuple[str, str, str]) -> None:
        column = self.lines[name]
        layout.refill(column)
        for text, room, item in lines:
            column.addWidget(
                Button(
                    self._theme, text, kind="quiet", icon="arrow-right",
                    on_click=lambda room=room, item=item: self.navigate.emit(room, item),
                )
            )  # fmt: skip

    def _say_only(self, name: str, text: str) -> None:
        layout.refill(self.lines[name])
        self._add_words(name, text)

    def _add_words(self, name: str, text: str) -> None:
        line = layout.row(self._theme, layout.label(text, "muted", wrap=True), margins=(14, 6))
        self.lines[name].addWidget(layout.holder(line))


def _reckoned(own: Any, code: str, *, is_usual: bool) -> list[tuple[str, str, str]]:
    """Nothing where schools never reckon what they give each other."""
    said = (words.given(own.given_cents), words.taken(own.taken_cents), words.balance(own.balance_cents))
    return [(text, "balances", code) for text in said] if is_usual else []


def _leavers(label: str, number: int | None, placed: int | None) -> list[tuple[str, str, str]]:
    said = [f"{label}: {words.leavers(number)}", *([words.placed(placed)] if placed is not None else [])]
    return [(text, "results", "outflow") for text in said]
