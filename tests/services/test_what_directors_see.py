"""Directors and readers see balances, counts and figures: whatever they ask, no answer leads to a pupil.

A bookkeeper sees besides what is exchanged for whom, by the code of the pupil and nothing else.

Every read they may call is called, on the whole sample, with every identifier and number the answers themselves give.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from inspect import Parameter, signature
from typing import Any

import pytest

from tests.answers import hidden_once, strings_in
from tests.sample_fixture import SAMPLE_TODAY, MadeSample, open_sample
from zsm_desktop.domain.calendar import HOME, SchoolYear
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import Actor, Role
from zsm_desktop.models import Base
from zsm_desktop.models.types import Sealed
from zsm_desktop.services.action_filter import ActionFilter
from zsm_desktop.services.deliveries import DeliveryFilter
from zsm_desktop.services.desk import Desk, services
from zsm_desktop.services.ledger import EntryFilter
from zsm_desktop.services.placement_rows import PlacementFilter
from zsm_desktop.services.result_figures import COLUMNS, LASTING_COLUMNS
from zsm_desktop.services.shipped_profiles import codes, text_of
from zsm_desktop.services.steering_points import KINDS as POINTS
from zsm_desktop.store.kept_here import KeptText
from zsm_desktop.store.store import Store

__all__ = ["hidden_once"]
Calls = Iterable[dict[str, Any]]
SEVERAL = 60
REFUSALS = {
    "backup.none",
    "permission.missing",
    "undo.nothing",
    "undo.nothing_final",
    "undo.nothing_again",
    "minutes.no_version",
    "head.unreadable",
    "delivery.none",
    "permission.other_school",
    "statement.none",
    "settlement.none",
    "settlement_statement.not_executed",
    "sepa.nothing",
    "invoice.settlement",
    "invoice.none",
    "year.none",
}
"""This user may not, or there is nothing to give."""


def column(store: Store, sql: str) -> list[Any]:
    return [value for (value,) in store.rows(sql)]


CALLED = (
    ("placement", "number"),
    ("decision", "number"),
    ("pupil", "pseudonym"),
    ("pupil", "code"),
    ("case_file", "number"),
    ("bottleneck", "title"),
    ("meeting", "number"),
    ("settlement", "number"),
)
"""What things are called by, to look for."""

TYPED: dict[str, Callable[[], Calls]] = {
    "typed_here.keep_forms": lambda: [{"forms": ()}],
    "typed_here.throw_away": lambda: [{"kept": KeptText("form", "Titel", "0", "", "[]", datetime.now(HOME), "")}],
}


def arguments(store: Store) -> dict[str, Callable[[], Calls]]:
    """For the reads that ask for something: all there is to ask, also what this user has no business with."""
    meetings = column(store, "SELECT id FROM meeting")
    sent_up = column(store, "SELECT id FROM bottleneck WHERE escalated_on IS NOT NULL")
    points = column(store, f"SELECT id FROM agenda_item LIMIT {SEVERAL}")
    numbers = itertools.chain.from_iterable(
        column(store, f"SELECT {name} FROM {table} ORDER BY {name} LIMIT {SEVERAL}") for table, name in CALLED
    )
    return {
        "agenda.preparation": lambda: ({"meeting_id": found} for found in meetings),
        "agenda.timetable": lambda: ({"meeting_id": found} for found in meetings),
        "checks.printed": lambda: [{"text": "Dit is geen regel over het grootboek."}],
        "masks.hide": lambda: [{"text": "Bel de ouders."}],
        "masks.person": lambda: [{"who": "De secretaris"}],
        "others.names": lambda: ({"topic": "meeting", "thing_id": found} for found in meetings),
        "others.stand": lambda: [{"topic": "meeting", "thing_id": meetings[0]}],
        "live.notes": lambda: ({"item_id": found} for found in points),
        **TYPED,
        "meetings.card": lambda: ({"meeting_id": found} for found in meetings),
        "meetings.rights": lambda: ({"meeting_id": found} for found in meetings),
        "minutes.facts": lambda: (
            {"meeting_id": found, "audience": audience} for found in meetings for audience in ("full", "steering")
        ),
        "minutes.on_screen": lambda: ({"meeting_id": found} for found in meetings),
        "minutes.names_at": lambda: ({"item_id": found} for found in points),
        "minutes.meeting_id": lambda: ({"which": which} for which in ("last-case", "last-steering")),
        "network.card": lambda: ({"organisation_id": found} for found in column(store, "SELECT id FROM organisation")),
        "bottlenecks.above": lambda: ({"bottleneck_id": found} for found in sent_up),
        "bottlenecks.above_body": lambda: (
            {"body_id": found} for found in column(store, "SELECT id FROM meeting_body")
        ),
        "bottlenecks.draft": lambda: ({"bottleneck_id": found} for found in sent_up),
        "bottlenecks.may_describe": lambda: ({"bottleneck_id": found} for found in sent_up),
        "papers.audiences": lambda: ({"meeting_id": found} for found in meetings),
        "papers.left_out": lambda: ({"meeting_id": found, "audience": "steering"} for found in meetings),
        "papers.people": lambda: ({"meeting_id": found} for found in meetings),
        "profiles.preview": lambda: ({"text": text_of(code)} for code in codes()),
        "results.actions": lambda: [{"wanted": ActionFilter(status=None)}],
        "results.decisions": lambda: [{"text": "a"}],
        "search.find": lambda: ({"text": number, "limit": 50} for number in numbers),
        "taken_notes.waits": lambda: ({"meeting_id": found} for found in meetings),
        "versions.card": lambda: ({"meeting_id": found} for found in meetings),
        "versions.content": lambda: ({"meeting_id": found, "version": 1} for found in meetings),
        "steering_points.facts": lambda: ({"kind": kind, "year": SchoolYear.of(SAMPLE_TODAY)} for kind in POINTS),
        "voting.voters": lambda: ({"meeting_id": found} for found in meetings),
        "wall.sight": lambda: ({"meeting_id": found} for found in meetings),
        **employer_arguments(store, meetings),
        **exchange_arguments(store),
        **document_arguments(store),
    }


def employer_arguments(store: Store, meetings: list[Any]) -> dict[str, Callable[[], Calls]]:
    """The same for employers and what they offer, and for whose papers of meetings are."""
    return {
        "papers.own_audience": lambda: ({"meeting_id": found} for found in meetings),
        "employers.card": lambda: ({"employer_id": found} for found in column(store, "SELECT id FROM employer")),
        "employers.before_contact": lambda: (
            {"employer_id": found, "day": SAMPLE_TODAY} for found in column(store, "SELECT id FROM employer")
        ),
        "employer_contributions.of_fund": lambda: (
            {"fund_id": found} for found in column(store, "SELECT id FROM fund")
        ),
        "vacancies.at_meeting": lambda: ({"meeting_id": found} for found in meetings[:2]),
    }


def explained(codes: Iterable[str]) -> Iterator[dict[str, Any]]:
    """Every balance, and what stands beside it."""
    return ({"school": code, "status": status} for code in codes for status in ("", "entered", "disputed"))


def exchange_arguments(store: Store) -> dict[str, Callable[[], Calls]]:
    """The same for what schools give and take."""
    offers = column(store, "SELECT id FROM offer")
    placements = column(store, f"SELECT id FROM placement LIMIT {SEVERAL}")
    disputed = column(store, "SELECT id FROM delivery WHERE dispute IS NOT NULL LIMIT 60")
    return {
        "bookings.clashes": lambda: ({"offer_id": found} for found in offers),
        "bookings.week": lambda: ({"offer_id": found, "day": SAMPLE_TODAY} for found in offers),
        "deliveries.page": lambda: (
            {"wanted": DeliveryFilter(placement_id=found)} for found in column(store, "SELECT id FROM placement")
        ),
        "disputes.thread": lambda: ({"delivery_id": found} for found in disputed),
        "funds.card": lambda: ({"fund_id": found} for found in column(store, "SELECT id FROM fund")),
        "funds.part_of": lambda: (
            {"delivery_id": found} for found in column(store, f"SELECT id FROM delivery LIMIT {SEVERAL}")
        ),
        "funds.preview": list,
        "offers.contacts": lambda: ({"school_id": found} for found in column(store, "SELECT id FROM school")),
        "offers.card": lambda: ({"offer_id": found} for found in offers),
        "placements.row": lambda: ({"placement_id": found} for found in placements),
        "placements.card": lambda: ({"placement_id": found} for found in placements),
        "placements.first_day": lambda: [{"day": SAMPLE_TODAY, "last_day": SAMPLE_TODAY, "weekdays": ()}],
        "placements.page": lambda: (
            {"wanted": PlacementFilter(text=found)} for found in column(store, "SELECT pseudonym FROM pupil LIMIT 60")
        ),
        "tariffs.of_offer": lambda: ({"offer_id": found} for found in offers),
        **balance_arguments(store),
        **money_arguments(store),
    }


def balance_arguments(store: Store) -> dict[str, Callable[[], Calls]]:
    """The same for the books, and for what goes to schools for their agreement."""
    schools, accounts = column(store, "SELECT id FROM school"), column(store, "SELECT code FROM account")
    return {
        "balances.narrowing": lambda: ({"school": code} for code in accounts),
        "balances.explain": lambda: explained(accounts),
        "ledger.entry": lambda: ({"number": number} for number in (1, 2)),
        "ledger.following": lambda: [{"after": 0}],
        "ledger.page": lambda: [{"wanted": EntryFilter(), "limit": 5000}],
        "reciprocity.of": lambda: (
            {"school_id": found}
            for found in column(store, "SELECT school_id FROM account WHERE kind = 'school' ORDER BY id")
        ),
        "rounds.card": lambda: ({"round_id": found} for found in column(store, "SELECT id FROM confirmation_round")),
        "rounds.find": lambda: ({"number": found} for found in column(store, "SELECT number FROM confirmation_round")),
        "rounds.preview": lambda: ({"school_id": found} for found in schools),
        "rounds.receiver": lambda: ({"school_id": found} for found in schools),
        "statements.draft": lambda: ({"school_id": found} for found in schools),
        "statements.of": lambda: [{"statement_id": "nergens"}],
        "statements.receiver": lambda: ({"school_id": found} for found in schools),
        "vat.treatment_on": lambda: ({"kind": kind, "day": SAMPLE_TODAY} for kind in ("facility", "test")),
        "vat.treatments_on": lambda: [{"day": SAMPLE_TODAY}],
        **result_arguments(store),
        **evaluation_arguments(store),
    }


def result_arguments(store: Store) -> dict[str, Callable[[], Calls]]:
    """The same for where leavers went."""
    return {
        "result_figures.lasting": lambda: (
            {"year": 2025, "by": by, "months": months} for by in LASTING_COLUMNS for months in (3, 12)
        ),
        "result_figures.leavers": lambda: ({"year": 2025, "by": by} for by in COLUMNS),
        "choice_tallies.target_group": lambda: [{"year": 2025}],
        "pupil_lists.figures": list,
        "targets.sheet": lambda: [{"year": 2025}],
        "year_figures.of": lambda: [{"year": SchoolYear(2025)}],
        **dict.fromkeys(
            (f"work_figures.{of}" for of in ("pupils", "cases", "placements", "needs")), lambda: [{"year": 2025}]
        ),
        "accountability.report": lambda: ({"fund_id": found} for found in column(store, "SELECT id FROM fund")),
    }


def evaluation_arguments(store: Store) -> dict[str, Callable[[], Calls]]:
    """The same for measuring the collaboration."""
    asked = column(store, "SELECT id FROM evaluation")
    closed = column(store, "SELECT id FROM evaluation WHERE closed_on IS NOT NULL")
    members = column(store, "SELECT DISTINCT organisation_id FROM evaluation_member")
    return {
        "evaluations.card": lambda: ({"evaluation_id": found} for found in asked),
        "evaluations.outcome": lambda: ({"evaluation_id": found} for found in closed),
        "evaluations.trend": lambda: ({"evaluation_id": found} for found in closed),
        "evaluations.is_read": lambda: ({"token": found} for found in asked),
        "evaluations.receiver": lambda: ({"organisation_id": found} for found in members),
    }


def document_arguments(store: Store) -> dict[str, Callable[[], Calls]]:
    """The same for what was issued and who issues it."""
    settlements, issued = column(store, "SELECT id FROM settlement"), column(store, "SELECT id FROM invoice")
    return {
        "agreements.on": lambda: [{"day": SAMPLE_TODAY}],
        "invoices.concepts": lambda: ({"settlement_id": found} for found in (*settlements, "nergens")),
        "invoices.of": lambda: ({"invoice_id": found} for found in (*issued, "nergens")),
        "invoices.receiver": lambda: ({"invoice_id": found} for found in (*issued, "nergens")),
        "issuing.logo": lambda: ({"organisation_id": found} for found in column(store, "SELECT id FROM organisation")),
        "settlements.card": lambda: ({"settlement_id": found} for found in (*settlements, "nergens")),
        "settlement_statements.of": lambda: ({"settlement_id": found} for found in (*settlements, "nergens")),
        "settlement_statements.receiver": lambda: [{"school_id": "nergens"}],
        "issuing.picture": lambda: [{"hash_": ""}],
    }


def money_arguments(store: Store) -> dict[str, Callable[[], Calls]]:
    """The same for what is to be paid, and was."""
    settlements = (*column(store, "SELECT id FROM settlement"), "nergens")
    return {
        "audit_books.book": lambda: [{"year": SAMPLE_TODAY.year}],
        **dict.fromkeys(("audit_books.entries", "paper_trail.note"), list),
        **dict.fromkeys(("backups.make", "backups.before", "backups.keep_up", "backups.choose_second"), list),
        "book_years.card": lambda: ({"year": year} for year in (SAMPLE_TODAY.year - 1, SAMPLE_TODAY.year, 1999)),
        **dict.fromkeys(
            ("ordering.lacking", "ordering.number", "ordering.orders"),
            lambda: ({"settlement_id": found} for found in settlements),
        ),
        "payments.preview": lambda: [{"statements": ()}],
        "reminders.sent": lambda: ({"invoice_id": found} for found in column(store, "SELECT id FROM invoice")),
    }


def reads_of(desk: Desk) -> Iterator[tuple[str, Any]]:
    """Every read of every service that the user's role may call."""
    for room in services():
        service = getattr(desk, room)
        for name in vars(type(service)):
            method = getattr(service, name)
            permission = getattr(method, "permission", ())
            if permission and not hasattr(method, "act") and any(desk.actor.may(one) for one in permission):
                yield f"{room}.{name}", method


