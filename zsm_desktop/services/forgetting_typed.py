"""What was typed and lies beside the store, on this computer: of who is forgotten it goes as well.

It goes once the store has let go of the rest. Until then there is a file that says what is to go, so that no crash
leaves it, and nothing goes of an act that was taken back.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.forgetting import CASE, POINT, Clean, Subject, cleaned_text
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.store import earlier_keys, kept_here
from zsm_desktop.store.kept_here import KeptHere, KeptText, ToGo

if TYPE_CHECKING:
    from zsm_desktop.services.desk import Desk

_IS_DONE = "SELECT 1 FROM destruction WHERE id = ? AND ended_at IS NOT NULL"
_OF_A_CASE = "SELECT p.anonymised_on FROM case_file c JOIN pupil p ON p.id = c.pupil_id WHERE c.id = ?"
_AT_A_POINT = """
SELECT p.anonymised_on FROM agenda_item i JOIN case_file c ON c.id = i.case_id JOIN pupil p ON p.id = c.pupil_id
WHERE i.id = ?
"""


def weigh(desk: Desk, subject: Subject, clean: Clean) -> ToGo:
    """Of everybody who typed on this computer, what is to go or to be altered. Raises as `KeptHere`."""

    def judge(kept: KeptText) -> KeptText | None:
        if kept.kind == kept_here.FORM:
            return kept if _cleaned(kept, clean) == kept else None
        own = subject.of(CASE) if kept.kind == kept_here.CASE else subject.of(POINT)
        return None if kept.subject_id in own else _cleaned(kept, clean)

    return KeptHere(desk.folder, desk.store.keys, partial(earlier_keys.of_network, desk.store)).weigh(judge)


def carry_out(desk: Desk) -> bool:
    """What was laid down to go goes now; False where it stays for the next time.

    On a server only who reads which runs there were can tell: the others leave it.
    """
    if desk.is_read_only or not (desk.store.place.shows_all or desk.actor.may(Permission.KEEP_PRIVACY)):
        return True
    try:
        kept_here.carry_out(desk.folder, lambda run: bool(desk.store.rows(_IS_DONE, (run,))))
    except RuleError:
        return False
    return True


def is_of_forgotten(desk: Desk, kept: KeptText) -> bool:
    """What was typed at a case or a point of a pupil who was forgotten since, at this desk or another."""
    if kept.kind == kept_here.FORM:
        return False
    found = desk.store.rows(_OF_A_CASE if kept.kind == kept_here.CASE else _AT_A_POINT, (kept.subject_id,))
    return bool(found) and found[0][0] is not None


def _cleaned(kept: KeptText, clean: Clean) -> KeptText:
    """A form is told by its title, which may say a pupil too."""
    title = clean(kept.subject_id) if kept.kind == kept_here.FORM else kept.subject_id
    return replace(kept, subject_id=title, base=cleaned_text(kept.base, clean), text=cleaned_text(kept.text, clean))
