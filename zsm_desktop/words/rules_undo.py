"""Sentences for taking back and doing again."""

from __future__ import annotations

SENTENCES = {
    "undo.nothing": "Er is niets om ongedaan te maken.",
    "undo.nothing_again": "Er is niets om opnieuw te doen.",
    "undo.changed": "Dit is intussen weer gewijzigd en kan daarom niet meer ongedaan worden gemaakt.",
    "undo.in_use": "Dit kan niet meer ongedaan worden gemaakt: er is al iets op gevolgd dat eraan vastzit.",
    "undo.later_number": "Dit kan niet meer ongedaan worden gemaakt: na dit besluit zijn er al latere genummerd. "
    "Trek het in met een nieuw besluit.",
}
