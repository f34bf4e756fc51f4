"""Who issues for the whole network, what that work takes, and the picture on an organisation's papers."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select, update

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.letterheads import require_logo
from zsm_desktop.domain.permissions import Permission
from zsm_desktop.models import Logo, Network, Organisation
from zsm_desktop.services.known import all_known, known, require_version
from zsm_desktop.services.service import Service, act, read
from zsm_desktop.store.work import Work

MOST_MINUTES = 600
_RULE = """
SELECT coalesce(n.issuer_id, ''), coalesce(o.name, ''), n.document_minutes, n.payment_minutes, n.version
FROM network n LEFT JOIN organisation o ON o.id = n.issuer_id
"""
_PICTURE = "SELECT picture FROM logo WHERE organisation_id = :id AND is_current"
_KEPT = "SELECT picture FROM logo WHERE hash = :hash"


@dataclass(frozen=True, slots=True)
class IssuingRule:
    """The penvoerder, "" while there is none, and the minutes that one document and one payment take.

    `version` is that of the network.
    """

    issuer_id: str
    issuer: str
    document_minutes: int
    payment_minutes: int
    version: int


class Issuing(Service):
    @read(Permission.READ_NETWORK)
    def rule(self) -> IssuingRule:
        return IssuingRule(*self.store.rows(_RULE)[0])

    @read(Permission.READ_NETWORK)
    def logo(self, organisation_id: str) -> bytes:
        """What it prints now; b"" where it has none."""
        rows = self.store.rows(_PICTURE, {"id": organisation_id})
        return bytes(rows[0][0]) if rows else b""

    @read(Permission.READ_NETWORK)
    def picture(self, hash_: str) -> bytes:
        """The one a document was issued with; b"" for "". Raises RuleError("invoice.logo") where it is gone."""
        rows = self.store.rows(_KEPT, {"hash": hash_}) if hash_ else []
        if hash_ and not rows:
            raise RuleError("invoice.logo")
        return bytes(rows[0][0]) if rows else b""

    @act("issuing.set", Permission.EDIT_NETWORK)
    def set(
        self, work: Work, version: int, issuer_id: str | None, *, document_minutes: int, payment_minutes: int
    ) -> None:
        """Raises RuleError("edit.conflict", "network.no_organisation", "issuing.minutes")."""
        row = work.session.scalars(select(Network)).one()
        require_version(row, version)
        all_known(work, Organisation, [issuer_id], "network.no_organisation")
        if not all(0 <= minutes <= MOST_MINUTES for minutes in (document_minutes, payment_minutes)):
            raise RuleError("issuing.minutes", most=MOST_MINUTES)
        row.issuer_id, row.document_minutes, row.payment_minutes = issuer_id, document_minutes, payment_minutes
        work.subject_id = row.id
        work.touch("network", row.id)

    @act("issuing.choose_logo", Permission.EDIT_NETWORK)
    def choose_logo(self, work: Work, organisation_id: str, version: int, picture: bytes) -> None:
        """Instead of the one there was, which stays for what was issued with it.

        Raises RuleError("network.no_organisation", "edit.conflict", "logo.…").
        """
        organisation = self._organisation(work, organisation_id, version)
        hash_ = require_logo(picture)
        kept = work.session.get(Logo, (organisation_id, hash_))
        if kept is None:
            work.session.add(Logo(hash=hash_, organisation_id=organisation_id, picture=picture))
        else:
            kept.is_current = True
        self._said(work, organisation)

    @act("issuing.remove_logo", Permission.EDIT_NETWORK)
    def remove_logo(self, work: Work, organisation_id: str, version: int) -> None:
        """From what it issues from now on. Raises RuleError("network.no_organisation", "edit.conflict")."""
        self._said(work, self._organisation(work, organisation_id, version))

    def _organisation(self, work: Work, organisation_id: str, version: int) -> Organisation:
        organisation = known(work, Organisation, organisation_id, "network.no_organisation")
        require_version(organisation, version)
        work.session.execute(update(Logo).where(Logo.organisation_id == organisation_id).values(is_current=False))
        return organisation

    def _said(self, work: Work, organisation: Organisation) -> None:
        work.subject_id = organisation.id
        work.touch("school" if organisation.kind == "school" else "network", organisation.id)
