"""Who directs the cases of the invented network, two handovers, and what its organisations do and bring."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from zsm_desktop.domain.profiles import NetworkRole, Profile
from zsm_desktop.domain.progress import CaseStatus
from zsm_desktop.services.sample.casework import CasePlan
from zsm_desktop.services.sample.parties import Network, Person
from zsm_desktop.services.sample.portraits.portrait import Portrait
from zsm_desktop.services.sample.shape import Frame, Row, Rows, new_id

if TYPE_CHECKING:
    from zsm_desktop.services.sample.further import Known

_TELLS: dict[str, tuple[str, str, str]] = {
    "school": (
        "leert leerlingen een vak en begeleidt hun stages",
        "lokalen, vakdocenten en stagebegeleiding",
        "limited",
    ),
    "board": ("staat achter de afspraken van zijn scholen", "tijd van mensen", "full"),
    "municipality": ("zorgt voor werk en inkomen na de school", "een klantmanager en plekken om te leren", "limited"),
    "rmc": ("houdt bij wie zonder diploma van school gaat", "cijfers en een trajectbegeleider", "limited"),
    "uwv": ("beoordeelt wat een jongere kan en zoekt werk", "een arbeidsdeskundige", "none"),
    "mee": ("ondersteunt jongeren en ouders thuis", "een consulent", "limited"),
    "youth_care": ("helpt waar het thuis vastloopt", "een casusregisseur", "none"),
    "sw": ("biedt beschut werk en werkervaring", "werkplekken en jobcoaches", "full"),
    "employer": ("leert jongeren het werk op de vloer", "stageplekken en banen", ""),
    "mbo": ("ontvangt wie verder leert", "een warme overdracht en proeflessen", "limited"),
    "swv": ("regelt passende plekken tussen de scholen", "geld voor begeleiding", "full"),
    "partner": ("denkt mee over werk in de regio", "een netwerk van bedrijven", "none"),
}
"""By kind: what it does, what it brings, its mandate."""
_BELOW, _ABOVE = frozenset({"uwv", "mee", "rmc", "sw"}), frozenset({"municipality", "mbo", "swv"})
"""Kinds that sit where pupils are discussed, and where directors meet."""
_WITHOUT = 9
"""One in so many running cases has nobody who directs it yet."""
_NOTES = (
    "Werkt graag met de handen en komt op tijd. Moeder belt liever zelf; afspraken op papier helpen.",
    "Heeft de stage goed afgerond en wil door. De reiskosten zijn tot de zomer geregeld.",
)
_ANSWER = "Graag. Wij hebben kennisgemaakt, samen met school en ouders."


def described(frame: Frame, profile: Profile, portrait: Portrait, network: Network) -> Rows:
    """Fills in the organisations; gives the parts of the network those that are no school take part in."""
    told = portrait.particulars.takes_part
    dice = frame.dice("map")
    parts: list[Row] = []
    clusters = [str(row["id"]) for row in network.rows["cluster"]]
    for org in network.rows["organisation"]:
        kind = str(org["kind"])
        does, brings, mandate = {**_TELLS, **portrait.particulars.tells}.get(kind, _TELLS["partner"])
        role = _role(profile.roles, portrait, org, network)
        org |= {"role": role, "does": does, "brings": brings, "mandate": mandate}
        if kind not in {"school", "board"} and clusters:
            chosen = dice.sample(clusters, dice.randint(1, len(clusters)))
            if (places := told.get(str(org["code"]))) is not None:
                chosen = [clusters[place] for place in places]
            parts += [{"organisation_id": org["id"], "cluster_id": one} for one in sorted(chosen)]
    return {"organisation_cluster": parts}


def _role(roles: Sequence[NetworkRole], portrait: Portrait, org: Row, network: Network) -> str:
    """As the portrait has it; else the first role is that of who holds the pen, the second the UWV's."""
    is_pen = org["id"] == network.secretary.organisation_id
    if told := portrait.particulars.roles:
        return told.get("" if is_pen else str(org["code"]), "")
    if roles and is_pen:
        return roles[0].code
    return roles[1].code if len(roles) > 1 and org["kind"] == "uwv" else ""


