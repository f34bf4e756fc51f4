"""Qt's own words in Dutch: buttons of its dialogs, menus of text fields, the dialog for a file."""

from __future__ import annotations

import logging

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

log = logging.getLogger(__name__)

DUTCH = QLocale(QLocale.Language.Dutch, QLocale.Country.Netherlands)
_LEFT_IN_ENGLISH = {
    "&Look in:": "&Map:",
    "Files of &type:": "&Soort:",
    "&Directory:": "&Map:",
    "Choose": "Kiezen",
    "Create Folder": "Map maken",
    "Alias": "Koppeling",
    "%1 KB": "%1 kB",
    "Close without Saving": "Sluiten zonder opslaan",
}


class _Rest(QTranslator):
    """What Qt's own translation has no Dutch for."""

    def isEmpty(self) -> bool:
        return False

    def translate(self, context, source, disambiguation=None, n=-1):
        return _LEFT_IN_ENGLISH.get(source)  # None: as it stands


def speak_dutch(application: QApplication) -> tuple[QTranslator, ...]:
    """Installs both once; what Qt brings is asked first."""
    QLocale.setDefault(DUTCH)
    if application.findChild(_Rest) is not None:
        return ()
    shipped, rest = QTranslator(application), _Rest(application)
    if not shipped.load(DUTCH, "qtbase", "_", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        log.warning("the Dutch translation of Qt is missing")
    for one in (rest, shipped):
        application.installTranslator(one)
    return rest, shipped
