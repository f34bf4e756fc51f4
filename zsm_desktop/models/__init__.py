"""Tables of one network's store: columns and relations only, one file per room."""

from zsm_desktop.models.audit import AuditEvent
from zsm_desktop.models.base import Base
from zsm_desktop.models.cases import Case, CaseSector, Consent, ImportBatch
from zsm_desktop.models.deliveries import Delivery
from zsm_desktop.models.ledger import Account, AccountTotal, JournalEntry, PairTotal, Period, Posting
from zsm_desktop.models.meetings import (
    AgendaItem,
    Attendance,
    BodyMember,
    CaseDiscussion,
    CaseMeeting,
    Meeting,
    MeetingBody,
    SteeringMeeting,
)
from zsm_desktop.models.network import Cluster, Contact, Network, Organisation, School
from zsm_desktop.models.offers import Offer, Sector, Tariff, Unit
from zsm_desktop.models.placements import Placement
from zsm_desktop.models.pupils import Outcome, Pupil
from zsm_desktop.models.results import ActionItem, Bottleneck, Decision
from zsm_desktop.models.users import User

__all__ = [
    "Account",
    "AccountTotal",
    "ActionItem",
    "AgendaItem",
    "Attendance",
    "AuditEvent",
    "Base",
    "BodyMember",
    "Bottleneck",
    "Case",
    "CaseDiscussion",
    "CaseMeeting",
    "CaseSector",
    "Cluster",
    "Consent",
    "Contact",
    "Decision",
    "Delivery",
    "ImportBatch",
    "JournalEntry",
    "Meeting",
    "MeetingBody",
    "Network",
    "Offer",
    "Organisation",
    "Outcome",
    "PairTotal",
    "Period",
    "Placement",
    "Posting",
    "Pupil",
    "School",
    "Sector",
    "SteeringMeeting",
    "Tariff",
    "Unit",
    "User",
]
