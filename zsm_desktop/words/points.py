"""What a fixed point of the directors' agenda shows, as the room and its annex say it."""

from __future__ import annotations

from zsm_desktop.words.format import plural

TITLE = {
    "results": "Resultaten",
    "balances": "Uitwisseling en saldi",
    "funds": "Middelen",
    "collaboration": "Samenwerking",
    "vacancies": "Vacatures",
}
STEM = "Bijlage {number} {title}"
YEAR, LEAVERS, PLACED, LASTING = "Schooljaar", "Schoolverlaters", "Geplaatst", "Na 1 jaar bestendigd"
INDICATOR, OUTCOME, TARGET, STAND = "Wat het netwerk telt", "Uitkomst", "Doel", "Stand"
REACHED = {True: "gehaald", False: "nog niet", None: ""}
SCHOOL, GIVEN, BALANCE = "School", "Gegeven", "Saldo"
FUND, GRANTED, SPENT, LEFT, RESULTS, UNTIL = (
    "Middel",
    "Toegekend",
    "Besteed",
    "Over",
    "Afgesproken resultaten",
    "Tot en met",
)
ELEMENT, MEAN = "Laagst gewaardeerd", "Gemiddeld"
VACANCY, EMPLOYER, LEFT_OPEN = "Vacature", "Werkgever", "Plaatsen vrij"
POINT, KIND, WAITS = "Doorgezet", "Soort", "Wacht"
NOTHING = {
    "results": "Er is nog geen schoolverlater met een bestemming. Die noteert een school bij Resultaten.",
    "balances": "In dit schooljaar is nog niets geleverd en bevestigd.",
    "funds": "Voor dit schooljaar is geen subsidie vastgelegd. Dat kan bij Uitwisseling, Subsidies.",
    "vacancies": "Er zijn nu geen open vacatures. Die noteert u bij Netwerk, Werkgevers.",
    "collaboration": "De samenwerking is nog niet gemeten, en er wacht geen doorgezet punt.",
}
NO_EVALUATION = "De samenwerking is nog niet gemeten."
TOO_FEW = "Te weinig mensen gaven een cijfer om de uitkomst te tonen."
SMALL = "Aantallen onder de vijf, en wat die zou verraden, zijn weggelaten."
BOOKED = "Alleen bevestigde en geboekte leveringen tellen mee. Alle saldi samen zijn nul."


def of_year(kind: str, label: str) -> str:
    """The line below the heading; results are of years before, and each says which."""
    return f"Schooljaar {label}" if kind in {"balances", "funds"} else ""


def results_of(number: int, on_schedule: int) -> str:
    """ "3 van 4 op koers"; "" where nothing was agreed."""
    return f"{on_schedule} van {number} op koers" if number else "geen"


def evaluation(name: str, top: int) -> str:
    return f"{name}; {top} is het hoogste cijfer"


def weeks(number: int) -> str:
    return plural(number, "week", "weken")
