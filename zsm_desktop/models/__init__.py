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
    BodyPoint,
    CaseDiscussion,
    CaseMeeting,
    Draft,
    Meeting,
    MeetingBody,
    SteeringMeeting,
)
from zsm_desktop.models.minutes import Amendment, MinutesVersion
from zsm_desktop.models.network import Cluster, Contact, Network, Organisation, School
from zsm_desktop.models.offers import Offer, Sector, Tariff, Unit
from zsm_desktop.models.placements import Placement
from zsm_desktop.models.pupils import FormerName, Outcome, Pupil
from zsm_desktop.models.results import (
    ActionItem,
    Bottleneck,
    BottleneckCase,
    BottleneckSchool,
    Decision,
    FeasibilityCheck,
    Need,
)
from zsm_desktop.models.users import User

__all__ = [
    "Account",
    "AccountTotal",
    "ActionItem",
    "AgendaItem",
    "Amendment",
    "Attendance",
    "AuditEvent",
    "Base",
    "BodyMember",
    "BodyPoint",
    "Bottleneck",
    "BottleneckCase",
    "BottleneckSchool",
    "Case",
    "CaseDiscussion",
    "CaseMeeting",
    "CaseSector",
    "Cluster",
    "Consent",
    "Contact",
    "Decision",
    "Delivery",
    "Draft",
    "FeasibilityCheck",
    "FormerName",
    "ImportBatch",
    "JournalEntry",
    "Meeting",
    "MeetingBody",
    "MinutesVersion",
    "Need",
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
