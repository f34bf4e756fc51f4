"""Two change the same thing from how it stood: one is first, the other is told, and nothing of that is written."""

from __future__ import annotations

import inspect
import re
import threading
from dataclasses import replace
from datetime import date, time
from random import Random
from typing import Any

import pytest

from tests.builders import TODAY, World, offer_id, school_id, user_id
from tests.house.test_permissions import service_classes
from tests.services.edited import Row, of_employers, one_of
from tests.services.edited_privacy import of_privacy
from tests.services.fund_items import of_accountability
from tests.services.test_funds import draft as fund_draft
from tests.services.test_issuing import picture
from tests.services.test_meetings import MB, SG, planned
from tests.services.test_offers import draft as offer_draft
from tests.services.test_outcomes import TO_WORK, gone
from tests.services.test_versions import final, held, notes_of
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.outcomes import Destination
from zsm_desktop.domain.permissions import Role
from zsm_desktop.domain.profiles import EvaluationList, Noun
from zsm_desktop.domain.settlement.history import SettlementRegime
from zsm_desktop.models import Base, ListEntry
from zsm_desktop.services.agreements import AgreementDraft
from zsm_desktop.services.bodies import BodyDraft
from zsm_desktop.services.bottlenecks import BottleneckDraft
from zsm_desktop.services.desk import Desk
from zsm_desktop.services.follow_ups import Heard
from zsm_desktop.services.minutes_correction import Correction
from zsm_desktop.services.network import OrganisationDraft
from zsm_desktop.services.network_map import MapDraft
from zsm_desktop.services.placement_acts import Terms
from zsm_desktop.services.shared_figures import FigureDraft
from zsm_desktop.services.shipped_profiles import text_of
from zsm_desktop.services.tariffs import TariffDraft
from zsm_desktop.services.vat import VatDraft

OFFER, DUIN, READER = offer_id("DUIN"), school_id("DUIN"), user_id("lezer")
DAY = date(2027, 8, 1)
WHEN = {"held_on": date(2026, 12, 15), "starts_at": time(13), "ends_at": time(15)}
VAT = VatDraft("test", date(2026, 8, 1), "exempt")
SPAN = (date(2026, 9, 1), date(2027, 6, 30))
ROUNDS = 10


def of_the_network(world: World) -> dict[str, Row]:
    cluster, sector = world.desk.clusters.add("Noord").made_id, world.desk.sectors.add("Zee").made_id
    return {
        "body.edit": Row(
            lambda d: one_of(d.bodies.rows(), MB).version,
            lambda d, v, n: d.bodies.edit(MB, v, BodyDraft("Maatwerk", "operational", quorum=n)),
        ),
        "cluster.rename": Row(
            lambda d: one_of(d.clusters.rows(), cluster).version,
            lambda d, v, n: d.clusters.rename(cluster, v, f"Noord {n}"),
        ),
        "sector.rename": Row(
            lambda d: one_of(d.sectors.rows(), sector).version,
            lambda d, v, n: d.sectors.rename(sector, v, f"Zee {n}"),
        ),
        "limits.set": Row(
            lambda d: next(row.version for row in d.limits.rows() if row.school_id == DUIN),
            lambda d, v, n: d.limits.set(DUIN, v, n, None),
        ),
        "network.edit": Row(
            lambda d: d.network.facts().version,
            lambda d, v, n: d.network.edit(v, name="Zeeland", region=f"Zuid {n}", holiday_region="Zuid"),
        ),
        "map.describe": Row(
            lambda d: d.network.card(DUIN).version,
            lambda d, v, n: d.network_map.describe(DUIN, v, MapDraft(does=f"lassen {n}")),
        ),
        "silence.set": Row(lambda d: d.network.facts().version, lambda d, v, n: d.silence.set_days(v, 20 + n)),
        "network.edit_organisation": Row(
            lambda d: d.network.card(DUIN).version,
            lambda d, v, n: d.network.edit_organisation(DUIN, v, OrganisationDraft("De Duinroos", city=f"Goes {n}")),
        ),
        "issuing.set": Row(
            lambda d: d.issuing.rule().version,
            lambda d, v, n: d.issuing.set(v, None, document_minutes=10 + n, payment_minutes=5),
        ),
        "issuing.choose_logo": Row(
            lambda d: d.network.card(DUIN).version,
            lambda d, v, n: d.issuing.choose_logo(DUIN, v, picture(size=(60 + n, 20))),
        ),
        "issuing.remove_logo": Row(
            lambda d: d.network.card(DUIN).version, lambda d, v, _: d.issuing.remove_logo(DUIN, v)
        ),
        "user.edit": Row(
            lambda d: one_of(d.users.rows(), READER).version,
            lambda d, v, n: d.users.edit(READER, v, name=f"lezer {n}", role=Role.READER, school_id=None),
        ),
    }


