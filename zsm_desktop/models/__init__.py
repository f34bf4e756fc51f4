"""Tables of one network's store: columns and relations only, one file per room."""

from zsm_desktop.models.audit import AuditEvent
from zsm_desktop.models.base import Base
from zsm_desktop.models.case_profile import CasePhase, CaseValue
from zsm_desktop.models.cases import Case, CaseSector, Consent, ImportBatch
from zsm_desktop.models.deliveries import Delivery, DisputeMessage
from zsm_desktop.models.funds import Fund, FundClaim
from zsm_desktop.models.indicators import Target
from zsm_desktop.models.invoices import Invoice, InvoicePayment, Logo, Reminder, ReminderText
from zsm_desktop.models.ledger import (
    Account,
    AccountTotal,
    FlowTotal,
    JournalEntry,
    PairTotal,
    Period,
    PeriodReopening,
    Posting,
    Statement,
    YearClosing,
)
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
from zsm_desktop.models.network import Cluster, Contact, Network, NetworkProfile, Organisation, RetentionRule, School
from zsm_desktop.models.offers import Booking, Offer, Sector, Unit
from zsm_desktop.models.placements import Placement, PlacementChange, PlacementMonth
from zsm_desktop.models.pupils import FollowUp, FormerName, Outcome, Pupil
from zsm_desktop.models.results import (
    ActionItem,
    Bottleneck,
    BottleneckCase,
    BottleneckSchool,
    Decision,
    FeasibilityCheck,
    Need,
)
from zsm_desktop.models.rounds import ConfirmationLine, ConfirmationRound
from zsm_desktop.models.settlements import (
    AgreementBand,
    AgreementSignature,
    Settlement,
    SettlementAgreement,
    SettlementDocument,
    SettlementLine,
    SettlementPayment,
)
from zsm_desktop.models.tariffs import Tariff, VatRule
from zsm_desktop.models.users import User

__all__ = [
    "Account",
    "AccountTotal",
    "ActionItem",
    "AgendaItem",
    "AgreementBand",
    "AgreementSignature",
    "Amendment",
    "Attendance",
    "AuditEvent",
    "Base",
    "BodyMember",
    "BodyPoint",
    "Booking",
    "Bottleneck",
    "BottleneckCase",
    "BottleneckSchool",
    "Case",
    "CaseDiscussion",
    "CaseMeeting",
    "CasePhase",
    "CaseSector",
    "CaseValue",
    "Cluster",
    "ConfirmationLine",
    "ConfirmationRound",
    "Consent",
    "Contact",
    "Decision",
    "Delivery",
    "DisputeMessage",
    "Draft",
    "FeasibilityCheck",
    "FlowTotal",
    "FollowUp",
    "FormerName",
    "Fund",
    "FundClaim",
    "ImportBatch",
    "Invoice",
    "InvoicePayment",
    "JournalEntry",
    "Logo",
    "Meeting",
    "MeetingBody",
    "MinutesVersion",
    "Need",
    "Network",
    "NetworkProfile",
    "Offer",
    "Organisation",
    "Outcome",
    "PairTotal",
    "Period",
    "PeriodReopening",
    "Placement",
    "PlacementChange",
    "PlacementMonth",
    "Posting",
    "Pupil",
    "Reminder",
    "ReminderText",
    "RetentionRule",
    "School",
    "Sector",
    "Settlement",
    "SettlementAgreement",
    "SettlementDocument",
    "SettlementLine",
    "SettlementPayment",
    "Statement",
    "SteeringMeeting",
    "Target",
    "Tariff",
    "Unit",
    "User",
    "VatRule",
    "YearClosing",
]
