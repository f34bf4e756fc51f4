"""Words about settlement that screen, paper and command line share."""

from __future__ import annotations

REGIMES = {
    "closed_purses": "Gesloten beurzen",
    "threshold": "Drempel",
    "invoicing": "Factureren",
    "netting": "Salderen",
}
REGIME_MEANS = {
    "closed_purses": "Er wordt bijgehouden wie wat gaf en afnam. Niemand betaalt.",
    "threshold": "Wie meer dan de bandbreedte schuldig is, betaalt wat erbuiten valt. Verder betaalt niemand.",
    "invoicing": "Elke school factureert wat zij gaf aan elke school die het afnam.",
    "netting": "Alle saldi samen worden vereffend met zo min mogelijk betalingen.",
}
STATUSES = {
    "proposed": "voorstel",
    "approved": "besloten",
    "executed": "uitgevoerd",
    "reversed": "teruggedraaid",
    "withdrawn": "ingetrokken",
}
PAYS = "betaalt"
RECEIVES = "ontvangt"
LEFT = "blijft staan"
VAT = "waarvan btw"
PAYMENTS = "betalingen"
DOCUMENTS = "documenten"
WORK = "werk"
MADE = "Voorstel {number} is gemaakt: {count}. Leg het voor aan de stuurgroep."
APPROVED = "Verrekening {number} is vastgelegd bij besluit {decision}. Ze kan worden uitgevoerd."
EXECUTED = "Verrekening {number} is uitgevoerd en geboekt."
UNCHECKED = "Van {amount} aan leveringen is nog niet bepaald hoe de btw is; die tellen hier zonder btw."
NOT_AGREED = "Geen bandbreedte afgesproken; gerekend is met {band}."


def hours(minutes: int) -> str:
    """As people say how long work takes: in quarters of an hour up to a day, above that in whole hours."""
    if minutes < 60:
        return f"{minutes} minuten"
    if minutes >= 600:
        return f"{(minutes + 30) // 60} uur"
    whole, rest = divmod((minutes + 7) // 15 * 15, 60)
    part = {0: "", 15: "¼", 30: "½", 45: "¾"}[rest]
    return f"{whole}{part} uur"
