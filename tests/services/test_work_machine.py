"""Random acts around young people at work: who directs, lists, employers, contributions; in any order, by anybody.

Whatever is tried is done or refused with a reason, and after it the books, counts and rights are in order.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.builders import TODAY, World, made_id
from tests.services.working import draft, employer
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.pupil_lists import OffReason
from zsm_desktop.domain.work_placements import WorkEnd
from zsm_desktop.services.desk import Desk
from zsm_desktop.services.employer_contributions import ContributionDraft, SpendingDraft
from zsm_desktop.services.funds import FundDraft
from zsm_desktop.services.shipped_profiles import text_of
from zsm_desktop.services.work_placements import WorkDraft, WorkTerms
from zsm_desktop.store.keys import Keys

WHO = ("secretaris", "stage duin", "stage zeeuw", "boekhouder", "directeur duin")
Act = Callable[[World, Desk, Random], object]


def one_of(world: World, chance: Random, table: str) -> str:
    found = [row_id for (row_id,) in world.store.rows(f"SELECT id FROM {table} ORDER BY id")]
    return str(chance.choice(found)) if found else "nergens"


def version(world: World, table: str, row_id: str) -> int:
    found = world.store.rows(f"SELECT version FROM {table} WHERE id = ?", (row_id,))
    return int(found[0][0]) if found else 1


def some_day(chance: Random) -> date:
    return TODAY + timedelta(days=chance.randint(-40, 40))


ACTS: dict[str, Act] = {
    "guide": lambda w, d, c: d.guiding.set_first(
        case := one_of(w, c, "case_file"), version(w, "case_file", case), one_of(w, c, "contact"),
        began_on=TODAY, is_agreed=c.random() < 0.8,
    ),
    "offer": lambda w, d, c: d.guiding.offer(
        case := one_of(w, c, "case_file"), version(w, "case_file", case), one_of(w, c, "contact"), "Kent de weg.",
        is_agreed=c.random() < 0.8,
    ),
    "accept": lambda w, d, c: d.guiding.accept(one := one_of(w, c, "handover"), version(w, "handover", one), "Graag."),
    "refuse": lambda w, d, c: d.guiding.refuse(one := one_of(w, c, "handover"), version(w, "handover", one), "Vol."),
    "withdraw": lambda w, d, c: d.guiding.withdraw(one := one_of(w, c, "handover"), version(w, "handover", one)),
    "list": lambda w, d, c: d.pupil_lists.add("leavers", [one_of(w, c, "pupil")]),
    "mark": lambda w, d, c: d.pupil_lists.mark(
        one := one_of(w, c, "list_entry"), version(w, "list_entry", one), needs_partners=c.random() < 0.5
    ),
    "off": lambda w, d, c: d.pupil_lists.take_off(
        one := one_of(w, c, "list_entry"), version(w, "list_entry", one), c.choice(list(OffReason))
    ),
    "back": lambda w, d, c: d.pupil_lists.put_back(
        one := one_of(w, c, "list_entry"), version(w, "list_entry", one)
    ),
    "propose": lambda w, d, c: d.work_placements.propose(
        WorkDraft(
            one_of(w, c, "case_file"), one_of(w, c, "employer"),
            one_of(w, c, "vacancy") if c.random() < 0.7 else None, note="Is graag buiten.", is_told=True,
        )
    ),
    "trial": lambda w, d, c: d.work_placements.start_trial(one_of(w, c, "work_placement"), some_day(c), None),
    "contract": lambda w, d, c: d.work_placements.sign_contract(
        one_of(w, c, "work_placement"), some_day(c), some_day(c), 2400
    ),
    "end": lambda w, d, c: d.work_placements.end(
        one_of(w, c, "work_placement"), some_day(c), c.choice(list(WorkEnd))
    ),
    "terms": lambda w, d, c: d.work_placements.change(
        one := one_of(w, c, "work_placement"), version(w, "work_placement", one),
        WorkTerms(trial_from=some_day(c), contract_from=some_day(c), note="Op tijd."),
    ),
    "vacancy": lambda w, d, c: d.vacancies.add(draft(one_of(w, c, "employer"), places=c.randint(1, 2))),
    "closed": lambda w, d, c: d.vacancies.close(one_of(w, c, "vacancy"), "filled"),
    "reopened": lambda w, d, c: d.vacancies.reopen(one_of(w, c, "vacancy")),
    "grant": lambda w, d, c: d.employer_contributions.add(
        one_of(w, c, "work_placement"),
        ContributionDraft(600_000, c.choice(["training", "both"]), TODAY, one_of(w, c, "fund")),
    ),
    "spend": lambda w, d, c: d.employer_contributions.account(
        one := one_of(w, c, "employer_contribution"), version(w, "employer_contribution", one),
        SpendingDraft(TODAY, c.choice(["training", "guidance"]), "Heftruck", c.choice([100_000, 250_000, 600_000])),
    ),
    "take out": lambda w, d, c: d.employer_contributions.take_out(one_of(w, c, "contribution_spending")),
    "settle": lambda w, d, c: d.employer_contributions.settle(
        one := one_of(w, c, "employer_contribution"), version(w, "employer_contribution", one)
    ),
    "not granted": lambda w, d, c: d.employer_contributions.withdraw(one_of(w, c, "employer_contribution")),
    "fill": lambda w, d, c: d.case_profile.fill(
        case := one_of(w, c, "case_file"), version(w, "case_file", case),
        {"plan": c.choice(["work", "education", ""]), "parties": c.choice(["uwv,mee", "sw", ""])},
    ),
    "no consent": lambda w, d, c: d.cases.withdraw_consent(one_of(w, c, "consent"), TODAY),
    "close": lambda w, d, c: d.cases.close(one_of(w, c, "case_file")),
    "open": lambda w, d, c: d.cases.reopen(one_of(w, c, "case_file"), "Terug."),
    "undo": lambda _w, d, _c: d.undo.back(),
    "again": lambda _w, d, _c: d.undo.again(),
}  # fmt: skip


def require_order(world: World) -> None:
    assert world.desk.checks.run().findings == ()
    for sql in (
        "SELECT case_id FROM case_guide WHERE ended_on IS NULL GROUP BY case_id HAVING count(*) > 1",
        "SELECT case_id FROM handover WHERE status = 'offered' GROUP BY case_id HAVING count(*) > 1",
        "SELECT id FROM work_placement WHERE status IN ('trial', 'contract') GROUP BY vacancy_id"
        " HAVING count(*) > (SELECT places FROM vacancy WHERE id = vacancy_id)",
        "SELECT pupil_id FROM work_placement WHERE status IN ('proposed', 'trial', 'contract')"
        " GROUP BY pupil_id, employer_id HAVING count(*) > 1",
    ):
        assert world.store.rows(sql) == []
    for row in world.desk.employer_contributions.rows():
        assert 0 <= row.rest_cents == row.cents - row.spent_cents
    pseudonyms = {name for (name,) in world.store.rows("SELECT pseudonym FROM pupil")}
    for name in ("directeur duin", "lezer", "boekhouder"):
        desk = world.desk_of(name)
        said = repr((
            desk.employer_contributions.rows(), desk.employers.rows(), desk.vacancies.rows(), desk.guiding.caseloads(),
            desk.network_map.gaps(), desk.pupil_lists.figures("leavers"), desk.today.facts(),
            desk.choice_tallies.target_group(2026), desk.work_placements.counts(),
        ))  # fmt: skip
        assert not [one for one in pseudonyms if one in said]
    for (case,) in world.store.rows("SELECT id FROM case_file"):
        world.desk.guiding.of_case(case)
        world.desk.work_placements.of_case(case)
    world.desk.guiding.handovers()
    for name in ("stage duin", "stage zeeuw"):
        desk = world.desk_of(name)
        seen = {row.id for row in desk.cases.rows()}
        assert {row.case_id for row in desk.guiding.handovers()} <= seen
        assert {row.school for row in desk.pupil_lists.rows("leavers", with_off=True)} <= {
            {"stage duin": "De Duinpan", "stage zeeuw": "De Zeeuwse Vaart"}[name]
        }


steps = st.lists(
    st.tuples(st.sampled_from(list(ACTS)), st.sampled_from(WHO), st.integers(0, 10**6)), min_size=4, max_size=40
)


def started(template: tuple[Path, Keys], place: Path) -> World:
    shutil.copytree(template[0], place / "network")
    world = World(place / "network", template[1])
    world.desk.profiles.take_in(0, text_of("noord_kennemerland"))
    for school in ("ZEEUW", "ZEEUW", "DUIN"):
        world.case(school)
    garage = employer(world)
    world.desk.vacancies.add(draft(garage))
    world.desk.funds.add(FundDraft("ESF", 10_000_000, date(2026, 1, 1), date(2027, 12, 31), percent=1000))
    world.desk.guiding.set_first(one_of(world, Random(1), "case_file"), 1, made_id(4, 2), began_on=TODAY)
    world.desk.work_placements.propose(WorkDraft(one_of(world, Random(2), "case_file"), garage, is_told=True))
    return world


@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(done=steps)
def test_whatever_is_tried_all_stays_in_order(
    made_network: tuple[Path, Keys], done: list[tuple[str, str, int]]
) -> None:
    with tempfile.TemporaryDirectory() as place:
        world = started(made_network, Path(place))
        for what, who, seed in done:
            with suppress(RuleError):
                ACTS[what](world, world.desk_of(who), Random(seed))
        require_order(world)
        world.close()
