"""The sample has the figures of the real network, as rows that keep every rule of the program."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from datetime import date, timedelta
from itertools import pairwise

import pytest
from stdnum import iban

from tests.sample_fixture import SAMPLE_TODAY, MadeSample, open_sample
from zsm_desktop.domain.consent import ConsentFacts, GivenBy, LegalBasis, missing_for_discussion, require_sharing
from zsm_desktop.domain.progress import CaseStatus, DiscussionOutcome, status_after
from zsm_desktop.domain.seats import most_at_once
from zsm_desktop.services.chain import chain_faults
from zsm_desktop.services.distances import postcodes
from zsm_desktop.services.sample import names
from zsm_desktop.services.sample.days import is_school_day
from zsm_desktop.store.store import Store

LAST_YEAR = 2025
SOUTH_HOLIDAYS = (
    ("2025-07-05", "2025-08-17"),
    ("2025-10-11", "2025-10-19"),
    ("2025-12-20", "2026-01-04"),
    ("2026-02-14", "2026-02-22"),
    ("2026-04-25", "2026-05-03"),
    ("2026-07-11", "2026-08-23"),
    ("2026-10-17", "2026-10-25"),
)
"""As published for region South (rijksoverheid.nl)."""


def one(store: Store, sql: str, *parameters: object) -> object:
    ((found,),) = store.rows(sql, parameters)
    return found


def count(store: Store, sql: str, *parameters: object) -> int:
    found = one(store, sql, *parameters)
    assert isinstance(found, int)
    return found


def consents_of(store: Store) -> dict[str, list[ConsentFacts]]:
    found: dict[str, list[ConsentFacts]] = defaultdict(list)
    for case_id, basis, giver, receiver, *days in store.rows(
        "SELECT case_id, legal_basis, given_by, receiver_id, valid_from, valid_until, withdrawn_on FROM consent"
    ):
        first, until, withdrawn = (date.fromisoformat(day) if day else None for day in days)
        assert first is not None
        found[case_id].append(ConsentFacts(LegalBasis(basis), GivenBy(giver), receiver, first, until, withdrawn))
    return found


def births_of_cases(store: Store) -> dict[str, date]:
    rows = store.rows("SELECT c.id, p.id, p.birth_date FROM case_file c JOIN pupil p ON p.id = c.pupil_id")
    return {case: date.fromisoformat(store.seal.open("pupil", pupil, "birth_date", born)) for case, pupil, born in rows}


@pytest.mark.parametrize(("kind", "leavers", "work", "mbo"), [("pro", 82, 38, 19), ("vso", 97, 21, 35)])
def test_leavers_of_the_last_full_school_year(
    sample_store: Store, kind: str, leavers: int, work: int, mbo: int
) -> None:
    found = sample_store.rows(
        "SELECT count(*), sum(o.destination = 'work'), sum(o.destination = 'mbo') FROM outcome o"
        " JOIN school s ON s.id = o.school_id JOIN pupil p ON p.id = o.pupil_id AND p.left_on = o.left_on"
        " WHERE o.school_year = ? AND s.kind = ? AND o.left_on BETWEEN '2025-08-01' AND '2026-07-31'",
        (LAST_YEAR, kind),
    )
    assert found == [(leavers, work, mbo)]


def test_every_full_school_year_has_leavers_and_nobody_left_tomorrow(sample_store: Store) -> None:
    years = dict(sample_store.rows("SELECT school_year, count(*) FROM outcome GROUP BY school_year"))
    assert years.keys() >= {2023, 2024, 2025}
    assert years[2023] < years[2024] < years[2025] == 179
    assert count(sample_store, "SELECT count(*) FROM pupil WHERE left_on > ?", SAMPLE_TODAY.isoformat()) == 0


def test_cases_of_the_last_full_calendar_year(sample_store: Store) -> None:
    assert (
        count(sample_store, "SELECT count(*) FROM case_file WHERE entered_on BETWEEN '2025-01-01' AND '2025-12-31'")
        == 45
    )
    numbers = [number for (number,) in sample_store.rows("SELECT number FROM case_file WHERE number LIKE 'C-2025-%'")]
    assert sorted(numbers) == [f"C-2025-{n:03d}" for n in range(1, 46)]


def test_sixteen_schools_with_the_pupils_of_the_region(sample_store: Store, session_sample: MadeSample) -> None:
    sizes = sample_store.rows(
        "SELECT s.kind, count(*) FROM pupil p JOIN school s ON s.id = p.school_id WHERE p.left_on IS NULL GROUP BY s.id"
    )
    assert len(sizes) == 16
    assert all(15 <= size <= 130 for _, size in sizes)
    assert sum(size for kind, size in sizes if kind == "pro") == 380
    assert sum(size for kind, size in sizes if kind == "vso") == 600
    assert session_sample.facts.pupils == 980
    assert len({row[0] for row in sample_store.rows("SELECT island FROM school")}) == 3


def test_organisations_have_a_valid_account_number_and_one_fixed_contact(sample_store: Store) -> None:
    rows = sample_store.rows(
        "SELECT o.iban, sum(c.is_fixed) FROM organisation o JOIN contact c ON c.organisation_id = o.id GROUP BY o.id"
    )
    assert len(rows) == count(sample_store, "SELECT count(*) FROM organisation") > 30
    assert all(iban.is_valid(number) and number[4:8] == "VRBD" for number, _ in rows)
    assert {fixed for _, fixed in rows} == {1}


def test_offers_in_all_kinds_and_sectors_with_one_rise_a_year(sample_store: Store) -> None:
    assert count(sample_store, "SELECT count(*) FROM offer") >= 30
    assert count(sample_store, "SELECT count(DISTINCT kind) FROM offer") == 6
    assert count(sample_store, "SELECT count(DISTINCT sector_id) FROM offer") == 6
    assert count(sample_store, "SELECT count(DISTINCT unit_id) FROM offer") == 4
    tariffs = defaultdict(list)
    for offer, cents, first in sample_store.rows("SELECT offer_id, cents, valid_from FROM tariff ORDER BY valid_from"):
        tariffs[offer].append((first, cents))
    for steps in tariffs.values():
        assert [first for first, _ in steps] == ["2023-08-01", "2024-08-01", "2025-08-01", "2026-08-01"]
        assert all(1.0 < later / earlier < 1.06 for (_, earlier), (_, later) in pairwise(steps))


def test_the_books_are_whole_and_sum_to_zero(sample_store: Store, session_sample: MadeSample) -> None:
    facts = session_sample.facts
    number, head, findings = chain_faults(sample_store)
    assert (number, head.hex(), findings) == (facts.entries, facts.chain_head, [])
    assert sample_store.rows("PRAGMA foreign_key_check") == []
    assert count(sample_store, "SELECT sum(cents) FROM posting") == 0
    assert count(sample_store, "SELECT sum(given_cents - taken_cents) FROM account_total") == 0
    unbooked = (
        "SELECT count(*) FROM delivery d LEFT JOIN journal_entry e ON e.delivery_id = d.id AND e.kind = 'delivery'"
        " WHERE (d.status = 'confirmed') <> (e.number IS NOT NULL)"
    )
    assert count(sample_store, unbooked) == 0
    moments = [row[0] for row in sample_store.rows("SELECT booked_at FROM journal_entry ORDER BY number")]
    assert moments == sorted(moments)
    assert count(sample_store, "SELECT count(*) FROM journal_entry WHERE kind = 'reversal'") == 1


def test_deliveries_carry_the_tariff_of_their_day(sample_store: Store) -> None:
    wrong = (
        "SELECT count(*) FROM delivery d WHERE d.tariff_cents <> (SELECT t.cents FROM tariff t WHERE t.offer_id ="
        " d.offer_id AND t.valid_from <= d.delivered_on ORDER BY t.valid_from DESC LIMIT 1)"
        " OR d.amount_cents <> (d.quantity * d.tariff_cents + 50) / 100"
        " OR d.provider_id <> (SELECT school_id FROM offer WHERE id = d.offer_id)"
        " OR d.tariff_cents <> (SELECT cents FROM tariff WHERE id = d.tariff_id)"
    )
    assert count(sample_store, wrong) == 0
    statuses = Counter(row[0] for row in sample_store.rows("SELECT status FROM delivery"))
    assert statuses["confirmed"] > 1500
    assert 10 < statuses["entered"] < 150
    assert 1 < statuses["disputed"] < 12
    assert one(sample_store, "SELECT min(delivered_on) > '2026-10-15' FROM delivery WHERE status = 'entered'") == 1
    assert one(sample_store, "SELECT max(delivered_on) FROM delivery") < "2026-11-22"


def test_vso_takes_and_pro_gives(sample_store: Store) -> None:
    rows = sample_store.rows(
        "SELECT s.kind, sum(t.given_cents), sum(t.taken_cents) FROM account_total t JOIN account a ON"
        " a.id = t.account_id JOIN school s ON s.id = a.school_id GROUP BY a.id"
    )
    vso_taken = sum(taken for kind, _, taken in rows if kind == "vso")
    vso_given = sum(given for kind, given, _ in rows if kind == "vso")
    assert vso_taken > 10 * vso_given > 0
    assert {kind for kind, given, taken in rows if given < taken} == {"vso"}
    balances = sorted(given - taken for _, given, taken in rows)
    assert balances[-1] > 4 * min(balance for balance in balances if balance > 0)


def test_old_school_years_are_closed_and_the_first_month_of_this_one_is_on_hold(sample_store: Store) -> None:
    found = sample_store.rows("SELECT school_year, status, count(*) FROM period GROUP BY 1, 2 ORDER BY 1")
    assert found == [
        (2023, "closed", 12),
        (2024, "closed", 12),
        (2025, "closed", 12),
        (2026, "hold", 1),
        (2026, "open", 11),
    ]


def test_the_meeting_to_come_has_a_full_agenda_with_what_can_be_wrong(sample_store: Store) -> None:
    ((meeting, held_on),) = sample_store.rows(
        "SELECT id, held_on FROM meeting WHERE kind = 'case' AND status = 'planned'"
    )
    day = date.fromisoformat(held_on)
    assert timedelta(0) < day - SAMPLE_TODAY <= timedelta(14)
    assert is_school_day(day)
    cases = sample_store.rows(
        "SELECT c.id, c.status FROM agenda_item a JOIN case_file c ON c.id = a.case_id WHERE a.meeting_id = ?",
        (meeting,),
    )
    assert 10 <= len(cases) <= 12
    assert {status for _, status in cases} == {"on_agenda", "running"}
    consents, births = consents_of(sample_store), births_of_cases(sample_store)
    missing = Counter(missing_for_discussion(consents[case], births[case], day) for case, _ in cases)
    assert missing.keys() == {None, "consent.none", "consent.expired", "consent.withdrawn", "consent.own_needed"}
    assert missing[None] >= 6
    assert count(sample_store, "SELECT count(*) FROM case_file WHERE status = 'entered'") == 2
    waiting = "SELECT count(*) FROM agenda_item a JOIN meeting m ON m.id = a.meeting_id WHERE m.kind = 'steering'"
    assert count(sample_store, f"{waiting} AND m.status = 'planned' AND a.kind = 'bottleneck'") == 2


def test_meetings_keep_their_rhythm_outside_holidays(sample_store: Store) -> None:
    days = [
        date.fromisoformat(day)
        for (day,) in sample_store.rows("SELECT held_on FROM meeting WHERE kind = 'case' ORDER BY 1")
    ]
    assert len(days) > 25
    for earlier, later in pairwise(days):
        closed = sum(not is_school_day(earlier + timedelta(n)) for n in range((later - earlier).days))
        assert (later - earlier).days >= 28
        assert (later - earlier).days - closed <= 25  # five weeks of five school days
    steering = sample_store.rows("SELECT school_year, count(*) FROM meeting WHERE kind = 'steering' GROUP BY 1")
    assert dict(steering) == {2023: 4, 2024: 4, 2025: 4, 2026: 2}
    for (day,) in sample_store.rows("SELECT held_on FROM meeting"):
        assert not any(first <= day <= last for first, last in SOUTH_HOLIDAYS)


def test_every_discussion_had_a_basis_and_every_placement_could_be_shared(sample_store: Store) -> None:
    consents, births = consents_of(sample_store), births_of_cases(sample_store)
    talks = sample_store.rows(
        "SELECT d.case_id, m.held_on FROM case_discussion d JOIN agenda_item a ON a.id = d.agenda_item_id"
        " JOIN meeting m ON m.id = a.meeting_id"
    )
    assert len(talks) > 250
    for case, held_on in talks:
        assert missing_for_discussion(consents[case], births[case], date.fromisoformat(held_on)) is None
    placed = sample_store.rows(
        "SELECT p.case_id, p.provider_id, d.decided_on FROM placement p JOIN decision d ON d.id = p.decision_id"
    )
    agreed = "SELECT count(*) FROM placement WHERE agenda_item_id IS NOT NULL"
    assert len(placed) == count(sample_store, agreed) > 80
    for case, provider, decided_on in placed:
        require_sharing(consents[case], births[case], provider, date.fromisoformat(decided_on))


def test_cases_stand_as_their_last_discussion_left_them(sample_store: Store) -> None:
    last: dict[str, tuple[DiscussionOutcome, str]] = {}
    for case, outcome, held_on in sample_store.rows(
        "SELECT d.case_id, d.outcome, m.held_on FROM case_discussion d JOIN agenda_item a ON a.id = d.agenda_item_id"
        " JOIN meeting m ON m.id = a.meeting_id ORDER BY m.held_on"
    ):
        last[case] = DiscussionOutcome(outcome), held_on
    for case, status, closed_on in sample_store.rows("SELECT id, status, closed_on FROM case_file"):
        if case not in last:
            assert status in ("entered", "on_agenda")
            continue
        outcome, held_on = last[case]
        assert status == status_after(outcome)
        assert closed_on == (held_on if status == CaseStatus.CLOSED else None)
    gone = (
        "SELECT count(*) FROM case_file c JOIN pupil p ON p.id = c.pupil_id"
        " WHERE c.status <> 'closed' AND p.left_on <= ?"
    )
    assert count(sample_store, gone, SAMPLE_TODAY.isoformat()) == 0


def test_placements_keep_to_seats_and_to_the_pupils_time_at_school(sample_store: Store) -> None:
    spans = defaultdict(list)
    for offer, seats, first, last in sample_store.rows(
        "SELECT o.id, o.seats, p.starts_on, p.ends_on FROM placement p JOIN offer o ON o.id = p.offer_id"
        " WHERE p.status NOT IN ('waiting', 'refused')"
    ):
        spans[offer, seats].append((date.fromisoformat(first), date.fromisoformat(last)))
    for (_, seats), taken in spans.items():
        assert seats is None or most_at_once(taken, date.min, date.max) <= seats
    late = "SELECT count(*) FROM placement p JOIN pupil u ON u.id = p.pupil_id WHERE u.left_on < p.ends_on"
    assert count(sample_store, late) == 0
    asked = "status IN ('proposed', 'waiting', 'refused')"
    running = f"SELECT count(*) FROM placement WHERE (status = 'running') <> (ends_on >= ?) AND NOT {asked}"
    assert count(sample_store, running, SAMPLE_TODAY.isoformat()) == 0
    outside = (
        "SELECT count(*) FROM delivery d JOIN placement p ON p.id = d.placement_id"
        " WHERE d.delivered_on NOT BETWEEN p.starts_on AND p.ends_on"
        " OR d.user_id <> p.user_id OR d.offer_id <> p.offer_id"
    )
    assert count(sample_store, outside) == 0
    assert count(sample_store, "SELECT count(*) FROM delivery WHERE placement_id IS NOT NULL") > 150


def test_decisions_run_on_and_actions_are_in_every_state(sample_store: Store) -> None:
    years = defaultdict(list)
    for number, sequence, day in sample_store.rows("SELECT number, sequence, decided_on FROM decision ORDER BY number"):
        code, _, rest = number.partition("-")
        years[code, rest[:7]].append((sequence, day, number))
    for (code, label), found in years.items():
        assert [number for _, _, number in found] == [f"{code}-{label}-{n:03d}" for n in range(1, len(found) + 1)]
        assert sorted(found) == sorted(found, key=lambda row: row[1])
    assert ("MB", "2026/27") in years
    states = Counter(
        (status, due < SAMPLE_TODAY.isoformat())
        for status, due in sample_store.rows("SELECT status, due_on FROM action_item")
    )
    assert states["open", True] >= 3
    assert states["open", False] >= 3
    assert states["done", True] > 100
    assert states["dropped", True] >= 1
    bottlenecks = Counter(row[0] for row in sample_store.rows("SELECT status FROM bottleneck"))
    assert bottlenecks["escalated"] == 2
    assert bottlenecks["closed"] >= 5
    assert bottlenecks["open"] >= 1


def test_four_users_with_the_same_password_and_no_names_for_who_needs_none(session_sample: MadeSample) -> None:
    roles = ["secretary", "coordinator", "director", "bookkeeper"]
    keys = {role: open_sample(session_sample.folder, role) for role in roles}
    assert {role: store.seal.may_open for role, store in keys.items()} == {
        "secretary": True,
        "coordinator": True,
        "director": False,
        "bookkeeper": False,
    }
    for store in keys.values():
        store.close()
    assert [user.role for user in session_sample.facts.users] == roles


def test_pupils_and_staff_share_no_name(sample_store: Store) -> None:
    staff = {part for (name,) in sample_store.rows("SELECT name FROM contact") for part in name.split(" ", 1)}
    pupils = {
        sample_store.seal.open("pupil", pupil, column, value)
        for column in ("given_name", "family_name")
        for pupil, value in sample_store.rows(f"SELECT id, {column} FROM pupil")
    }
    assert len(pupils) > 100
    assert staff & pupils == set()
    assert set(names.STAFF_GIVEN) & pupils == set()


def test_the_log_says_what_was_made_without_any_name(sample_store: Store) -> None:
    rows = sample_store.rows("SELECT act, facts FROM audit_event")
    assert {act for act, _ in rows} >= {"sample.network", "sample.pupils", "sample.meetings", "sample.exchange"}
    for act, facts in rows:
        if not act.startswith("sample."):
            continue  # done by the services, which say numbers of statements and rounds as well
        assert facts is None or all(isinstance(value, int) for value in json.loads(facts).values())


def test_the_cases_have_words_for_the_wall_days_to_return_and_reasons(sample_store: Store) -> None:
    rows = sample_store.rows("SELECT id, wall_question, question FROM case_file")
    opened = [sample_store.seal.open("case_file", case, "wall_question", text) for case, text, _ in rows if text]
    assert len(rows) * 0.8 < len(opened) < len(rows)
    assert all(len(text) <= 140 and "{" not in text for text in opened)
    assert count(sample_store, "SELECT count(*) FROM case_file WHERE return_on > ?", SAMPLE_TODAY.isoformat()) >= 1
    stray = "SELECT count(*) FROM case_file WHERE return_on IS NOT NULL AND status <> 'running'"
    assert count(sample_store, stray) == 0
    codes = "SELECT count(*) FROM case_discussion WHERE (outcome = 'not_placeable') <> (reason_code IS NOT NULL)"
    assert count(sample_store, codes) == 0


def test_what_no_offer_answered_is_kept_as_a_need(sample_store: Store) -> None:
    states = dict(sample_store.rows("SELECT status, count(*) FROM need GROUP BY status"))
    assert states["open"] >= 1
    assert states["answered"] >= 1
    assert count(sample_store, "SELECT count(case_id) - count(DISTINCT case_id) FROM need") == 0
    lost = "SELECT count(*) FROM need n JOIN case_file c ON c.id = n.case_id WHERE n.status = 'open' AND c.status <> ?"
    assert count(sample_store, lost, "running") == 0


def test_schools_lie_at_distances_as_between_islands(sample_store: Store) -> None:
    codes = [code for (code,) in sample_store.rows("SELECT postcode FROM organisation WHERE kind = 'school'")]
    apart = [postcodes().km(one, other) for at, one in enumerate(codes) for other in codes[at + 1 :]]
    assert None not in apart
    assert 20 < max(km for km in apart if km is not None) < 90
