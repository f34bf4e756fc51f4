"""What a key in a running meeting has painted: each thing once, and only what changed."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QWidget

from tests.builders import World
from tests.ui.meeting.people import running
from zsm_desktop.ui.parts import paint
from zsm_desktop.ui.parts.fading import HEIGHT
from zsm_desktop.ui.parts.talk.agenda import agenda_list

Key = Qt.Key


class Paints(QObject):
    """How often a widget is painted, and where."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self.rects: list = []
        widget.installEventFilter(self)

    def eventFilter(self, watched, event) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.rects.append(event.rect())
        return False


def test_the_next_case_is_laid_out_before_it_is_painted(world: World, hands, theme, qtbot) -> None:
    first, second = world.case(), world.case()
    at = hands(running(world, first, second))
    at.press(Key.Key_F8)
    qtbot.wait(100)
    item = at.page.table.neighbour(1)
    long = "Wil graag weten of werken met dieren iets is. " * 6
    card = at.page.state.desk.live.card(item)
    at.page.state.cards[item] = replace(card, case=replace(card.case, tried=long, wishes=long))
    painted = Paints(at.page.card.inside)
    at.press(Key.Key_F8)
    qtbot.wait(100)
    assert at.page.card.tried.text.text() == long
    assert len([rect for rect in painted.rects if rect.height() > theme.px(HEIGHT)]) == 1  # the fade comes after


def test_a_row_that_changes_moves_no_other(world: World, theme, shown, qtbot) -> None:
    card = world.desk.meetings.card(running(world, world.case(), world.case(), world.case()))
    agenda = shown(agenda_list(theme))
    agenda.resize(300, 400)
    agenda.set_rows(card.agenda, card.agenda[1].id)
    qtbot.wait(50)
    asked: list[int] = []
    delegate = agenda.itemDelegate()
    high = delegate.height
    delegate.height = lambda row, width: asked.append(row.position) or high(row, width)
    painted = Paints(agenda.viewport())
    agenda.set_rows([replace(row, outcome="find_out") if row is card.agenda[1] else row for row in card.agenda])
    qtbot.wait(50)
    assert set(asked) == {card.agenda[1].position}
    assert [rect.height() for rect in painted.rects] == [high(card.agenda[1], 300)]


def test_words_kept_laid_out_look_like_words_drawn_anew(theme) -> None:
    texts = ("Roerdomp 10", "Één school & de “wens”", "Wil graag koken leren, en dat is meer dan er staat")
    for text in texts:
        for size, weight in ((12, 400), (14, 500), (14, 600)):
            pictures = []
            for letters in (paint.metrics_of(theme, size, weight), paint.QFontMetricsF(theme.font(size, weight))):
                picture = QImage(160, 36, QImage.Format.Format_RGB32)
                picture.fill(QColor("white"))
                painter = QPainter(picture)
                painter.setFont(theme.font(size, weight))
                room = paint.QRectF(4, 0, 150, 36)
                for _ in range(2):
                    paint.elided(painter, room, text, Qt.AlignmentFlag.AlignLeft, letters)
                painter.end()
                pictures.append(picture)
            assert pictures[0] == pictures[1], text


def test_what_stays_the_same_at_the_next_case_is_not_painted_again(world: World, hands, qtbot) -> None:
    at = hands(running(world, *(world.case() for _ in range(4))))
    qtbot.wait(100)
    at.press(Key.Key_F8)
    qtbot.wait(100)
    talk = at.page.talk
    painted = [Paints(widget) for widget in (talk.header.title, talk.header.detail, at.page.agreed.viewport())]
    noted = Paints(talk.notes.editor.viewport())
    drawn: list[int] = []
    delegate = talk.agenda.itemDelegate()
    draw = delegate.draw
    delegate.draw = lambda painter, rect, row, place: drawn.append(place) or draw(painter, rect, row, place)
    at.press(Key.Key_F8)
    qtbot.wait(100)
    assert [one.rects for one in painted] == [[], [], []]
    assert all(rect.width() < 20 for rect in noted.rects), "nothing but the caret"
    assert drawn == [2], "the row that is left looks as it did before it was chosen"
    at.press(Key.Key_F7)
    qtbot.wait(100)
    assert drawn == [2]


def test_rows_are_as_high_as_their_words_need_beside_the_scroll_bar(world: World, theme, shown, qtbot) -> None:
    rows = [
        replace(row, title=f"{at + 1} Opening en verslag van de vorige keer")
        for at, row in enumerate(world.desk.meetings.card(running(world, *(world.case() for _ in range(6)))).agenda)
    ]
    agenda = shown(agenda_list(theme))
    agenda.set_rows(rows)
    need = agenda.itemDelegate().height
    first = next(wide for wide in range(160, 300) if need(rows[0], wide - theme.px(12)) > need(rows[0], wide))
    for high in (900, 150, 900):
        agenda.resize(first, high)
        qtbot.wait(50)
        width = agenda.viewport().width()
        needs = [need(row, width) for row in rows]
        tops = [agenda.visualRect(agenda.cards.index(at)).top() for at in range(len(rows))]
        assert [below - above for above, below in pairwise(tops)] == needs[:-1]
