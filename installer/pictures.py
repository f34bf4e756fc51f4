"""The mark of the program as pictures of a size, drawn from its one drawing."""

from __future__ import annotations

from installer.notices import ROOT

DRAWING = ROOT / "installer" / "zsm-desktop.svg"


def png(size: int) -> bytes:
    """The same bytes each time for the same Qt."""
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
    from PySide6.QtGui import QImage, QImageWriter, QPainter
    from PySide6.QtSvg import QSvgRenderer

    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(DRAWING)).render(painter)
    painter.end()
    written = QByteArray()
    target = QBuffer(written)
    target.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(target, QByteArray(b"png")).write(image)
    return bytes(written.data())
