"""Invented invoices of every kind: exempt, taxed, mixed, outside the scope, credited, long and short."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from zsm_desktop.domain.invoices import (
    Corrected,
    DocumentKind,
    InvoiceFacts,
    InvoiceLine,
    InvoiceOrganisation,
    Totals,
    issued,
    summed,
)
from zsm_desktop.domain.money import amount_cents

EDUCATION = "onderwijs, artikel 11 lid 1 onderdeel o Wet OB 1968"
NO_SUPPLY = "kosten voor gemene rekening, geen dienst"
ISSUER = InvoiceOrganisation(
    "Stichting Praktijkonderwijs De Kreek",
    street="Voorbeeldweg",
    house_number="1",
    postcode="4461 AA",
    city="Goes",
    kvk="12345678",
    vat_number="NL004495445B01",
    iban="NL91ABNA0417164300",
    email="administratie@dekreek.example",
    colour="#1F6F5C",
)
BUYER = InvoiceOrganisation(
    "Stichting Speciaal Onderwijs De Sprong",
    street="Testlaan",
    house_number="2b",
    postcode="4535 AA",
    city="Terneuzen",
    kvk="87654321",
    attention="de administratie",
    reference="ZSM 2026-11",
)
LONG = replace(
    BUYER,
    name="Vereniging voor Christelijk Voortgezet en Speciaal Onderwijs op Reformatorische Grondslag in "
    "Zeeuws-Vlaanderen, Walcheren en de Bevelanden",
    street="Burgemeester van Wœlderen-Crêpestraat",
    house_number="1234-hs zwart",
    city="’s-Heer Arendskerke aan de Oosterschelde",
    order_number="INK-2026-000000123456789/ZSM",
)


def line(
    description: str,
    hundredths: int,
    unit: str,
    cents: int,
    treatment: str = "exempt",
    permille: int = 0,
    ground: str = "?",
) -> InvoiceLine:
    return InvoiceLine(
        description,
        hundredths,
        unit,
        "HUR" if unit == "uren" else "C62",
        cents,
        amount_cents(hundredths, cents),
        treatment,
        permille,
        {"exempt": EDUCATION, "outside": NO_SUPPLY}.get(treatment, "") if ground == "?" else ground,
        "LAS-1",
        date(2026, 9, 1),
        date(2026, 9, 30),
    )


WELDING = line("Lasplaats en metaalwerkplaats", 1250, "dagdelen", 2470)
KITCHEN = line("Keukenassistent", 1200, "uren", 2500)
TRUCK = line("Heftruckcertificaat", 300, "stuks", 9533, "high", 210)
BOOK = line("Lesboek techniek", 700, "stuks", 1995, "low", 90)
SHIP = line("Gereedschap voor het buitenland", 100, "stuks", 4000, "zero")
SHARED = line("Gedeelde kosten avondschool", 100, "stuks", 312_00, "outside")


def concept(*lines: InvoiceLine, **changes: object) -> InvoiceFacts:
    made = InvoiceFacts(
        kind=DocumentKind.INVOICE,
        number="",
        issued_on=date(2026, 11, 20),
        due_on=date(2026, 12, 20),
        first_day=date(2026, 9, 1),
        last_day=date(2026, 10, 31),
        issuer=ISSUER,
        buyer=BUYER,
        lines=lines or (WELDING, KITCHEN),
        vat=(),
        totals=Totals(0, 0, 0),
        term_days=30,
        network="Zeeuwse Stichting Maatwerk",
        settlement_number="VR-2026-003",
        entries=1284,
        head="3f1c9a70" * 8,
    )
    return summed(replace(made, **changes))  # type: ignore[arg-type]


def invoice(*lines: InvoiceLine, number: str = "2026-0001", **changes: object) -> InvoiceFacts:
    return issued(concept(*lines, **changes), number)


def credit_note(*lines: InvoiceLine, **changes: object) -> InvoiceFacts:
    given = {"corrects": Corrected("2026-0001", date(2026, 11, 20)), "due_on": None, "term_days": 0, **changes}
    return invoice(*lines, number="2026-0002", kind=DocumentKind.CREDIT_NOTE, **given)


SET_OFF = {"is_set_off": True, "decision": "SG-2026/27-004", "due_on": None, "term_days": 0}
ISSUED = {
    "exempt": invoice(),
    "taxed high": invoice(TRUCK),
    "taxed low": invoice(BOOK, line("Nog een lesboek", 100, "stuks", 333, "low", 90)),
    "zero": invoice(SHIP),
    "mixed": invoice(WELDING, KITCHEN, TRUCK, BOOK, SHIP),
    "outside": invoice(SHARED),
    "two grounds": invoice(WELDING, replace(KITCHEN, ground="nauw met onderwijs samenhangend, Stcrt. 2024, 17448")),
    "set off": invoice(TRUCK, BOOK, **SET_OFF),
    "set off mixed": invoice(WELDING, KITCHEN, TRUCK, **SET_OFF, issuer=replace(ISSUER, iban="")),
    "set off by another": invoice(TRUCK, **SET_OFF, issued_by="Stichting Penvoerder Zeeland"),
    "credit set off": credit_note(WELDING, TRUCK, **SET_OFF),
    "credit exempt": credit_note(),
    "credit mixed": credit_note(WELDING, TRUCK),
    "credit outside": credit_note(SHARED),
    "credit without an invoice": credit_note(corrects=None, note="Verbetert wat zonder factuur is verrekend."),
    "paid to another": invoice(
        SHARED, payee=replace(BUYER, iban="NL69INGB0123456789"), on_behalf_of="Praktijkschool De Sprong"
    ),
    "paid to the issuer on another account": invoice(
        SHARED, payee=replace(ISSUER, iban="NL69INGB0123456789"), on_behalf_of="Praktijkschool De Branding"
    ),
    "corrected line": invoice(WELDING, replace(KITCHEN, quantity_hundredths=-200, amount_cents=-5000)),
    "part from a fund": invoice(
        replace(
            WELDING, amount_cents=WELDING.amount_cents - 100_00, deducted_cents=100_00, deducted_by="Provinciaal fonds"
        )
    ),
    "long names": invoice(
        replace(WELDING, description="Praktijkopleiding Zorg & Welzijn <niveau 1> – façade, crème brûlée, Łódź " * 3),
        buyer=LONG,
        issuer=replace(ISSUER, name="Stichting “Dé Kréék” & Zn. " * 5),
        on_behalf_of="Praktijkschool De Branding",
        note="Met dank voor de samenwerking: 3 < 5 & 5 > 3.\nZie ook de bijlage.",
    ),
    "oin": invoice(
        issuer=replace(ISSUER, kvk="", oin="00000003123456780000"),
        buyer=replace(BUYER, kvk="", oin="00000003876543210000"),
    ),
    "only an rsin": invoice(issuer=replace(ISSUER, vat_number="", rsin="004495445")),
    "sixty lines": invoice(*(replace(WELDING, description=f"Lasplaats, week {n}") for n in range(1, 61))),
    "order number": invoice(buyer=replace(BUYER, reference="", order_number="INK-77")),
}
