"""The register of processing (article 30 AVG) and the DPIA (article 35), filled from the network's own settings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.outside_copies import OutsideCopy
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.models import PrivacyText
from zsm_desktop.services.known import require_version
from zsm_desktop.services.retention import RetentionTerm
from zsm_desktop.services.service import Service, act, read
from zsm_desktop.store.work import Work

REGISTER = (
    "controller", "officer", "purpose", "ground", "people", "categories", "special", "source", "receivers", "outside",
    "terms", "measures",
)  # fmt: skip
DPIA = (
    "dpia_why", "dpia_process", "dpia_need", "dpia_rights", "dpia_risks", "dpia_measures", "dpia_left", "dpia_heard",
    "dpia_advice", "dpia_decided",
)  # fmt: skip
QUESTIONS = (*REGISTER, *DPIA)
MOST_LETTERS = 6_000
_TEXTS = "SELECT key, text, version FROM privacy_text"
_RECEIVERS = """
SELECT o.name, o.kind, (SELECT count(*) FROM contact c WHERE c.organisation_id = o.id AND c.is_active)
FROM organisation o WHERE o.is_active AND o.kind <> 'employer' ORDER BY o.kind <> 'school', o.name
"""
_COUNTS = """
SELECT (SELECT count(*) FROM pupil WHERE anonymised_on IS NULL), (SELECT count(*) FROM case_file),
 (SELECT count(*) FROM organisation WHERE kind = 'employer' AND is_active),
 (SELECT count(*) FROM contact WHERE is_active)
"""
_USERS = "SELECT role, count(*) FROM user_account WHERE is_active GROUP BY role ORDER BY role"


@dataclass(frozen=True, slots=True)
class RegisterField:
    """What the profile asks of each case; a sealed one says something of the matter itself."""

    name: str
    is_sealed: bool
    filled_by: str


@dataclass(frozen=True, slots=True)
class OwnText:
    """`version` 0: the network wrote nothing of its own, the words of the program hold."""

    text: str
    version: int


@dataclass(frozen=True, slots=True)
class RegisterFacts:
    """`receivers` are (name, kind of organisation); `users` how many accounts of each role there are.

    `copies` are those with names that are outside the network.
    """

    network: str
    issuer: str
    day: date
    pupils: int
    cases: int
    employers: int
    contacts: int
    bodies: tuple[str, ...]
    receivers: tuple[tuple[str, str], ...]
    copies: tuple[OutsideCopy, ...]
    fields: tuple[RegisterField, ...]
    terms: tuple[RetentionTerm, ...]
    users: Mapping[str, int]
    is_on_server: bool
    texts: Mapping[str, OwnText]

    def own(self, key: str) -> OwnText:
        return self.texts.get(key, OwnText("", 0))


class PrivacyRegister(Service):
    @read(Permission.READ_PRIVACY)
    def facts(self) -> RegisterFacts:
        rows = self.store.rows
        ((pupils, cases, employers, contacts),) = rows(_COUNTS)
        ((issuer,),) = rows(
            "SELECT coalesce((SELECT name FROM organisation WHERE id = n.issuer_id), '') FROM network n"
        )
        return RegisterFacts(
            network=self.desk.network_name,
            issuer=issuer,
            day=self.desk.day,
            pupils=pupils,
            cases=cases,
            employers=employers,
            contacts=contacts,
            bodies=tuple(str(name) for (name,) in rows("SELECT name FROM meeting_body ORDER BY level, name")),
            receivers=tuple((str(name), str(kind)) for name, kind, _ in rows(_RECEIVERS)),
            copies=tuple(one for one in self.desk.outside_copies.rows() if one.is_outside),
            fields=tuple(
                RegisterField(one.name, one.is_sealed, one.filled_by) for one in self.desk.profile.case_fields
            ),
            terms=self.desk.retention.rules(),
            users={str(role): int(count) for role, count in rows(_USERS)},
            is_on_server=self.desk.is_far,
            texts={str(key): OwnText(str(text), int(version)) for key, text, version in rows(_TEXTS)},
        )

    @act("privacy.text", Permission.KEEP_PRIVACY)
    def write(self, work: Work, key: str, version: int, text: str) -> None:
        """The network's own answer to a question; "" lets the words of the program hold again.

        Raises RuleError("privacy.no_question", "privacy.long_text", "edit.conflict").
        """
        if key not in QUESTIONS:
            raise RuleError("privacy.no_question")
        clean = text.strip()
        if len(clean) > MOST_LETTERS:
            raise RuleError("privacy.long_text", most=MOST_LETTERS)
        row = work.session.get(PrivacyText, key)
        require_version(row, version)
        if row is None and clean:
            work.session.add(PrivacyText(key=key, text=clean))
        elif row is not None and clean:
            row.text = clean
        elif row is not None:
            work.session.delete(row)
        work.subject_id = key
        work.touch("privacy", key)
