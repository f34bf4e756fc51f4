"""What goes into the built folder and what stays out, of all that PyInstaller finds along the way."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable
from pathlib import PurePosixPath

Entry = tuple[str, str, str]
"""Where it goes, where it is, what it is: as PyInstaller lists it."""

# Whole families of Qt that hooks sweep in: the program is made of widgets, draws with the processor and has no network
# but that of its database.
UNWANTED = (
    "Qt6Qml", "Qt6Quick", "Qt6VirtualKeyboard", "Qt6Sql", "Qt6Designer", "Qt6Help", "Qt6Test", "Qt6Labs", "QtNetwork",
    "qmltooling", "virtualkeyboard", "sqldrivers", "/qml/", "platformthemes/libqgtk3", "egldeviceintegrations",
    "libqeglfs", "libqlinuxfb", "libqvnc", "libqminimal", "libqvkkhrdisplay", "plugins/networkinformation/",
    "plugins/tls/", "plugins/generic/", "xcbglintegrations", "fullscreen-shell", "ivi-shell", "libqt-shell",
    "dmabuf-server", "drm-egl-server", "shm-emulation-server", "vulkan-server", "imageformats/libqtiff",
    "imageformats/libqwebp", "imageformats/libqtga", "imageformats/libqwbmp", "imageformats/libqicns",
    "imageformats/qtiff", "imageformats/qwebp", "imageformats/qtga", "imageformats/qwbmp", "imageformats/qicns",
)  # fmt: skip
LOCALES = {"root", "nl", "nl_NL", "en"}
NUMBERS = {"iban.dat", "py.typed"}
"""Of the lists of numbers of the world, those that are read."""
LOADED_BY_NAME = ("libpython", "libdbus-1.")
"""Libraries that no other file says it needs."""


def wanted(entry: Entry) -> bool:
    name = entry[0].replace("\\", "/")
    path = PurePosixPath(name)
    if "/translations/" in name:
        return name.endswith("_nl.qm")
    if "babel/locale-data/" in name:
        return path.stem in LOCALES
    if path.parts[0] == "stdnum" and path.suffix == ".dat":
        return path.name in NUMBERS
    return not any(part.lower() in name.lower() for part in UNWANTED)


def is_shared(entry: Entry) -> bool:
    """A library that is there for others; what is imported, or opened as a plugin, lies elsewhere."""
    path = PurePosixPath(entry[0])
    beside = str(path.parent)
    in_common = beside == "." or beside.endswith((".libs", "/Qt/lib"))
    return in_common and re.match(r"lib.*\.so", path.name) is not None


def lean(binaries: Iterable[Entry], needs: Callable[[str], Iterable[str]]) -> list[Entry]:
    """Without the libraries that nothing in it needs any more; `needs` says of a file all it loads, at any depth."""
    found = list(binaries)
    needed = {name for entry in found if not is_shared(entry) for name in needs(entry[1])}
    by_name = {PurePosixPath(entry[0]).name: entry for entry in found if is_shared(entry) and entry[2] != "SYMLINK"}
    for name in list(by_name):
        if name.startswith(LOADED_BY_NAME):
            needed |= {name, *needs(by_name[name][1])}
    return [entry for entry in found if not is_shared(entry) or PurePosixPath(entry[0]).name in needed]


def with_targets(entries: Iterable[Entry], there: Iterable[Entry]) -> list[Entry]:
    """Without the links to what stayed out."""
    targets = {entry[0] for entry in there if entry[2] != "SYMLINK"}
    return [
        entry
        for entry in entries
        if entry[2] != "SYMLINK" or posixpath.normpath(posixpath.join(posixpath.dirname(entry[0]), entry[1])) in targets
    ]
