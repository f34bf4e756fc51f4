"""The case card in words: facts in pairs, what happened before, and on what ground the case is shared; no Qt."""

from __future__ import annotations

from datetime import date

from zsm_desktop.services.case_facts import CaseCard
from zsm_desktop.services.consents import ConsentRow
from zsm_desktop.ui.parts.lines import Line
from zsm_desktop.words import labels
from zsm_desktop.words.exchange import placement_state
from zsm_desktop.words.format import date_medium, date_short, joined, quantity
from zsm_desktop.words.minutes import reason_of
from zsm_desktop.words.names import Say

ONE = 100
"""In hundredths."""


def facts(card: CaseCard, say: Say) -> list[tuple[str, str]]:
    """What is wanted and who was heard, in the order people ask for it."""
    row = card.row
    kind = labels.label(labels.SCHOOL_KIND_SHORT, card.school_kind)
    pupil = _spoken(say("[leerling]"), card.pupil_spoken_on, card.pupil_spoken_by)
    spoken = f"{pupil}, {_spoken('ouders', card.guardians_spoken_on, card.guardians_spoken_by)}"
    days = joined(card.weekdays)
    many = card.half_days_hundredths
    amount = f"{quantity(many)} {'dagdeel' if many == ONE else 'dagdelen'} per week" if many else ""
    pairs = [
        ("School", f"{row.school} ({kind})"),
        ("Sector", joined(row.sectors, "of")),
        ("Dagen", " · ".join(part for part in (days, amount) if part)),
        ("Reisafstand", f"tot {card.travel_km} km" if card.travel_km else ""),
        ("Vanaf", date_medium(card.wanted_from) if card.wanted_from else ""),
        ("Gesproken met", spoken),
        ("Aangemeld", f"{date_medium(row.entered_on)} · {row.number}"),
        ("Terug op", date_medium(card.return_on) if card.return_on else ""),
    ]
    return [(name, value) for name, value in pairs if value]


def _spoken(who: str, day: date | None, by: str) -> str:
    when = f"{who} {date_short(day)}" if day else who if by else f"{who} nog niet"
    return f"{when} (door {by})" if by else when


def notices(card: CaseCard, day: date, say: Say) -> list[Line]:
    """What the room must know before it begins: that the case came back, or that another of this pupil runs."""
    found = []
    if card.reopened_on is not None:
        found.append(Line(f"Heropend op {date_medium(card.reopened_on)}", card.reopen_reason, "refresh", "info"))
    running = [one for one in card.others if one.status != "closed"]
    if running:
        numbers = joined([one.number for one in running])
        found.append(Line(f"{say('Van [deze leerling]')} loopt ook casus {numbers}", "", "alert-triangle", "warn"))
    placed = [one for one in card.placements if one.status == "running" and one.ends_on >= day]
    if placed:
        names = joined([f"{one.offer} bij {one.provider}" for one in placed])
        found.append(Line(f"Is al geplaatst: {names}", "Een tweede traject ernaast kan.", "map-pin", "info"))
    return found


def history(card: CaseCard, day: date) -> list[Line]:
    talks = [
        Line(
            labels.first_upper(labels.label(labels.OUTCOME, talk.outcome)) if talk.outcome else "Besproken",
            " · ".join(
                part
                for part in (date_medium(talk.held_on), reason_of(talk.reason_code, talk.reason), talk.notes)
                if part
            ),
            "history",
        )
        for talk in card.discussions
        if talk.outcome or talk.notes
    ]
    placed = [
        Line(
            f"{one.offer} bij {one.provider}",
            f"{one.number} · {date_short(one.starts_on)} t/m {date_short(one.ends_on)} · "
            f"{placement_state(one.status, one.starts_on, day)}",
            "map-pin",
        )
        for one in card.placements
    ]
    before = [
        Line(
            f"Eerdere casus {one.number}",
            " · ".join(
                part
                for part in (
                    f"aangemeld {date_medium(one.entered_on)}",
                    labels.label(labels.OUTCOME, one.outcome) if one.outcome else "",
                    f"van de lijst {date_medium(one.closed_on)}" if one.closed_on else "",
                )
                if part
            ),
            "clipboard-list",
        )
        for one in card.others
        if one.status == "closed"
    ]
    return [*placed, *talks, *before]


def consents(card: CaseCard, say: Say) -> list[Line]:
    """Per school that may know, until when; a consent of the wrong person is said, and what is needed."""
    asked = say("16 jaar of ouder: [de leerling] geeft zelf toestemming") if card.asks_own else ""
    lines = [Line(asked, "", "user")] if asked else []
    return [*lines, *(_consent(one) for one in card.consents)]


def _consent(consent: ConsentRow) -> Line:
    given = consent.facts
    basis = labels.first_upper(labels.label(labels.LEGAL_BASIS, given.legal_basis.value))
    until = f"t/m {date_short(given.valid_until)}" if given.valid_until else "zonder einddatum"
    until = f"ingetrokken op {date_short(given.withdrawn_on)}" if given.withdrawn_on else until
    by = f"gegeven door {labels.label(labels.GIVEN_BY, given.given_by.value)}"
    wrong = "" if consent.is_enough or not consent.is_valid else "niet van de juiste persoon"
    tone = "good" if consent.is_enough else "warn" if consent.is_valid else "bad"
    words = " · ".join(part for part in (by, until, wrong) if part)
    return Line(f"{basis} voor {consent.receiver or 'alle scholen'}", words, "shield-check", tone)