def of_the_exchange(world: World) -> dict[str, Row]:
    desk = world.desk
    placement, fund = world.placement(), desk.funds.add(fund_draft(100_00, percent=40_00)).made_id
    case, offer = world.case(), desk.offers.add(offer_draft()).made_id
    return {
        "case.edit": Row(
            lambda d: d.cases.card(case).version, lambda d, v, n: d.cases.edit(case, v, {"tried": f"Stage {n}."})
        ),
        "case.return": Row(
            lambda d: d.cases.card(case).version, lambda d, v, n: d.cases.set_return(case, v, date(2027, 1, n))
        ),
        "fund.edit": Row(
            lambda d: one_of(d.funds.rows(), fund).version,
            lambda d, v, n: d.funds.edit(fund, v, fund_draft(100_00, percent=40_00, owner=f"B. {n}")),
        ),
        "offer.edit": Row(
            lambda d: d.offers.card(offer).offer.version,
            lambda d, v, n: d.offers.edit(offer, v, offer_draft(place=f"Zaal {n}")),
        ),
        "placement.change": Row(
            lambda d: d.placements.row(placement).version,
            lambda d, v, n: d.placements.change(placement, v, Terms(*SPAN, 3000 + n), "Minder uren."),
        ),
        "placement.plan_months": Row(
            lambda d: d.placements.row(placement).version,
            lambda d, v, n: d.placements.plan_months(placement, v, {2026 * 12 + 8: 100 * n}, "Minder uren."),
        ),
        "reminder.set_text": Row(
            lambda d: d.reminders.texts()[1].version,
            lambda d, v, n: d.reminders.set_text(2, v, f"Betaal voor {{dag}}, vraag {n}."),
        ),
        "retention.set": Row(
            lambda d: d.retention.rules()[0].version,
            lambda d, v, n: d.retention.set("books", v, 10 + n, f"Vraag {n} van de subsidiegever."),
        ),
        "tariff.set": Row(
            lambda d: next((row.version for row in d.tariffs.of_offer(OFFER) if row.valid_from == DAY), 0),
            lambda d, v, n: d.tariffs.set(TariffDraft(OFFER, 2000 + n, DAY), v),
        ),
        "vat.set": Row(
            lambda d: next((row.version for row in d.vat.rules()), 0),
            lambda d, v, n: d.vat.set(replace(VAT, ground=f"Vrijgesteld {n}."), v),
        ),
    }


def of_settlement(world: World) -> dict[str, Row]:
    desk = world.desk
    agreed = AgreementDraft(SettlementRegime.NETTING, date(2026, 8, 1))
    made = desk.agreements.add(agreed).made_id
    signers = [school_id("KREEK"), school_id("ZEEUW")]
    for at, signer in enumerate(signers, 1):
        desk.agreements.sign(made, at, signer, "de directeur", date(2026, 9, 1))

    def version(d: Desk) -> int:
        return one_of(d.agreements.rows(), made).version

    def sign(d: Desk, v: int, n: int) -> object:
        return d.agreements.sign(made, v, DUIN, f"directeur {n}", date(2026, 9, n))

    return {
        "agreement.edit": Row(version, lambda d, v, n: d.agreements.edit(made, v, replace(agreed, term_days=20 + n))),
        "agreement.sign": Row(version, sign),
        "agreement.unsign": Row(version, lambda d, v, n: d.agreements.unsign(made, v, signers[n - 1])),
    }


