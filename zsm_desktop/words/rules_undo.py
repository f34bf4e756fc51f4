"""Sentences for taking back and doing again."""

from __future__ import annotations

SENTENCES = {
    "undo.nothing": "Er is niets om ongedaan te maken.",
    "undo.nothing_final": "De laatste handeling is niet ongedaan te maken. Herstel haar op de plek zelf.",
    "undo.nothing_again": "Er is niets om opnieuw te doen.",
    "undo.changed": "Blijft zoals het nu is: {act:act}. Er is intussen iets aan gewijzigd.",
    "undo.in_use": "Blijft zoals het nu is: {act:act}. Er is al iets op gevolgd dat eraan vastzit.",
    "undo.later_number": "Blijft zoals het nu is: {act:act}. Er zijn al latere besluiten genummerd. "
    "Trek het in met een nieuw besluit.",
    "undo.later_meeting": "Blijft zoals het nu is: {act:act}. Er is al een later overleg gepland. Zeg dit overleg af.",
    "undo.meeting_moved": "Blijft zoals het nu is: {act:act}. Het overleg is intussen een stap verder of terug.",
    "undo.said": "Blijft zoals het nu is: {act:act}. Er is in dit overleg al iets besproken.",
}
