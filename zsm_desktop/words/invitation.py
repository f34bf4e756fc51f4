"""The words of an invitation, an update and a cancellation, the same in the message, in the calendar and on paper."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time

from zsm_desktop.words.format import clock, date_long, time_span
from zsm_desktop.words.labels import first_upper

NO_NAMES = "Casussen staan hier zonder naam. Wie het betreft, hoort u in het overleg."
NO_POINTS = "Er staan nog geen punten op de agenda."
Line = tuple[int, str, str, time | None]
"""Number, words, school and start of one point."""


def subject(body: str, held_on: date, *, is_update: bool, is_cancelled: bool) -> str:
    what = "Gaat niet door" if is_cancelled else "Gewijzigd" if is_update else "Uitnodiging"
    return f"{what}: {body}, {date_long(held_on)}"


def line(number: int, words: str, school: str, starts_at: time | None) -> str:
    at = f"{clock(starts_at)}  " if starts_at is not None else ""
    return f"{at}{number}. {words} ({school})" if school else f"{at}{number}. {words}"


def agenda(lines: Sequence[Line]) -> str:
    return "\n".join(line(*one) for one in lines) if lines else NO_POINTS


def opening(body: str, held_on: date, *, is_update: bool, is_cancelled: bool) -> str:
    when, what = date_long(held_on), the_meeting(body)
    if is_cancelled:
        return f"{first_upper(what)} op {when} gaat niet door. Wat op de agenda stond, komt op een volgend overleg."
    if is_update:
        return f"{first_upper(what)} is gewijzigd. Hieronder staan de nieuwe gegevens."
    return f"Hierbij nodig ik u uit voor {what} op {when}."


def the_meeting(body: str) -> str:
    """A body's name in a sentence: "de maatwerkbespreking", "het overleg van de stuurgroep"."""
    first = next((word for word in body.casefold().split() if word != "en" and not word.endswith("-")), "")
    name = body if body[1:2].isupper() else f"{body[:1].lower()}{body[1:]}"
    if first.endswith(("bespreking", "vergadering")):
        return f"de {name}"
    if first.endswith("overleg"):
        return f"het {name}"
    if first.endswith(("groep", "commissie")):
        return f"het overleg van de {name}"
    if first.endswith(("team", "bestuur")):
        return f"het overleg van het {name}"
    return f"het overleg ‘{body}’"


def message(
    body: str,
    held_on: date,
    hours: tuple[time, time],
    place: str,
    lines: Sequence[Line],
    sender: str,
    network: str,
    *,
    is_update: bool,
    is_cancelled: bool,
    chair: str = "",
) -> str:
    """The whole text, without any pupil in it; `chair` where it goes round and people want to know whose turn it is."""
    parts = ["Beste allen,", "", opening(body, held_on, is_update=is_update, is_cancelled=is_cancelled)]
    if not is_cancelled:
        parts += ["", f"Datum: {date_long(held_on)}", f"Tijd: {time_span(*hours)}"]
        parts += [f"Plaats: {place}"] if place else []
        parts += [f"Voorzitter deze keer: {chair}"] if chair else []
        parts += ["", "Agenda", agenda(lines)]
        parts += ["", NO_NAMES] if any(school for _, _, school, _ in lines) else []
        parts += ["", "Kunt u niet komen, laat het me dan weten."]
    return "\n".join((*parts, "", "Met vriendelijke groet,", sender, network))