HASH = re.compile("[0-9a-f]{64}")
BEGUN = 7


def secrets(store: Store) -> set[str]:
    """What leads to a pupil: codes, pseudonyms, identifiers, and everything that is sealed, opened."""
    found = set(itertools.chain.from_iterable(store.rows("SELECT id, code, pseudonym FROM pupil")))
    found |= set(itertools.chain.from_iterable(store.rows("SELECT id, number FROM case_file")))
    for table in Base.metadata.sorted_tables:
        for sealed in (one.name for one in table.columns if isinstance(one.type, Sealed)):
            rows = store.rows(f"SELECT id, {sealed} FROM {table.name} WHERE {sealed} IS NOT NULL")
            found |= {store.seal.open(table.name, row_id, sealed, value) for row_id, value in rows}
    names = store.rows("SELECT id, given_name, family_name FROM pupil WHERE given_name IS NOT NULL")
    for row_id, *sealed_names in names:
        opened = zip(("given_name", "family_name"), sealed_names, strict=True)
        found.add(" ".join(store.seal.open("pupil", row_id, name, value) for name, value in opened))
    return found


def answer(method: Callable[..., Any], call: dict[str, Any]) -> set[str] | None:
    """All text in it; None where this user is refused."""
    try:
        return set(strings_in(method(**call)))
    except RuleError as error:
        if error.code not in REFUSALS:
            raise
        return None


