"""The 1000-jongerenplan in IJssel-Vecht (ecbo report of 2013, chapter 10): guides from youth care, no directors.

Its figures, moved to the young people who came in the last full school year: 297 trajectories ended, 53 % of them with
work or education, almost a quarter badly; 64 % at work within three months; debts 63 %, mental health 51 %, family
23 %, addiction 14 %, physical health 10 %, and 2.2 of such on average. Nobody here exists.
"""

from __future__ import annotations

from zsm_desktop.services.sample.portraits.ijssel_vecht_texts import TALK
from zsm_desktop.services.sample.portraits.particulars import Agreed, Asked, Paid, Particulars, ToReport
from zsm_desktop.services.sample.portraits.portrait import (
    Board,
    Cohort,
    FundSketch,
    Guiding,
    Neighbour,
    Place,
    Portrait,
)

_AREAS = {
    "debts": 252,
    "mental": 204,
    "family": 92,
    "addiction": 56,
    "physical": 40,
    "housing": 110,
    "relations": 76,
    "parenthood": 50,
}
_REFERRERS = {
    "desk": 216,
    "rmc": 60,
    "youth_care": 48,
    "youth_work": 32,
    "provider": 24,
    "parents": 12,
    "self": 8,
}
_LAST = Cohort(
    entered=400,
    endings={
        "work": 118,
        "education": 39,
        "dismissed": 30,
        "motivation": 24,
        "worse": 19,
        "benefit": 38,
        "moved": 29,
    },
    in_time=256,
    areas=_AREAS,
    referrers=_REFERRERS,
)
"""880 areas of 400 young people; 157 of 297 well, 73 badly."""
_FIRST = Cohort(
    entered=120,
    endings={"work": 48, "education": 16, "dismissed": 12, "motivation": 10, "worse": 8, "benefit": 15, "moved": 11},
    in_time=77,
    areas={code: count * 3 // 10 for code, count in _AREAS.items()},
    referrers={code: count * 3 // 10 for code, count in _REFERRERS.items()},
)
"""The year the plan began in."""
_RUNNING = Cohort(
    entered=520,
    endings={},
    in_time=333,
    areas={code: count * 13 // 10 for code, count in _AREAS.items()},
    referrers={code: count * 13 // 10 for code, count in _REFERRERS.items()},
)

_PARTICULARS = Particulars(
    tells={
        "school": (
            "begeleidt jongeren van aanmelding tot nazorg, ook thuis",
            "trajectbegeleiders en hun contacten met bedrijven",
            "full",
        )
    },
    roles={"": "leader", "TEAM-S": "itb", "TEAM-V": "itb", "TEAM-IJ": "itb"},
    agreed=(
        Agreed("BEGELEIDING", "Binnen drie maanden aan het werk", 600, "within_three_months", unit="share"),
        Agreed("BEGELEIDING", "Met werk of opleiding afgerond", 500, "successful", unit="share"),
    ),
    asked=(
        Asked("BEGELEIDING", "Elke trajectbegeleider begeleidt 20 tot 25 jongeren.", 60),
        Asked("BEGELEIDING", "Trajectbegeleiders zijn gecertificeerd volgens work-wise.", 90),
        Asked("WERKGEVERS", "Besteed aan opleiding of begeleiding van de jongere; geen loondispensatie.", 365),
    ),
    to_report=(
        ToReport("BEGELEIDING", "Verslag aan de beleidsadviseur van de provincie, eerste jaar", 1, 9, 1),
        ToReport("BEGELEIDING", "Verslag aan de beleidsadviseur van de provincie, tweede jaar", 2, 9, 1),
        ToReport("WERKGEVERS", "Verantwoording van de bijdragen", 2, 10, 1),
    ),
    paid=(
        Paid("BEGELEIDING", 335, "guidance", "Loon van twaalf trajectbegeleiders, eerste jaar", 744_000_00),
        Paid("BEGELEIDING", 140, "training", "Cursus work-wise", 18_000_00),
        Paid("BEGELEIDING", 455, "guidance", "Loon van twaalf trajectbegeleiders, eerste kwartaal", 186_000_00),
    ),
)

IJSSEL_VECHT = Portrait(
    particulars=_PARTICULARS,
    code="ijssel_vecht",
    name="",
    region="",
    parts=("Stad", "Vechtdal", "IJsselmonding"),
    cities=(
        ("Hanzekade", "Sassenwijk", "Berkumerveld"),
        ("Ommerhof", "Vechtoever", "Hardenveld"),
        ("IJsselkade", "Kogelstad", "Meppelerdiep"),
    ),
    areas=(("8011", "8016", "8024"), ("7731", "7721", "7772"), ("8261", "8281", "8331")),
    boards=(Board("JH-OVER", "Jeugdhulp De Oversteek", 0),),
    pro=(),
    vso=(),
    mbo=(
        Place("TEAM-S", "Jeugdhulp De Oversteek, team Stad", "mbo", 0, 0, 0, 0),
        Place("TEAM-V", "Jeugdhulp De Oversteek, team Vechtdal", "mbo", 0, 1, 0, 0),
        Place("TEAM-IJ", "Jeugdhulp De Oversteek, team IJsselmonding", "mbo", 0, 2, 0, 0),
    ),
    neighbours=(
        Neighbour("WERK", "Werkloket Hanzekade", "municipality", "consulent jongeren"),
        Neighbour("RMC", "RMC IJsselrede", "rmc", "trajectbegeleider"),
        Neighbour("UWV", "UWV Werkplein Hanzekade", "uwv", "arbeidsdeskundige"),
        Neighbour("BJZ", "Bureau Jeugdzorg Vechtoever", "youth_care", "gezinsvoogd"),
        Neighbour("JW", "Jongerenwerk De Kogge", "partner", "jongerenwerker"),
        Neighbour("SCHULD", "Schuldhulpverlening Hanzekade", "municipality", "schuldhulpverlener"),
        Neighbour("ROC", "roc De Hanze", "mbo", "trajectbegeleider entree"),
        Neighbour("PROV", "Provincie Overrede", "partner", "beleidsadviseur jeugd"),
        Neighbour("WG-BAK", "Bakkerij Van Salland", "employer", "eigenaar"),
        Neighbour("WG-FIE", "Fietsenmaker De Ketting", "employer", "eigenaar"),
        Neighbour("WG-MET", "Metaalbedrijf Vechtstaal", "employer", "werkmeester"),
        Neighbour("WG-HOV", "Hoveniers Het Groene Dal", "employer", "voorman"),
        Neighbour("WG-LOG", "Magazijn IJsselpoort", "employer", "teamleider"),
        Neighbour("WG-ZOR", "Zorghuis De Linde", "employer", "praktijkopleider"),
        Neighbour("WG-RES", "Restaurant De Sluiswachter", "employer", "chef-kok"),
        Neighbour("WG-BOU", "Bouwbedrijf Gebroeders Nagel", "employer", "uitvoerder"),
    ),
    leavers={},
    steering_places=("Jeugdhulp De Oversteek, Hanzekade",),
    funds=(
        FundSketch(
            "BEGELEIDING",
            "Inzet van trajectbegeleiders",
            "Provincie Overrede",
            "Loon van de trajectbegeleiders. Verantwoording aan de beleidsadviseur van de provincie.",
            granted_cents=1_600_000_00,
        ),
        FundSketch(
            "WERKGEVERS",
            "Werkgeversbijdrage",
            "Provincie Overrede",
            "Eenmalig 6.000 euro per jongere aan de werkgever, voor opleiding of begeleiding; geen loondispensatie.",
            granted_cents=4_000_000_00,
        ),
    ),
    years=2,
    youngest=16,
    oldest={"mbo": 27},
    is_exchanging=False,
    talk=TALK,
    guiding=Guiding(
        role="itb", guides=12, most=23, caseload=264, contribution_cents=6_000_00, cohorts=(_RUNNING, _LAST, _FIRST)
    ),
)
