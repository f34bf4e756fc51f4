"""Confirmation rounds: what goes out, which round replaces which, and what an answer does to deliveries and books."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.builders import TODAY, World, school_id
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.rounds import Answer, CodedLine, RoundStatus, check_code, shown_code, typed_code
from zsm_desktop.services.round_lists import EVERYTHING, RoundSpan
from zsm_desktop.services.rounds import LineAnswer, make_all

ZEEUW, KREEK, DUIN = school_id("ZEEUW"), school_id("KREEK"), school_id("DUIN")
UNTIL_SEPTEMBER = RoundSpan(last_day=date(2026, 9, 30))


def made(world: World, code: str = "ZEEUW", span: RoundSpan = EVERYTHING) -> str:
    return world.desk.rounds.make(school_id(code), span).made_id


def status_of(world: World, delivery: str) -> tuple[str, str]:
    ((status, how),) = world.store.rows(
        "SELECT status, coalesce(settled_how, '') FROM delivery WHERE id = ?", (delivery,)
    )
    return status, how


def refusal(attempt) -> str:
    with pytest.raises(RuleError) as found:
        attempt()
    return found.value.code


def test_a_round_holds_what_is_entered_and_not_answered(world: World) -> None:
    one = world.entered("DUIN", "ZEEUW", 250, date(2026, 10, 5))
    two = world.entered("KREEK", "ZEEUW", 100, date(2026, 9, 7))
    world.delivered("DUIN", "ZEEUW")
    disputed = world.entered("DUIN", "ZEEUW", 300)
    world.desk.deliveries.dispute(disputed, "Was er niet.")
    world.desk.deliveries.withdraw(world.entered("DUIN", "ZEEUW", 400))
    world.entered("ZEEUW", "DUIN", 500)
    (duin, zeeuw) = world.desk.rounds.waiting()
    assert (duin.code, duin.lines, duin.cents) == ("DUIN", 1, 5 * 2470)
    assert (zeeuw.code, zeeuw.lines, zeeuw.new_lines, zeeuw.out) == ("ZEEUW", 2, 2, "")
    assert (zeeuw.first_day, zeeuw.last_day) == (date(2026, 9, 7), date(2026, 10, 5))
    preview = world.desk.rounds.preview(ZEEUW)
    assert [line.delivery_id for line in preview.lines] == [one, two]
    card = world.desk.rounds.card(made(world))
    assert card.row.number == "BR-2026/27-001"
    assert [(line.line, line.delivery_id) for line in card.lines] == [(1, one), (2, two)]
    assert card.row.cents == preview.cents == 6175 + 2470
    assert (card.row.first_day, card.row.last_day) == (date(2026, 9, 7), date(2026, 10, 5))
    assert (card.row.status, card.row.open_lines, card.row.silence_on) == (RoundStatus.SENT, 2, None)
    assert card.is_whole
    assert len(card.row.check_code) == 12
    assert len({line.reference for line in card.lines}) == 2


def test_a_span_narrows_what_goes_out(world: World) -> None:
    world.entered(day=date(2026, 10, 5))
    early = world.entered(day=date(2026, 9, 30))
    card = world.desk.rounds.card(made(world, span=UNTIL_SEPTEMBER))
    assert [line.delivery_id for line in card.lines] == [early]
    assert card.row.last_day == date(2026, 9, 30)
    first_day = RoundSpan(first_day=date(2026, 11, 1))
    assert refusal(lambda: made(world, span=first_day)) == "round.nothing"
    assert refusal(lambda: made(world, span=RoundSpan(date(2026, 10, 2), date(2026, 10, 1)))) == "round.span"
    assert refusal(lambda: made(world, "KREEK")) == "round.nothing"


def test_a_pupil_stands_there_by_code_and_only_for_the_own_school(world: World) -> None:
    placement = world.placement("DUIN", "ZEEUW", starts_on=date(2026, 9, 1))
    from zsm_desktop.services.deliveries import DeliveryDraft

    world.desk.deliveries.enter(DeliveryDraft(date(2026, 10, 5), 100, placement_id=placement))
    (line,) = world.desk.rounds.card(made(world)).lines
    assert (line.placement_number, line.pupil_code) == ("PL-2026/27-001", "L000501")
    round_id = world.desk.rounds.rows()[0].id
    assert world.desk_of("stage zeeuw").rounds.card(round_id).lines[0].pupil_code == "L000501"
    assert world.desk_of("boekhouder").rounds.card(round_id).lines[0].pupil_code == "L000501"
    assert world.desk_of("directeur zeeuw").rounds.card(round_id).lines[0].pupil_code == ""
    with world.writing() as work:
        work.run("UPDATE pupil SET school_id = :school", [{"school": KREEK}])
    assert world.desk.rounds.card(round_id).lines[0].pupil_code == ""


def test_the_silence_rule_gives_the_last_day_to_answer(world: World) -> None:
    world.entered()
    with world.writing() as work:
        work.run("UPDATE network SET silence_days = 14", [{}])
    assert world.desk.rounds.card(made(world)).row.silence_on == TODAY + timedelta(days=14)


def test_a_newer_round_with_any_of_the_lines_replaces_the_older(world: World) -> None:
    world.entered(day=date(2026, 9, 7))
    first = made(world)
    other = made_for_kreek(world)
    late = world.entered(day=date(2026, 10, 5))
    second = made(world)
    rows = {row.id: row for row in world.desk.rounds.rows()}
    assert [row.number[-3:] for row in world.desk.rounds.rows()] == ["003", "002", "001"]
    assert rows[first].status is RoundStatus.REPLACED
    assert world.desk.rounds.card(first).replaced_by == "BR-2026/27-003"
    assert (rows[second].status, rows[second].lines) == (RoundStatus.SENT, 2)
    assert rows[other].status is RoundStatus.SENT
    assert refusal(lambda: world.desk.rounds.read_answers(first, [LineAnswer(1, Answer.AGREED)])) == "round.replaced"
    assert status_of(world, late) == ("entered", "")


def made_for_kreek(world: World) -> str:
    world.entered("DUIN", "KREEK")
    return made(world, "KREEK")


def test_a_round_that_would_say_the_same_is_not_made_again(world: World) -> None:
    world.entered()
    first = made(world)
    (waiting,) = world.desk.rounds.waiting()
    assert (waiting.lines, waiting.new_lines, waiting.out_id) == (1, 0, first)
    assert refusal(lambda: made(world)) == "round.already_out"
    assert make_all(world.desk) == (first,)
    world.entered("DUIN", "KREEK")
    later = make_all(world.desk)
    assert len(later) == 2
    assert first in later
    assert [row.status for row in world.desk.rounds.rows()] == [RoundStatus.SENT] * 2


def test_all_schools_at_once_can_be_stopped_in_between(world: World) -> None:
    world.entered("DUIN", "ZEEUW")
    world.entered("DUIN", "KREEK")
    said: list[tuple[int, int, str]] = []

    def stop(done: int, total: int, school: str) -> None:
        said.append((done, total, school))
        if done == 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        make_all(world.desk, say=stop)
    assert said == [(0, 2, "De Zeeuwse Vaart"), (1, 2, "Het Kreekrif")]
    assert [row.school_code for row in world.desk.rounds.rows()] == ["ZEEUW"]


def test_answers_are_booked_together_or_disputed(world: World) -> None:
    agreed = [world.entered(day=date(2026, 9, day)) for day in (7, 8)]
    other = world.entered(day=date(2026, 9, 9))
    left = world.entered(day=date(2026, 9, 10))
    round_id = made(world)
    answers = [
        LineAnswer(1, Answer.AGREED),
        LineAnswer(2, Answer.AGREED, "Dank."),
        LineAnswer(3, Answer.DISPUTED, " Een te veel. "),
    ]
    world.desk_of("boekhouder").rounds.read_answers(round_id, answers)
    assert [status_of(world, one) for one in agreed] == [("confirmed", "file")] * 2
    assert status_of(world, other) == ("disputed", "")
    assert status_of(world, left) == ("entered", "")
    assert world.store.rows("SELECT kind, text FROM dispute_message") == [("disputed", "Een te veel.")]
    assert world.store.rows("SELECT count(*) FROM journal_entry") == [(2,)]
    card = world.desk.rounds.card(round_id)
    assert [(line.answer, line.reason) for line in card.lines] == [
        (Answer.AGREED, ""),
        (Answer.AGREED, "Dank."),
        (Answer.DISPUTED, "Een te veel."),
        (None, ""),
    ]
    row = card.row
    assert (row.status, row.agreed, row.disputed, row.open_lines) == (RoundStatus.READ, 2, 1, 1)
    assert (row.read_by, row.read_at) == ("boekhouder", world.now)
    assert refusal(lambda: world.desk.rounds.read_answers(round_id, answers)) == "round.already_read"
    assert world.desk.checks.run().ok
    (waiting,) = world.desk.rounds.waiting()
    assert (waiting.lines, waiting.new_lines) == (1, 1)


def test_what_was_settled_in_the_meantime_keeps_its_answer_and_no_more(world: World) -> None:
    by_hand, withdrawn, open_one = (world.entered(day=date(2026, 9, day)) for day in (7, 8, 9))
    round_id = made(world)
    world.desk.deliveries.confirm([by_hand])
    world.desk.deliveries.withdraw(withdrawn)
    answers = [LineAnswer(1, Answer.DISPUTED, "Nee."), LineAnswer(2, Answer.AGREED), LineAnswer(3, Answer.AGREED)]
    world.desk.rounds.read_answers(round_id, answers)
    assert status_of(world, by_hand) == ("confirmed", "hand")
    assert status_of(world, withdrawn)[0] == "withdrawn"
    assert status_of(world, open_one) == ("confirmed", "file")
    assert world.desk.rounds.card(round_id).lines[0].answer is Answer.DISPUTED
    assert world.store.rows("SELECT count(*) FROM journal_entry") == [(2,)]
    assert world.desk.checks.run().ok


@pytest.mark.parametrize(
    ("answers", "code"),
    [
        ([], "round.no_answers"),
        ([LineAnswer(9, Answer.AGREED)], "round.unknown_line"),
        ([LineAnswer(1, Answer.AGREED), LineAnswer(1, Answer.AGREED)], "round.unknown_line"),
        ([LineAnswer(1, Answer.AGREED), LineAnswer(2, Answer.DISPUTED, " ")], "delivery.no_reason"),
        ([LineAnswer(1, Answer.AGREED), LineAnswer(2, Answer.DISPUTED, "x" * 401)], "delivery.long_reason"),
        ([LineAnswer(1, Answer.AGREED, "x" * 401)], "delivery.long_reason"),
    ],
)
def test_one_wrong_answer_keeps_all_of_them_out(world: World, answers: list[LineAnswer], code: str) -> None:
    deliveries = [world.entered(day=date(2026, 9, day)) for day in (7, 8)]
    round_id = made(world)
    assert refusal(lambda: world.desk.rounds.read_answers(round_id, answers)) == code
    assert [status_of(world, one) for one in deliveries] == [("entered", "")] * 2
    assert world.desk.rounds.card(round_id).row.status is RoundStatus.SENT
    assert world.store.rows("SELECT count(*) FROM confirmation_line WHERE answer IS NOT NULL") == [(0,)]


def test_who_makes_who_reads_and_who_does_neither(world: World) -> None:
    world.entered("DUIN", "ZEEUW")
    world.entered("ZEEUW", "DUIN")
    keeper = world.desk_of("boekhouder")
    for school in keeper.rounds.waiting():
        keeper.rounds.make(school.school_id)
    assert len(keeper.rounds.rows()) == 2
    (zeeuw,) = world.desk.rounds.rows(ZEEUW)
    for name in ("stage zeeuw", "directeur zeeuw"):
        desk = world.desk_of(name)
        assert [row.id for row in desk.rounds.rows()] == [zeeuw.id]
        assert desk.rounds.rows(DUIN) == ()
        assert desk.rounds.card(zeeuw.id).row == zeeuw
        for attempt in (
            lambda desk=desk: desk.rounds.make(ZEEUW),
            lambda desk=desk: desk.rounds.read_answers(zeeuw.id, [LineAnswer(1, Answer.AGREED)]),
            lambda desk=desk: desk.rounds.waiting(),
            lambda desk=desk: desk.rounds.preview(ZEEUW),
            lambda desk=desk: desk.rounds.find(zeeuw.number),
        ):
            assert refusal(attempt) == "permission.missing"
    outsider = refusal(lambda: world.desk_of("directeur duin").rounds.card(zeeuw.id))
    assert outsider in {"permission.other_school", "round.none"}  # a server does not even show it
    assert refusal(world.desk_of("lezer").rounds.rows) == "permission.missing"
    assert world.desk.rounds.find(zeeuw.number) is not None
    assert world.desk.rounds.find("BR-2026/27-999") is None


def test_the_using_school_answers_in_the_program_as_before(world: World) -> None:
    delivery = world.entered()
    round_id = made(world)
    world.desk_of("directeur zeeuw").deliveries.confirm([delivery])
    assert status_of(world, delivery) == ("confirmed", "hand")
    assert world.desk.rounds.card(round_id).row.open_lines == 0
    assert world.desk.rounds.waiting() == ()


def test_a_file_has_an_end(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zsm_desktop.services.rounds.MOST_LINES", 1)
    world.entered(day=date(2026, 9, 7))
    world.entered(day=date(2026, 10, 7))
    assert refusal(lambda: made(world)) == "round.too_many"
    assert world.desk.rounds.card(made(world, span=UNTIL_SEPTEMBER)).row.lines == 1


def test_what_went_out_never_changes(world: World) -> None:
    world.entered()
    made(world)
    for sql in ("UPDATE confirmation_line SET amount_cents = 1", "DELETE FROM confirmation_line"):
        with pytest.raises(RuleError) as found, world.writing() as work:
            work.run(sql, [{}])
        assert found.value.code in {"guard.confirmation_line.fixed", "server.no_right"}  # there the login stops first


def test_a_number_per_school_year_however_many_there_are(world: World) -> None:
    world.entered()
    made(world)
    with world.writing() as work:
        work.run("UPDATE confirmation_round SET number = 'BR-2026/27-999'", [{}])
    world.entered()
    assert world.desk.rounds.card(made(world)).row.number == "BR-2026/27-1000"
    world.now += timedelta(days=300)
    world.entered()
    assert world.desk.rounds.card(made(world)).row.number == "BR-2027/28-001"


def test_two_rounds_that_cross(world: World) -> None:
    """The school answers the first file while the second is already out: nothing of the first counts any more."""
    first_delivery = world.entered(day=date(2026, 9, 7))
    first = made(world)
    second_delivery = world.entered(day=date(2026, 10, 5))
    second = made(world)
    assert refusal(lambda: world.desk.rounds.read_answers(first, [LineAnswer(1, Answer.AGREED)])) == "round.replaced"
    world.desk.rounds.read_answers(second, [LineAnswer(1, Answer.AGREED), LineAnswer(2, Answer.AGREED)])
    assert {status_of(world, one) for one in (first_delivery, second_delivery)} == {("confirmed", "file")}


def test_the_check_code_is_of_everything_that_counts() -> None:
    line = CodedLine(1, "a", date(2026, 9, 1), 100, 2470, 2470)
    code = check_code("net", "BR-1", "school", [line])
    others = [
        CodedLine(2, "a", date(2026, 9, 1), 100, 2470, 2470),
        CodedLine(1, "b", date(2026, 9, 1), 100, 2470, 2470),
        CodedLine(1, "a", date(2026, 9, 2), 100, 2470, 2470),
        CodedLine(1, "a", date(2026, 9, 1), 200, 2470, 2470),
        CodedLine(1, "a", date(2026, 9, 1), 100, 2471, 2470),
        CodedLine(1, "a", date(2026, 9, 1), 100, 2470, 2471),
    ]
    codes = {check_code("net", "BR-1", "school", [one]) for one in others}
    codes |= {check_code(*of, [line]) for of in (("x", "BR-1", "school"), ("net", "x", "school"), ("net", "BR-1", "x"))}
    codes |= {check_code("net", "BR-1", "school", [line, line]), check_code("net", "BR-1", "school", [])}
    assert len(codes) == 11
    assert code not in codes
    assert typed_code(f" {shown_code(code).lower()} ") == code
