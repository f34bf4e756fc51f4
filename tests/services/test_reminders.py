"""Who is due for a reminder of which level, in order, and never who paid or with whom it is still talked about."""

from __future__ import annotations

from datetime import date, timedelta
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument

from tests.builders import World
from tests.services.invoiced import THREE, invoiced, later
from tests.services.test_payments import DUIN_BILL, KREEK_BILL, refused
from zsm_desktop.domain.reminders import MOST_OWN_TEXT, STEPS
from zsm_desktop.reports.reminder import write
from zsm_desktop.services.disputes import Correction
from zsm_desktop.services.reminders import ReminderDue, ReminderLetter, ReminderWords
from zsm_desktop.words.reminders import text_of

TERM_AND_WAIT = 30 + STEPS[0].wait_days


@pytest.fixture
def bills(world: World) -> dict[str, str]:
    return invoiced(world)


def due(world: World) -> dict[str, int]:
    return {one.row.number: one.level for letter in world.desk.reminders.today().letters for one in letter.items}


def remind(world: World, number: str) -> None:
    (letter,) = [one for one in world.desk.reminders.today().letters if one.items[0].row.number == number]
    world.desk.reminders.send([(letter, text_of(letter.level, letter.pay_by))])


def asked(world: World, number: str, level: int = 1) -> ReminderLetter:
    """A letter about one document, whether it is due or not."""
    (row,) = [one for one in world.desk.payments.open_items().rows if one.number == number]
    return ReminderLetter((ReminderDue(row, level, world.desk.day),))


def late(world: World) -> None:
    """Both invoices are due for their first letter."""
    later(world, TERM_AND_WAIT)
    while not due(world):  # the term may end on a day off
        later(world, 1)


def test_nothing_before_the_term_and_the_days_of_grace_are_over(world: World, bills: dict[str, str]) -> None:
    assert due(world) == {}
    with refused("reminder.not_due"):
        world.desk.reminders.send([(asked(world, DUIN_BILL), "Betaal.")])
    (row, _) = world.desk.payments.open_items().rows
    assert row.due_on is not None
    later(world, (row.due_on - world.desk.day).days + STEPS[0].wait_days - 1)
    assert due(world) == {}
    later(world, 1)
    assert due(world) == {DUIN_BILL: 1, KREEK_BILL: 1}


def test_levels_go_in_order_and_end(world: World, bills: dict[str, str]) -> None:
    desk = world.desk
    late(world)
    with refused("reminder.order"):
        desk.reminders.send([(asked(world, DUIN_BILL, 2), "Betaal.")])
    for level in range(1, len(STEPS) + 1):
        assert due(world)[DUIN_BILL] == level
        remind(world, DUIN_BILL)
        sent = desk.reminders.sent(bills[DUIN_BILL])[-1]
        assert (sent.level, sent.sent_on, sent.open_cents) == (level, desk.day, THREE)
        assert DUIN_BILL not in due(world)
        with refused("reminder.last" if level == len(STEPS) else "reminder.not_due"):
            desk.reminders.send([(asked(world, DUIN_BILL, level + 1), "Betaal.")])
        later(world, (sent.pay_by - desk.day).days + STEPS[0].wait_days)
    assert DUIN_BILL not in due(world)
    assert [one.level for one in desk.reminders.sent(bills[DUIN_BILL])] == [1, 2, 3]
    (row, _) = desk.payments.open_items().rows
    assert (row.number, row.level) == (DUIN_BILL, 3)


def test_a_document_stands_in_one_letter_at_a_time(world: World, bills: dict[str, str]) -> None:
    late(world)
    (letter, *_) = world.desk.reminders.today().letters
    for twice in ([(letter, "Betaal."), (letter, "Betaal.")], [(ReminderLetter(letter.items * 2), "Betaal.")]):
        with refused("payment.no_invoice"):
            world.desk.reminders.send(twice)
    assert due(world) == {DUIN_BILL: 1, KREEK_BILL: 1}


