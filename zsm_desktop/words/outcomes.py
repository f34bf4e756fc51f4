"""How destinations, follow-ups and targets are said."""

from __future__ import annotations

from zsm_desktop.words.format import count, percent, plural

DESTINATION = {
    "work": "werk",
    "work_learning": "werken en leren (bbl)",
    "sheltered_work": "beschut werk (sw)",
    "mbo": "mbo (bol of entree)",
    "vmbo": "vmbo",
    "other_pro": "andere pro-school",
    "vso": "vso",
    "other_education": "ander onderwijs",
    "training": "toeleidingstraject",
    "day_activities": "dagbesteding",
    "benefit": "uitkering of gemeente",
    "moved": "verhuisd",
    "none": "geen werk of school",
    "unknown": "onbekend",
}
DESTINATION_SHORT = {
    **DESTINATION,
    "work_learning": "bbl",
    "sheltered_work": "beschut werk",
    "mbo": "mbo",
    "other_pro": "ander pro",
    "other_education": "ander onderwijs",
    "training": "toeleiding",
    "benefit": "uitkering",
    "none": "geen",
}
"""Above a narrow column."""
LEAVING_PROFILE = {
    "work": "arbeid",
    "education": "vervolgonderwijs",
    "day_activities": "dagbesteding",
    "": "niet genoteerd",
}
FOLLOW_UP_STATUS = {"open": "nog te vragen", "reached": "bereikt", "not_reached": "niet bereikt"}
LASTING = {
    "lasting": "bestendigd",
    "ended": "niet meer",
    "not_reached": "niet bereikt",
    "waiting": "nog te vragen",
    "later": "later",
}
LIST_OFF = {
    "work": "aan het werk",
    "education": "naar een opleiding",
    "day_activities": "naar dagbesteding",
    "moved": "verhuisd",
    "other": "anders",
}
"""Why somebody came off a list."""
HIDDEN = "·"
"""What stands where a count is left out."""
HIDDEN_SAYS = (
    "Een punt staat waar een aantal is weggelaten: een groep onder de vijf, of een aantal waarmee die groep terug te "
    "rekenen is."
)


def after(months: int) -> str:
    return {12: "na 1 jaar", 24: "na 2 jaar"}.get(months, f"na {plural(months, 'maand', 'maanden')}")


def lasted(is_lasting: bool | None) -> str:
    """What an answer comes to; "" where nobody was reached."""
    return "" if is_lasting is None else LASTING["lasting" if is_lasting else "ended"]


def counted(value: int | None) -> str:
    return HIDDEN if value is None else str(value)


def value_text(value: int | None, unit: str) -> str:
    """What an indicator came to: a number, or a percentage of thousandths."""
    if value is None:
        return "–"
    return count(value) if unit == "number" else percent(value)
