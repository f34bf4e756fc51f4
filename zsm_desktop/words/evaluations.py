"""How a measurement of the collaboration is said: on the screen, in the form and the mail around it, and on paper."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from zsm_desktop.domain.evaluations import is_shown
from zsm_desktop.domain.privacy import SMALLEST_SHOWN
from zsm_desktop.words.format import count, date_long, date_medium, plural, tenths

SHEET, MARKS_SHEET = "Meting", "Kenmerk"
MARK, VERSION = "zsm-meting", "1"
MARK_NETWORK, MARK_EVALUATION, MARK_ORGANISATION, MARK_TOKEN = "netwerk", "meting", "organisatie", "formulier"
NUMBER, ELEMENT, SCORE, REMARK = "Nr.", "Hoe gaat dit bij ons?", "Cijfer", "Opmerking (mag leeg)"
HEADINGS = (NUMBER, ELEMENT, SCORE, REMARK)
WHOLE = "In het algemeen"
TITLE = "Hoe werken we samen?"
REMARK_ERROR = "Hier passen hooguit {most} tekens."
CAREFUL = "Schrijf geen namen op, en bij een anonieme meting niets waaraan men u herkent."

MEAN, SPREAD, ANSWERS = "Gemiddeld", "Spreiding", "Antwoorden"
SPREAD_SAYS = (
    "Spreiding 0 betekent dat iedereen hetzelfde cijfer gaf; hoe hoger, hoe verder de antwoorden uiteen liggen."
)
HIDDEN = "·"
HIDDEN_SAYS = f"Een punt staat waar minder dan {SMALLEST_SHOWN} mensen een cijfer gaven."


def hundredths(value: int | None, none: str = HIDDEN) -> str:
    """A mean as people say a mark: 3,4."""
    return none if value is None else tenths(value)


def scale(top: int) -> str:
    return f"1 is helemaal niet, {top} is helemaal wel; niets invullen is geen mening."


def how(top: int, *, is_anonymous: bool) -> tuple[str, ...]:
    """What stands above the form."""
    kept = (
        "De meting is anoniem: het programma telt de cijfers op en bewaart niet wie wat gaf. Wie dit formulier van u "
        "ontvangt, kan het wel lezen."
        if is_anonymous
        else "De meting is niet anoniem: de uitkomst staat er ook per organisatie."
    )
    return (
        f"Geef per regel een cijfer: {scale(top)} Het kost u een paar minuten.",
        f"{kept} {CAREFUL}",
        "Alleen de gele vakken kunt u invullen. Stuur dit Excelbestand per e-mail terug. Eén formulier is voor één "
        "persoon; een collega krijgt een eigen formulier.",
    )


def answered_by(joined: int, asked: int, answers: int) -> str:
    """How far a measurement is."""
    organisations = plural(asked, "organisatie", "organisaties")
    return f"{plural(answers, 'antwoord', 'antwoorden')}, van {joined} van de {organisations}"


def kept_as(*, is_anonymous: bool) -> str:
    return "anoniem" if is_anonymous else "per organisatie"


def too_few(answers: int) -> str:
    """Instead of an outcome."""
    if not answers:
        return "Niemand heeft geantwoord, dus er is geen uitkomst."
    came = "kwam 1 antwoord" if answers == 1 else f"kwamen {count(answers)} antwoorden"
    return (
        f"Er {came}. Bij een anonieme meting "
        f"staat de uitkomst er vanaf {SMALLEST_SHOWN} antwoorden, zodat niemands cijfers te herkennen zijn."
    )


def closing(answers: int, *, is_anonymous: bool) -> str:
    """Before it is closed for good, with what becomes of what was answered."""
    said = "Sluiten kan niet terug: daarna antwoordt niemand meer"
    if is_shown(answers, is_anonymous=is_anonymous):
        return f"{said}, en staat de uitkomst hier."
    came = "is 1 antwoord" if answers == 1 else f"zijn {count(answers)} antwoorden"
    return f"{said}. Er {came}; onder de {SMALLEST_SHOWN} blijft de uitkomst verborgen, ook later."


def file_stem(name: str, code: str, number: int) -> str:
    return f"{name} {code} {number}" if number > 1 else f"{name} {code}"


def subject(name: str, network: str) -> str:
    return f"Graag invullen: {name} ({network})"


def message(
    *, receiver: str, organisation: str, name: str, elements: int, until: date, forms: int, sender: str, network: str
) -> str:
    """The mail around the form."""
    attached = "Het formulier zit" if forms == 1 else f"Er zitten {count(forms)} formulieren, een per persoon,"
    return "\n".join(
        (
            f"Beste {receiver}," if receiver else f"Beste collega van {organisation},",
            "",
            f"Hoe werken we samen in {network}? Met ‘{name}’ vragen wij het iedereen, over dezelfde "
            f"{count(elements)} punten. "
            f"{attached} bij deze mail: een cijfer per punt, in een paar minuten.",
            "",
            f"Wilt u het ingevulde Excelbestand uiterlijk {date_long(until)} terugsturen als antwoord op deze mail? "
            "Wie in het programma werkt, kan daar ook antwoorden: Resultaten, tabblad Samenwerking.",
            "",
            "Met vriendelijke groet,",
            sender,
            network,
        )
    )


def outcome_title(name: str, closed_on: date) -> str:
    return f"{name}, gesloten op {date_medium(closed_on)}"


def measured_in(days: Sequence[date]) -> tuple[str, ...]:
    """What measurements beside each other are called: the year of each, or its day where two are of one year."""
    years = [day.year for day in days]
    return tuple(str(day.year) if years.count(day.year) == 1 else date_medium(day) for day in days)
