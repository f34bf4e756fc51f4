"""All scenes in order. A group is a generator: it arranges something on the stage and yields its name.

After each name the stage is tidied: forms, panels, questions and toasts are gone; what was written stays written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tests.shots import (
    accountability,
    around,
    backups,
    before,
    book_years,
    clashes,
    employers,
    evaluations,
    exchange,
    first_run,
    handing_over,
    helping,
    keys,
    lists,
    meetings,
    open_items,
    outside,
    privacy,
    profiles,
    pupils,
    results,
    rooms,
    rounds,
    schools,
    settled,
    settlements,
    taken,
    tariffs,
    together,
    wall,
)
from tests.shots.stage import Stage

Group = Callable[[Stage], Iterator[str]]

GROUPS: dict[str, Group] = {
    "start": before.start,
    "eerste_start": first_run.first_run,
    "onderdelen": before.pieces,
    "nieuw": rooms.new_network,
    "directeur": rooms.director,
    "begeleider": rooms.coordinator,
    "lezer": rooms.reader,
    "kamer": rooms.every_room,
    "schil": rooms.shell,
    "vandaag": rooms.today,
    "leerlingen": pupils.pupils,
    "regie": pupils.guiding,
    "aanmelden": pupils.entering,
    "inlezen": pupils.importing,
    "netwerk": schools.network,
    "sociale_kaart": schools.network_map,
    "werkgevers": employers.employers,
    "vacatures": employers.at_the_table,
    "scholen": schools.importing,
    "instellingen": schools.settings,
    "sleutels": keys.keys,
    "met_namen": outside.outside,
    "profiel": profiles.profiles,
    "privacy_verzoeken": privacy.requests,
    "privacy_inzage": privacy.access,
    "privacy_register": privacy.register,
    "privacy_datalekken": privacy.breaches,
    "privacy_logboek": privacy.logbook,
    "overdracht": handing_over.handing_over,
    "verhuizen": handing_over.leaving,
    "aanbod": exchange.offers,
    "tarieven": tariffs.tariffs,
    "trajecten": exchange.placements,
    "leveringen": exchange.deliveries,
    "maand": exchange.months,
    "perioden": exchange.periods,
    "rondes": rounds.rounds,
    "subsidies": tariffs.funds,
    "verantwoording": accountability.accountability,
    "btw": tariffs.vat,
    "saldi": exchange.balances,
    "verrekening": settlements.settlements,
    "verrekend": settled.settled,
    "openstaand": open_items.open_items,
    "boekjaren": book_years.book_years,
    "samenwerking": evaluations.evaluations,
    "bespreking": meetings.case_meeting,
    "rondom": around.around,
    "stuurgroep": meetings.steering,
    "resultaten": results.results,
    "namenlijst": lists.lists,
    "doelgroep": lists.target_group,
    "wand": wall.wall,
    "andere_school": around.other_school,
    "samen": together.together,
    "ook_gewijzigd": clashes.clashes,
    "zonder_verbinding": together.lost_line,
    "teruggehaald": together.fetched_back,
    "meegenomen": taken.taken,
    "reservekopie": backups.backups,
    "vergrendelen": helping.locking,
    "hulp": helping.helping,
    "storing": rooms.broken,
}


def scenes(stage: Stage, only: str = "", *, without: frozenset[str] = frozenset()) -> Iterator[str]:
    """The full name of each scene, ready to be looked at; groups that cannot hold `only` are not played."""
    for group, play in GROUPS.items():
        if group in without or (group not in only and only not in group and not _may_hold(group, only)):
            continue
        for name in play(stage):
            whole = f"{group}_{name}"
            if only in whole:
                yield whole
            stage.tidy()
    stage.leave()


def _may_hold(group: str, only: str) -> bool:
    """Whether `only` may stand in the names after the group's own."""
    return "_" not in only or only.startswith(("_", group))
