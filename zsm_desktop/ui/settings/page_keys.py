"""What each key does on each face of Instellingen, for F1 and Ctrl+K."""

from __future__ import annotations

from zsm_desktop.domain.permissions import Permission
from zsm_desktop.ui.parts.page import PageKey

GENERAL = "general"
_TABS = ("Ctrl+Tab", "Algemeen, Verzoeken, Register, Datalekken, Bewaren en vergeten, Logboek, Overdracht")
_USERS, _NETWORK = (Permission.MANAGE_USERS,), (Permission.EDIT_NETWORK,)
KEYS = {
    GENERAL: (
        _TABS,
        PageKey("Ctrl+N", "Gebruiker toevoegen", lambda page: page.users.ask_new(), _USERS),
        PageKey("Ctrl+M", "Mijn wachtwoord wijzigen", lambda page: page.users.ask_password()),
        PageKey(
            "Ctrl+Shift+Y",
            "De overdracht aan een opvolger",
            lambda page: page.open_item("handover"),
            (Permission.KEEP_PRIVACY,),
        ),
        PageKey("Ctrl+H", "Een nieuwe herstelsleutel maken", lambda page: page.locks[0].ask_printed(), _USERS),
        PageKey("Ctrl+Shift+H", "Nieuwe sleutels voor alles maken", lambda page: page.locks[0].ask_renew(), _USERS),
        PageKey("Ctrl+Shift+K", "Een kopie maken om elders te lezen", lambda page: page.locks[0].ask_publish(), _USERS),
        PageKey("Ctrl+O", "Overlegvorm toevoegen", lambda page: page.bodies.ask_new(), _NETWORK),
        PageKey("Ctrl+P", "Woorden van het netwerk wijzigen", lambda page: page.profile.ask_words(), _NETWORK),
        PageKey("Ctrl+Shift+P", "Het hele netwerkprofiel bewerken", lambda page: page.profile.ask_whole(), _NETWORK),
        PageKey("Ctrl+Shift+V", "Verhuizen naar een andere computer", lambda page: page.place[0].ask_leave(), _USERS),
        ("Ctrl+R", "Controleren of alles in orde is"),
        ("Ctrl+Shift+B", "Een reservekopie maken"),
        ("Ctrl+J", "Een regel van een oud verslag controleren"),
        ("Ctrl+T", "Btw van een soort aanbod vastleggen"),
        PageKey(
            "Ctrl+D",
            "Bekijken van wie de bewaartermijn voorbij is",
            lambda page: page.ask_due(),
            (Permission.KEEP_PRIVACY,),
        ),
    ),
    "requests": (
        _TABS,
        ("Ctrl+N", "Verzoek noteren"),
        ("Ctrl+E", "Doen wat gevraagd is"),
        ("Ctrl+Return", "Beantwoorden"),
        ("Ctrl+T", "Verlengen"),
        ("Ctrl+S", "Brieven maken"),
    ),
    "register": (
        _TABS,
        ("Ctrl+E", "Een eigen antwoord schrijven"),
        ("Ctrl+S", "Het register op papier"),
        ("Ctrl+D", "De DPIA op papier"),
    ),
    "breaches": (
        _TABS,
        ("Ctrl+N", "Datalek noteren"),
        ("Ctrl+R", "Het risico wegen"),
        ("Ctrl+M", "Gemeld bij de Autoriteit Persoonsgegevens"),
        ("Ctrl+U", "De mensen bericht gegeven"),
        ("Ctrl+E", "Bijwerken"),
        ("Ctrl+Return", "Afsluiten"),
        ("Ctrl+S", "Het register van datalekken op papier"),
    ),
    "forgetting": (
        _TABS,
        ("Ctrl+D", "Bekijken van wie de bewaartermijn voorbij is, en vernietigen"),
        ("Ctrl+T", "Noteren dat de bovenste kopie met namen terug of vernietigd is"),
    ),
    "logbook": (_TABS, ("Ctrl+S", "Wat in beeld is naar Excel")),
    "handover": (
        _TABS,
        ("Ctrl+Return", "Verder"),
        ("Ctrl+Backspace", "Een stap terug"),
        ("Ctrl+N", "De opvolger toevoegen"),
        ("Ctrl+E", "Rol of wachtwoord van de opvolger"),
        ("Ctrl+R", "De herstelsleutel nakijken"),
        ("Ctrl+H", "Een nieuwe herstelsleutel maken"),
        ("Ctrl+T", "De reservekopie testen"),
        ("Ctrl+S", "Het overdrachtsdossier maken"),
        ("Ctrl+D", "De toegang van de voorganger intrekken"),
        ("Ctrl+Shift+H", "Nieuwe sleutels voor alles maken"),
    ),
}
