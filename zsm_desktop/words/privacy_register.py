"""The register of processing and the DPIA in Dutch: the questions, and what the program itself answers to each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Protocol

from zsm_desktop.words import published, retention
from zsm_desktop.words.format import count, joined, plural
from zsm_desktop.words.labels import ORGANISATION_KIND, label

if TYPE_CHECKING:
    from zsm_desktop.domain.outside_copies import OutsideCopy


class Term(Protocol):
    @property
    def category(self) -> str: ...
    @property
    def years(self) -> int: ...
    @property
    def ground(self) -> str: ...


class Field(Protocol):
    @property
    def name(self) -> str: ...
    @property
    def is_sealed(self) -> bool: ...


class Facts(Protocol):
    @property
    def network(self) -> str: ...
    @property
    def issuer(self) -> str: ...
    @property
    def pupils(self) -> int: ...
    @property
    def cases(self) -> int: ...
    @property
    def employers(self) -> int: ...
    @property
    def contacts(self) -> int: ...
    @property
    def bodies(self) -> tuple[str, ...]: ...
    @property
    def receivers(self) -> tuple[tuple[str, str], ...]: ...
    @property
    def copies(self) -> tuple[OutsideCopy, ...]: ...
    @property
    def fields(self) -> tuple[Field, ...]: ...
    @property
    def terms(self) -> tuple[Term, ...]: ...
    @property
    def is_on_server(self) -> bool: ...


REGISTER_TITLE, DPIA_TITLE = "Register van verwerkingen", "DPIA"
REGISTER_SUBTITLE = "Artikel 30 AVG"
DPIA_SUBTITLE = (
    "Gegevensbeschermingseffectbeoordeling, artikel 35 AVG. Een opzet: vul aan en laat hem lezen door de functionaris "
    "gegevensbescherming."
)
BREACHES_TITLE, BREACHES_SUBTITLE = "Register van datalekken", "Artikel 33, lid 5, AVG"
NOTICE = "Vertrouwelijk"
OWN = "eigen tekst"
TO_FILL = "Nog in te vullen door het netwerk."
TERMS, FIELDS, RECEIVERS = "Bewaartermijnen", "Velden van een casus", "Wie iets kan ontvangen"
QUESTIONS: Mapping[str, str] = {
    "controller": "Wie is verantwoordelijk?",
    "officer": "Wie is de functionaris gegevensbescherming?",
    "purpose": "Waarvoor worden gegevens gebruikt?",
    "ground": "Op welke grond?",
    "people": "Over wie gaat het?",
    "categories": "Welke gegevens?",
    "special": "Zijn er bijzondere gegevens bij?",
    "source": "Waar komen ze vandaan?",
    "receivers": "Wie kan ze ontvangen?",
    "outside": "Gaan er gegevens buiten de Europese Unie?",
    "terms": "Hoe lang worden ze bewaard?",
    "measures": "Hoe zijn ze beveiligd?",
    "dpia_why": "Waarom is een DPIA nodig?",
    "dpia_process": "Hoe loopt het van aanmelding tot nazorg?",
    "dpia_need": "Is dit nodig, en kan het met minder?",
    "dpia_rights": "Hoe kunnen leerlingen en ouders hun rechten gebruiken?",
    "dpia_risks": "Wat kan er misgaan voor de leerling?",
    "dpia_measures": "Wat is daartegen gedaan?",
    "dpia_left": "Welk risico blijft over?",
    "dpia_heard": "Wat vinden leerlingen en ouders ervan?",
    "dpia_advice": "Wat adviseert de functionaris gegevensbescherming?",
    "dpia_decided": "Wat is besloten, en wanneer wordt opnieuw gekeken?",
}
_PURPOSE = (
    "Scholen bespreken samen leerlingen voor wie de eigen school geen passend aanbod heeft, plaatsen hen bij een "
    "ander, volgen waar zij na school terechtkomen, en rekenen met elkaar af wat zij voor elkaar doen."
)
_GROUND = (
    "Toestemming van de leerling (vanaf 16 jaar) en van ouders (daaronder) voor het bespreken en delen van een casus "
    "(artikel 6, lid 1, onder a). Waar de school dat vastlegt: haar publieke taak (onder e) of een vitaal belang "
    "(onder d). Zonder geldige grond laat het programma niet delen. Voor de boeken: een wettelijke plicht (onder c; "
    "artikel 52 AWR)."
)
_SPECIAL = (
    "Ja: hulpvraag, notities en wensen kunnen iets zeggen over gezondheid of gedrag. Scholen mogen dat verwerken voor "
    "zover het nodig is voor speciale begeleiding (artikel 30 UAVG). Laat uw functionaris dit bevestigen. BSN en "
    "onderwijsnummer worden niet bewaard."
)
_SOURCE = (
    "De eigen school meldt aan, na een gesprek met leerling en ouders. Andere scholen vullen aan in de bespreking."
)
_MEASURES = (
    "• De gegevens staan versleuteld op de schijf; een gestolen laptop of reservekopie toont niets.\n"
    "• Namen, hulpvraag en notities zijn met een tweede sleutel verzegeld. Directeuren, boekhouder en lezers hebben "
    "die sleutel niet.\n"
    "• Op het scherm staat een pseudoniem; een naam opent alleen na een reden, en dat staat in het logboek.\n"
    "• Wie wat mag hangt af van de rol; een school opent alleen eigen leerlingen, of een ander dossier met een reden.\n"
    "• Namen worden afgedekt in alles wat naar directeuren en andere scholen gaat; groepen onder de vijf ook.\n"
    "• Elke handeling in het netwerk, ook inzien en op papier zetten, staat in een logboek dat niet te wijzigen is.\n"
    "• Reservekopieën zijn versleuteld en worden getest; het programma vergrendelt met een wachtwoord.\n"
    "• Een verslag met namen gaat alleen naar buiten in een bestand met een wachtwoord. Inzage en het antwoord op een "
    "verzoek zijn voor de leerling en de ouders zelf; het secretariaat geeft ze in handen of achter een wachtwoord.\n"
    "• Een kopie met namen, om elders te lezen, maakt alleen het secretariaat: met een reden, een eigen wachtwoord en "
    "een dag waarop zij terug of vernietigd is. Wie daarin een naam opent doet dat ook met een aparte handeling, maar "
    "staat in geen logboek."
)
_RISKS = (
    "• Een naam of hulpvraag komt bij iemand die hem niet hoort te zien.\n"
    "• Een leerling blijft achtervolgd door wat er ooit over hem gezegd is.\n"
    "• Er wordt over een leerling besloten zonder dat hij het weet.\n"
    "• Een kleine groep in een overzicht maakt iemand herkenbaar.\n"
    "• Gegevens raken kwijt of worden te lang bewaard."
)
_RIGHTS = (
    "Een verzoek om inzage, verbetering, bezwaar, beperking of vergeten worden noteert het secretariaat; het programma "
    "bewaakt de maand waarbinnen antwoord komt. Inzage is een handeling: één document en één bestand met alles. "
    "Organisaties die eerder gegevens kregen, en wie een kopie met namen heeft, krijgen een brief."
)


def _categories(facts: Facts) -> str:
    sealed = [one.name for one in facts.fields if one.is_sealed]
    plain = [one.name for one in facts.fields if not one.is_sealed]
    text = (
        "Naam, geboortedatum, contact van ouders, school, hulpvraag, wat geprobeerd is, eigen wensen, toestemmingen, "
        "besprekingen, besluiten en acties, trajecten en wat daarvan gebruikt is, stages en werk, waar de leerling "
        "na school is."
    )
    text += f" Dit netwerk vraagt ook, verzegeld: {joined(sealed)}." if sealed else ""
    return text + (f" En open: {joined(plain)}." if plain else "")


def _people(facts: Facts) -> str:
    employers = f", {plural(facts.employers, 'werkgever', 'werkgevers')}" if facts.employers else ""
    return (
        f"Leerlingen en oud-leerlingen (nu {count(facts.pupils)}, met {plural(facts.cases, 'casus', 'casussen')}), hun "
        f"ouders of verzorgers, en wie er werkt bij scholen en organisaties "
        f"({plural(facts.contacts, 'contactpersoon', 'contactpersonen')}{employers})."
    )


def _receivers(facts: Facts) -> str:
    kinds: dict[str, int] = {}
    for _, kind in facts.receivers:
        kinds[kind] = kinds.get(kind, 0) + 1
    said = joined(f"{label(ORGANISATION_KIND, kind)} ({count(number)})" for kind, number in kinds.items())
    bodies = f" Besproken wordt in: {joined(facts.bodies)}." if facts.bodies else ""
    return (
        f"Alleen wie bij een bespreking of traject betrokken is: {said}.{bodies} Een werkgever hoort pas iets als "
        f"een leerling daar wordt voorgesteld.{_copies(facts)}"
    )


def _copies(facts: Facts) -> str:
    if not facts.copies:
        return ""
    held = "\n".join(f"• {published.in_a_list(one)}" for one in facts.copies)
    return f"\nBuiten het netwerk, om te lezen:\n{held}"


def _terms(facts: Facts) -> str:
    return "\n".join(
        f"• {retention.NAMES[one.category]}: {retention.term(one.category, one.years)}. "
        f"{one.ground or retention.GROUNDS[one.category]}"
        for one in facts.terms
        if one.category in retention.NAMES
    )


def _outside(facts: Facts) -> str:
    return (
        "Alles staat op de eigen server van het netwerk, die de namen niet kan lezen. Vul in waar die server staat."
        if facts.is_on_server
        else "Nee. Alles staat in een map op de eigen computer; het programma stuurt zelf niets weg."
    )


def _controller(facts: Facts) -> str:
    office = f" Penvoerder is {facts.issuer}." if facts.issuer else ""
    return (
        f"De scholen van {facts.network} zijn samen verantwoordelijk (artikel 26 AVG).{office} Leg in een onderlinge "
        "regeling vast wie welke vraag van leerlingen en ouders beantwoordt."
    )


_SAID: Mapping[str, Callable[[Facts], str]] = {
    "controller": _controller,
    "purpose": lambda _: _PURPOSE,
    "ground": lambda _: _GROUND,
    "people": _people,
    "categories": _categories,
    "special": lambda _: _SPECIAL,
    "source": lambda _: _SOURCE,
    "receivers": _receivers,
    "outside": _outside,
    "terms": _terms,
    "measures": lambda _: _MEASURES,
    "dpia_why": lambda _: (
        "Het gaat om minderjarigen die extra steun nodig hebben, om gegevens over gezondheid en gedrag, en om delen "
        "tussen organisaties. Dat zijn drie redenen die elk een DPIA vragen."
    ),
    "dpia_process": lambda facts: (
        "Aanmelding door de school met toestemming; bespreking met pseudoniem"
        f"{f' in {joined(facts.bodies)}' if facts.bodies else ''}; traject bij een andere school; registratie van "
        "wat gebruikt is; verrekening zonder namen; uitstroom en nazorg; na de bewaartermijn onherkenbaar maken."
    ),
    "dpia_need": lambda _: (
        "Wie iemand wil plaatsen moet weten wat die leerling nodig heeft. De naam is daarvoor bijna nooit nodig: een "
        "pseudoniem volstaat. Wat niet nodig is wordt niet gevraagd."
    ),
    "dpia_rights": lambda _: _RIGHTS,
    "dpia_risks": lambda _: _RISKS,
    "dpia_measures": lambda _: _MEASURES,
    "dpia_left": lambda _: (
        "Wie in een bespreking zit kan doorvertellen wat daar gezegd is, en wie een leerling kent kan hem herkennen "
        "aan zijn vraag. Daartegen helpen afspraken, niet het programma."
    ),
}


def default(key: str, facts: Facts) -> str:
    """What the program knows to say; of what only people can know, that it is still to be filled in."""
    said = _SAID.get(key)
    return said(facts) if said is not None else TO_FILL