def leading(hunted: set[str], found: set[str]) -> list[str]:
    """Short words are looked for as a whole: initials and first names stand in the names of grown-ups too. A hash
    leads to nobody, and of so many some hold any number.
    """
    text = "\n".join(one for one in found if not HASH.fullmatch(one))
    begun = {text[at : at + BEGUN] for at in range(len(text))}  # of the thousands hunted hardly one is
    near = [one for one in hunted if one in found or len(one) < BEGUN or one[:BEGUN] in begun]
    return [one for one in near if one in found or ((len(one) > 8 or one[-1:].isdigit()) and one in text)]


def leaks_in(hunted: set[str], answers: dict[str, set[str]]) -> dict[str, list[str]]:
    """By what was asked. Answers say much the same, so first all they say is gone through once."""
    if not leading(hunted, set().union(*answers.values())):
        return {}
    return {name: led for name, found in answers.items() if (led := leading(hunted, found))}


def all_answers(session_sample: MadeSample, sample_store: Store, role: Role) -> dict[str, set[str]]:
    """The text in all that this role may ask, by what was asked."""
    store = open_sample(session_sample.folder, "director")
    row = sample_store.rows("SELECT id, name, school_id FROM user_account WHERE role = 'director'")[0]
    actor = Actor(row[0], row[1], role, None if role is Role.BOOKKEEPER else row[2])
    desk = Desk(store, actor, lambda: datetime.combine(SAMPLE_TODAY, datetime.min.time(), HOME))
    known, answers = arguments(sample_store), dict[str, set[str]]()
    for name, method in reads_of(desk):
        needed = [one for one in signature(method).parameters.values() if one.default is Parameter.empty]
        assert not needed or name in known, f"{name} asks for something: say in this test what"
        for call in [*([] if needed else [{}]), *known.get(name, list)()]:
            found = answer(method, call)
            if found is not None:
                answers.setdefault(name, set()).update(found - {str(value) for value in call.values()})
    desk.close()
    return answers


