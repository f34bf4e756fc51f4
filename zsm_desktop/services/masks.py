"""The mask of this network, in memory only: what every free text passes before it leaves the private window.

It is made of all pupils, also of other schools: nobody sees these names, they are only looked for. Whoever holds no
second key cannot build it and gets one that knows telephone numbers, e-mail addresses and nothing else; such a user
reads no sealed text either, and `knows_names` says so, for the paper to tell.

With many pupils it takes seconds to build, so never inside an act, for which all who write would wait: such an act
stops and begins anew when it is built. Inside it, where nobody else can enter a name, only what came since is added.
"""

from __future__ import annotations

import threading
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from zsm_desktop.domain.masking import Gone, Hidden, Kind, KnownPupil, Mask, Masked
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.services.changes import Changes
from zsm_desktop.services.former_facts import CORRECT, FormerFacts, former_facts, known_before
from zsm_desktop.services.service import NotReady, Service, is_acting, opened, read

if TYPE_CHECKING:
    from zsm_desktop.services.desk import Desk

SOMEBODY = "iemand"
_FREE = frozenset({"contact", "network", "offer", "school", "user"})
_PUPILS = (
    "SELECT id, sequence, pseudonym, given_name, family_name, birth_date, guardian_contact, school_reference FROM pupil"
)
_FORMER = "SELECT id, pupil_id, given_name, family_name FROM former_name ORDER BY id"
_SINCE = """
SELECT coalesce((SELECT id FROM pupil WHERE sequence = ?), ''), (SELECT coalesce(max(sequence), 0) FROM pupil),
 (SELECT count(*) FROM former_name), (SELECT coalesce(max(number), 0) FROM audit_event),
 (SELECT count(*) FROM audit_event WHERE number > ? AND act = ?)
"""
_CORRECTED = "SELECT DISTINCT subject_id FROM audit_event WHERE number > ? AND act = ?"
_LAST_LINE = "SELECT coalesce(max(number), 0) FROM audit_event"
_AT_WORK = "SELECT name FROM contact UNION SELECT name FROM user_account"
_OTHERS = (
    "SELECT name FROM organisation UNION SELECT name FROM offer UNION SELECT name FROM meeting_body "
    "UNION SELECT name FROM network"
)
_AT_ONCE = 200
"""Pupils between two looks whether the building is still wanted, and the most that are added to what was built."""


def _go_on() -> None:
    """Nobody wants to stop the building."""


class HiddenTexts:
    """Passes texts through the mask and remembers what was hidden."""

    def __init__(self, masks: Masks) -> None:
        self._masks = masks
        self._counted: Counter[tuple[Kind, str]] = Counter()

    @property
    def hidden(self) -> tuple[Hidden, ...]:
        return tuple(Hidden(kind, shown, times) for (kind, shown), times in self._counted.items())

    def show(self, text: str, about: Sequence[str] = ()) -> str:
        return self._kept(self._masks.hide(text, about))

    def person(self, who: str, about: Sequence[str] = ()) -> str:
        return self._kept(self._masks.person(who, about))

    def _kept(self, masked: Masked) -> str:
        for one in masked.hidden:
            self._counted[one.kind, one.shown] += one.times
        return masked.text


