"""The words of the year report: one sentence for every subject, and what stands above and beside its figures."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from zsm_desktop.words.format import count, date_medium, joined, percent, plural, school_year, whole_euros
from zsm_desktop.words.names import Say

TITLE = "Jaarverslag"
STEM = "Jaarverslag {year}"
CONTENTS = "Inhoud"
IN_SHORT = "Het jaar in het kort"
MADE = "Gemaakt op {day}"
NOTICE = "Zonder gegevens van [leerlingen]"
NO_SMALL = "Groepen van minder dan vijf staan er niet in."
GATHERING, DRAWING, WRITING = "Cijfers verzamelen", "Opmaken", "Wegschrijven"

PUPILS, CASES, PLACEMENTS, EXCHANGE = "Leerlingen", "Besprekingen", "Trajecten", "Uitwisseling"
GROUP = "Doelgroep"
PAIRS, OVER_TIME, SETTLEMENTS, LEAVERS = "Wie gaf aan wie", "Door de jaren", "Verrekening", "Uitstroom"
PER_SCHOOL, LASTING, AIMS, FUNDS = "Per school", "Bestendigd", "Doelen", "Middelen"
TOGETHER, BOTTLENECKS, DECISIONS, COUNTED = "Samenwerking", "Knelpunten", "Besluiten", "Hoe is geteld"
"""What the sheets of the workbook are called; those of SHEETS in the network's own words."""
SHEETS = {
    PUPILS: "[leerlingen]",
    CASES: "[besprekingen]",
    PLACEMENTS: "[trajecten]",
    BOTTLENECKS: "[knelpunten]",
}
TITLES = {
    PUPILS: "Om wie het gaat",
    GROUP: "Wat [de leerlingen] meebrengen",
    CASES: "[De maatwerkbespreking]",
    PLACEMENTS: "[Trajecten] bij elkaar",
    EXCHANGE: "Wat scholen elkaar gaven",
    PAIRS: "Wie gaf aan wie",
    OVER_TIME: "De uitwisseling door de jaren",
    SETTLEMENTS: "De verrekening",
    LEAVERS: "Waar schoolverlaters heen gingen",
    PER_SCHOOL: "Scholen naast elkaar",
    LASTING: "Is de jongere er nog?",
    AIMS: "Wat het netwerk wilde bereiken",
    FUNDS: "Middelen",
    TOGETHER: "Hoe werken we samen?",
    BOTTLENECKS: "[Knelpunten], en wat ermee gebeurde",
    DECISIONS: "Besluiten van [de stuurgroep]",
    COUNTED: "Wat er geteld is, en hoe",
}

SCHOOL, KIND, SECTOR, YEAR, NUMBER, TOTAL = "School", "Soort", "Sector", "Schooljaar", "Aantal", "Totaal"
ENTERED, DISCUSSED, PLACED, DAYS = "Ingebracht", "Besproken", "Geplaatst", "Dagen tot bespreking"
ANSWER = "Antwoord"
OUTCOME, WAITED, FROM, TO = "Uitkomst", "Wachttijd", "Van", "Naar"
GIVEN, TAKEN, BALANCE, GIVES = "Gegeven", "Afgenomen", "Saldo", "Wie gaf"
MONTH, AMOUNT, SHARE, DESTINATION = "Maand", "Bedrag", "Deel", "Bestemming"
LEFT_SCHOOL, WELL_PLACED, STILL_THERE = "Schoolverlaters", "Goed geplaatst", "Bestendigd"
AIM, REACHED, TARGET = "Wat", "Gehaald", "Doel"
ELEMENT, MEAN, ANSWERS = "Hoe gaat dit bij ons?", "Gemiddeld", "Antwoorden"
DECISION, DAY, WHAT_BECAME, SINCE, NR = "Besluit", "Datum", "Wat ermee gebeurde", "Sinds", "Nr"
FUND, GRANTED, CHARGED, LEFT = "Subsidie", "Toegekend", "Besteed", "Over"
AGREED, SO_FAR, STANDING, AGREED_RESULTS = "Afgesproken", "Tot nu toe", "Hoe het ervoor staat", "Afgesproken resultaten"
NUMBER_OF = "Nummer"
COUNTED_SAYS = "Elk cijfer in dit verslag is hetzelfde als op het scherm; zo komt het tot stand."
PAYS, RECEIVES, WRITTEN_OFF, STAYS = "Betaalt", "Ontvangt", "Afgeboekt", "Blijft staan"
NONE, NO_SECTOR, NOT_YET = "Geen", "Geen sector", "nog geen uitkomst"
ONE_YEAR = "Na 1 jaar bestendigd"
YES, NO = "ja", "nee"
WAITS = ("tot en met vier weken", "vijf tot en met acht weken", "langer dan acht weken")
NEED_STATES = {
    "answered": "alsnog beantwoord",
    "open": "staat nog open",
    "lapsed": "verlopen zonder antwoord",
    "dropped": "niet meer gevraagd",
}

