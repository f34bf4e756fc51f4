"""The faces of Instellingen that are about privacy; each is loaded and made when it is first shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from zsm_desktop.ui.parts.faces import Faces
from zsm_desktop.ui.rooms import Tools

if TYPE_CHECKING:
    from zsm_desktop.ui.parts.page import Page

FACES = (
    ("requests", "Verzoeken"),
    ("register", "Register en DPIA"),
    ("breaches", "Datalekken"),
    ("forgetting", "Bewaren en vergeten"),
    ("logbook", "Logboek"),
    ("handover", "Overdracht"),
)


class PrivacyFaces:
    """`outer` are the places in the tabs, by key; `reload` makes what stands there, and reads it again."""

    def __init__(self, page: Page, tools: Tools, desk: Any) -> None:
        self._page, self._tools, self._desk = page, tools, desk
        self.outer = {key: Faces() for key, _ in FACES}
        self.made: dict[str, Any] = {}

    def tabs(self) -> list[tuple[str, str, QWidget]]:
        return [(key, words, self.outer[key]) for key, words in FACES]

    def face(self, key: str) -> Any:
        if key not in self.made:
            self.made[key] = self._make(key)
            self.outer[key].addWidget(self.made[key])
            self.outer[key].setFocusProxy(self.made[key])
        return self.made[key]

    def reload(self, key: str) -> None:
        reload = getattr(self.face(key), "reload", None)
        if reload is not None:
            reload()

    def _make(self, key: str) -> QWidget:
        page, tools, desk = self._page, self._tools, self._desk
        if key == "requests":
            from zsm_desktop.ui.settings.privacy_requests import RequestsFace

            return RequestsFace(page, tools, desk)
        if key == "register":
            from zsm_desktop.ui.settings.privacy_register import RegisterFace

            return RegisterFace(page, tools, desk)
        if key == "breaches":
            from zsm_desktop.ui.settings.privacy_breaches import BreachesFace

            return BreachesFace(page, tools, desk)
        if key == "handover":
            from zsm_desktop.ui.settings.handing_over import HandingOverFace

            return HandingOverFace(page, tools, desk)
        if key == "logbook":
            from zsm_desktop.ui.settings.logbook import LogbookFace

            return LogbookFace(page, tools, desk)
        from zsm_desktop.ui.settings.forgetting import ForgettingFace

        return ForgettingFace(page, tools, desk)
