"""How a network profile is said: its words as a table, and what another one would change."""

from __future__ import annotations

from zsm_desktop.domain.profile_changes import Difference
from zsm_desktop.domain.profiles import Noun
from zsm_desktop.words.labels import first_upper
from zsm_desktop.words.settlements import REGIMES

TITLE = "Netwerkprofiel"
MEANS = (
    "Het profiel zegt hoe dit netwerk de dingen noemt, welke fasen en velden een casus heeft en wat er wordt geteld. "
    "Overlegvormen wijzigt u in hun eigen kaart."
)
AS_SHIPPED, OWN = "Zoals meegeleverd", "Met eigen aanpassingen"
LATER = "Dit profiel is gemaakt met een nieuwere versie van het programma en wordt hier niet gebruikt."
NOUN = {
    "case_meeting": "maatwerkbespreking",
    "steering": "stuurgroep",
    "bottleneck": "knelpunt",
    "bottleneck_agenda": "knelpuntenagenda",
    "agreement": "afspraak",
    "placement": "maatwerktraject",
    "pupil": "leerling",
    "coordinator": "stagebegeleider",
    "director": "directeur",
    "secretary": "secretaris",
}
"""What a word stands for, in the usual words."""
ARTICLES = (("de", "de"), ("het", "het"))
PART = {
    "name": "profiel",
    "regime": "verrekening",
    "words": "woord",
    "bodies": "overleg",
    "sectors": "sector",
    "units": "eenheid",
    "phases": "fase",
    "case_fields": "veld van een casus",
    "lists": "lijst",
    "roles": "rol",
    "indicators": "kengetal",
    "funds": "subsidie",
    "evaluations": "evaluatielijst",
}
CHANGED = "De woorden zijn gewijzigd. Kamers die al open stonden, tonen ze zodra u het netwerk opnieuw opent."
TAKEN_IN = "Het profiel {name} geldt nu. Kamers die al open stonden, tonen het zodra u het netwerk opnieuw opent."
NO_DIFFERENCE = "Dit profiel verandert niets."
WHOLE, TEXT, CHANGES = "Profiel bewerken", "Tekst van het profiel", "Wat dit profiel verandert"
TEXT_HINT = "Woorden, overlegvormen, fasen, velden, lijsten, rollen en kengetallen. Regels met # zijn uitleg."
FAULTS = "Dit profiel is niet in orde. Er is niets gewijzigd."
STAYS = "Er gaat niets weg: overlegvormen, sectoren en gegevens die er al zijn, blijven staan."


def noun(one: Noun) -> str:
    """ "het WERKoverleg · WERKoverleggen"."""
    short = f" · kort: {one.short}, {one.short_plural}" if one.short else ""
    return f"{one.article} {one.singular} · {one.plural}{short}"


def difference(one: Difference) -> str:
    part = first_upper(PART[one.part])
    was, becomes = (REGIMES[text] if one.part == "regime" else text for text in (one.was, one.becomes))
    if not was:
        return f"{part} erbij: {becomes}"
    if not becomes:
        return f"{part} vervalt: {was}"
    return f"{part} wijzigt: {was}" if was == becomes else f"{part}: “{was}” wordt “{becomes}”"


def at_line(line: int | None, words: str) -> str:
    return f"Regel {line}: {words}" if line else words