OUTCOMES = "Hoe het verder ging"
BY_SECTOR, BY_PROVIDER, BY_USER = "Per sector", "Bij welke school", "Van welke school"
NEEDS = "Waar geen aanbod voor was"
BY_KIND = "Tussen soorten scholen"
IN_EUROS = "In hele euro’s: de school links gaf, de school boven nam af."
LARGEST = "De grootste stromen tussen twee scholen"
BY_MONTH = "Wat scholen elke maand gaven"
BY_YEAR = "Schooljaren naast elkaar"
NUMBERS, SHARES = "Aantallen", "Percentages"
PRO_VSO = "Per soort school"
FIGURE, SHARED = "Cijfer", "Cijfers over de doelgroep die de partners delen"
REACHED_SAYS = "Het deel is van wie bereikt werd. Wie niet bereikt is, staat ernaast en telt in het deel niet mee."
DOT_SAYS = (
    "Een punt (·) staat voor een groep van minder dan vijf (<5), of voor een aantal waarmee zo’n groep terug te "
    "rekenen is. Een streepje (–): daardoor niet uit te rekenen, of er is nog niets te tellen."
)
THREE_YEARS = "Goed geplaatst, en na een jaar nog op de plek"
LETTERS_SAY = "De scholen staan hier met een letter, zoals het netwerk heeft afgesproken."
RUNNING = "Dit schooljaar loopt nog. De cijfers zijn die tot en met {day}."
UNCHECKED = "Teksten zijn niet op namen nagekeken: wie dit verslag maakte, kan de namen van [leerlingen] niet inzien."


def others(number: int) -> str:
    """The row that stands for all that are only in the workbook."""
    return plural(number, "andere", "andere samen")


def year_before(earlier: str, year: int, *, is_running: bool) -> str:
    """ "een jaar eerder 61"; a year that runs cannot be held against a whole one without saying so."""
    if not earlier:
        return ""
    return f"heel {school_year(year - 1)}: {earlier}" if is_running else f"een jaar eerder {earlier}"


def _and(earlier: str) -> str:
    return f"; {earlier}" if earlier else ""


def pupils(day: date, total: int | None, schools: int, kinds: Sequence[tuple[str, int | None]], say: Say) -> str:
    if not total:
        return say("Er staan geen [leerlingen] ingeschreven. Voer ze in, of neem ze over uit lijsten van scholen.")
    parts = [f"{count(number)} in het {name}" for name, number in kinds if number is not None]
    split = f": {joined(parts)}" if len(parts) > 1 and len(parts) == len(kinds) else ""
    where = plural(schools, "school", "scholen")
    return say(f"Op {date_medium(day)} stonden er {count(total)} [leerlingen] ingeschreven op {where}{split}.")


MOST_NAMED = 3


def group(most: Sequence[tuple[str, str, int]], say: Say) -> str:
    """Of what is asked of a case, the answer given most; of the first few questions."""
    if not most:
        return say(
            "Wat er van [de leerlingen] gevraagd is, is dit schooljaar bij te weinig casussen ingevuld om te noemen."
        )
    parts = "; ".join(f"“{name}” {answer} ({percent(share)})" for name, answer, share in most[:MOST_NAMED])
    return f"Het vaakst ingevuld bij de casussen van dit schooljaar: {parts}."


def asked(name: str, filled: int | None, average: int | None) -> str:
    """`average` is in hundredths."""
    if filled is None:
        return name
    on_average = f"; gemiddeld {average // 100},{average % 100:02d}" if average is not None else ""
    return f"{name} (ingevuld bij {plural(filled, 'casus', 'casussen')}{on_average})"


def cases(entered: int | None, earlier: str, days: int | None, say: Say) -> str:
    if entered == 0:
        return say("Er is dit schooljaar niets ingebracht voor [de maatwerkbespreking].")
    if entered is None:
        return say("Er is dit schooljaar te weinig ingebracht voor [de maatwerkbespreking] om te noemen.")
    casus = plural(entered, "casus", "casussen")
    wait = f" De helft was binnen {plural(days, 'dag', 'dagen')} besproken." if days is not None else ""
    return say(f"Voor [de maatwerkbespreking] zijn {casus} ingebracht{_and(earlier)}.{wait}")


