"""The icon of each system from the one drawing; the same drawing and the same Qt give the same bytes."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import cast

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

DRAWING = Path(__file__).resolve().parent / "zsm-desktop.svg"
ICO_SIZES = (16, 20, 24, 32, 40, 48, 64, 256)
"""What Windows asks for at 100 to 400 %."""
AS_PNG = 128
"""From here on a picture in an .ico is a PNG; smaller ones are plain, which everything reads."""
ICNS_TYPES = {32: "ic11", 64: "ic12", 128: "ic07", 256: "ic08", 512: "ic09", 1024: "ic10"}
MAC_MARGIN = 0.1
"""Of the side: pictures in the dock of a Mac do not fill their square."""
SIDE = (164, 314)
"""The picture beside the first and last page of the installer for Windows."""
SIDE_GROUND = "#0e2a41"


def drawn(size: int, margin: float = 0.0) -> QImage:
    """The drawing as a square of `size`, transparent around it."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    _draw(image, QRectF(size * margin, size * margin, size * (1 - 2 * margin), size * (1 - 2 * margin)))
    return image


def png(image: QImage) -> bytes:
    return _saved(image, "PNG")


def ico(sizes: tuple[int, ...] = ICO_SIZES) -> bytes:
    """An icon of Windows with a picture of each size, in pixels."""
    pictures = [png(drawn(size)) if size >= AS_PNG else _plain(drawn(size)) for size in sizes]
    head, at = struct.pack("<HHH", 0, 1, len(sizes)), 6 + 16 * len(sizes)
    for size, picture in zip(sizes, pictures, strict=True):
        side = size % 256  # 0 says 256
        head += struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(picture), at)
        at += len(picture)
    return head + b"".join(pictures)


def icns() -> bytes:
    """An icon of macOS."""
    parts = b""
    for size, kind in ICNS_TYPES.items():
        picture = png(drawn(size, MAC_MARGIN))
        parts += kind.encode("ascii") + struct.pack(">I", len(picture) + 8) + picture
    return b"icns" + struct.pack(">I", len(parts) + 8) + parts


def side() -> bytes:
    """The mark on the ground of the program's rail, as an uncompressed bitmap."""
    width, height = SIDE
    image = QImage(width, height, QImage.Format.Format_RGB888)
    image.fill(SIDE_GROUND)
    _draw(image, QRectF(34, 76, 96, 96))
    return _saved(image, "BMP")


def _draw(image: QImage, where: QRectF) -> None:
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(str(DRAWING)).render(painter, where)
    painter.end()


def _plain(image: QImage) -> bytes:
    """As a bitmap lies in an .ico: rows from below, blue green red opaque, and a mask that hides nothing more."""
    size = image.width()
    rows = image.convertToFormat(QImage.Format.Format_ARGB32)
    colours = b"".join(bytes(cast("memoryview", rows.constScanLine(y)))[: 4 * size] for y in reversed(range(size)))
    mask = bytes((size + 31) // 32 * 4 * size)
    head = struct.pack("<IiiHHIIiiII", 40, size, 2 * size, 1, 32, 0, len(colours) + len(mask), 0, 0, 0, 0)
    return head + colours + mask


def _saved(image: QImage, kind: str) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not image.save(buffer, kind):  # type: ignore[call-overload]  # it takes text only
        raise RuntimeError(f"Qt cannot write {kind}")
    return bytes(cast("bytes", data.data()))