class Masks(Service):
    """Built when first needed, or beforehand by `prepare`; then kept up to date by what the desk hears."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._lock = threading.RLock()
        self._mask: Mask | None = None
        self._last, self._last_id, self._line = 0, "", 0
        self._changed: set[str] = set()
        self._at_work: frozenset[str] = frozenset()
        self._free: frozenset[str] = frozenset()
        self._may_differ = False
        self._former: dict[str, list[tuple[Any, ...]]] = {}
        self._corrected: FormerFacts = {}
        desk.changes.subscribe(self._hear)

    @read(Permission.READ_NETWORK)
    def hide(self, text: str, about: Sequence[str] = ()) -> Masked:
        """`text` without what identifies a pupil or who is at home; `about` are the pupils it is likely about."""
        if not text or text.isspace():
            return Masked(text, ())
        return self._current().hide(text, about)

    @read(Permission.OPEN_NAMES)
    def hide_others(self, text: str, own: KnownPupil) -> str:
        """`text` as the pupil `own` may read it: what identifies another is hidden, what is of `own` stands."""
        if not text or text.isspace():
            return text
        return self._current().hide(text, own=own).text

    @read(Permission.READ_NETWORK)
    def person(self, who: str, about: Sequence[str] = ()) -> Masked:
        """Who does something or was there: people of the network by name; a pupil or someone at home is masked.

        Somebody unknown who shares a name with a pupil comes out as "iemand": half a name would be a wrong name.
        """
        masked = self.hide(who, about)
        if not masked.hidden or " ".join(who.split()).casefold() in self._at_work:
            return Masked(who, ())
        if len(masked.hidden) == 1 and masked.hidden[0].shown == masked.text.strip():
            return masked
        return Masked(SOMEBODY, tuple(Hidden(one.kind, SOMEBODY, one.times) for one in masked.hidden[:1]))

    @read(Permission.READ_NETWORK)
    def knows_names(self) -> bool:
        """False for who holds no second key: names then stay where somebody typed them in an open text."""
        return self.store.seal.may_open

    @read(Permission.READ_NETWORK)
    def prepare(self, go_on: Callable[[], object] = _go_on) -> None:
        """Builds it now, in any thread; `go_on` is called now and then and may raise to stop."""
        self._current(go_on)

    @read(Permission.KEEP_PRIVACY)
    def forgetting(self, gone: Gone) -> Callable[[str], str]:
        """What takes these out of a text, where nobody else who is known may be meant."""
        mask = self._current()
        return lambda text: mask.hide(text, gone=gone).text if gone.may_be_in(text) else text

    def _hear(self, changes: Changes) -> None:
        with self._lock:
            pupils = changes.topics.get("pupil")
            self._changed |= pupils or frozenset()
            is_large = pupils is not None and (not pupils or len(self._changed) > _AT_ONCE)
            self._may_differ |= not _FREE.isdisjoint(changes.topics)
            if is_large:
                self._mask = None

    def _current(self, go_on: Callable[[], object] = _go_on) -> Mask:
        self._require_built()  # while another thread builds, our lock is held
        with self._lock:
            if self._mask is not None and self.store.seal.may_open:
                self._renew(self._mask)
            self._require_built()
            if self._mask is None:
                self._mask = self._built(go_on)
            elif self._may_differ:
                self._renew_free(self._mask)
            return self._mask

    def _require_built(self) -> None:
        if self._mask is None and is_acting():
            raise NotReady(self.prepare)

    def _renew_free(self, mask: Mask) -> None:
        """What may always be read: an act on an offer, such as a placement, seldom changes its name."""
        at_work = [str(row[0]) for row in self.store.rows(_AT_WORK)]
        free = frozenset(str(row[0]) for row in self.store.rows(f"{_AT_WORK} UNION {_OTHERS}"))
        if free != self._free:
            mask.set_free(free)
        self._at_work = frozenset(" ".join(name.split()).casefold() for name in at_work)
        self._free, self._may_differ = free, False

    def _built(self, go_on: Callable[[], object]) -> Mask:
        self._changed.clear()
        self._last, self._last_id = 0, ""
        self._free = frozenset()
        mask = Mask()
        self._renew_free(mask)
        if self.store.seal.may_open:
            self._read_former()
            ((self._line,),) = self.store.rows(_LAST_LINE)
            self._corrected = former_facts(self.store.rows, self.store.seal)
            for at, row in enumerate(self.store.rows(f"{_PUPILS} ORDER BY sequence")):
                if at % _AT_ONCE == 0:
                    go_on()
                self._add(mask, row)
        return mask

    def _renew(self, mask: Mask) -> None:
        """What the desk heard of, and names that came without its hearing; lets go of a mask that lacks too many.

        Numbers of pupils that were taken back are given again, who is called otherwise was called something, and of
        what was set right the logbook has a line.
        """
        since = (self._line, CORRECT)
        ((last_id, last, formers, line, corrected),) = self.store.rows(_SINCE, (self._last, *since))
        if last_id != self._last_id or last - self._last > _AT_ONCE:
            self._mask = None
            return
        if self._changed or formers != sum(map(len, self._former.values())):
            self._changed |= self._read_former()
        if corrected:
            self._corrected = former_facts(self.store.rows, self.store.seal)
            self._changed |= {str(pupil_id) for (pupil_id,) in self.store.rows(_CORRECTED, since)}
        self._line = line
        for pupil_id in self._changed:
            for row in self.store.rows(f"{_PUPILS} WHERE id = ?", (pupil_id,)):
                self._add(mask, row)
        self._changed.clear()
        if last > self._last:
            for row in self.store.rows(f"{_PUPILS} WHERE sequence > ? ORDER BY sequence", (self._last,)):
                self._add(mask, row)

    def _add(self, mask: Mask, row: Sequence[Any]) -> None:
        pupil_id, sequence, pseudonym, *sealed = row
        columns = ("given_name", "family_name", "birth_date", "guardian_contact", "school_reference")
        given, family, born, at_home, reference = (
            opened(self.store.seal, "pupil", pupil_id, column, value)
            for column, value in zip(columns, sealed, strict=True)
        )
        birth_date = date.fromisoformat(born) if born else None
        now = KnownPupil(pupil_id, pseudonym, given, family, birth_date, at_home, reference)
        mask.add(now)
        for facts in self._corrected.get(pupil_id, ()):
            mask.add(known_before(now, facts))
        for former_id, *names in self._former.get(pupil_id, ()):
            given, family = (
                opened(self.store.seal, "former_name", former_id, column, value)
                for column, value in zip(("given_name", "family_name"), names, strict=True)
            )
            mask.add(KnownPupil(pupil_id, pseudonym, given, family))
        if sequence > self._last:
            self._last, self._last_id = sequence, pupil_id

    def _read_former(self) -> set[str]:
        """Whose former names are others than they were."""
        rows = self.store.rows(_FORMER)
        before, self._former = self._former, defaultdict(list)
        for former_id, pupil_id, *names in rows:
            self._former[pupil_id].append((former_id, *names))
        return {pupil_id for pupil_id, names in self._former.items() if names != before.get(pupil_id)}


def forget(masks: Masks) -> None:
    """Names are in memory no longer; the mask is built anew when it is needed."""
    with masks._lock:  # noqa: SLF001 - of this module
        masks._mask, masks._former, masks._corrected = None, {}, {}  # noqa: SLF001 - of this module
