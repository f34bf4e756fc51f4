"""Where further parts of the sample come in: each adds rows to what is there, in this order, and one line here.

A part has dice of its own (`frame.dice("its name")`), so that it changes nothing of the others.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from zsm_desktop.domain.profiles import Profile
from zsm_desktop.services.sample.casework import CasePlan
from zsm_desktop.services.sample.employers import employer_rows
from zsm_desktop.services.sample.evaluating import evaluation_rows
from zsm_desktop.services.sample.guides import described, guide_rows, member_rows
from zsm_desktop.services.sample.particular_rows import more_people, particular_rows
from zsm_desktop.services.sample.parties import Network
from zsm_desktop.services.sample.portraits.portrait import Portrait
from zsm_desktop.services.sample.pupils import PupilFacts
from zsm_desktop.services.sample.shape import Frame, Rows


@dataclass(frozen=True, slots=True)
class Known:
    """What is written when a further part is asked; `bodies` and `funds` are identifiers by code.

    `told`: tables the way of this network itself has rows of, which a usual part then leaves alone.

    Rows in `network.rows` are written as well and only to be looked at.
    """

    profile: Profile
    portrait: Portrait
    network: Network
    pupils: Sequence[PupilFacts]
    plans: Sequence[CasePlan]
    sector_ids: dict[str, str]
    bodies: dict[str, str]
    funds: dict[str, str]
    told: frozenset[str]


BesideNetwork = Callable[[Frame, Profile, Portrait, Network], Rows]
BesideCases = Callable[[Frame, Known], Rows]

BESIDE_NETWORK: tuple[BesideNetwork, ...] = (described, more_people, evaluation_rows)
"""Before organisations are written: may fill in their rows in `network.rows`, and gives rows of other tables."""
BESIDE_CASES: tuple[BesideCases, ...] = (member_rows, guide_rows, employer_rows, particular_rows)
"""After pupils, cases and meetings were written."""
