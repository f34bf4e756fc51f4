"""What stands in minutes, in which order, and on which sheet."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

from tests.builders import World
from tests.services.test_meetings import SG, planned, running
from tests.services.test_minutes import held
from tests.versions import last_minutes
from zsm_desktop.domain.progress import DiscussionOutcome
from zsm_desktop.reports.document import Bullets, Cents, Document, Heading, KeyValues, Paragraph, Sheet, Table
from zsm_desktop.reports.minutes import MOST_PAIRS, minutes_document
from zsm_desktop.services.balances import PairBalance
from zsm_desktop.services.minutes_correction import Correction
from zsm_desktop.words.minutes import SMALL_COUNTS


def headings(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Heading) and block.level == 1]


def table(document: Document, name: str) -> Table:
    return next(block for block in document.blocks if isinstance(block, Table) and block.name == name)


def test_what_was_agreed_comes_before_the_figures(world: World) -> None:
    case = minutes_document(world.desk.minutes.facts(held(world), "full"))
    assert headings(case)[-5:] == [
        "Knelpunten",
        "Besluitenlijst",
        "Actielijst",
        "Volgende bijeenkomst",
        "Kengetallen schooljaar 2026/27",
    ]
    steering = minutes_document(world.desk.minutes.facts(planned(world, SG), "full"))
    assert [text.split()[0] for text in headings(steering)[-6:]] == [
        "Besluitenlijst",
        "Actielijst",
        "Volgende",
        "Saldi",
        "Uitwisseling",
        "Kengetallen",
    ]


def test_every_table_stands_under_a_heading_of_its_own_sheet(world: World) -> None:
    document = minutes_document(world.desk.minutes.facts(held(world), "full"))
    tables = [block for block in document.blocks if isinstance(block, Table)]
    assert {block.sheet for block in tables} == {
        Sheet.DECISIONS,
        Sheet.ACTIONS,
        Sheet.BOTTLENECKS,
        Sheet.FIGURES,
    }
    for block in tables:
        before = document.blocks[document.blocks.index(block) - 1]
        assert isinstance(before, Heading)
        assert before.sheet == block.sheet


def test_a_hidden_count_is_explained_and_only_then(world: World) -> None:
    meeting = held(world)
    for audience, is_told in (("steering", True), ("full", False)):
        document = minutes_document(world.desk.minutes.facts(meeting, audience))
        said = [block for block in document.blocks if isinstance(block, Paragraph) and block.text == SMALL_COUNTS]
        assert len(said) == is_told


def test_an_outsider_is_not_told_that_nothing_was_decided(world: World) -> None:
    meeting = held(world)
    for name in ("Besluiten", "Acties"):
        outside = table(minutes_document(world.desk.minutes.facts(meeting, "steering")), name)
        assert outside.rows == ()
        assert outside.when_empty.endswith("weggelaten casussen staan hier niet.")


def test_a_meeting_of_nothing_has_no_totals_of_nothing(world: World) -> None:
    document = minutes_document(replace(world.desk.minutes.facts(planned(world, SG), "full"), balances=(), pairs=()))
    for name in ("Saldi", "Uitwisseling"):
        assert table(document, name).rows == ()
        assert table(document, name).totals is None
        assert table(document, name).when_empty


def test_the_paper_names_the_largest_exchanges_and_adds_up_the_others(world: World) -> None:
    pairs = tuple(PairBalance("a", "A", f"Gever {n}", "b", "B", "Nemer", n * 100, 0) for n in range(1, 131))
    facts = replace(world.desk.minutes.facts(planned(world, SG), "full"), pairs=pairs)
    whole = table(minutes_document(facts), "Uitwisseling")
    paper = whole.on_paper()
    assert (len(whole.rows), len(paper.rows)) == (130, MOST_PAIRS + 1)
    assert paper.rows[-1] == ("30 kleinere bedragen (zie het Excelbestand)", None, Cents(sum(range(1, 31)) * 100))
    for each in (whole, paper):
        amounts = [row[2].cents for row in each.rows if isinstance(row[2], Cents)]
        assert each.totals == ("Totaal", None, Cents(sum(amounts)))


def test_who_may_decide_who_left_early_and_the_quorum_stand_in_the_heading(world: World) -> None:
    facts = world.desk.minutes.facts(held(world), "full")
    first, *others = facts.card.attendance
    there = replace(first, is_present=True, is_mandated=True, left_at=time(14, 30))
    card = replace(facts.card, attendance=(there, *(replace(one, is_present=False) for one in others)), needed=3)
    heading = dict(minutes_document(replace(facts, card=card)).facts)
    assert heading["Aanwezig"] == f"{there.name} ({there.organisation}, mag beslissen, tot 14.30)"
    assert heading["Quorum"] == "1 aanwezig, 3 nodig"
    assert "Quorum" not in dict(minutes_document(facts).facts)


def said_of(document: Document) -> dict[str, str]:
    return {
        name: str(value) for block in document.blocks if isinstance(block, KeyValues) for name, value in block.pairs
    }


def test_why_a_case_could_not_be_placed_stands_on_paper_and_goes_with_the_outcome(world: World) -> None:
    meeting, item, _ = running(world)
    world.desk.live.record_outcome(
        item, DiscussionOutcome.NOT_PLACEABLE, reason_code="too_far", reason="Zoë reist niet alleen."
    )
    world.desk.live.finish(meeting)
    text = said_of(minutes_document(world.desk.minutes.facts(meeting)))["Reden"]
    assert text.startswith("Te ver reizen: ")
    assert "Zoë" not in text
    world.desk.versions.prepare(meeting)
    world.desk.versions.finalise(meeting)
    wanted = Correction(outcomes={item: DiscussionOutcome.FIND_OUT.value})
    world.desk.versions.correct(meeting, last_minutes(world, meeting), "Verkeerd aangeklikt.", wanted)
    assert "Reden" not in said_of(minutes_document(world.desk.minutes.facts(meeting)))


def test_a_case_with_notes_and_an_action_was_discussed_and_has_no_outcome_yet(world: World) -> None:
    meeting, item, case = running(world)
    world.desk.live.keep_notes(item, "Wil graag lassen.")
    world.desk.live.finish(meeting)
    assert said_of(minutes_document(world.desk.minutes.facts(meeting)))["Vervolg"].startswith("Besproken, nog geen")
    later = planned(world, day=date(2026, 12, 15))
    world.desk.live.start(later)
    world.desk.live.finish(later)
    assert case in [row.case.id for row in world.desk.meetings.card(later).agenda if row.case]
    assert said_of(minutes_document(world.desk.minutes.facts(later)))["Vervolg"].startswith("Niet aan toegekomen")


def test_a_case_that_may_not_be_discussed_has_no_number_and_no_line_on_paper(world: World) -> None:
    shut, free = world.case("ZEEUW"), world.case("DUIN")
    meeting = planned(world)
    for case in (shut, free):
        world.desk.meetings.add_case(meeting, case)
    (consent,) = world.desk.cases.card(shut).consents
    world.desk.cases.withdraw_consent(consent.id, on=date(2026, 11, 20))
    rows = world.desk.meetings.card(meeting).agenda
    assert [row.position for row in rows] == [1, 0, 2]
    document = minutes_document(world.desk.minutes.facts(meeting))
    (agenda,) = [block for block in document.blocks if isinstance(block, Bullets)]
    who = {row.case.id: row.case.pseudonym for row in rows if row.case}
    assert len(agenda.items) == 2
    assert who[shut] not in repr(document)
    assert who[free] in repr(document)
    assert "1 casus kon nog niet besproken worden en staat hier niet." in repr(document)
