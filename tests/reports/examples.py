"""Two papers as the program makes them, from invented facts: a maatwerkbespreking's minutes and a stuurgroep's."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime

from zsm_desktop.reports.document import (
    Balance,
    BarChart,
    Block,
    Bullets,
    Callout,
    Cents,
    ChainHead,
    Colour,
    Column,
    Document,
    Figure,
    Heading,
    KeyValues,
    Kind,
    Number,
    PageBreak,
    Paragraph,
    Percent,
    Quantity,
    Series,
    Sheet,
    SmallCount,
    Table,
    Tone,
)
from zsm_desktop.words.minutes import SMALL_COUNTS

CREATED = datetime(2026, 11, 19, 15, 42, 7, tzinfo=UTC)
CHAIN = ChainHead(1284, hashlib.sha256(b"example").hexdigest())
NETWORK = "Zeeuwse Stichting Maatwerk"

SCHOOLS = (
    ("Praktijkschool De Kreek", 4_212_50, 1_180_00),
    ("Praktijkcollege Walcheren", 9_640_25, 2_315_75),
    ("Pro Zeeuws-Vlaanderen", 3_118_00, 2_960_40),
    ("Praktijkschool Het Baken", 2_745_50, 640_00),
    ("Praktijkonderwijs Schouwen", 1_905_00, 1_222_25),
    ("Pro Tholen", 1_310_75, 985_00),
    ("Praktijkschool De Branding", 5_020_00, 1_745_50),
    ("Vakschool De Werf", 6_385_00, 0),
    ("vso De Sprong", 420_00, 5_870_25),
    ("vso De Vliedberg", 0, 4_415_00),
    ("vso Het Tij", 315_50, 3_120_75),
    ("vso De Schelp", 980_00, 2_645_50),
    ("vso Oosterschelde", 0, 3_905_60),
    ("vso De Duinroos", 610_00, 1_890_00),
    ("vso De Zilte Gracht", 0, 2_016_50),
    ("vso Zwin en Zoute", 240_00, 1_990_00),
)

CASES = (
    (
        "Kievit 27",
        "vso De Sprong",
        (
            "Wil in de techniek werken, heeft op de eigen school geen werkplaats. Zoekt twee dagdelen per week lassen "
            "of metaal, bereikbaar met de bus vanuit Goes."
        ),
        "“Ik wil iets maken dat blijft staan.”",
        (
            "Twee scholen hebben plaats. De lasopleiding van Vakschool De Werf sluit het best aan bij wat de leerling "
            "al kan; de reistijd is met een begeleide busrit te doen.\n\nDe ouders zijn vooraf gesproken en stemmen in."
        ),
        "Geplaatst op Lassen niveau 1, Vakschool De Werf",
        "MB-2026/27-014",
    ),
    (
        "Grutto 12",
        "vso De Vliedberg",
        "Kan de stap naar een arbeidsmarktgericht profiel nog niet maken; vraagt om een praktijkassessment.",
        "“Liever met dieren dan met mensen.”",
        "Eerst uitzoeken of het praktijkassessment van Praktijkcollege Walcheren ook voor deze doelgroep bruikbaar is.",
        "Eerst uitzoeken",
        "",
    ),
    (
        "Tureluur 8",
        "Praktijkschool Het Baken",
        (
            "Vorkheftruckcertificaat (veiligheid en praktijk) als laatste stap naar een arbeidsplaats bij de "
            "huidige stagewerkgever."
        ),
        "“Als ik dit haal mag ik blijven.”",
        "Plaats beschikbaar vanaf januari. De werkgever betaalt het examen.",
        "Geplaatst op Heftruckcertificaat, Pro Zeeuws-Vlaanderen",
        "MB-2026/27-015",
    ),
)

TERMS = "vanaf 7 januari 2027, twee dagdelen per week."
TASKS = (
    "Plaatsing doorgeven aan Vakschool De Werf en het vervoer regelen",
    "Praktijkassessment navragen en terugmelden",
    "Examen inkopen bij de werkgever",
)


def case_minutes(cases: int = len(CASES)) -> Document:
    blocks: list[Block] = [Heading(1, "Agenda"), _agenda(cases), Heading(1, "Besproken leerlingen")]
    for number in range(cases):
        blocks += _case(number)
    blocks += [
        Heading(1, "Mededelingen en rondvraag"),
        Bullets(
            (
                "De avondschool in Middelburg begint na de kerstvakantie; aanmelden kan tot 12 december.",
                "Pro Tholen meldt dat de groenvoorziening in februari verbouwd wordt: drie weken geen plaats.",
            )
        ),
        Heading(1, "Besluitenlijst", sheet=Sheet.DECISIONS),
        _decisions(cases),
        Heading(1, "Actielijst", sheet=Sheet.ACTIONS),
        _actions(cases),
        Heading(1, "Volgende bespreking"),
        Paragraph("Donderdag 17 december 2026, 13.30 uur, Praktijkcollege Walcheren in Middelburg."),
    ]
    return Document(
        title="Verslag maatwerkbespreking",
        subtitle="Donderdag 19 november 2026 · nummer MB-2026/27-04",
        network=NETWORK,
        notice="Vertrouwelijk – alleen voor deelnemers",
        author="M. de Visser, secretaris",
        created=CREATED,
        facts=(
            ("Plaats", "Vakschool De Werf, Vlissingen"),
            ("Tijd", "13.30–16.00 uur"),
            (
                "Aanwezig",
                (
                    "A. Maljaars (De Kreek), J. Wisse (Walcheren), S. el Amrani (De Sprong), K. Bakker (De Vliedberg), "
                    "R. de Jonge (Het Baken), M. de Visser (secretaris)"
                ),
            ),
            ("Afwezig", "T. Kodde (Pro Tholen), met bericht"),
        ),
        blocks=tuple(blocks),
        chain=CHAIN,
    )


def _agenda(cases: int) -> Bullets:
    names = [f"{_case_name(number)} – {CASES[number % len(CASES)][1]}" for number in range(cases)]
    return Bullets(("Opening en vaststelling agenda", *names, "Mededelingen en rondvraag"), is_numbered=True)


def _case_name(number: int) -> str:
    return CASES[number % len(CASES)][0] if number < len(CASES) else f"Scholekster {number}"


def _case(number: int) -> list[Block]:
    _, school, question, wish, notes, outcome, decision = CASES[number % len(CASES)]
    blocks: list[Block] = [
        Heading(2, f"{_case_name(number)} · {school}"),
        KeyValues((("Vraag", question), ("Eigen woorden", wish), ("Besproken", notes), ("Uitkomst", outcome))),
    ]
    if decision:
        blocks.append(Callout(f"{outcome}, {TERMS}", f"Besluit {decision}", Tone.DECISION))
    return blocks


def _decisions(cases: int) -> Table:
    rows = tuple(
        (
            CASES[n % 3][6],
            date(2026, 11, 19),
            _case_name(n),
            f"{CASES[n % 3][5]}, {TERMS}",
        )
        for n in range(cases)
        if CASES[n % 3][6]
    )
    columns = (Column("Nummer"), Column("Datum", Kind.DATE), Column("Casus"), Column("Besluit", weight=4))
    return Table("Besluiten", columns, rows, sheet=Sheet.DECISIONS)


def _actions(cases: int) -> Table:
    rows = tuple(
        (
            _case_name(n),
            TASKS[n % 3],
            ("S. el Amrani", "K. Bakker", "R. de Jonge")[n % 3],
            date(2026, 12, 1 + n % 28),
            ("open", "loopt", "open")[n % 3],
        )
        for n in range(cases)
    )
    columns = (
        Column("Casus"),
        Column("Wat", weight=4),
        Column("Wie"),
        Column("Voor", Kind.DATE),
        Column("Stand"),
    )
    return Table("Acties", columns, rows, sheet=Sheet.ACTIONS)


def balances_figure() -> Figure:
    rows = tuple((name, Cents(given), Cents(taken), Balance(given - taken)) for name, given, taken in SCHOOLS)
    given, taken = sum(row[1] for row in SCHOOLS), sum(row[2] for row in SCHOOLS)
    table = Table(
        "Saldi",
        (
            Column("School"),
            Column("Gegeven", Kind.MONEY),
            Column("Afgenomen", Kind.MONEY),
            Column("Saldo", Kind.BALANCE),
        ),
        rows,
        totals=("Totaal", Cents(given), Cents(taken), Balance(given - taken)),
        caption="Gegeven en afgenomen per school, schooljaar 2026/27 t/m 18 november",
        sheet=Sheet.BALANCES,
    )
    series = (Series("Gegeven", Colour.GIVEN), Series("Afgenomen", Colour.TAKEN))
    return Figure(table, BarChart("Gegeven en afgenomen per school", "School", series))


def balance_only_figure() -> Figure:
    rows = tuple((name, Balance(given - taken)) for name, given, taken in SCHOOLS)
    table = Table(
        "SaldoPerSchool",
        (Column("School"), Column("Saldo", Kind.BALANCE)),
        rows,
        caption="Saldo per school",
        sheet=Sheet.BALANCES,
    )
    return Figure(table, BarChart("Saldo per school", "School", (Series("Saldo", Colour.NEUTRAL),)))


def _exchange() -> Table:
    columns = (
        Column("Aanbod", weight=2),
        Column("School"),
        Column("Leerlingen", Kind.COUNT),
        Column("Dagdelen", Kind.QUANTITY),
        Column("Tarief", Kind.MONEY),
        Column("Bedrag", Kind.MONEY),
    )
    rows = (
        ("Lassen niveau 1", "Vakschool De Werf", 11, Quantity(15450), Cents(2470), Cents(3_816_15)),
        ("Heftruckcertificaat", "Pro Zeeuws-Vlaanderen", SmallCount(), Quantity(2250), Cents(3100), Cents(697_50)),
        ("Keukenassistent", "Praktijkcollege Walcheren", 14, Quantity(21025), Cents(1950), Cents(4_099_88)),
        ("Groen: kassen en machines", "Praktijkschool De Kreek", 6, Quantity(8800), Cents(1800), Cents(1_584_00)),
    )
    total = ("Totaal", None, None, Quantity(47525), None, Cents(10_197_53))
    return Table("Uitwisseling", columns, rows, totals=total, caption="Afname per aanbod", sheet=Sheet.EXCHANGE)


def _figures() -> tuple[Table, Table]:
    counts = Table(
        "Kengetallen",
        (Column("Wat"), Column("2025/26", Kind.COUNT), Column("2026/27", Kind.COUNT)),
        (
            ("Leerlingen aangemeld voor een maatwerkbespreking", 45, 21),
            ("Waarvan geplaatst bij een andere school", 31, 12),
            ("Waarvan naar een werkgever", 6, SmallCount()),
            ("Van de lijst", 28, SmallCount()),
        ),
        caption="Maatwerkbesprekingen",
        sheet=Sheet.FIGURES,
    )
    leavers = Table(
        "Uitstroom",
        (
            Column("Onderwijs"),
            Column("Verlaters", Kind.COUNT),
            Column("Naar werk", Kind.COUNT),
            Column("Naar mbo", Kind.COUNT),
            Column("Aandeel werk", Kind.PERCENT),
        ),
        (
            ("Praktijkonderwijs", 82, 38, 19, Percent(463)),
            ("Voortgezet speciaal onderwijs", 97, 21, 35, Percent(216)),
        ),
        totals=("Totaal", 179, 59, 54, Percent(330)),
        caption="Uitstroom 2025/26",
        sheet=Sheet.FIGURES,
    )
    return counts, leavers


def _steering_figures() -> tuple[Block, ...]:
    counts, leavers = _figures()
    return (
        Heading(1, "Saldi", sheet=Sheet.BALANCES),
        Paragraph(
            "Een positief saldo betekent dat de school meer gaf dan afnam: het netwerk staat bij haar in het krijt.",
            is_small=True,
            sheet=Sheet.BALANCES,
        ),
        balances_figure(),
        balance_only_figure(),
        Heading(1, "Uitwisseling", sheet=Sheet.EXCHANGE),
        _exchange(),
        Heading(1, "Kengetallen", sheet=Sheet.FIGURES),
        counts,
        leavers,
        Paragraph(SMALL_COUNTS, is_small=True, sheet=Sheet.FIGURES),
    )


def _bottlenecks() -> Table:
    columns = (Column("Nr", Kind.NUMBER), Column("Knelpunt", weight=4), Column("Stand", weight=2))
    rows = (
        (Number(1021), "Vervoer tussen de eilanden", "Bij de stuurgroep"),
        (Number(9), "Te weinig plaatsen in de zorg", "Genoteerd"),
    )
    return Table("Knelpunten", columns, rows, sheet=Sheet.BOTTLENECKS)


def steering_minutes() -> Document:
    blocks: tuple[Block, ...] = (
        Heading(1, "Agenda"),
        Bullets(("Opening", "Knelpunten uit de maatwerkbesprekingen", "Saldi", "Kengetallen"), is_numbered=True),
        Heading(1, "Knelpunten", sheet=Sheet.BOTTLENECKS),
        Heading(2, "Vervoer tussen de eilanden"),
        Paragraph(
            "In drie besprekingen strandde een plaatsing op de reistijd. Leerlingenvervoer stopt bij de eigen school; "
            "de bus rijdt na vier uur niet meer. De stuurgroep bespreekt de regeling met de gemeenten."
        ),
        Callout(
            "De voorzitter vraagt de zes gemeenten vóór 1 februari om één regeling voor vervoer.",
            "Besluit SG-2026/27-003",
            Tone.DECISION,
        ),
        Heading(2, "Te weinig plaatsen in de zorg"),
        Paragraph("Elf aanmeldingen, zes plaatsen. Praktijkcollege Walcheren onderzoekt een tweede groep."),
        Callout("Zonder tweede groep wachten vijf leerlingen tot augustus.", "Let op", Tone.WARNING),
        _bottlenecks(),
        *_steering_figures(),
        PageBreak(),
        Heading(1, "Besluitenlijst", sheet=Sheet.DECISIONS),
        Table(
            "Besluiten",
            (Column("Nummer"), Column("Datum", Kind.DATE), Column("Besluit", weight=4)),
            (
                ("SG-2026/27-003", date(2026, 11, 19), "Eén regeling voor vervoer vragen aan de zes gemeenten."),
                ("SG-2026/27-004", date(2026, 11, 19), "Dit schooljaar blijft de drempel op € 2.500 per school."),
            ),
            sheet=Sheet.DECISIONS,
        ),
        Heading(1, "Actielijst", sheet=Sheet.ACTIONS),
        Table("Acties", (Column("Wat"), Column("Wie"), Column("Voor", Kind.DATE)), (), sheet=Sheet.ACTIONS),
    )
    return Document(
        title="Verslag stuurgroep",
        subtitle="Donderdag 19 november 2026 · nummer SG-2026/27-02",
        network=NETWORK,
        author="M. de Visser, secretaris",
        created=CREATED,
        facts=(
            ("Plaats", "Praktijkcollege Walcheren, Middelburg"),
            ("Aanwezig", "Directeuren van veertien scholen; M. de Visser (secretaris)"),
            ("Afwezig", "Pro Tholen, vso De Schelp"),
        ),
        blocks=blocks,
        chain=CHAIN,
    )
