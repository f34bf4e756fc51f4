"""What a paper is called in the logbook and in the handover, and what is said of it there."""

from __future__ import annotations

from zsm_desktop.domain.papers import Paper, PaperKind
from zsm_desktop.words.format import joined, plural
from zsm_desktop.words.labels import first_upper
from zsm_desktop.words.spans import span_words

NAMES = {
    PaperKind.MINUTES: "verslag",
    PaperKind.ACTIONS: "actielijst",
    PaperKind.ACTION_MAILS: "e-mails met acties",
    PaperKind.ARCHIVE: "alle papieren van een overleg",
    PaperKind.POINT: "bijlage bij een agendapunt",
    PaperKind.POINTS: "agenda met bijlagen",
    PaperKind.EXPLAINED: "uitleg bij een bedrag",
    PaperKind.STATEMENT: "saldo-overzicht",
    PaperKind.SCENARIOS: "vier afspraken naast elkaar",
    PaperKind.TARIFFS: "tarievenlijst",
    PaperKind.CATALOGUE: "gids van het aanbod",
    PaperKind.ROUND: "bevestigingsronde, nog een keer",
    PaperKind.ACCOUNTABILITY: "verantwoording van een subsidie",
    PaperKind.INVOICES: "facturen",
    PaperKind.INVOICE_MAILS: "e-mails met facturen",
    PaperKind.SETTLEMENT_STATEMENTS: "verrekenoverzichten",
    PaperKind.SETTLEMENT_MAILS: "e-mails met verrekenoverzichten",
    PaperKind.ORDERS: "betaalopdrachten",
    PaperKind.REMINDERS: "herinneringen, niet verstuurd",
    PaperKind.JOURNAL: "alle boekingen",
    PaperKind.AUDIT_FILE: "auditfile",
    PaperKind.YEAR_CLOSING: "dossier van een boekjaar",
    PaperKind.YEAR_REPORT: "jaarverslag",
    PaperKind.EVALUATION: "uitkomst van een meting",
    PaperKind.EVALUATION_FORMS: "formulieren voor een meting",
    PaperKind.VACANCIES: "vacaturelijst",
    PaperKind.NETWORK_MAP: "sociale kaart",
    PaperKind.REGISTER: "register van verwerkingen",
    PaperKind.DPIA: "DPIA",
    PaperKind.BREACHES: "register van datalekken",
    PaperKind.DESTRUCTION: "bewijs van vernietiging",
}
_FORMATS = {
    "pdf": "pdf", "xlsx": "Excel", "eml": "e-mail", "csv": "CSV", "xml": "XML", "html": "webpagina", "zip": "zip",
    "xaf": "XAF", "journal": "hledger",
}  # fmt: skip
_NUMBERED = {
    PaperKind.EVALUATION: "Meting", PaperKind.EVALUATION_FORMS: "Meting", PaperKind.DESTRUCTION: "Bewijs",
}  # fmt: skip
_FULL, _STEERING = "full", "steering"
WITHOUT_PUPILS = "zonder leerlingen"
WITH_PSEUDONYMS = "met pseudoniemen"


def made(paper: Paper) -> str:
    """ "Verslag gemaakt"."""
    return f"{first_upper(NAMES[paper.kind])} gemaakt"


def called(paper: Paper) -> str:
    return first_upper(NAMES[paper.kind])


def about(number: str, paper: Paper | None) -> str:
    """The number of what it is of, with what it numbers where that says nothing by itself; else the months."""
    if paper is not None and number and paper.kind in _NUMBERED:
        return f"{_NUMBERED[paper.kind]} {number}"
    return number or (span_words(paper.span) if paper is not None and paper.span is not None else "")


def detail(number: str, paper: Paper) -> str:
    """ "Schooljaar 2026/27 · 16 stuks · pdf en Excel", without what `about` says already."""
    span = span_words(paper.span) if paper.span is not None and number else ""
    formats = joined([_FORMATS.get(one, one) for one in paper.formats])
    parts = (span, _told(paper), plural(paper.count, "stuk", "stuks") if paper.count > 1 else "", formats)
    return " · ".join(part for part in parts if part)


def _told(paper: Paper) -> str:
    """For whom, where a paper is made for more than one."""
    if paper.audience == _STEERING:
        return WITHOUT_PUPILS
    school = paper.audience.partition(":")[2].upper()
    return f"voor {school}" if school else ""
