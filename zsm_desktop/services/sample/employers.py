"""Employers of the invented network: who calls them, what places they have, and the few who work there already."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.domain.progress import CaseStatus
from zsm_desktop.services.sample.names import STAFF_FAMILY, STAFF_GIVEN
from zsm_desktop.services.sample.places import iban, rsin
from zsm_desktop.services.sample.shape import Frame, Row, Rows, new_id

if TYPE_CHECKING:
    from zsm_desktop.services.sample.further import Known


class _Firm(NamedTuple):
    name: str
    size: str
    sectors: tuple[str, ...]
    agreements: str = ""


_NUMBER = 701
"""Numbers of employers begin far behind those of the organisations of the network."""
FIRMS = (
    _Firm("Garage Dijkzicht", "small", ("techniek", "transport"), "Ieder najaar een leerwerkplek in de werkplaats."),
    _Firm("Bakkerij De Korenschoof", "small", ("horeca", "detailhandel")),
    _Firm("Zorghuis De Meeuwennesten", "medium", ("zorg",), "Twee plaatsen in de keuken en de linnenkamer."),
    _Firm("Kwekerij Het Hoge Land", "medium", ("groen",), "Werk van maart tot oktober; daarna in overleg."),
    _Firm("Havenlogistiek Oosterpier", "large", ("transport", "techniek"), "Eén aanspreekpunt voor alle scholen."),
    _Firm("Supermarkt De Marktstee", "medium", ("detailhandel",)),
    _Firm("Strandpaviljoen De Branding", "small", ("horeca",)),
    _Firm("Metaalbewerking Scheldekant", "medium", ("techniek",), "Wie last krijgt een proeftijd van vier weken."),
    _Firm("Hoveniersbedrijf Groenrijk Zuid", "small", ("groen",)),
    _Firm("Ziekenhuis Duinenburg", "large", ("zorg", "horeca"), "Vraag eerst de accountmanager grotere werkgevers."),
    _Firm("Bouwbedrijf Van Dam en Kade", "medium", ("techniek",)),
    _Firm("Fietsenwinkel Het Achterwiel", "small", ("techniek", "detailhandel")),
)
_CALLS = (
    (0, 1, "visit", "Werkplaats bekeken; er komt een plek vrij na de kerst.", 18),
    (0, 34, "call", "Kennisgemaakt.", None),
    (1, 2, "call", "Zoekt hulp voor de zaterdag en de maandag.", 12),
    (2, 9, "visit", "Gesproken over begeleiding op de werkvloer.", 7),
    (3, 20, "mail", "Nieuwe werkplekken vanaf maart.", 90),
    (4, 5, "call", "Twee plaatsen in het magazijn, rijbewijs niet nodig.", 30),
    (4, 11, "visit", "Rondleiding met drie scholen samen.", None),
    (5, 40, "call", "Geen ruimte tot het voorjaar.", 25),
    (7, 6, "visit", "Proeflassen mag; graag eerst een stage van een dag.", 15),
    (9, 13, "call", "Wil één keer per maand overleg, niet per school.", 10),
    (10, 28, "call", "Zoekt een leerling voor onderhoud.", None),
    (11, 3, "other", "Stond op de banenmarkt.", 4),
)
"""(firm, days ago, how, what was said, days until the next one)."""
_VACANCIES = (
    (0, "Hulp in de werkplaats", "traineeship", "techniek", 1, "Op tijd komen en tegen vieze handen kunnen.",
     "ma,di,wo", 600, 40, 120),
    (1, "Medewerker bakkerij", "job", "horeca", 1, "Vroeg beginnen; rekenen met maten en gewichten.",
     "ma,do,vr", 600, 2, 60),
    (2, "Hulp in de keuken", "work_place", "zorg", 2, "Schoon werken, samen met vaste collega's.", "", 800, 35, None),
    (3, "Kwekerijmedewerker", "work_place", "groen", 2, "Buiten werken in elk weer.", "di,wo,do", 600, 20, 150),
    (4, "Orderverzamelaar", "job", "transport", 3, "Lijsten lezen; wij leren het hefwerk zelf.", "", 1000, 5, 45),
    (7, "Leerling lasser", "traineeship", "techniek", 1, "Eerst een dag meelopen.", "ma,di,wo,do", 800, 6, 75),
    (10, "Onderhoudshulp", "work_place", "techniek", 1, "Samen op pad met een vakman.", "ma,vr", 400, 60, -3),
    (11, "Hulp in de fietsenwinkel", "work_place", "detailhandel", 1, "Vriendelijk tegen klanten.",
     "wo,do,vr", 500, 3, 90),
)  # fmt: skip
"""(firm, work, kind, sector, places, asked, days, half days, days ago, days until it is over)."""
_AT_WORK = (
    ("contract", 2, 2, "Krijgt elke vrijdag een gesprek met de teamleider."),
    ("trial", 4, 4, "Reist met een collega mee."),
    ("trial", 0, 0, "Mag na vier weken zelf een kleine beurt doen."),
    ("proposed", 7, 5, "Heeft thuis al leren lassen."),
    ("ended", 8, None, "Buitenwerk in de kou viel tegen."),
)
"""(status, firm, vacancy, note)."""


def employer_rows(frame: Frame, known: Known) -> Rows:
    """Nothing where the way of the network itself tells of employers."""
    if "employer" in known.told:
        return {}
    dice = frame.dice("employers")
    rows = _firms(frame, known, dice)
    firms = [str(row["id"]) for row in rows["employer"]]
    rows["employer_contact"] = _calls(frame, known, dice, firms)
    rows["vacancy"] = _vacancies(frame, known, dice, firms)
    rows |= _at_work(frame, known, dice, rows)
    return rows


def _firms(frame: Frame, known: Known, dice: Random) -> Rows:
    schools = [row for row in known.network.rows["organisation"] if row["kind"] == "school"]
    rows: Rows = {"organisation": [], "contact": [], "employer": [], "employer_sector": []}
    day = frame.school_years[0].first_day
    for number, firm in enumerate(FIRMS):
        near = schools[number % len(schools)]
        row_id, person = new_id(dice, day), f"{dice.choice(STAFF_GIVEN)} {dice.choice(STAFF_FAMILY)}"
        rows["organisation"].append({
            "id": row_id, "code": f"W-{number + 1:03d}", "name": firm.name, "kind": "employer", "city": near["city"],
            "postcode": near["postcode"], "street": "Ambachtsweg", "house_number": str(3 + 7 * number),
            "phone": f"000-{dice.randrange(10**7):07d}", "website": f"https://werkgever-{number + 1}.example",
            "is_active": True, "iban": iban(_NUMBER + number), "kvk_number": f"0000{_NUMBER + number:04d}",
            "rsin": rsin(_NUMBER + number),
        })  # fmt: skip
        rows["contact"].append({
            "id": new_id(dice, day), "organisation_id": row_id, "name": person, "function": "leidinggevende",
            "email": None, "phone": f"06-00{dice.randrange(10**6):06d}", "is_fixed": True, "is_active": True,
        })  # fmt: skip
        holder = _holder(known, firm, number)
        rows["employer"].append({"id": row_id, "size": firm.size, "holder_id": holder, "agreements": firm.agreements})
        rows["employer_sector"] += [
            {"employer_id": row_id, "sector_id": known.sector_ids[code]}
            for code in firm.sectors
            if code in known.sector_ids
        ]
    return rows


def _holder(known: Known, firm: _Firm, number: int) -> str:
    """A school's, but of a large one who calls those for all of them."""
    large = known.network.people([known.portrait.particulars.large_held_by]) if firm.size == "large" else []
    return (large or [known.network.schools[number % len(known.network.schools)].coordinator])[0].contact_id


