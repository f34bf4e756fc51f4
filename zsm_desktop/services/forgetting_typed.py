"""What was typed and lies beside the store, on this computer: of who is forgotten it goes as well."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from zsm_desktop.domain.forgetting import CASE, POINT, Clean, Subject, cleaned_facts
from zsm_desktop.store import earlier_keys, kept_here
from zsm_desktop.store.kept_here import KeptHere, KeptText

if TYPE_CHECKING:
    from zsm_desktop.services.desk import Desk

_OF_A_CASE = "SELECT p.anonymised_on FROM case_file c JOIN pupil p ON p.id = c.pupil_id WHERE c.id = ?"
_AT_A_POINT = """
SELECT p.anonymised_on FROM agenda_item i JOIN case_file c ON c.id = i.case_id JOIN pupil p ON p.id = c.pupil_id
WHERE i.id = ?
"""


def forget_typed(desk: Desk, subject: Subject, clean: Clean) -> int:
    """Of everybody who typed on this computer; how many texts went or were altered. Raises as `KeptHere`."""

    def judge(kept: KeptText) -> KeptText | None:
        if kept.kind == kept_here.FORM:
            return kept if _cleaned(kept, clean) == kept else None
        own = subject.of(CASE) if kept.kind == kept_here.CASE else subject.of(POINT)
        return None if kept.subject_id in own else _cleaned(kept, clean)

    return KeptHere(desk.folder, desk.store.keys, partial(earlier_keys.of_network, desk.store)).clean(judge)


def is_of_forgotten(desk: Desk, kept: KeptText) -> bool:
    """What was typed at a case or a point of a pupil who was forgotten since, at this desk or another."""
    if kept.kind == kept_here.FORM:
        return False
    found = desk.store.rows(_OF_A_CASE if kept.kind == kept_here.CASE else _AT_A_POINT, (kept.subject_id,))
    return bool(found) and found[0][0] is not None


def _cleaned(kept: KeptText, clean: Clean) -> KeptText:
    """A form is told by its title, which may say a pupil too."""
    title = clean(kept.subject_id) if kept.kind == kept_here.FORM else kept.subject_id
    return replace(kept, subject_id=title, base=_clean(kept.base, clean), text=_clean(kept.text, clean))


def _clean(text: str, clean: Clean) -> str:
    """JSON stays what it is where nothing goes from it."""
    try:
        said = json.loads(text)
    except ValueError:
        return clean(text)
    if not isinstance(said, dict | list):
        return clean(text)
    cleaned = cleaned_facts(said, clean)
    return text if cleaned == said else json.dumps(cleaned, ensure_ascii=False)
