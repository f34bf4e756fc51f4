"""Making something go for good: said first what goes and what stays, then asked once more by having it typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QLineEdit, QWidget

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.ui.parts.lines import Line, Lines
from zsm_desktop.ui.parts.writer import Writer
from zsm_desktop.words import forgetting as words
from zsm_desktop.words.rules import sentence

if TYPE_CHECKING:
    from zsm_desktop.domain.destruction import MadePaper
    from zsm_desktop.services.forgetting import ForgetPreview
    from zsm_desktop.ui.theme import Theme


class ForGoodForm(FormDialog):
    """`wanted` must be typed as it is; who only presses Enter destroys nothing."""

    def __init__(
        self,
        theme: Theme,
        title: str,
        window: QWidget,
        wanted: str,
        do: str,
        act: Callable[[], Any],
        write: Callable[..., object] | None = None,
    ) -> None:
        """With `write` the act is done elsewhere, as `FormDialog` has it."""

        def submit() -> object:
            if self.fields["typed"].text.strip().casefold() != wanted.casefold():
                raise RuleError("forget.typed", wanted=wanted)
            return act() if write is None else act

        super().__init__(theme, title, window, submit=submit, do=do, width=600, kind="danger", write=write)
        self.field_of = {"forget.typed": "typed"}

    def tell(self, title: str, lines: Sequence[Line]) -> None:
        """A heading with its list; nothing where there is nothing to tell."""
        if lines:
            self.body.addWidget(layout.label(title, "strong", wrap=True))
            self.body.addWidget(Lines(self.theme, list(lines), name=title))

    def ask(self, wanted: str) -> None:
        self.body.addWidget(layout.label(words.FOR_GOOD, "strong", wrap=True))
        self.add("typed", f"Typ {wanted} om te bevestigen", QLineEdit(), is_required=True)

    def only_look(self) -> None:
        """There is nothing that can be done now."""
        self.ok.hide()
        self.cancel.set_words("Sluiten")


class ForgetForm(ForGoodForm):
    """One pupil: what is in the way, or what goes and what stays."""

    def __init__(
        self,
        theme: Theme,
        window: QWidget,
        told: ForgetPreview,
        forget: Callable[[], Any],
        write: Callable[..., object] | None = None,
    ) -> None:
        title = f"{told.pseudonym} vergeten"
        super().__init__(theme, title, window, told.code, "Voorgoed vergeten", forget, write)
        if told.stops:
            self.tell(
                "Dat kan nu nog niet", [Line(sentence(one), icon="alert-triangle", tone="bad") for one in told.stops]
            )
            self.only_look()
            return
        gone = words.numbered(words.GOES, told.goes)
        self.tell(
            "Dit gaat voorgoed weg",
            [*(Line(one, icon="trash") for one in gone), Line(words.ALSO_ELSEWHERE, icon="trash")],
        )
        stays = words.numbered(words.STAYS, told.stays)
        self.tell("Dit blijft", [*(Line(one, icon="lock") for one in stays), Line(words.BOOKS_STAY, icon="lock")])
        self.tell(words.BY_HAND, paper_lines(told.papers))
        self.ask(told.code)


def paper_lines(papers: Sequence[MadePaper]) -> list[Line]:
    return [Line(words.paper(one), icon="file-export", tone="warn") for one in papers]


def ask_forget(
    theme: Theme, owner: QWidget, desk: Any, pupil_id: str, done: Callable[[str, str], object]
) -> ForgetForm:
    """`done` hears what is to be said and its tone. Done beside the painting: all texts are looked through."""
    found: list[bool] = []

    def forget() -> None:
        found.append(desk.forgetting.forget(pupil_id))

    form = ForgetForm(theme, owner.window(), desk.forgetting.preview(pupil_id), forget, Writer(owner).write)
    form.accepted.connect(lambda: done(*words.told(words.FORGOTTEN, is_clean=found[0])))
    form.refused.connect(partial(_again, form))
    form.open()
    return form


def _again(form: ForgetForm, error: Exception) -> None:
    form.show()
    form.refuse(error)