def _calls(frame: Frame, known: Known, dice: Random, firms: list[str]) -> list[Row]:
    schools = known.network.schools
    rows: list[Row] = []
    for number, (firm, back, kind, text, ahead) in enumerate(_CALLS):
        school = schools[(firm + number % 2) % len(schools)]
        day = _workday(frame.today - timedelta(days=back))
        rows.append({
            "id": new_id(dice, day), "employer_id": firms[firm], "contacted_on": day, "kind": kind,
            "by_name": school.coordinator.name, "by_organisation_id": school.id, "text": text,
            "next_on": _workday(day + timedelta(days=ahead)) if ahead else None,
        })  # fmt: skip
    return rows


def _vacancies(frame: Frame, known: Known, dice: Random, firms: list[str]) -> list[Row]:
    label = SchoolYear.of(frame.today).label
    rows = _earlier(frame, known, dice, firms)
    listed = sorted(_VACANCIES, key=lambda one: -one[8])
    for number, (firm, title, kind, sector, places, asked, days, half_days, back, ahead) in enumerate(listed, 1):
        day = frame.today - timedelta(days=back)
        bringer = known.network.schools[firm % len(known.network.schools)].coordinator.contact_id
        rows.append({
            "id": new_id(dice, day), "number": f"V-{label}-{number:03d}", "employer_id": firms[firm], "kind": kind,
            "title": title, "sector_id": known.sector_ids.get(sector), "places": places, "requirements": asked,
            "weekdays": days, "half_days": half_days, "open_from": day,
            "open_until": frame.today + timedelta(days=ahead) if ahead is not None else None,
            "brought_by_id": bringer,
        })  # fmt: skip
    return rows


