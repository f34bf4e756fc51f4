"""The words of a confirmation file, the same where it is written and where it is read, and of the mail around it."""

from __future__ import annotations

from datetime import date

from zsm_desktop.words.format import date_long, date_medium, money, plural

SHEET = "Bevestiging"
MARKS_SHEET = "Ronde"
MARK = "zsm-bevestiging"
VERSION = "1"
MARK_NETWORK, MARK_NUMBER, MARK_SCHOOL, MARK_CODE = "netwerk", "ronde", "school", "controlecode"

LINE, REFERENCE, DAY, PROVIDER, OFFER, PLACEMENT, PUPIL = (
    "Regel", "Kenmerk", "Dag", "Gaf", "Aanbod", "Traject", "Leerling",
)  # fmt: skip
QUANTITY, UNIT, TARIFF, AMOUNT = "Aantal", "Eenheid", "Tarief", "Bedrag"
AGREED, WHY = "Akkoord (ja/nee)", "Waarom niet"
WHAT = "Wat"
HEADINGS = (
    LINE, REFERENCE, DAY, PROVIDER, OFFER, PLACEMENT, PUPIL, QUANTITY, UNIT, TARIFF, AMOUNT, AGREED, WHY,
)  # fmt: skip
YES, NO = "ja", "nee"
TOTAL = "Totaal"
NUMBER, CODE, SPAN, MADE, ANSWER_BY = "Ronde", "Controlecode", "Periode", "Gemaakt", "Antwoord uiterlijk"

TITLE = "Bevestiging van leveringen"
HOW = (
    "Dit is wat andere scholen voor uw school hebben ingevoerd en nog op uw antwoord wacht. Vul per regel ja "
    "of nee in. Bij nee schrijft u erbij wat er niet klopt, zonder de naam van een leerling.",
    "Alleen de twee gele kolommen kunt u invullen. Verander verder niets: een bestand met andere bedragen, regels of "
    "codes wordt niet ingelezen. Stuur het Excelbestand per e-mail terug.",
)
HOW_ON_PAPER = (
    "Dit is wat andere scholen voor uw school hebben ingevoerd en nog op uw antwoord wacht. Antwoord in het "
    "Excelbestand met dezelfde controlecode: per regel ja of nee, en bij nee wat er niet klopt."
)
BOOKED = "Wat u akkoord geeft, wordt geboekt. Wat u betwist, telt niet mee tot u er samen uit bent."
CHOICE_TITLE, CHOICE_ERROR = "Akkoord?", "Kies ja of nee."
WHY_ERROR = "Hier passen hooguit 400 tekens."
NOTICE = "Alleen voor {school}"


def silence(silence_on: date | None) -> str:
    """The rule of the network in one sentence."""
    if silence_on is None:
        return "Wat u niet beantwoordt, blijft openstaan: in dit netwerk geldt zwijgen niet als akkoord."
    return (
        f"Wat op {date_long(silence_on)} niet is beantwoord, geldt daarna als akkoord. "
        "Dat is de afspraak in dit netwerk."
    )


def span(first_day: date, last_day: date) -> str:
    return f"{date_medium(first_day)} tot en met {date_medium(last_day)}"


def file_stem(code: str, number: str) -> str:
    return f"Bevestiging {code} {number}"


def subject(number: str, network: str) -> str:
    return f"Graag bevestigen: leveringen {number} ({network})"


def message(
    *,
    receiver: str,
    school: str,
    number: str,
    code: str,
    days: str,
    lines: int,
    cents: int,
    silence_on: date | None,
    sender: str,
    network: str,
) -> str:
    """The whole text of the mail; there is no pupil in it."""
    stand = "staat 1 levering" if lines == 1 else f"staan {plural(lines, 'levering', 'leveringen')}"
    return "\n".join(
        (
            f"Beste {receiver}," if receiver else f"Beste collega van {school},",
            "",
            f"Hierbij ronde {number} voor {school}. Er {stand} in van {days}, samen {money(cents)}.",
            "",
            "Wilt u in het Excelbestand per regel ja of nee invullen, en bij nee wat er niet klopt? Stuur het "
            "ingevulde bestand als antwoord op deze mail terug. Verander verder niets in het bestand.",
            "",
            silence(silence_on),
            "",
            f"Controlecode: {code}. Die staat ook in het Excelbestand en op de pdf.",
            "",
            "Met vriendelijke groet,",
            sender,
            network,
        )
    )