def of_meetings(world: World) -> dict[str, Row]:
    desk, (held, item, _) = world.desk, final(world)
    to_come, table = desk.meetings.plan(MB, **WHEN, place="").made_id, planned(world, SG)
    desk.live.start(table)
    noted = desk.live.add_bottleneck(desk.meetings.card(table).agenda[0].id, "Geen bus").made_id
    return {
        "bottleneck.answer": Row(
            lambda d: one_of(d.bottlenecks.rows(), noted).version,
            lambda d, v, n: d.bottlenecks.answer(noted, v, f"Er komen er {n}."),
        ),
        "bottleneck.describe": Row(
            lambda d: one_of(d.bottlenecks.rows(), noted).version,
            lambda d, v, n: d.bottlenecks.describe(noted, v, BottleneckDraft(f"Geen {n} bussen")),
        ),
        "meeting.reschedule": Row(
            lambda d: d.meetings.card(to_come).row.version,
            lambda d, v, n: d.meetings.reschedule(to_come, v, **WHEN, place=f"Zaal {n}"),
        ),
        "minutes.correct": Row(
            lambda d: d.versions.card(held).stamp.version,
            lambda d, v, n: d.versions.correct(held, v, "Verkeerd gehoord", Correction({item: f"Wil {n} dagen."})),
        ),
    }


def listed(world: World, pupil_id: str) -> str:
    with world.writing() as work:
        entry = ListEntry(
            id=work.new_id(), list_code="leavers", pupil_id=pupil_id, school_id=school_id("ZEEUW"), added_on=TODAY
        )
        work.session.add(entry)
    return entry.id


def of_results(world: World) -> dict[str, Row]:
    pupil, other = gone(world), gone(world, school="ZEEUW")
    call = world.desk.outcomes.of_pupil(other).follow_ups[0].id
    entry = listed(world, pupil)
    figure = world.desk.shared_figures.add(FigureDraft("vsv", 2025, 100)).made_id

    def target(d: Desk) -> int:
        return next(row.target_version for row in d.targets.sheet(2026).rows if row.code == "to_work")

    return {
        "outcome.record": Row(
            lambda d: d.outcomes.of_pupil(pupil).version,
            lambda d, v, n: d.outcomes.record(pupil, v, replace(TO_WORK, left_on=date(2026, 7, n))),
        ),
        "follow_up.answer": Row(
            lambda d: one_of(d.outcomes.of_pupil(other).follow_ups, call).version,
            lambda d, v, n: d.follow_ups.answer(call, v, Heard(Destination.WORK, is_lasting=True, note=f"Uur {n}")),
        ),
        "benchmark.name_schools": Row(
            lambda d: d.network.facts().version,
            lambda d, v, n: d.result_figures.name_schools(v, by_letter=n == 1),
        ),
        "figure.edit": Row(
            lambda d: d.shared_figures.rows()[0].version,
            lambda d, v, n: d.shared_figures.edit(figure, v, FigureDraft("vsv", 2025, 100 + n)),
        ),
        "list.mark": Row(
            lambda d: d.pupil_lists.rows("leavers")[0].version,
            lambda d, v, n: d.pupil_lists.mark(entry, v, needs_partners=n == 1),
        ),
        "target.set": Row(target, lambda d, v, n: d.targets.set("to_work", 2026, v, 600 + n)),
    }


def of_the_profile(world: World) -> dict[str, Row]:
    world.desk.profiles.take_in(0, text_of("ijssel_vecht"))
    case = world.case("ZEEUW")

    def version(d: Desk) -> int:
        return d.profiles.facts().version

    return {
        "case.fill": Row(
            lambda d: d.case_profile.of_case(case).version,
            lambda d, v, n: d.case_profile.fill(case, v, {"referrer": ("rmc", "desk")[n - 1]}),
        ),
        "evaluation.keep_list": Row(
            version,
            lambda d, v, n: d.evaluations.keep_list(v, EvaluationList("aanpak", f"Lijst {n}", ("Bellen", "Leren"))),
        ),
        "profile.words": Row(
            version, lambda d, v, n: d.profiles.set_words(v, {"pupil": Noun(f"kind {n}", "kinderen", "het")})
        ),
        "profile.take_in": Row(version, lambda d, v, n: d.profiles.take_in(v, text_of("ijssel_vecht") + "\n" * n)),
    }


ENDING = {
    "breach.close",
    "request.answer",
    "request.close_sharing",
    "request.extend",
    "contribution.settle",
    "guide.set",
    "handover.accept",
    "handover.offer",
    "handover.refuse",
    "handover.withdraw",
    "list.back",
    "list.off",
    "outcome.withdraw",
}
"""What ends a row, or is done once, is not done again: who comes second is told so (test_outcomes, test_guiding)."""
ROOMS = {
    "accountability": of_accountability,
    "privacy": of_privacy,
    "network": of_the_network,
    "results": of_results,
    "employers": of_employers,
    "profile": of_the_profile,
    "exchange": of_the_exchange,
    "settlement": of_settlement,
    "meetings": of_meetings,
}


