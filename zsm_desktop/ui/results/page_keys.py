"""What each key does on each face of Resultaten, for F1 and Ctrl+K."""

from __future__ import annotations

from zsm_desktop.domain.permissions import Permission
from zsm_desktop.ui.parts.page import PageKey
from zsm_desktop.ui.results.year_report import KEY as REPORT

OUTFLOW, FOLLOW_UPS, GROUP, AIMS, TOGETHER = "outflow", "follow_ups", "group", "aims", "together"
_EVERYWHERE = (
    ("Ctrl+Tab", "Uitstroom, Nazorg, Doelgroep, Doelen, Samenwerking"),
    PageKey("Ctrl+N", "Uitstroom noteren", lambda page: page.ask_outcome(), (Permission.EDIT_CASES,)),
    PageKey(REPORT, "Jaarverslag maken", lambda page: page.report.ask_folder(), (Permission.READ_STEERING,)),
)
_YEARS = (("Alt+PgUp", "Schooljaar eerder"), ("Alt+PgDown", "Schooljaar later"))
_VIEW = ("Alt+W", "Waarnaar u kijkt")
KEYS = {
    OUTFLOW: (*_EVERYWHERE, *_YEARS, _VIEW),
    FOLLOW_UPS: (
        *_EVERYWHERE,
        ("J", "Nog daar"),
        ("N", "Niet meer daar"),
        ("O", "Niet bereikt"),
        ("1", "Waar de jongere nu is, 1 tot en met 9"),
        ("Enter", "Het antwoord vastleggen, en door naar de volgende"),
        ("Ctrl+Return", "Hetzelfde vanuit de aantekening"),
        ("Ctrl+E", "De uitstroom verbeteren"),
    ),
    GROUP: (
        *_EVERYWHERE,
        *_YEARS,
        _VIEW,
        ("Ctrl+G", "Bij gedeelde cijfers: een cijfer toevoegen"),
        ("Ctrl+E", "Bij gedeelde cijfers: het cijfer wijzigen"),
    ),
    AIMS: (*_EVERYWHERE, *_YEARS, ("Ctrl+E", "Een doel instellen")),
    TOGETHER: (
        *_EVERYWHERE,
        ("Ctrl+Return", "Antwoorden"),
        ("Ctrl+M", "Een meting openen"),
        ("Ctrl+E", "Een eigen lijst maken of wijzigen"),
        ("Ctrl+S", "Formulieren maken, of de uitkomst als pdf"),
        ("Ctrl+Shift+S", "De uitkomst als Excel"),
        ("Ctrl+O", "Teruggekregen formulieren inlezen"),
        ("Ctrl+D", "De meting sluiten"),
        ("Ctrl+Del", "Een meting zonder antwoorden wegdoen"),
        ("Ctrl+G", "De laagste punten op de agenda zetten"),
    ),
}
