"""The command that makes the catalogue: guide, workbook and page, of everything or of one sector or school."""

from __future__ import annotations

from argparse import Namespace

from zsm_desktop.cli.answer import Answer
from zsm_desktop.cli.frame import Entrance
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.words.command_line import WRITTEN


def catalogue(entrance: Entrance, options: Namespace) -> Answer:
    """One file of each format in --out; no amount in any of them without --prices, nor a person without --contacts."""
    from zsm_desktop.reports.catalogue import write
    from zsm_desktop.services.catalogue import CatalogueChoice
    from zsm_desktop.words.catalogue import NO_NAMES

    with entrance.desk() as desk:
        wanted = CatalogueChoice(
            sector_id=_found(
                options.sector, {one.code: one.id for one in desk.offers.sectors()}, "balance.no_sector", "sector"
            ),
            school_id=_found(
                options.school, {one.code: one.id for one in desk.network.schools()}, "balance.no_school", "school"
            ),
            with_prices=options.prices,
            with_contacts=options.contacts,
        )
        files = write(desk, options.out, wanted)
        warned = () if desk.masks.knows_names() else (NO_NAMES,)
    remarks = [WRITTEN.format(path=path) for path in files.values()]
    return Answer({name: str(path) for name, path in files.items()}, remarks=(*remarks, *warned))


def _found(code: str | None, ids: dict[str, str], refusal: str, fact: str) -> str | None:
    """The identifier behind a code, however its letters were typed; None where none was given."""
    if code is None:
        return None
    wanted = code.strip().casefold()
    for known, found in ids.items():
        if known.casefold() == wanted:
            return found
    raise RuleError(refusal, **{fact: code})
