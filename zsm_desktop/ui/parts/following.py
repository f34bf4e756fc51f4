"""Changes a text that somebody is typing in by the lines that differ; caret, selection and place on the screen stay."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import accumulate
from typing import NamedTuple

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit


class Edit(NamedTuple):
    """`text` for what stands from `start` to `end`; places as Qt counts them."""

    start: int
    end: int
    text: str


def follow(editor: QPlainTextEdit, text: str) -> None:
    """One step of the editor's own undo."""
    edits = list(edits_between(editor.toPlainText(), text))
    if not edits:
        return
    cursor = editor.textCursor()
    anchor, caret = (moved(at, edits) for at in (cursor.anchor(), cursor.position()))
    top = editor.cursorRect().top()
    writing = QTextCursor(editor.document())
    writing.beginEditBlock()
    for edit in reversed(edits):
        writing.setPosition(edit.start)
        writing.setPosition(edit.end, QTextCursor.MoveMode.KeepAnchor)
        writing.insertText(edit.text)
    writing.endEditBlock()
    cursor.setPosition(anchor)
    cursor.setPosition(caret, QTextCursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)
    bar = editor.verticalScrollBar()
    bar.setValue(bar.value() + round((editor.cursorRect().top() - top) / editor.fontMetrics().lineSpacing()))


def edits_between(was: str, now: str) -> Iterator[Edit]:
    """From the first to the last, all in places of `was`."""
    old, new = ([*(f"{line}\n" for line in lines), last] for *lines, last in (was.split("\n"), now.split("\n")))
    starts = [0, *accumulate(map(_length, old))]
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        gone, come = "".join(old[i1:i2]), "".join(new[j1:j2])
        head = _alike(gone, come)
        tail = _alike(gone[head:][::-1], come[head:][::-1])
        start, end = starts[i1] + _length(gone[:head]), starts[i2] - _length(gone[len(gone) - tail :])
        yield Edit(start, end, come[head : len(come) - tail])


def moved(at: int, edits: list[Edit]) -> int:
    """Where a place in the text is afterwards: a line that came below the caret's does not take it along."""
    by = 0
    for start, end, text in edits:
        if at < start or (at == start == end and text.startswith("\n")):
            break
        if at < end:
            return start + by + min(at - start, _length(text))
        by += _length(text) - (end - start)
    return at + by


def _alike(one: str, other: str) -> int:
    """How many characters they begin with are the same."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _length(text: str) -> int:
    """As Qt counts: a character outside the first plane is two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