def placements(total: int | None, earlier: str, most: tuple[str, int | None] | None, say: Say) -> str:
    if total == 0:
        return say("Er begonnen dit schooljaar geen [trajecten] bij een andere school.")
    if total is None:
        return say("Er begonnen dit schooljaar te weinig [trajecten] om te noemen.")
    where = f" De meeste waren in {most[0]} ({most[1]})." if most is not None and most[1] is not None else ""
    return say(f"Bij een andere school begonnen {count(total)} [trajecten]{_and(earlier)}.{where}")


def needs(total: int | None, say: Say) -> str:
    if total == 0:
        return say("Voor elke vraag van [een leerling] was er aanbod, of niemand noteerde dat het er niet was.")
    if total is None:
        return "Voor een enkele vraag was er geen aanbod: te weinig om te noemen."
    return f"Voor {plural(total, 'vraag', 'vragen')} was er geen aanbod in het netwerk."


def exchange(given_cents: int, earlier: str, schools: int) -> str:
    if not given_cents:
        return "Er is dit schooljaar niets tussen scholen geboekt."
    return (
        f"{plural(schools, 'school gaf', 'scholen gaven')} andere scholen voor {whole_euros(given_cents)} aan lessen, "
        f"plekken en begeleiding{_and(earlier)}."
    )


def pairs(giver: str, taker: str, cents: int) -> str:
    return f"De grootste stroom ging van {giver} naar {taker}: {whole_euros(cents)}."


def over_time(years: Sequence[tuple[str, int]], *, is_running: bool) -> str:
    if is_running:
        return (
            f"In {years[-1][0]} gaven scholen elkaar tot nu toe voor {whole_euros(years[-1][1])}; het jaar loopt nog."
        )
    if len(years) < 2:
        return f"In {years[0][0]} gaven scholen elkaar voor {whole_euros(years[0][1])}; eerdere jaren zijn er niet."
    (first, then), (_, now) = years[0], years[-1]
    how = "meer" if now > then else "minder" if now < then else "evenveel"
    if now == then:
        return f"Scholen gaven elkaar evenveel als in {first}."
    return f"Scholen gaven elkaar {whole_euros(abs(now - then))} {how} dan in {first}."


def settlements(number: int, moved_cents: int) -> str:
    if not number:
        return "Over dit schooljaar is niets verrekend."
    if not moved_cents:
        return f"Over dit schooljaar is {'één' if number == 1 else number} keer verrekend, zonder betaling."
    return f"Bij het verrekenen van dit schooljaar ging er {whole_euros(moved_cents)} van school naar school."


def leavers(total: int | None, placed: int | None, most: tuple[str, int] | None, earlier: str) -> str:
    """`most` is where most went, and how many; `earlier` how many went there a year before."""
    if total == 0:
        return "Van dit schooljaar is van niemand een bestemming genoteerd."
    if total is None:
        return "Er vertrokken te weinig leerlingen om te noemen."
    if most is None:
        return f"Er waren {plural(total, 'schoolverlater', 'schoolverlaters')}."
    name, number = most
    text = f"Van de {count(total)} schoolverlaters gingen er {count(number)} naar {name}{_and(earlier)}."
    return f"{text} Goed geplaatst is {percent(placed)}." if placed is not None else text


def per_school(schools: int, placed: int | None) -> str:
    whole = f"; in het hele netwerk is {percent(placed)} goed geplaatst" if placed is not None else ""
    return f"Van {plural(schools, 'school', 'scholen')} zijn de schoolverlaters geteld{whole}."


def lasting(year: int, months_after: str, share: int | None) -> str:
    """`year` is the one in which they left."""
    if share is None:
        return "Van deze schoolverlaters is nog niemand gevraagd of de plek standhield."
    where = "nog op de plek, of intussen aan het werk of op school"
    return f"Van wie in {school_year(year)} vertrok en {months_after} bereikt werd, is {percent(share)} {where}."


def aims(reached: int, aimed: int, *, is_counted: bool) -> str:
    if not is_counted:
        return "Van wat dit netwerk wil tellen, was dit schooljaar niets te tellen."
    if not aimed:
        return "Voor dit schooljaar zijn geen doelen ingesteld; dit is wat er geteld werd."
    if aimed == 1:
        return (
            "Het doel voor dit schooljaar is gehaald." if reached else "Het doel voor dit schooljaar is niet gehaald."
        )
    return f"Van {aimed} doelen {'zijn' if reached > 1 else 'is'} er {reached or 'geen'} gehaald."