@pytest.mark.parametrize("role", [Role.DIRECTOR, Role.READER])
def test_no_answer_leads_a_director_or_reader_to_a_pupil(
    session_sample: MadeSample, sample_store: Store, role: Role
) -> None:
    answers = all_answers(session_sample, sample_store, role)
    assert {
        "balances.explain",
        "ledger.page",
        "meetings.card",
        "minutes.facts",
        "search.find",
        "today.facts",
    } <= answers.keys()
    assert any(found.startswith("PL-") for found in answers["balances.explain"])
    assert leaks_in(secrets(sample_store), answers) == {}


def test_a_bookkeeper_meets_pupils_by_their_code_only(session_sample: MadeSample, sample_store: Store) -> None:
    answers = all_answers(session_sample, sample_store, Role.BOOKKEEPER)
    codes = set(column(sample_store, "SELECT code FROM pupil"))
    assert all(answers[name] & codes for name in ("placements.page", "placements.card", "deliveries.page"))
    assert leaks_in(secrets(sample_store) - codes, answers) == {}


def test_the_search_for_what_leads_to_a_pupil_would_find_it(sample_store: Store) -> None:
    """The same hunt through the secretary's answers is full of it."""
    id_, name = sample_store.rows("SELECT id, name FROM user_account WHERE role = 'secretary'")[0]
    desk = Desk(sample_store, Actor(id_, name, Role.SECRETARY), lambda: datetime(2026, 11, 22, 9, tzinfo=HOME))
    found = set(strings_in((desk.cases.rows(), desk.placements.page(), desk.results.decisions())))
    hunted = secrets(sample_store)
    assert len(found & hunted) > 100
    leaks = leaks_in(hunted, {"clean": {"Werkplaats"}, "led": found})
    assert set(leaks) == {"led"}
    assert len(leaks["led"]) > 100
