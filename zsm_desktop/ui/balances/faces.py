"""The ways to look at the balances, each made when it is first shown."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtWidgets import QStackedWidget, QWidget

from zsm_desktop.domain.spans import ALL
from zsm_desktop.services.explaining_asked import EVERYBODY, Kinds
from zsm_desktop.ui.balances.limits import LimitsFace
from zsm_desktop.ui.balances.over_time import TrendFace
from zsm_desktop.ui.balances.pairs import PairsFace
from zsm_desktop.ui.balances.per_offer import OffersFace
from zsm_desktop.ui.balances.per_pupil import PupilsFace
from zsm_desktop.ui.balances.per_sector import SectorsFace
from zsm_desktop.ui.balances.reason import ReasonFace
from zsm_desktop.ui.balances.reasons import Question, Reasons
from zsm_desktop.ui.balances.schools import SchoolsFace
from zsm_desktop.ui.balances.statements import StatementsFace
from zsm_desktop.ui.balances.statements_state import StatementsState
from zsm_desktop.ui.parts.files import PDFS, ask_save
from zsm_desktop.words.balances import WHY

if TYPE_CHECKING:
    from zsm_desktop.services.explaining_rows import Explanation
    from zsm_desktop.ui.balances.page import BalancesPage
    from zsm_desktop.ui.work import Progress

Face = TypeVar("Face", bound=QWidget)
FACES = (
    ("schools", "Per school"),
    ("pairs", "Onderling"),
    ("offers", "Per aanbod"),
    ("sectors", "Per sector"),
    ("trend", "Verloop"),
    ("pupils", "Per [leerling]"),
    ("limits", "Grenzen"),
    ("statements", "Overzichten"),
)
ONLY_EUROS = {
    "limits": "Grenzen zijn afgesproken in euro’s; in dagdelen zijn ze er niet.",
    "statements": "Een overzicht telt in euro’s; in dagdelen is er geen begin- en eindsaldo.",
}
"""Those that cannot show dagdelen, and what they say instead."""
TIMELESS = frozenset({"limits"})
"""Those that count all years, whatever months are looked at."""


class BalanceFaces:
    """Every face tells the page what is asked of it; `made` are the names of those that are there."""

    def __init__(self, page: BalancesPage, holders: dict[str, QStackedWidget]) -> None:
        self._page, self._holders = page, holders

    @property
    def made(self) -> frozenset[str]:
        return frozenset(self.__dict__) & {*dict(FACES), "reason"}

    @cached_property
    def schools(self) -> SchoolsFace:
        page = self._page
        face = SchoolsFace(page.theme, page.state)
        face.opened.connect(page.ask)
        face.waiting_opened.connect(lambda: page.navigate.emit("exchange", "deliveries"))
        face.limits_opened.connect(lambda: page.open_item("limits"))
        return _add(self._holders["schools"], face)

    @cached_property
    def pairs(self) -> PairsFace:
        def explain(giver: str, taker: str) -> None:
            if giver:
                page.ask(Question(giver, taker, side="given"))
            else:
                page.ask(Question(taker, side="taken") if taker else Question("", kinds=EVERYBODY))

        page = self._page
        face = PairsFace(page.theme, page.state)
        face.opened.connect(explain)
        return _add(self._holders["pairs"], face)

    @cached_property
    def offers(self) -> OffersFace:
        face = OffersFace(self._page.theme, self._page.state)
        face.opened.connect(lambda school, offer, side: self._page.ask(Question(school, offer=offer, side=side)))
        return _add(self._holders["offers"], face)

    @cached_property
    def sectors(self) -> SectorsFace:
        face = SectorsFace(self._page.theme, self._page.state)
        face.opened.connect(lambda school, sector, side: self._page.ask(Question(school, sector=sector, side=side)))
        face.kinds_opened.connect(lambda *kinds: self._page.ask(Question("", kinds=Kinds(*kinds))))
        return _add(self._holders["sectors"], face)

    @cached_property
    def trend(self) -> TrendFace:
        face = TrendFace(self._page.theme, self._page.state)
        face.opened.connect(self._page.ask)
        face.said.connect(self._page.notify)
        return _add(self._holders["trend"], face)

    @cached_property
    def pupils(self) -> PupilsFace:
        face = PupilsFace(self._page.theme, self._page.state)
        face.opened.connect(lambda school, side, note: self._page.ask(Question(school, side=side, note=note)))
        return _add(self._holders["pupils"], face)

    @cached_property
    def limits(self) -> LimitsFace:
        face = LimitsFace(self._page.theme, self._page.state)
        face.opened.connect(
            lambda school: self._page.ask(Question(school, span=ALL, is_standing=self._page.state.is_settled))
        )
        face.said.connect(self._page.notify)
        return _add(self._holders["limits"], face)

    @cached_property
    def statements(self) -> StatementsFace:
        page = self._page
        face = StatementsFace(page.tools, StatementsState(page.state), page.attempt)
        face.opened.connect(lambda school: page.ask(Question(school, is_standing=True)))
        face.said.connect(page.notify)
        return _add(self._holders["statements"], face)

    @cached_property
    def reason(self) -> ReasonFace:
        page = self._page
        face = ReasonFace(page.theme, Reasons(page.state), page.attempt)
        face.left.connect(page.overview)
        face.delivery.connect(lambda delivery_id: page.navigate.emit("exchange", delivery_id))
        face.paper.connect(lambda found: _ask_paper(page, found))
        face.said.connect(page.notify)
        return _add(page.stack, face)


def _ask_paper(page: BalancesPage, found: Explanation) -> None:
    """Waarom dit bedrag? as PDF, beside the window's own thread."""
    from zsm_desktop.reports import explain

    def write(path) -> None:
        def job(progress: Progress):
            progress.check()
            return explain.write(page.state.desk, found, path)

        page.tools.workshop.run(
            WHY,
            job,
            done=lambda written: page.notify.emit(f"Opgeslagen: {written.name}", "good"),
            failed=lambda text: page.notify.emit(text, "bad"),
        )

    ask_save(page, WHY, explain.file_name(found), write, PDFS)


def _add(stack: QStackedWidget, face: Face) -> Face:
    stack.addWidget(face)
    return face