def aim(name: str, *, is_calendar: bool) -> str:
    return f"{name} (kalenderjaar)" if is_calendar else name


def funds(number: int, granted_cents: int, charged_cents: int) -> str:
    if not number:
        return "In dit schooljaar liepen er geen subsidies."
    ran = "liep één subsidie van" if number == 1 else f"liepen {number} subsidies, samen"
    return (
        f"In dit schooljaar {ran} {whole_euros(granted_cents)}; daarvan is tot nu toe {whole_euros(charged_cents)} "
        "besteed."
    )


def fund_says(days: str, conditions: int, met: int) -> str:
    """When it runs, and how many of its conditions are met."""
    kept = f" Van de {plural(conditions, 'voorwaarde', 'voorwaarden')} is aan {met} voldaan." if conditions else ""
    return f"Loopt van {days}.{kept}"


def answers(number: int, *, is_anonymous: bool) -> str:
    how = (
        " Er is anoniem geantwoord; waar minder dan vijf mensen een cijfer gaven, blijft het leeg."
        if is_anonymous
        else ""
    )
    return f"{plural(number, 'antwoord', 'antwoorden')}. De schaal begint bij nul, de antwoorden bij één.{how}"


def together(mean: str, top: int, asked: int, joined_in: int, lowest: str) -> str:
    """`mean` "" where too few answered."""
    who = f"{count(joined_in)} van de {plural(asked, 'organisatie', 'organisaties')}"
    if not mean:
        return f"{who} vulden de meting in: te weinig antwoorden om iets van te laten zien."
    low = f" Het laagst scoort: {lowest}." if lowest else ""
    return f"{who} beoordeelden de samenwerking gemiddeld met {mean} op een schaal tot {top}.{low}"


NOT_MEASURED = "In dit schooljaar is niet gemeten hoe de samenwerking gaat."


def bottlenecks(met: int, settled: int, say: Say) -> str:
    if not met:
        return say("Er kwamen dit schooljaar geen [knelpunten] bij [de bottleneck_agenda].")
    what = say("[knelpunt]") if met == 1 else say("[knelpunten]")
    how = f"daarvan {'is' if settled == 1 else 'zijn'} er {settled} beantwoord of afgesloten"
    if not settled:
        how = "daarop is nog geen antwoord"
    elif met == 1:
        how = "dat is beantwoord of afgesloten"
    return say(f"Bij [de bottleneck_agenda] {'lag' if met == 1 else 'lagen'} {met} {what}; {how}.")


def decisions(number: int, say: Say) -> str:
    if not number:
        return say("[De stuurgroep] nam dit schooljaar geen besluiten.")
    return say(f"[De stuurgroep] nam {plural(number, 'besluit', 'besluiten')}.")


def settled_text(number: str, regime: str, status: str, decision: str) -> str:
    by = f", besluit {decision}" if decision else ""
    return f"{number}: {regime}, {status}{by}"


def small_print(year: int, say: Say) -> tuple[str, ...]:
    """How the figures came about, for who has to trust them."""
    label = school_year(year)
    return (
        f"Het schooljaar {label} loopt van 1 augustus {year} tot en met 31 juli {year + 1}.",
        say("[Leerlingen] zijn geteld op 1 oktober, zoals bij de bekostiging."),
        say("Een casus telt in het jaar waarin hij is ingebracht, ook als [de bespreking] later was. De uitkomst is de "
            "laatste die zegt hoe het verder ging; “van de lijst af” telt alleen als er geen andere is."),
        "De wachttijd loopt van de dag van inbrengen tot de eerste bespreking; genoemd is de middelste casus.",
        say("[Een traject] telt in het jaar waarin het begon, als het loopt of gelopen heeft."),
        "De uitwisseling is wat bevestigd en geboekt is, in de maand van boeken, tegen het tarief van de dag van "
        "levering. Wat op akkoord wacht of betwist wordt, zit er niet in.",
        "Saldo is gegeven min afgenomen; alle saldi samen, met de subsidies, zijn nul.",
        "Een doel met kalenderjaar erachter telt het kalenderjaar waarin het schooljaar begint.",
        "Goed geplaatst rekent als de Uitstroommonitor praktijkonderwijs: werk, toeleiding, mbo, vmbo en dagbesteding "
        "tellen als geplaatst; geen werk of school en onbekend niet; de rest blijft buiten de berekening.",
        "Bestendigd is wie er nog is, of intussen werkt of naar school gaat, van wie bereikt werd.",
        DOT_SAYS,
        "Dezelfde vraag aan het programma geeft dezelfde cijfers: op het scherm, op de opdrachtregel en hier.",
    )  # fmt: skip
