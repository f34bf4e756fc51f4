"""What stands half filled in when the network is locked: read from the forms, and offered again when they are gone."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from zsm_desktop.ui.parts.form import FormDialog
from zsm_desktop.words.format import plural

if TYPE_CHECKING:
    from zsm_desktop.services.desk import Desk
    from zsm_desktop.ui.typed import TypedPanel
    from zsm_desktop.ui.window import Window

KEY = "Alt+H"
LATER = "Toen het netwerk werd vergrendeld stond er nog tekst in {forms}. Die is bewaard."
Form = tuple[str, list[tuple[str, str]]]


def of_dialogs(dialogs: Iterable[QWidget]) -> list[Form]:
    """Title and fields of each in which something was typed; a password is never among them."""
    found = [_of_form(one) if isinstance(one, FormDialog) else of_typed(one, one.windowTitle()) for one in dialogs]
    return [form for form in found if form is not None]


def of_typed(around: QWidget, title: str) -> Form | None:
    """What was typed in the editors around and is in no form of ours."""
    fields = [
        (editor.accessibleName(), _text(editor))
        for kind in (QLineEdit, QPlainTextEdit, QTextEdit)
        for editor in around.findChildren(kind)
        if editor.isVisibleTo(around) and not editor.isReadOnly() and _is_typed(editor) and not _is_secret(editor)
    ]
    filled = [(words, text) for words, text in fields if text]
    return (title, filled) if filled else None


def clear_secrets(around: Iterable[QWidget]) -> None:
    """A password half typed stays with nobody."""
    for widget in around:
        for editor in widget.findChildren(QLineEdit):
            if _is_secret(editor):
                editor.clear()


def _of_form(form: FormDialog) -> Form | None:
    if not form.is_edited:
        return None
    filled = [(field.label.text(), _shown(field.editor)) for field in form.fields.values()]
    filled = [(words, text) for words, text in filled if text]
    return (form.windowTitle(), filled) if filled else of_typed(form, form.windowTitle())


def _shown(editor: Any) -> str:
    if isinstance(editor, QComboBox):
        return editor.currentText()
    is_text = isinstance(editor, QLineEdit | QPlainTextEdit | QTextEdit)
    return _text(editor) if is_text and not _is_secret(editor) else ""


def _text(editor: Any) -> str:
    said = editor.text() if isinstance(editor, QLineEdit) else editor.toPlainText()
    return str(said).strip()


def _is_typed(editor: Any) -> bool:
    return bool(editor.isModified() if isinstance(editor, QLineEdit) else editor.document().isModified())


def _is_secret(editor: Any) -> bool:
    """Also while its eye is open: the eye is an action that only a field for passwords has."""
    if not isinstance(editor, QLineEdit):
        return False
    return editor.echoMode() != QLineEdit.EchoMode.Normal or any(one.isCheckable() for one in editor.actions())


def offer_again(window: Window, desk: Desk) -> None:
    """Of forms that are gone, by who had them open: over every room, until each was copied or thrown away."""
    from zsm_desktop.ui.line import Banner

    rows = desk.typed_here.forms()
    if not rows:
        return

    def press() -> None:
        panel = look(window, desk)
        panel.finished.connect(lambda _result: None if desk.typed_here.forms() else banner.leave())

    banner = Banner(window.theme, window, "Bekijken", KEY, press)
    window.notices.addWidget(banner)
    banner.say(LATER.format(forms=plural(len(rows), "formulier", "formulieren")))


def look(window: Window, desk: Desk) -> TypedPanel:
    """The panel with what is left of them."""
    from zsm_desktop.ui.typed import TypedPanel

    panel = TypedPanel(window.theme, window, desk, desk.typed_here.forms())
    panel.open()
    return panel