def member_rows(frame: Frame, known: Known) -> Rows:
    """Who sits where: who works with pupils below, who decides above; an employer nowhere yet."""
    del frame
    if "body_member" in known.told:
        return {}
    kinds = {str(row["id"]): str(row["kind"]) for row in known.network.rows["organisation"]}
    rows: list[Row] = []
    for body in known.profile.bodies:
        is_below = body.level == "operational"
        people = [one.coordinator if is_below else one.director for one in known.network.schools]
        sitting = _BELOW if is_below else _ABOVE
        people += [one for one in known.network.colleagues if kinds[one.organisation_id] in sitting]
        if not is_below:
            people.append(known.network.secretary)
        rows += [
            {"body_id": known.bodies[body.code], "contact_id": one.contact_id, "is_mandated": not is_below}
            for one in dict.fromkeys(people)
            if body.code in known.bodies
        ]
    return {"body_member": rows}


def guide_rows(frame: Frame, known: Known) -> Rows:
    """Of every running case but a few; where the profile agrees a caseload, two people share them unevenly."""
    if "case_guide" in known.told or known.portrait.particulars.guided_by:
        return {}
    dice = frame.dice("guides")
    rows: Rows = {"case_guide": [], "handover": []}
    role = next((one for one in known.profile.roles if one.most_caseload is not None), None)
    running = [plan for plan in known.plans if plan.status is not CaseStatus.CLOSED]
    handed = iter(_handed(running))
    first, second = next(handed, None), next(handed, None)
    for at, plan in enumerate(running):
        if at % _WITHOUT == _WITHOUT - 1 and plan not in (first, second):
            continue
        guide = _shared(known.network, role, at) or plan.school.coordinator
        began = min(plan.entered_on + timedelta(days=dice.randrange(2, 12)), frame.today)
        code = role.code if role is not None else ""
        one: Row = {"id": new_id(dice, began), "case_id": plan.id, "contact_id": guide.contact_id, "role": code}
        rows["case_guide"].append(one | {"began_on": began, "ended_on": None})
    receivers = _receivers(known.network)
    for one_plan, receiver, note, is_accepted in zip((first, second), receivers, _NOTES, (False, True), strict=False):
        if one_plan is not None:
            _hand_over(frame, known, rows, one_plan, receiver, note, is_accepted=is_accepted)
    return rows


def _handed(running: Sequence[CasePlan]) -> Iterator[CasePlan]:
    """Whose consent is for the whole network: those without a flaw that were discussed."""
    return (plan for plan in running if not plan.flaw and plan.discussed_on)


def _shared(network: Network, role: NetworkRole | None, at: int) -> Person | None:
    if role is None or len(network.colleagues) < 2:
        return None
    return network.colleagues[1 if at % 4 == 3 else 0]


def _receivers(network: Network) -> list[Person]:
    """Those who guide young people first, and those who direct cases already last."""
    kinds = {str(row["id"]): str(row["kind"]) for row in network.rows["organisation"]}
    order = {kind: at for at, kind in enumerate(("mee", "uwv", "rmc", "youth_care"))}
    return sorted(network.colleagues[2:], key=lambda one: order.get(kinds[one.organisation_id], len(order)))


def _hand_over(
    frame: Frame, known: Known, rows: Rows, plan: CasePlan, receiver: Person, note: str, *, is_accepted: bool
) -> None:
    dice = frame.dice("handover", plan.id)
    guide = next(row for row in rows["case_guide"] if row["case_id"] == plan.id)
    if guide["contact_id"] == receiver.contact_id:
        return
    offered = max(_day(guide["began_on"]), frame.today - timedelta(days=6 if is_accepted else 3))
    secretary = known.network.users[0].id
    row: Row = {
        "id": new_id(dice, offered), "case_id": plan.id, "from_id": guide["contact_id"], "to_id": receiver.contact_id,
        "role": guide["role"], "status": "accepted" if is_accepted else "offered", "offered_on": offered,
        "offered_by": secretary, "answered_on": offered if is_accepted else None,
        "answered_by": secretary if is_accepted else None, "note": note, "answer": _ANSWER if is_accepted else None,
    }  # fmt: skip
    rows["handover"].append(row)
    if is_accepted:
        guide["ended_on"] = offered
        following: Row = {"id": new_id(dice, offered), "case_id": plan.id, "contact_id": receiver.contact_id}
        rows["case_guide"].append(following | {"role": guide["role"], "began_on": offered, "ended_on": None})


def _day(value: object) -> date:
    if not isinstance(value, date):
        raise TypeError("not a date")
    return value