def test_who_is_asked_to_pay_gets_a_working_day(world: World, bills: dict[str, str]) -> None:
    later(world, (date(2027, 3, 15) - world.desk.day).days)  # fourteen days on is Easter Monday
    assert date(2027, 3, 15) + timedelta(days=STEPS[0].term_days) == date(2027, 3, 29)
    assert {letter.pay_by for letter in world.desk.reminders.today().letters} == {date(2027, 3, 30)}


def test_never_for_what_was_paid_and_only_for_what_is_left(world: World, bills: dict[str, str]) -> None:
    desk = world.desk
    late(world)
    desk.payments.enter(bills[DUIN_BILL], desk.day, 70_00)
    (letter,) = [one for one in desk.reminders.today().letters if DUIN_BILL in {item.row.number for item in one.items}]
    assert letter.open_cents == THREE - 70_00
    desk.payments.enter(bills[DUIN_BILL], desk.day, THREE - 70_00)
    assert due(world) == {KREEK_BILL: 1}
    with refused("reminder.not_due"):
        desk.reminders.send([(asked(world, DUIN_BILL), "Betaal.")])


def test_never_while_it_is_disputed_or_taken_back(world: World, bills: dict[str, str]) -> None:
    desk = world.desk
    late(world)
    disputed = world.entered("DUIN", "ZEEUW", 100, date(2026, 10, 20))
    world.desk_of("stage zeeuw").deliveries.dispute(disputed, "Dit was maar een half dagdeel.")
    assert due(world) == {KREEK_BILL: 1}
    with refused("reminder.disputed"):
        desk.reminders.send([(asked(world, DUIN_BILL), "Betaal.")])
    world.desk_of("stage duin").disputes.correct(disputed, Correction(50))
    assert due(world) == {DUIN_BILL: 1, KREEK_BILL: 1}
    (settlement,) = desk.settlements.rows()
    desk.settlements.reverse(settlement.id)
    assert due(world) == {}


@pytest.mark.parametrize(("text", "code"), [("  ", "reminder.no_text"), ("x" * 2001, "reminder.long_text")])
def test_a_letter_says_something_and_not_too_much(world: World, bills: dict[str, str], text: str, code: str) -> None:
    with refused(code):
        world.desk.reminders.send([(asked(world, DUIN_BILL), text)])


def test_the_letter_and_the_mail_say_what_is_open_and_how_to_pay(
    world: World, bills: dict[str, str], tmp_path: Path
) -> None:
    late(world)
    (letter,) = [one for one in world.desk.reminders.today().letters if one.items[0].row.number == DUIN_BILL]
    text = text_of(letter.level, letter.pay_by)
    (written,) = write(world.desk, [(letter, text)], tmp_path / "brieven")
    files = written.files
    assert [path.name for path in files.values()] == [
        f"Herinnering {DUIN_BILL} De Zeeuwse Vaart {world.desk.day.isoformat()}.{name}" for name in ("pdf", "eml")
    ]
    page = PdfDocument(files["pdf"])[0].get_textpage().get_text_range()
    for said in ("Herinnering", DUIN_BILL, "74,10", "NL91 ABNA 0417 1643 00", "De Zeeuwse Vaart", "RF"):
        assert said in page
    mail = message_from_bytes(files["eml"].read_bytes(), policy=default)
    assert mail["Subject"] == f"Herinnering: {DUIN_BILL}"
    assert [one.get_filename() for one in mail.iter_attachments()] == [files["pdf"].name]
    assert world.desk.reminders.sent(bills[DUIN_BILL]) == ()


def test_all_letters_are_kept_or_none_and_only_as_they_were_made(
    world: World, bills: dict[str, str], tmp_path: Path
) -> None:
    desk = world.desk
    late(world)
    letters = [(one, text_of(one.level, one.pay_by)) for one in desk.reminders.today().letters]
    written = write(desk, letters, tmp_path)
    assert len({path for one in written for path in one.files.values()}) == len(letters) * 2
    desk.payments.enter(bills[KREEK_BILL], desk.day, 1_00)
    with refused("reminder.changed"):
        desk.reminders.send(letters)
    assert [desk.reminders.sent(one) for one in bills.values()] == [(), ()]
    desk.reminders.send([(one, text_of(one.level, one.pay_by)) for one in desk.reminders.today().letters])
    assert [len(desk.reminders.sent(one)) for one in bills.values()] == [1, 1]


