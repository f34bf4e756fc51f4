"""Forgetting and keeping in words: what goes and what stays, who is due by which rule, and the proof."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from zsm_desktop.domain.calendar import home_day
from zsm_desktop.domain.destruction import DueRow, MadePaper, OldCopies, ProofLine, ProofRow
from zsm_desktop.domain.outside_copies import MAKE
from zsm_desktop.domain.retention import CASES, CONTACTS, DRAFTS, FORMER, IMPORTS, LOGBOOK, PUPILS
from zsm_desktop.words import published
from zsm_desktop.words.format import count, date_medium, joined, money, plural

TITLE = "Bewaren en vergeten"
MEANS = (
    "Niets verdwijnt vanzelf. Het programma zegt van wie de bewaartermijn voorbij is; u bekijkt de lijst en laat het "
    "vernietigen. De boeken, aantallen en uitkomsten blijven gelijk."
)
RULES = {
    PUPILS: "leerling, {years} na vertrek van school",
    CASES: "casus die nooit is besproken, {years} na het sluiten",
    CONTACTS: "contactpersoon van een werkgever, {years} na het laatste contact of het invoeren",
    FORMER: "wie het netwerk verliet, {years} na vertrek",
    IMPORTS: "naam van een ingelezen bestand, {years} na het inlezen",
    DRAFTS: "wat half getypt bleef staan, na 90 dagen",
    LOGBOOK: "regels van het logboek, na {years}",
}
KINDS = {
    PUPILS: ("leerling", "leerlingen"),
    CASES: ("casus", "casussen"),
    CONTACTS: ("contactpersoon van een werkgever", "contactpersonen van werkgevers"),
    FORMER: ("naam van iemand die het netwerk verliet", "namen van mensen die het netwerk verlieten"),
    IMPORTS: ("ingelezen bestand", "ingelezen bestanden"),
    DRAFTS: ("half getypte tekst", "half getypte teksten"),
    LOGBOOK: ("deel van het logboek", "delen van het logboek"),
}
GOES = {
    "names": ("gegeven van wie het is", "gegevens van wie het is: naam, geboortedatum, contact"),
    "questions": ("vraag of wens van de casus", "vragen en wensen van de casus"),
    "values": ("ingevuld veld", "ingevulde velden"),
    "consents": ("toestemming", "toestemmingen"),
    "notes": ("aantekening uit een bespreking", "aantekeningen uit besprekingen"),
    "decisions": ("tekst van een besluit", "teksten van besluiten"),
    "actions": ("tekst van een actie", "teksten van acties"),
    "minutes": (
        "versie van een verslag: wat erin over de leerling stond",
        "versies van verslagen: wat erin over de leerling stond",
    ),
    "after_care": ("notitie bij nazorg", "notities bij nazorg"),
}
STAYS = {
    "cases": ("casus, met alleen nummer, school en data", "casussen, met alleen nummer, school en data"),
    "placements": ("traject", "trajecten"),
    "deliveries": ("levering in de boeken", "leveringen in de boeken"),
    "work_placements": ("plek bij een werkgever", "plekken bij werkgevers"),
    "outcomes": ("uitkomst, voor de jaarcijfers", "uitkomsten, voor de jaarcijfers"),
}
BOOKS_STAY = (
    "Facturen en boekingen bewaart het netwerk zeven jaar, want dat moet van de wet. Er staat geen leerling in."
)
ALSO_ELSEWHERE = "De naam gaat ook uit teksten over anderen, en uit het logboek."
FOR_GOOD = "Dit is voorgoed: niemand kan het terugdraaien, ook wij niet."
PAPERS = {
    "minutes.with_names": "verslag {number} met namen",
    "meeting.take_along": "meegenomen bespreking {number}",
    "pupil.report": "inzageverslag van leerling {number}",
    "request.letters": "antwoord met naam en brieven bij een verzoek van leerling {number}",
    "paper.minutes": "verslag {number}",
    "paper.archive": "alle papieren van {number}",
    "paper.actions": "actielijst van {number}",
    "paper.action_mails": "e-mails met acties van {number}",
}
BY_HAND = "Deze bestanden maakte het programma eerder. Gooi ze zelf weg; een verslag kunt u daarna opnieuw maken:"
DONE = "Er is vernietigd wat aan de beurt was. Het bewijs staat in de lijst."
FORGOTTEN = "De leerling is vergeten."
NOT_CLEAN = "Nog niet alles is opgeruimd. Sluit het netwerk overal en open het opnieuw; dan gaat ook de rest weg."
NOTHING_DUE = "Van niemand is de bewaartermijn voorbij."
NO_PROOFS = "Nog niets vernietigd."
PROOF_TITLE = "Bewijs van vernietiging {number}"
PROOF_FILE = "Bewijs van vernietiging {number}"
PROOF_KINDS = {"retention": "Bewaartermijn voorbij", "request": "Op verzoek", "logbook": "Logboek"}
PROOF_MEANS = (
    "Wat hieronder staat is voorgoed verwijderd. Een leerling staat er met zijn code: die zegt zonder de gegevens zelf "
    "niets meer."
)
SAME_TOTALS = "Voor en na de vernietiging telde het programma hetzelfde:"
TOTALS = {
    "pupils": "Leerlingen", "cases": "Casussen", "meetings": "Besprekingen", "points": "Agendapunten",
    "discussions": "Besprekingen van een casus", "decisions": "Besluiten", "actions": "Acties",
    "minutes": "Versies van verslagen", "bottlenecks": "Knelpunten", "needs": "Onbeantwoorde vragen",
    "placements": "Trajecten", "work_placements": "Plekken bij werkgevers", "outcomes": "Uitkomsten",
    "follow_ups": "Antwoorden bij nazorg", "choices": "Tellingen van de doelgroep", "deliveries": "Leveringen",
    "entries": "Boekingen", "invoices": "Facturen", "given_cents": "Geboekt", "delivered_cents": "Geleverd",
    "documents_cents": "Gefactureerd",
}  # fmt: skip
DIGEST = "Controlegetal van dit bewijs"


def numbered(kinds: dict[str, tuple[str, str]], found: Iterable[tuple[str, int]]) -> list[str]:
    """ "5 vragen en wensen van de casus"."""
    return [plural(number, *kinds[kind]) for kind, number in found]


def rule(category: str, years: int) -> str:
    return RULES[category].format(years=plural(years, "jaar", "jaar"))


def due_words(rows: Iterable[DueRow]) -> str:
    """ "Van 12 leerlingen is de bewaartermijn voorbij." with what else is due behind it."""
    counted: dict[str, int] = {}
    for row in rows:
        counted[row.category] = counted.get(row.category, 0) + 1
    pupils = counted.pop(PUPILS, 0)
    said = [f"Van {plural(pupils, *KINDS[PUPILS])} is de bewaartermijn voorbij."] if pupils else []
    if counted:
        others = joined(plural(number, *KINDS[kind]) for kind, number in counted.items())
        said.append(f"{'Verder' if pupils else 'De bewaartermijn is voorbij van'} {others}.")
    return " ".join(said) or NOTHING_DUE


def due_line(row: DueRow) -> str:
    return f"{row.who} · {rule(row.category, row.years)} · sinds {date_medium(row.due_on)}"


def paper(made: MadePaper) -> str:
    """ "verslag MB 2026/27-01 met namen, gemaakt op 3 maart 2026 door secretaris"."""
    if made.act == MAKE:
        return published.paper(made)
    what = PAPERS.get(made.act, "bestand bij {number}").format(number=made.number)
    return f"{what}, gemaakt op {date_medium(home_day(made.at))} door {made.by}"


def copies(old: OldCopies) -> list[str]:
    """A sentence for those here, and one for everybody who took one along."""
    said = []
    if old.last is not None:
        which = plural(old.count, "reservekopie", "reservekopieën")
        holds = "bevat" if old.count == 1 else "bevatten"
        day = date_medium(home_day(old.last))
        said.append(f"{which} van {day} of eerder {holds} nog wat vernietigd is. Vernieuw de kopieën.")
    elif old.own is not None:
        said.append(OWN_COPY_AT_HOME.format(day=date_medium(home_day(old.own))))
    for one in old.elsewhere:
        words = COPY_AT_HOME if one.may_renew else COPY_LEFT_AT_HOME
        said.append(words.format(by=one.by, day=date_medium(home_day(one.at))))
    return said


RENEW = "Reservekopieën vernieuwen"
COPY_AT_HOME = (
    "{by} haalde op {day} een reservekopie naar een eigen computer; daarin staat nog wat vernietigd is. Vraag {by} "
    "daar bij Instellingen, Bewaren en vergeten, de reservekopieën te vernieuwen."
)
OWN_COPY_AT_HOME = (
    "U haalde op {day} een reservekopie naar een eigen computer; daarin staat nog wat vernietigd is. In de map van dit "
    "netwerk staat zij niet. Gooi haar weg waar zij wel staat, en vernieuw dan hier de reservekopieën."
)
COPY_LEFT_AT_HOME = (
    "{by} haalde op {day} een reservekopie naar een eigen computer en kan die niet meer vernieuwen. Vraag {by} haar "
    "weg te gooien; er staat nog in wat vernietigd is."
)


def told(done: str, *, is_clean: bool) -> tuple[str, str]:
    """What is to be said, and its tone."""
    return (done, "good") if is_clean else (f"{done} {NOT_CLEAN}", "warn")


def renewed(owing: Sequence[str]) -> str:
    done = "Er is nu één nieuwe reservekopie; de oudere zijn weg."
    if not owing:
        return done
    return (
        f"{done} Niet bereikt: {', '.join(owing)}. Hier gebeurt het zodra die plek er weer is; op een andere computer "
        "gooit u ze zelf weg."
    )


def proof_words(row: ProofRow) -> str:
    return f"{row.number} · {PROOF_KINDS[row.kind]} · {date_medium(home_day(row.at))} · {row.by}"


def proof_detail(row: ProofRow) -> str:
    return f"{plural(row.pupils, *KINDS[PUPILS])}, {plural(row.changed, 'gegeven', 'gegevens')}"


def ground(line: ProofLine) -> str:
    """Of a line of a proof: by which rule, and whether the network chose the term itself."""
    years, _, how = line.ground.partition(" ")
    if not years.isdigit():
        return "op verzoek van de leerling"
    return rule(line.category, int(years)) + (" (eigen termijn)" if how == "own" else "")


def total(kind: str, number: int) -> str:
    return money(number) if kind.endswith("_cents") else count(number)


def made_on(at: datetime | date) -> str:
    return date_medium(home_day(at) if isinstance(at, datetime) else at)
