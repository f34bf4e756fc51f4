"""What a screen reader would find wrong with what is in sight: pieces without a name, or with one that says nothing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSlider,
    QComboBox,
    QFileDialog,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QTableView,
    QTextEdit,
    QWidget,
)

from zsm_desktop.ui.parts.in_sight import in_sight
from zsm_desktop.ui.parts.models import COLUMN_ROLE, ROW_ROLE

Role = QAccessible.Role
CONTROLS = (QAbstractButton, QAbstractItemView, QAbstractSlider, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit)
ROLES: tuple[tuple[type[QWidget], frozenset[Any]], ...] = (
    (QAbstractButton, frozenset({Role.Button, Role.CheckBox, Role.RadioButton, Role.PageTab, Role.ButtonMenu})),
    (QComboBox, frozenset({Role.ComboBox})),
    (QLineEdit, frozenset({Role.EditableText})),
    (QPlainTextEdit, frozenset({Role.EditableText, Role.StaticText})),
    (QTextEdit, frozenset({Role.EditableText, Role.StaticText, Role.Document})),
    (QAbstractSlider, frozenset({Role.Slider})),
    (QAbstractItemView, frozenset({Role.Table, Role.List, Role.Tree})),
    (QAbstractScrollArea, frozenset({Role.Client, Role.Document, Role.Graphic})),
)
READ = frozenset({Role.StaticText, Role.Chart, Role.Graphic, Role.AlertMessage, Role.ProgressBar})
"""What a piece that is only painted can be."""
AROUND = frozenset({Role.Grouping, Role.PageTabList, Role.AlertMessage, Role.Dialog, Role.Table, Role.List})
"""What is told once, when one comes into it: the names in it need only differ from each other."""
ENGLISH = frozenset({"close", "cancel", "search", "back", "clear", "save", "scroll", "button", "edit", "ok"})
MOST_ROWS = 4
_FIGURE = re.compile(r"\d{2}")
_WORD = re.compile(r"[^\W\d_]{2,}")
_KEY = re.compile(r"(?:(?:Ctrl|Alt|Shift|F\d+|Enter|Esc|Del|PgUp|PgDn|[A-Z0-9])(?:[ +]|$))+")


def unsaid(root: QWidget) -> list[str]:
    """One line for each thing in sight that is not, or not well, told to who cannot see it."""
    pieces = [one for one in (root, *in_sight(root)) if one.isVisible() and not _is_of_qt(one)]
    found = [fault for piece in pieces for fault in _of(piece)]
    names = Counter((*_heard(one)[:2], _around(one)) for one in pieces if _is_control(one))
    found += [f"{count} × {role.name} ‘{name}’ {at}" for (role, name, at), count in names.items() if count > 1 and name]
    return found


def _of(piece: QWidget) -> Iterator[str]:
    kind = type(piece).__name__
    if _is_control(piece):
        role, name, about = _heard(piece)
        if not _says(name) and not (_FIGURE.search(name) and _says(f"{about} {_around(piece)}")):
            yield f"{kind}: the name ‘{name}’ says nothing"
        fits = next((roles for cls, roles in ROLES if isinstance(piece, cls)), READ)
        if role not in fits:
            yield f"{kind} ‘{name}’ is no {role.name}"
    elif _is_painted(piece) and getattr(piece, "text", "anything") != "":
        role, name, about = _heard(piece)
        if role == Role.Whitespace or (role in AROUND and _says(name)):
            return
        if not _says(name) and not _says(about):
            yield f"{kind}: painted, and says nothing"
        elif role not in READ:
            yield f"{kind} ‘{name}’: painted, and called {role.name}"
    if isinstance(piece, QAbstractItemView) and piece.model() is not None:
        yield from _of_cells(piece)


def _heard(piece: QWidget) -> tuple[Any, str, str]:
    """Role, name and what is told of it besides."""
    found = QAccessible.queryAccessibleInterface(piece)
    about = f"{found.text(QAccessible.Text.Description)} {found.text(QAccessible.Text.Value)}"
    # Where the platform has labels of their own Qt calls a choice by what is chosen.
    name = piece.accessibleName() if isinstance(piece, QComboBox) else found.text(QAccessible.Text.Name)
    return found.role(), name.replace("&", "").strip(), about


def _says(name: str) -> bool:
    return bool(_WORD.search(name)) and not _KEY.fullmatch(name) and name.lower() not in ENGLISH


def _is_control(piece: QWidget) -> bool:
    """Something that takes the keys or is pressed."""
    if piece.focusProxy() is not None or isinstance(piece, QLabel):
        return False
    takes_keys = piece.focusPolicy() != Qt.FocusPolicy.NoFocus and type(piece) is not QScrollArea
    return takes_keys or isinstance(piece, QAbstractButton | QComboBox | QAbstractItemView)


def _is_painted(piece: QWidget) -> bool:
    """A piece of ours that draws words or figures itself, and is no frame around what others say."""
    if any(isinstance(one, QWidget) and one.isVisible() for one in piece.children()):
        return False
    return type(piece).__module__.startswith("zsm_desktop") and any(
        "paintEvent" in vars(cls) for cls in type(piece).__mro__ if cls.__module__.startswith("zsm_desktop")
    )


def _is_of_qt(piece: QWidget) -> bool:
    """What Qt keeps inside its own widgets and dialogs: headings are looked at with their table."""
    if isinstance(piece.window(), QFileDialog):
        return True
    return piece.objectName().startswith("qt_") or isinstance(piece, QHeaderView)


def _around(piece: QWidget) -> str:
    """The names of what it stands in, as they are told on coming there."""
    names = []
    at = piece.parentWidget()
    while at is not None and not at.isWindow():
        if at.accessibleName() and (isinstance(at, CONTROLS) or _heard(at)[0] in AROUND):
            names.append(at.accessibleName())
        at = at.parentWidget()
    return " in ".join(names)


def _of_cells(view: QAbstractItemView) -> Iterator[str]:
    model: QAbstractItemModel = view.model()
    name = view.accessibleName()
    rows, columns = model.rowCount(), 1 if isinstance(model, QAbstractListModel) else model.columnCount()
    if isinstance(view, QTableView):
        for at in range(columns):
            head = _read(model.headerData(at, Qt.Orientation.Horizontal, Qt.ItemDataRole.AccessibleTextRole)) or _read(
                model.headerData(at, Qt.Orientation.Horizontal)
            )
            if not head.strip():
                yield f"‘{name}’: column {at} has no heading"
    for row in range(min(rows, MOST_ROWS)):
        for column in range(columns):
            index = model.index(row, column)
            shown, said = _read(index.data()), _read(index.data(Qt.ItemDataRole.AccessibleTextRole))
            if shown and not said and not _WORD.search(shown) and not any(sign.isdigit() for sign in shown):
                yield f"‘{name}’: cell {row},{column} says only ‘{shown}’"
            if said.startswith(":"):
                yield f"‘{name}’: cell {row},{column} begins with nothing: ‘{said}’"
            spec = index.data(COLUMN_ROLE)
            if getattr(spec, "tone", None) is not None:
                yield from _of_tone(name, spec, index.data(ROW_ROLE), said)


def _of_tone(name: str, column: Any, row: Any, said: str) -> Iterator[str]:
    """A colour that means something stands beside words that mean the same, or a figure that does."""
    is_figure = column.is_right or column.kind == "share"
    tone = "" if is_figure or not column.text(row) else column.tone(row)
    if tone in {"warn", "bad", "good"} and not _WORD.search(said.removeprefix(f"{column.said}:")):
        yield f"‘{name}’: {column.key} is {tone} by its colour alone: ‘{said}’"


def _read(value: Any) -> str:
    return value if isinstance(value, str) else ""