def test_nothing_is_written_when_one_letter_cannot_be_made(world: World, bills: dict[str, str], tmp_path: Path) -> None:
    late(world)
    first, second = world.desk.reminders.today().letters
    with refused("reminder.no_text"):
        write(world.desk, [(first, "Betaal."), (second, " ")], tmp_path / "brieven")
    assert not (tmp_path / "brieven").exists()


def test_what_is_late_and_gets_no_letter_says_why_and_until_when(world: World, bills: dict[str, str]) -> None:
    desk = world.desk

    def waiting() -> dict[str, tuple[str, date | None]]:
        return {one.row.number: (one.why, one.from_day) for one in desk.reminders.today().waiting}

    assert waiting() == {}
    (row, _) = desk.payments.open_items().rows
    assert row.due_on is not None
    later(world, (row.due_on - desk.day).days + 1)
    free = row.due_on + timedelta(days=STEPS[0].wait_days)
    assert waiting()[DUIN_BILL] == ("reminder.not_due", free)
    late(world)
    remind(world, DUIN_BILL)
    (sent,) = desk.reminders.sent(bills[DUIN_BILL])
    assert waiting() == {DUIN_BILL: ("reminder.not_due", sent.pay_by + timedelta(days=STEPS[1].wait_days))}
    disputed = world.entered("DUIN", "ZEEUW", 100, date(2026, 10, 20))
    world.desk_of("stage zeeuw").deliveries.dispute(disputed, "Dit was maar een half dagdeel.")
    assert waiting()[DUIN_BILL] == ("reminder.disputed", None)


def test_the_network_writes_its_own_text_and_goes_back_to_that_of_the_program(world: World) -> None:
    reminders = world.desk.reminders
    assert [(one.level, one.text, one.version) for one in reminders.texts()] == [(1, "", 0), (2, "", 0), (3, "", 0)]
    reminders.set_text(2, 0, " Wilt u voor {dag} betalen? \n")
    own = reminders.texts()[1]
    assert own.text == "Wilt u voor {dag} betalen?"
    assert text_of(2, date(2027, 1, 2), own.text) == "Wilt u voor 2 januari 2027 betalen?"
    with refused("edit.conflict"):
        reminders.set_text(2, 0, "Betaal {dag}.")
    reminders.set_text(2, own.version, "Betaal {dag}.")
    assert world.desk_of("directeur zeeuw").reminders.texts()[1].text == "Betaal {dag}."
    reminders.set_text(2, own.version + 1, "")
    assert reminders.texts()[1] == ReminderWords(2, "", 0)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Wilt u betalen?", "reminder.one_day"),
        ("Betaal {dag}, dus {dag}.", "reminder.one_day"),
        ("Betaal {bedrag} voor {dag}.", "reminder.mark"),
        ("{dag}" + "x" * 2000, "reminder.long_text"),
    ],
)
def test_a_text_of_the_network_leaves_room_for_the_day_and_for_nothing_else(world: World, text: str, code: str) -> None:
    with refused(code):
        world.desk.reminders.set_text(1, 0, text)
    assert world.desk.reminders.texts()[0].version == 0


def test_the_longest_text_of_the_network_may_go_out(world: World, bills: dict[str, str]) -> None:
    text = "{dag}" + "x" * (MOST_OWN_TEXT - 5)
    world.desk.reminders.set_text(1, 0, text)
    late(world)
    letters = [(one, text_of(1, date(2026, 11, 23), text)) for one in world.desk.reminders.today().letters]
    world.desk.reminders.send(letters)
    assert due(world) == {}


def test_a_school_reads_the_letters_about_its_own_documents(world: World, bills: dict[str, str]) -> None:
    late(world)
    letters = world.desk.reminders.today().letters
    world.desk.reminders.send([(one, "Wilt u betalen?") for one in letters])
    own = world.desk_of("directeur zeeuw").reminders
    assert [one.text for one in own.sent(bills[DUIN_BILL])] == ["Wilt u betalen?"]
    assert own.sent(bills[KREEK_BILL]) == ()
