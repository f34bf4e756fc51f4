"""The network's own profile: what it says, its words changed here, and another one taken in whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.domain.profiles import USUAL_NOUNS, Noun, Nouns, Profile
from zsm_desktop.services.service import Service, act, read
from zsm_desktop.services.shipped_profiles import USUAL, codes, shipped, text_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from zsm_desktop.domain.profile_changes import Difference
    from zsm_desktop.store.work import Work

_KEPT = """
SELECT n.profile, p.text, coalesce(p.version, 0) FROM network n LEFT JOIN network_profile p ON p.code = n.profile
"""


@dataclass(frozen=True, slots=True)
class ProfileFacts:
    """`version` is that of the row, 0 where an older store has none. `is_own`: its text is no longer the shipped one.

    `is_readable` False: what is kept is of a later version of the program; it shows as the usual one and is left alone.
    """

    profile: Profile
    text: str
    version: int
    is_own: bool
    is_readable: bool = True


class Profiles(Service):
    @read(Permission.READ_NETWORK)
    def facts(self) -> ProfileFacts:
        return _facts(self.store.rows(_KEPT)[0])

    @read(Permission.READ_NETWORK)
    def own(self) -> Profile:
        """As `facts`, and no more of it."""
        return self.facts().profile

    @read(Permission.READ_NETWORK)
    def nouns(self) -> Nouns:
        """What things are called here."""
        code, text, _version = row = self.store.rows(_KEPT)[0]
        if code == USUAL and text in {None, text_of(USUAL)}:
            return USUAL_NOUNS  # most networks: nothing to read through
        return _facts(row).profile.nouns

    @read(Permission.READ_NETWORK)
    def has_steering(self) -> bool:
        """Whether anybody meets about the network itself."""
        return bool(self.store.rows("SELECT 1 FROM meeting_body WHERE kind = 'steering' LIMIT 1"))

    @read(Permission.READ_NETWORK)
    def preview(self, text: str) -> tuple[Difference, ...]:
        """What taking it in would change. Raises RuleError with the first finding where the text is no profile."""
        from zsm_desktop.domain.profile_changes import Difference, differences

        new = _require(text)
        have = {code for (code,) in self.store.rows("SELECT code FROM meeting_body")}
        bodies = tuple(Difference("bodies", "", body.name) for body in new.bodies if body.code not in have)
        return (*differences(self.facts().profile, new), *bodies)

    @act("profile.words", Permission.EDIT_NETWORK)
    def set_words(self, work: Work, version: int, words: Mapping[str, Noun]) -> None:
        """What things are called from now on. Raises RuleError("edit.conflict"), and as taking in a text does."""
        from zsm_desktop.domain.profile_writing import write
        from zsm_desktop.services.profile_keeping import keep

        facts = _facts(work.rows(_KEPT, {})[0])
        if not facts.is_readable:
            raise RuleError("profile.kept_later")
        made = write(facts.profile.with_words({**facts.profile.nouns.by_code, **words}))
        keep(work, _require(made), made, version)

    @act("profile.take_in", Permission.EDIT_NETWORK)
    def take_in(self, work: Work, version: int, text: str) -> None:
        """Instead of the one there was, with the bodies, sectors and units that are not there yet; nothing goes away.

        Raises RuleError("edit.conflict"), with the first finding where the text is no profile, and "body.twice" for a
        body that comes under the name of another.
        """
        from zsm_desktop.services.choice_tally import recount
        from zsm_desktop.services.profile_keeping import add_missing, keep

        profile = _require(text)
        keep(work, profile, text, version)
        add_missing(work, profile)
        if work.seal.may_open:
            recount(work, profile)
        work.touch("body")
        work.touch("sector")


def profile_of(session: Session) -> Profile:
    """Of the network whose store this is."""
    from sqlalchemy import text

    return _facts(session.execute(text(_KEPT)).one()).profile


@lru_cache(maxsize=8)
def _read(text: str) -> Profile | None:
    """It is asked for by every screen and paper, and takes some thousandths of a second to read."""
    from zsm_desktop.domain.profile_text import read as read_text

    return read_text(text).profile


def _facts(row: Sequence[object]) -> ProfileFacts:
    code, kept, version = str(row[0]), row[1], int(str(row[2]))
    original = text_of(code) if code in codes() else ""
    text = str(kept) if kept else original or text_of(USUAL)
    profile = _read(text)
    if profile is None:
        return ProfileFacts(shipped(USUAL), text, version, is_own=True, is_readable=False)
    return ProfileFacts(profile, text, version, is_own=text != original)


def _require(text: str) -> Profile:
    from zsm_desktop.domain.profile_text import read as read_text

    found = read_text(text)
    if found.profile is None:
        first = found.findings[0]
        raise RuleError(first.code, **{"line": first.row, **first.facts})
    return found.profile
