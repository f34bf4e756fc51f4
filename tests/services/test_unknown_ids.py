"""Every act with something that is not there, or not in the state it needs: one rule, one sentence, nothing written.

A page may be stale and another computer quicker, so any identifier can be gone by the time it comes back.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time

import pytest

from tests.builders import PEOPLE, TODAY, World, made_id, offer_id, school_id, user_id
from tests.house.test_permissions import service_classes
from tests.services.evaluating import draft as evaluation_draft
from tests.services.fund_items import NO_FUND_ITEM
from tests.services.gone_books import NETTING, NOT_IN_BOOKS
from tests.services.gone_deliveries import NO_DELIVERY
from tests.services.gone_employers import NO_EMPLOYER
from tests.services.gone_evaluations import NO_EVALUATION
from tests.services.gone_guides import NO_GUIDE
from tests.services.gone_leavers import NO_LEAVER
from tests.services.gone_privacy import NO_PRIVACY
from tests.services.gone_profiles import NOT_IN_PROFILE
from tests.services.test_meetings import MB, PLACE, running
from tests.services.test_offers import draft as offer_draft
from tests.services.working import employer
from zsm_desktop.domain.agenda import Order
from zsm_desktop.domain.consent import ConsentFacts, GivenBy, LegalBasis
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.feasibility import State
from zsm_desktop.domain.permissions import Role
from zsm_desktop.domain.progress import DiscussionOutcome
from zsm_desktop.domain.rounds import Answer
from zsm_desktop.services.bodies import BodyDraft
from zsm_desktop.services.bookings import BookingDraft
from zsm_desktop.services.bottlenecks import BottleneckDraft
from zsm_desktop.services.cases import CaseDraft, PupilDraft
from zsm_desktop.services.deliveries import DeliveryDraft
from zsm_desktop.services.imports import SchoolRecord
from zsm_desktop.services.minutes_correction import Correction
from zsm_desktop.services.needs import NeedDraft
from zsm_desktop.services.network import OrganisationDraft
from zsm_desktop.services.placement_acts import Terms
from zsm_desktop.services.rounds import LineAnswer
from zsm_desktop.services.work_placements import WorkDraft
from zsm_desktop.words.rules import sentences

GONE = made_id(15, 999)
OFFER, DUIN, ZEEUW = offer_id("DUIN"), school_id("DUIN"), school_id("ZEEUW")
CASE = CaseDraft(DUIN, "Wil leren lassen.", PupilDraft("Noor", "Wisse"))
BASIS = ConsentFacts(LegalBasis.CONSENT, GivenBy.BOTH, GONE, date(2026, 9, 1))
SPAN = {"starts_on": date(2026, 12, 1), "ends_on": date(2027, 3, 31), "planned_hundredths": 1200}
TERMS = Terms(date(2026, 12, 1), date(2027, 3, 31), 1200)
USE = DeliveryDraft(date(2026, 10, 5), 100, offer_id=offer_id("DUIN"), user_id=ZEEUW)
HOURS = {"held_on": date(2026, 12, 15), "starts_at": time(13), "ends_at": time(15), "place": ""}
PROBLEM = BottleneckDraft("Te weinig lasplaatsen", kind="capacity")
NO_KIND, NO_SCHOOL = replace(PROBLEM, kind="pech"), replace(PROBLEM, school_ids={GONE})
BODY = BodyDraft("Kernteam", "tactical", code="KT")
OTHER = user_id("stage duin")
BOOKED = BookingDraft(OFFER, ZEEUW, date(2026, 12, 1), time(9), time(12))
MISSED = NeedDraft(ZEEUW, "Cursus heftruck", None, date(2027, 7, 31))
PERSON = {"function": "", "email": "", "phone": ""}


class Made:
    """One of everything, for acts that need one thing which is there and one which is not."""

    def __init__(self, world: World) -> None:
        self.desk = world.desk
        self.delivery = world.entered()
        self.round = world.desk.rounds.make(ZEEUW).made_id
        self.meeting, self.item, self.case = running(world)
        self.other = world.case()
        ((self.pupil,),) = world.store.rows("SELECT pupil_id FROM case_file WHERE id = ?", (self.other,))
        self.evaluation = world.desk.evaluations.open(evaluation_draft()).made_id
        self.agreement = world.desk.agreements.add(NETTING).made_id
        self.fixed = world.desk.meetings.add_item(self.meeting, "Rondvraag").made_id
        self.bottleneck = world.desk.live.add_bottleneck(self.item, "Te weinig lasplaatsen").made_id
        self.decision = world.desk.live.add_decision(self.item, "Drie dagen per week.").made_id
        self.employer = employer(world)
        draft = WorkDraft(world.case(), self.employer, is_told=True)
        self.work = world.desk.work_placements.propose(draft).made_id
        self.action = world.desk.live.add_action(self.item, "Bellen", owner="A. de Wit", due_on=None).made_id


Attempt = Callable[[Made], object]
NOT_THERE: dict[str, list[tuple[str, Attempt]]] = {
    **NO_DELIVERY,
    **NO_EVALUATION,
    **NOT_IN_BOOKS,
    **NO_FUND_ITEM,
    **NO_GUIDE,
    **NO_PRIVACY,
    **NO_EMPLOYER,
    **NO_LEAVER,
    **NOT_IN_PROFILE,
    "action.settle": [
        ("action.none", lambda m: m.desk.results.settle_action(GONE, status="done", on=TODAY)),
        ("action.unknown_status", lambda m: m.desk.results.settle_action(m.action, status="klaar", on=TODAY)),
    ],
    "booking.book": [
        ("offer.none", lambda m: m.desk.bookings.book(replace(BOOKED, offer_id=GONE))),
        ("booking.no_school", lambda m: m.desk.bookings.book(replace(BOOKED, school_id=GONE))),
    ],
    "booking.cancel": [("booking.none", lambda m: m.desk.bookings.cancel(GONE))],
    "body.add": [
        ("body.kind", lambda m: m.desk.bodies.add(replace(BODY, kind="borrel"))),
        ("cluster.none", lambda m: m.desk.bodies.add(replace(BODY, cluster_id=GONE))),
        ("network.no_contact", lambda m: m.desk.bodies.add(replace(BODY, member_ids=frozenset({GONE})))),
    ],
    "body.edit": [
        ("body.none", lambda m: m.desk.bodies.edit(GONE, 1, BODY)),
        ("body.level", lambda m: m.desk.bodies.edit(MB, 1, replace(BODY, level="hoog"))),
        ("body.none", lambda m: m.desk.bodies.edit(MB, 1, replace(BODY, above_id=GONE))),
    ],
    "body.remove": [("body.none", lambda m: m.desk.bodies.remove(GONE))],
    "bottleneck.describe": [
        ("bottleneck.none", lambda m: m.desk.bottlenecks.describe(GONE, 1, PROBLEM)),
        ("bottleneck.kind", lambda m: m.desk.bottlenecks.describe(m.bottleneck, 1, NO_KIND)),
        ("school.none", lambda m: m.desk.bottlenecks.describe(m.bottleneck, 1, NO_SCHOOL)),
    ],
    "bottleneck.touch_case": [
        ("bottleneck.none", lambda m: m.desk.bottlenecks.touch_case(GONE, m.case)),
        ("case.none", lambda m: m.desk.bottlenecks.touch_case(m.bottleneck, GONE)),
    ],
    "case.read_dossier": [("case.none", lambda m: m.desk.cases.card(GONE))],
    "case.open_dossier": [("case.none", lambda m: m.desk.cases.open_dossier(GONE, "Plaatsing."))],
    "decision.withdraw": [
        ("decision.none", lambda m: m.desk.results.withdraw(GONE, m.item, "Toch niet.")),
        ("meeting.no_item", lambda m: m.desk.results.withdraw(m.decision, GONE, "Toch niet.")),
    ],
    "meeting.open_dossiers": [("meeting.none", lambda m: m.desk.live.open_dossiers(GONE))],
    "bottleneck.answer": [("bottleneck.none", lambda m: m.desk.bottlenecks.answer(GONE, 1, "Ja."))],
    "bottleneck.close": [("bottleneck.none", lambda m: m.desk.bottlenecks.close(GONE, "Ja."))],
    "bottleneck.escalate": [("bottleneck.none", lambda m: m.desk.bottlenecks.escalate(GONE))],
    "case.add_consent": [
        ("case.none", lambda m: m.desk.cases.add_consent(GONE, replace(BASIS, receiver_id=None))),
        ("school.none", lambda m: m.desk.cases.add_consent(m.case, BASIS)),
    ],
    "case.close": [("case.none", lambda m: m.desk.cases.close(GONE))],
    "case.edit": [("case.none", lambda m: m.desk.cases.edit(GONE, 1, {"tried": "Stage."}))],
    "case.enter": [
        ("school.none", lambda m: m.desk.cases.enter(replace(CASE, school_id=GONE))),
        ("pupil.none", lambda m: m.desk.cases.enter(replace(CASE, pupil=None, pupil_id=GONE))),
        ("case.no_pupil", lambda m: m.desk.cases.enter(replace(CASE, pupil=None))),
        ("sector.none", lambda m: m.desk.cases.enter(replace(CASE, sector_ids=(made_id(6, 1), GONE)))),
        ("school.none", lambda m: m.desk.cases.enter(replace(CASE, consents=(BASIS,)))),
    ],
    "case.reopen": [
        ("case.none", lambda m: m.desk.cases.reopen(GONE, "Toch.")),
        ("case.not_closed", lambda m: m.desk.cases.reopen(m.case, "Toch.")),
    ],
    "case.return": [
        ("case.none", lambda m: m.desk.cases.set_return(GONE, 1, TODAY)),
        ("case.return_past", lambda m: m.desk.cases.set_return(m.other, 1, TODAY)),
    ],
    "case.tell_age": [("case.none", lambda m: m.desk.cases.tell_age(GONE, is_sixteen=True))],
    "case.wall_question": [
        ("case.none", lambda m: m.desk.cases.set_wall_question(GONE, "Waar kan dit?")),
        ("case.wall_long", lambda m: m.desk.cases.set_wall_question(m.case, "x" * 141)),
    ],
    "case.withdraw_consent": [("consent.unknown", lambda m: m.desk.cases.withdraw_consent(GONE, on=TODAY))],
    "cluster.remove": [("cluster.none", lambda m: m.desk.clusters.remove(GONE))],
    "cluster.rename": [("cluster.none", lambda m: m.desk.clusters.rename(GONE, 1, "Noord"))],
    "feasibility.make_actions": [
        ("meeting.no_item", lambda m: m.desk.feasibility.make_actions(GONE, OFFER, {}, due_on=None)),
        ("meeting.no_item", lambda m: m.desk.feasibility.make_actions(m.fixed, OFFER, {}, due_on=None)),
        ("offer.none", lambda m: m.desk.feasibility.make_actions(m.item, GONE, {}, due_on=None)),
        ("feasibility.nothing_open", lambda m: m.desk.feasibility.make_actions(m.item, OFFER, {}, due_on=None)),
    ],
    "feasibility.exam": [
        ("meeting.no_item", lambda m: m.desk.feasibility.set_exam(GONE, OFFER, exam_on=None, examiner="")),
        ("offer.none", lambda m: m.desk.feasibility.set_exam(m.item, GONE, exam_on=None, examiner="")),
        ("feasibility.unknown", lambda m: m.desk.feasibility.set_exam(m.item, OFFER, exam_on=None, examiner="")),
    ],
    "feasibility.tick": [
        ("meeting.no_item", lambda m: m.desk.feasibility.tick(GONE, OFFER, "transport", State.MET)),
        ("offer.none", lambda m: m.desk.feasibility.tick(m.item, GONE, "transport", State.MET)),
        ("feasibility.unknown", lambda m: m.desk.feasibility.tick(m.item, OFFER, "weer", State.MET)),
    ],
    "import.cases": [
        ("school.none", lambda m: m.desk.imports.take_in_cases("f", [CASE, replace(CASE, school_id=GONE)]))
    ],
    "import.schools": [
        ("import.school_kind", lambda m: m.desk.imports.take_in_schools("f", [SchoolRecord("31AB00", "A", "po", "1")])),
    ],
    "import.undo": [("import.nothing_to_undo", lambda m: m.desk.imports.undo(GONE))],
    "meeting.add_action": [
        ("meeting.no_item", lambda m: m.desk.live.add_action(GONE, "Bellen", owner="A", due_on=None)),
        (
            "network.no_organisation",
            lambda m: m.desk.live.add_action(m.item, "Bellen", owner="A", due_on=None, organisation_id=GONE),
        ),
    ],
    "meeting.add_bottleneck": [("meeting.no_item", lambda m: m.desk.live.add_bottleneck(GONE, "Geen bus"))],
    "meeting.add_case": [
        ("meeting.none", lambda m: m.desk.meetings.add_case(GONE, m.other)),
        ("case.none", lambda m: m.desk.meetings.add_case(m.meeting, GONE)),
    ],
    "meeting.add_item": [("meeting.none", lambda m: m.desk.meetings.add_item(GONE, "Rondvraag"))],
    "meeting.add_person": [
        ("meeting.none", lambda m: m.desk.meetings.add_person(GONE, "B. Bos")),
        ("network.no_organisation", lambda m: m.desk.meetings.add_person(m.meeting, "B. Bos", GONE)),
    ],
    "meeting.arrange": [("meeting.none", lambda m: m.desk.agenda.arrange(GONE, Order.URGENCY))],
    "meeting.attendance": [("meeting.nobody", lambda m: m.desk.meetings.set_attendance(GONE, is_present=True))],
    "meeting.build_agenda": [("meeting.none", lambda m: m.desk.agenda.build(GONE))],
    "meeting.cancel": [("meeting.none", lambda m: m.desk.meetings.cancel(GONE))],
    "meeting.decide": [("meeting.no_item", lambda m: m.desk.live.add_decision(GONE, "Doen."))],
    "meeting.vote": [("meeting.no_item", lambda m: m.desk.voting.decide(GONE, "Doen.", {}))],
    "meeting.draft": [
        ("meeting.no_item", lambda m: m.desk.drafts.keep(GONE, "action", {"text": "Bel"})),
        ("draft.kind", lambda m: m.desk.drafts.keep(m.item, "gedicht", {"text": "Bel"})),
        ("bottleneck.none", lambda m: m.desk.drafts.keep(m.item, "describe", {"text": "Bel"}, GONE)),
    ],
    "meeting.finish": [("meeting.none", lambda m: m.desk.live.finish(GONE))],
    "meeting.invite": [("meeting.none", lambda m: m.desk.invitations.send(GONE))],
    "bin.put_back": [
        ("bin.gone", lambda m: m.desk.bin.put_back("item", GONE)),
        ("bin.gone", lambda m: m.desk.bin.put_back("action", m.action)),
        ("bin.gone", lambda m: m.desk.bin.put_back("bottleneck", GONE)),
    ],
    "bin.remove_action": [("action.none", lambda m: m.desk.bin.remove_action(GONE))],
    "bin.remove_bottleneck": [("bottleneck.none", lambda m: m.desk.bin.remove_bottleneck(GONE))],
    "meeting.leave": [("meeting.nobody", lambda m: m.desk.live.set_presence(GONE, is_mandated=True))],
    "meeting.line_back": [
        ("meeting.line_gone", lambda m, kind=kind: m.desk.talk_lines.line_back(kind, GONE))
        for kind in ("action", "decision", "bottleneck")
    ],
    "meeting.line_out": [("meeting.no_item", lambda m: m.desk.talk_lines.line_out(GONE, "decision", "Zo doen.", ""))],
    "meeting.park": [("meeting.no_item", lambda m: m.desk.live.park(GONE))],
    "meeting.mark": [("meeting.no_item", lambda m: m.desk.live.mark_discussed(GONE))],
    "meeting.move_item": [("meeting.no_item", lambda m: m.desk.meetings.move_item(GONE, 1))],
    "meeting.notes": [("meeting.no_item", lambda m: m.desk.live.keep_notes(GONE, "Tekst."))],
    "meeting.take_along": [("meeting.none", lambda m: m.desk.taking_along.log(GONE))],
    "meeting.outcome": [
        ("meeting.no_item", lambda m: m.desk.live.record_outcome(GONE, DiscussionOutcome.FIND_OUT)),
        ("meeting.no_item", lambda m: m.desk.live.record_outcome(m.fixed, DiscussionOutcome.FIND_OUT)),
        ("meeting.place_needed", lambda m: m.desk.live.record_outcome(m.item, DiscussionOutcome.PLACED)),
        (
            "offer.none",
            lambda m: m.desk.live.record_outcome(m.item, DiscussionOutcome.PLACED, place=replace(PLACE, offer_id=GONE)),
        ),
    ],
    "meeting.plan": [("body.none", lambda m: m.desk.meetings.plan(GONE, **HOURS))],
    "meeting.remove_item": [
        ("meeting.no_item", lambda m: m.desk.meetings.remove_item(GONE)),
        ("meeting.has_begun", lambda m: m.desk.meetings.remove_item(m.item)),
    ],
    "meeting.reschedule": [("meeting.none", lambda m: m.desk.meetings.reschedule(GONE, 1, **HOURS))],
    "meeting.roles": [("meeting.none", lambda m: m.desk.meetings.set_roles(GONE, chair="A", note_taker="B"))],
    "meeting.start": [
        ("meeting.none", lambda m: m.desk.live.start(GONE)),
        ("meeting.started", lambda m: m.desk.live.start(m.meeting)),
    ],
    "meeting.time_box": [("meeting.no_item", lambda m: m.desk.agenda.set_minutes(GONE, 5))],
    "minutes.amend": [
        ("meeting.none", lambda m: m.desk.versions.amend(GONE, GONE, "Ook dit.")),
        ("meeting.nobody", lambda m: m.desk.versions.amend(m.meeting, GONE, "Ook dit.")),
    ],
    "minutes.correct": [
        ("meeting.none", lambda m: m.desk.versions.correct(GONE, 1, "Tikfout", Correction({m.item: "Anders."}))),
        ("minutes.not_final", lambda m: m.desk.versions.correct(m.meeting, 1, "Fout", Correction({GONE: "Anders."}))),
    ],
    "minutes.finalise": [
        ("meeting.none", lambda m: m.desk.versions.finalise(GONE)),
        ("minutes.not_prepared", lambda m: m.desk.versions.finalise(m.meeting)),
    ],
    "minutes.polish": [
        ("meeting.no_item", lambda m: m.desk.versions.polish({GONE: "Beter gezegd."})),
        ("minutes.not_finished", lambda m: m.desk.versions.polish({m.item: "Beter gezegd."})),
    ],
    "minutes.prepare": [
        ("meeting.none", lambda m: m.desk.versions.prepare(GONE)),
        ("minutes.not_finished", lambda m: m.desk.versions.prepare(m.meeting)),
    ],
    "minutes.settle_amendment": [
        ("minutes.amendment_none", lambda m: m.desk.versions.settle(GONE, is_accepted=True)),
    ],
    "minutes.with_names": [
        ("meeting.none", lambda m: m.desk.papers.names(GONE, "Overdracht")),
        ("minutes.names_reason", lambda m: m.desk.papers.names(m.meeting, " ")),
    ],
    "need.add": [
        ("need.no_school", lambda m: m.desk.needs.add(replace(MISSED, school_id=GONE))),
        ("sector.none", lambda m: m.desk.needs.add(replace(MISSED, sector_id=GONE))),
    ],
    "need.extend": [("need.none", lambda m: m.desk.needs.extend(GONE, TODAY))],
    "need.settle": [("need.none", lambda m: m.desk.needs.settle(GONE, "answered"))],
    "network.add_contact": [
        ("network.no_organisation", lambda m: m.desk.network.add_contact(GONE, name="B. Bos", **PERSON)),
    ],
    "network.edit_organisation": [
        ("network.no_organisation", lambda m: m.desk.network.edit_organisation(GONE, 1, OrganisationDraft("Bos"))),
    ],
    "network.fix_contact": [("network.no_contact", lambda m: m.desk.network.fix_contact(GONE))],
    "network.remove_contact": [("network.no_contact", lambda m: m.desk.network.remove_contact(GONE))],
    "offer.activate": [("offer.none", lambda m: m.desk.offers.activate(GONE))],
    "offer.add": [
        ("offer.no_school", lambda m: m.desk.offers.add(replace(offer_draft(), school_id=GONE))),
        ("offer.no_school", lambda m: m.desk.offers.add(replace(offer_draft(), school_id=GONE, code="NIEUW"))),
        ("sector.none", lambda m: m.desk.offers.add(replace(offer_draft(), sector_id=GONE))),
        ("unit.none", lambda m: m.desk.offers.add(replace(offer_draft(), unit_id=GONE))),
        ("offer.contact", lambda m: m.desk.offers.add(replace(offer_draft(), contact_id=GONE))),
        ("offer.unknown_kind", lambda m: m.desk.offers.add(replace(offer_draft(), kind="les"))),
    ],
    "offer.deactivate": [("offer.none", lambda m: m.desk.offers.deactivate(GONE))],
    "offer.edit": [
        ("offer.none", lambda m: m.desk.offers.edit(GONE, 1, offer_draft())),
        ("sector.none", lambda m: m.desk.offers.edit(offer_id("DUIN"), 1, replace(offer_draft(), sector_id=GONE))),
    ],
    "placement.accept": [("placement.none", lambda m: m.desk.placements.accept(GONE))],
    "placement.cancel": [("placement.none", lambda m: m.desk.placements.cancel(GONE))],
    "placement.change": [("placement.none", lambda m: m.desk.placements.change(GONE, 1, TERMS, "Later."))],
    "placement.end": [("placement.none", lambda m: m.desk.placements.end(GONE, TODAY))],
    "placement.place": [
        ("case.none", lambda m: m.desk.placements.place(GONE, offer_id("DUIN"), **SPAN)),
        ("offer.none", lambda m: m.desk.placements.place(m.other, GONE, **SPAN)),
        ("offer.none", lambda m: m.desk.placements.place(m.other, GONE, **SPAN, is_agreed=False)),
    ],
    "placement.move_up": [("offer.none", lambda m: m.desk.waiting_list.move_up(GONE))],
    "placement.plan_months": [("placement.none", lambda m: m.desk.placements.plan_months(GONE, 1, {}))],
    "placement.refuse": [("placement.none", lambda m: m.desk.placements.refuse(GONE, "Nee."))],
    "placement.sign_agreement": [("placement.none", lambda m: m.desk.placements.sign_agreement(GONE, TODAY))],
    "placement.withdraw": [("placement.none", lambda m: m.desk.placements.withdraw(GONE))],
    "pupil.rename": [("pupil.none", lambda m: m.desk.pupils.rename(GONE, "Zoë", "Kaya", "trouwde"))],
    "pupil.open_name": [("pupil.none", lambda m: m.desk.pupils.open_name(GONE, "bellen"))],
    "round.make": [
        ("school.none", lambda m: m.desk.rounds.make(GONE)),
        ("round.nothing", lambda m: m.desk.rounds.make(DUIN)),
    ],
    "round.read": [
        ("round.none", lambda m: m.desk.rounds.read_answers(GONE, [LineAnswer(1, Answer.AGREED)])),
        ("round.unknown_line", lambda m: m.desk.rounds.read_answers(m.round, [LineAnswer(99, Answer.AGREED)])),
        ("round.no_answers", lambda m: m.desk.rounds.read_answers(m.round, [])),
    ],
    "sector.move": [("sector.none", lambda m: m.desk.sectors.move(GONE, 1))],
    "backup.gone": [("backup.not_owed", lambda m: m.desk.destroying.copies_gone("nergens", ""))],
    "sector.remove": [("sector.none", lambda m: m.desk.sectors.remove(GONE))],
    "sector.rename": [("sector.none", lambda m: m.desk.sectors.rename(GONE, 1, "Zee"))],
    "user.add": [
        ("school.none", lambda m: m.desk.users.add(name="B. Bos", role=Role.DIRECTOR, school_id=GONE)),
        ("user.school_needed", lambda m: m.desk.users.add(name="B. Bos", role=Role.DIRECTOR, school_id=None)),
        ("user.twice", lambda m: m.desk.users.add(name=next(iter(PEOPLE)), role=Role.READER, school_id=None)),
    ],
    "user.edit": [
        ("user.none", lambda m: m.desk.users.edit(GONE, 1, name="B. Bos", role=Role.READER, school_id=None)),
        ("school.none", lambda m: m.desk.users.edit(OTHER, 1, name="B. Bos", role=Role.COORDINATOR, school_id=GONE)),
    ],
    "user.retire": [("user.none", lambda m: m.desk.users.retire(GONE))],
}
NAMES_NOTHING = {"backup.home", "backup.lay", "backup.leave", "backup.put_back", "backup.renew", "backup.stay",
                 "backup.try", "benchmark.name_schools", "cluster.add", "desk.undo", "keys.publish_names",
                 "keys.publish", "keys.recovery", "keys.renew", "logbook.export", "network.add_organisation",
                 "network.edit", "paper.make", "sector.add", "tally.recount", "texts.hide_names"}  # fmt: skip
"""Acts that are given no identifier and no state."""


@pytest.fixture
def made(world: World) -> Made:
    return Made(world)


def test_what_is_not_there_is_refused_in_one_sentence(world: World, made: Made) -> None:
    """All in one network, where what is refused leaves nothing behind for the next."""
    before = world.store.rows("SELECT count(*) FROM audit_event")
    told = {act: [_told(made, attempt) for _code, attempt in attempts] for act, attempts in NOT_THERE.items()}
    assert told == {act: [code for code, _attempt in attempts] for act, attempts in NOT_THERE.items()}
    assert {code for codes in told.values() for code in codes} <= sentences().keys()
    assert world.store.rows("SELECT count(*) FROM audit_event") == before


def _told(made: Made, attempt: Callable[[Made], object]) -> str:
    """The code it was refused with, "" where it was not."""
    try:
        attempt(made)
    except RuleError as error:
        return error.code
    return ""


def test_every_act_was_tried() -> None:
    acts = {method.act for service in service_classes() for method in vars(service).values() if hasattr(method, "act")}
    assert acts == NOT_THERE.keys() | NAMES_NOTHING


def test_what_stands_beside_it_is_there(made: Made) -> None:
    """The same attempts with the real things go through, so it is the missing thing that was refused."""
    desk = made.desk
    desk.results.settle_action(made.action, status="done", on=TODAY)
    desk.live.record_outcome(made.item, DiscussionOutcome.PLACED, place=PLACE)
    desk.placements.place(made.other, offer_id("DUIN"), **SPAN)
    desk.meetings.plan(MB, **HOURS)
    desk.meetings.add_person(made.meeting, "B. Bos", DUIN)
    desk.users.add(name="B. Bos", role=Role.DIRECTOR, school_id=DUIN)
    desk.offers.add(offer_draft())
    desk.cases.enter(replace(CASE, sector_ids=(made_id(6, 1),), consents=(replace(BASIS, receiver_id=ZEEUW),)))
    assert len(desk.placements.page()) == 2