def kept(world: World) -> dict[str, list[Any]]:
    """Every row there is."""
    return {table: sorted(world.store.rows(f"SELECT * FROM {table}"), key=repr) for table in Base.metadata.tables}


@pytest.mark.parametrize("room", ROOMS)
def test_who_is_first_wins_and_of_the_other_nothing_is_written_until_it_was_read_again(world: World, room: str) -> None:
    desks = [world.desk, replace(world, _desks=[]).desk]
    chance = Random(room)
    for act, row in ROOMS[room](world).items():
        chance.shuffle(desks)
        first, second = desks
        read = row.version(second)
        row.edit(first, row.version(first), 1)
        assert row.version(second) == read + 1, act
        before = kept(world)
        with pytest.raises(RuleError) as refused:
            row.edit(second, read, 2)
        assert (act, refused.value.code) == (act, "edit.conflict")
        assert kept(world) == before, act
        row.edit(second, row.version(second), 2)
        assert row.version(first) == read + 2, act
        assert kept(world) != before, act
    replace(world, _desks=[d for d in desks if d is not world.desk]).close()


def test_every_act_that_takes_a_version_is_tried_here() -> None:
    methods = [method for one in service_classes() for method in vars(one).values() if hasattr(method, "act")]
    taking = {method.act for method in methods if "version" in inspect.signature(method).parameters}
    tried = {
        act
        for room in ROOMS.values()
        for act in re.findall(r'^        "(\w+\.\w+)": Row', inspect.getsource(room), re.MULTILINE)
    }
    assert tried | ENDING == taking


def test_of_two_at_the_very_same_moment_none_is_overwritten(world: World) -> None:
    """Each adds its mark to what it read; at the end every mark stands there."""
    worlds = [world, replace(world, _desks=[])]
    desks = [one.desk for one in worlds]
    start, failures, late = threading.Barrier(2), [], [0, 0]

    def work(at: int) -> None:
        start.wait()
        try:
            for number in range(ROUNDS):
                while not marked(desks[at], f"{at}{number}"):
                    late[at] += 1
        except BaseException as error:  # noqa: BLE001 - told by the test, not by the thread
            failures.append(error)

    threads = [threading.Thread(target=work, args=(at,)) for at in (0, 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    facts = desks[0].network.facts()
    assert sorted(facts.region.split()) == sorted(f"{at}{number}" for at in (0, 1) for number in range(ROUNDS))
    assert facts.version == 1 + 2 * ROUNDS
    worlds[1].close()


def marked(desk: Desk, mark: str) -> bool:
    facts = desk.network.facts()
    text = f"{facts.region} {mark}".removeprefix("Zeeland ")
    try:
        desk.network.edit(facts.version, name="Zeeland", region=text, holiday_region="Zuid")
    except RuleError as error:
        if error.code != "edit.conflict":
            raise
        return False
    return True


def test_an_edit_that_another_went_on_with_is_not_taken_back(world: World) -> None:
    one, other = world.desk, replace(world, _desks=[])
    one.limits.set(DUIN, 1, 500_00, None)
    other.desk.limits.set(DUIN, 2, 400_00, None)
    with pytest.raises(RuleError, match=r"undo\.changed"):
        one.undo.back()
    other.desk.undo.back()
    found = next(row for row in one.limits.rows() if row.school_id == DUIN)
    assert (found.most_owed_cents, found.version) == (500_00, 4)
    with pytest.raises(RuleError, match=r"edit\.conflict"):
        other.desk.limits.set(DUIN, 3, 300_00, None)
    other.close()


def test_better_words_for_minutes_leave_what_another_wrote(world: World) -> None:
    desk, (meeting, item, _) = world.desk, held(world)
    before = {item: "Wil graag lassen."}
    desk.versions.polish({item: "Wil graag lassen.\nVader belt."}, before)
    desk.versions.polish({item: "Wil heel graag lassen."}, before)
    assert notes_of(world, meeting, item) == "Wil heel graag lassen.\nVader belt."