def _earlier(frame: Frame, known: Known, dice: Random, firms: list[str]) -> list[Row]:
    """Of the years before; all of them are over."""
    rows: list[Row] = []
    many = known.portrait.particulars.vacancies
    for year in frame.school_years:
        for number in range(1, many + 1) if year < frame.running else ():
            firm, title, kind, sector, places, asked, days, half_days, *_ = _VACANCIES[number % len(_VACANCIES)]
            day = year.first_day + timedelta(days=20 + number * 300 // many)
            rows.append({
                "id": new_id(dice, day), "number": f"V-{year.label}-{number:03d}", "employer_id": firms[firm],
                "kind": kind, "title": title, "sector_id": known.sector_ids.get(sector), "places": places,
                "requirements": asked, "weekdays": days, "half_days": half_days, "open_from": day,
                "open_until": min(day + timedelta(days=75), frame.running.first_day - timedelta(days=1)),
                "brought_by_id": known.network.schools[number % len(known.network.schools)].coordinator.contact_id,
            })  # fmt: skip
    return rows


def _at_work(frame: Frame, known: Known, dice: Random, rows: Rows) -> Rows:
    """Of running cases with their papers in order; the coordinator's school first: she has somebody to follow."""
    own = next((one.school.id for one in known.network.users if one.school is not None), "")
    running = [one for one in known.plans if one.status is not CaseStatus.CLOSED and not one.flaw]
    running = [one for one in running if one.pupil.left_on is None]
    running.sort(key=lambda plan: (plan.school.id != own, plan.number))
    firms = {str(row["name"]): str(row["id"]) for row in rows["organisation"]}
    vacancies = {str(row["title"]): row for row in rows["vacancy"]}
    label = SchoolYear.of(frame.today).label
    placed: list[Row] = []
    for number, (status, firm, vacancy, note) in enumerate(_AT_WORK, 1):
        if number > len(running):
            break
        plan = running[number - 1]
        place = vacancies[_VACANCIES[vacancy][1]] if vacancy is not None else None
        placed.append(
            {
                "id": new_id(dice, frame.today - timedelta(days=70)), "number": f"WP-{label}-{number:03d}",
                "pupil_id": plan.pupil.id, "school_id": plan.school.id, "case_id": plan.id,
                "employer_id": firms[FIRMS[firm].name], "vacancy_id": place["id"] if place is not None else None,
                "sector_id": place["sector_id"] if place is not None else None, "note": note,
            } | _days(frame, status)
        )  # fmt: skip
    if not placed:
        return {}
    return {"work_placement": placed} | _given(frame, known, dice, placed)


def _days(frame: Frame, status: str) -> Row:
    """What was agreed by the time it stands there."""
    back = {"contract": 90, "trial": 15, "proposed": 3, "ended": 80}[status]
    began = _workday(frame.today - timedelta(days=back))
    is_trial, is_over = status != "proposed", status == "ended"
    return {
        "status": status,
        "proposed_on": began - timedelta(days=7),
        "trial_from": began if is_trial else None,
        "trial_until": began + timedelta(days=28) if is_trial else None,
        "contract_from": began + timedelta(days=29) if status == "contract" else None,
        "contract_until": began + timedelta(days=393) if status == "contract" else None,
        "weekly_hours": 24_00 if status == "contract" else None,
        "ended_on": _workday(frame.today - timedelta(days=40)) if is_over else None,
        "end_reason": "motivation" if is_over else None,
    }


def _given(frame: Frame, known: Known, dice: Random, placed: list[Row]) -> Rows:
    """One from a fund and nearly accounted for, one that is late."""
    fund_id = next(iter(known.funds.values()), None)
    given: list[Row] = []
    for at, (back, cents, purpose, due) in enumerate(((60, 6_000_00, "both", 60), (95, 2_500_00, "training", -6))):
        if at < len(placed):
            day = frame.today - timedelta(days=back)
            given.append({
                "id": new_id(dice, day), "work_placement_id": placed[at]["id"], "fund_id": fund_id if at == 0 else None,
                "granted_on": day, "cents": cents, "purpose": purpose,
                "terms": "Alleen voor scholing en begeleiding, met een nota van elke uitgave.",
                "due_on": frame.today + timedelta(days=due),
            })  # fmt: skip
    spent = ((0, 45, "guidance", "Jobcoach, tien gesprekken", 2_400_00), (0, 20, "training", "Cursus hygiëne", 450_00),
             (1, 30, "training", "Veilig werken in het magazijn", 900_00))  # fmt: skip
    return {
        "employer_contribution": given,
        "contribution_spending": [
            {
                "id": new_id(dice, frame.today - timedelta(days=back)), "contribution_id": given[at]["id"],
                "spent_on": frame.today - timedelta(days=back), "purpose": purpose, "name": name, "cents": cents,
            }
            for at, back, purpose, name, cents in spent
            if at < len(given)
        ],
    }  # fmt: skip


def _workday(day: date) -> date:
    """The same day, or the Friday before a weekend."""
    return day - timedelta(days=max(0, day.weekday() - 4))
