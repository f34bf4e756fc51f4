"""What Qt itself needs to close a panel over a page of its own pieces, for bench.meeting to be compared with."""

from __future__ import annotations

import time

POINTS, WORDS, BUTTONS = 48, 14, 18
TEXT = "Moeder is erbij; de school zoekt een plek met vervoer, liefst niet te ver van huis. "


class PlainPage:
    """As large as the window of the meeting, with a list, wrapping words, buttons and a field, all as Qt has them."""

    def __init__(self) -> None:
        from PySide6.QtCore import Qt
        from PySide6.QtGui import QColor, QPalette
        from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QListWidget, QPlainTextEdit, QPushButton, QWidget

        self.window = QWidget()
        self.window.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)  # the keys are for the other one
        grid = QGridLayout(self.window)
        points = QListWidget()
        points.addItems([f"{at}. Punt van de agenda" for at in range(POINTS)])
        grid.addWidget(points, 0, 0, WORDS, 1)
        for at in range(WORDS):
            words = QLabel(TEXT * 2)
            words.setWordWrap(True)
            grid.addWidget(words, at, 1)
        for at in range(BUTTONS):
            grid.addWidget(QPushButton(f"Knop {at}"), at % WORDS, 2 + at // WORDS)
        grid.addWidget(QPlainTextEdit(TEXT), WORDS, 0, 1, 4)
        self.window.resize(1280, 720)
        self.panel = QFrame(self.window)
        palette = QPalette()
        palette.setColor(QPalette.ColorRole.Window, QColor(0, 0, 0, 90))
        self.panel.setPalette(palette)
        self.panel.setAutoFillBackground(True)
        self.panel.setGeometry(self.window.rect())
        self.window.show()

    def close_panel(self) -> float:
        """Opens the panel, and takes the processor's time from closing it to the painted page, in ms."""
        self.panel.show()
        self.panel.raise_()
        self.window.repaint()
        began = time.thread_time()
        self.panel.hide()
        self.window.repaint()
        return (time.thread_time() - began) * 1000
