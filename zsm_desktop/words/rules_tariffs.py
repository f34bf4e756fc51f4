"""Sentences for tariffs and what they are made of, and for how VAT treats what schools give each other."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "tariff.negative": "Een tarief kan niet negatief zijn.",
    "tariff.negative_basis": "Loonkosten, materiaal en overhead kunnen niet negatief zijn.",
    "tariff.long_agreed_by": "Wie het afsprak is te lang. Gebruik ten hoogste 200 tekens.",
    "tariff.gone": "Dit tarief bestaat niet meer. Ververs de lijst.",
    "tariff.meanwhile": "Iemand anders legde vanaf {day} intussen {tariff:money} vast. Leg nog eens vast om dat te "
    "vervangen.",
    "tariff.used": "Met het tarief van {day} is al geleverd; het ligt vast. Leg een nieuw vast vanaf een latere dag.",
    "tariff.too_late": "Er is al geleverd op {day}, tegen het tarief van toen. Laat het nieuwe tarief later ingaan.",
    # warnings: they stop nothing
    "tariff.above_basis": "Het tarief van {tariff:money} is {difference:money} hoger dan de kosten van {basis:money}.",
    "tariff.below_basis": "Het tarief van {tariff:money} is {difference:money} lager dan de kosten van {basis:money}; "
    "dat deel draagt de school zelf.",
    "tariff.overhead": "De overhead van {overhead:money} is meer dan 5% van loonkosten en materiaal ({most:money}). "
    "Daarboven kan het als winst gelden en btw kosten: laat het toetsen.",
    # VAT
    "vat.none": "Deze btw-regel bestaat niet meer. Ververs de lijst.",
    "vat.kind": "Deze soort aanbod bestaat niet. Kies een andere.",
    "vat.treatment": "Deze btw-behandeling bestaat niet. Kies een andere.",
    "vat.no_ground": "Schrijf erbij op welke grond er geen btw over gaat; die komt op de factuur.",
    "vat.long_ground": "Deze grond is te lang. Gebruik ten hoogste 400 tekens.",
    "vat.no_percentage": "Voor {day} is geen btw-percentage bekend. Kies een latere dag.",
    "vat.meanwhile": "Iemand anders legde vanaf {day} intussen iets anders vast; het staat hieronder. Leg nog eens vast "
    "om dat te vervangen.",
    "vat.used": "Er is nog geleverd op {day} onder de regel die al geldt; die ligt vast. Kies een latere dag.",
}
