"""The bundle the front door hands out: store, actor, clock, and the services, each loaded when first asked for."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from zsm_desktop.domain.calendar import home_day
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import Actor
from zsm_desktop.services.changes import ChangeRelay, of_others
from zsm_desktop.services.lazy import Lazy, OfProfile
from zsm_desktop.services.steps import Steps

if TYPE_CHECKING:
    from zsm_desktop.domain.profiles import Nouns, Profile
    from zsm_desktop.services.access import AccessService
    from zsm_desktop.services.accountability import AccountabilityService
    from zsm_desktop.services.agenda import AgendaService
    from zsm_desktop.services.agreements import Agreements
    from zsm_desktop.services.audit_books import AuditBooks
    from zsm_desktop.services.backups import Backups
    from zsm_desktop.services.balances import Balances
    from zsm_desktop.services.bin import Bin
    from zsm_desktop.services.bodies import Bodies
    from zsm_desktop.services.book_years import BookYears
    from zsm_desktop.services.bookings import Bookings
    from zsm_desktop.services.bottlenecks import Bottlenecks
    from zsm_desktop.services.breaches import Breaches
    from zsm_desktop.services.case_profile import CaseProfile
    from zsm_desktop.services.cases import Cases
    from zsm_desktop.services.catalogue import Catalogue
    from zsm_desktop.services.checks import Checks
    from zsm_desktop.services.choice_tally import ChoiceTallies
    from zsm_desktop.services.clusters import Clusters
    from zsm_desktop.services.deliveries import Deliveries
    from zsm_desktop.services.destroying import Destroying
    from zsm_desktop.services.directors_view import DirectorsView
    from zsm_desktop.services.disputes import Disputes
    from zsm_desktop.services.drafts import Drafts
    from zsm_desktop.services.employer_contributions import EmployerContributions
    from zsm_desktop.services.employers import Employers
    from zsm_desktop.services.evaluations import Evaluations
    from zsm_desktop.services.feasibility import Feasibility
    from zsm_desktop.services.follow_ups import FollowUps
    from zsm_desktop.services.forecast import Forecasts
    from zsm_desktop.services.forgetting import Forgetting
    from zsm_desktop.services.funds import Funds
    from zsm_desktop.services.guiding import Guiding
    from zsm_desktop.services.handing_over import HandingOver
    from zsm_desktop.services.home_copies import HomeCopies
    from zsm_desktop.services.imports import Imports
    from zsm_desktop.services.invitations import Invitations
    from zsm_desktop.services.invoices import Invoices
    from zsm_desktop.services.issuing import Issuing
    from zsm_desktop.services.ledger import Ledger
    from zsm_desktop.services.limits import Limits
    from zsm_desktop.services.live import Live
    from zsm_desktop.services.logbook import Logbook
    from zsm_desktop.services.masks import Masks
    from zsm_desktop.services.meetings import Meetings
    from zsm_desktop.services.minutes import Minutes
    from zsm_desktop.services.needs import Needs
    from zsm_desktop.services.network import NetworkService
    from zsm_desktop.services.network_map import NetworkMap
    from zsm_desktop.services.offers import Offers
    from zsm_desktop.services.old_texts import OldTexts
    from zsm_desktop.services.others import Others
    from zsm_desktop.services.outcomes import Outcomes
    from zsm_desktop.services.outside_copies import OutsideCopies
    from zsm_desktop.services.paper_trail import PaperTrail
    from zsm_desktop.services.papers import Papers
    from zsm_desktop.services.payment_orders import Ordering
    from zsm_desktop.services.payments import Payments
    from zsm_desktop.services.placements import Placements
    from zsm_desktop.services.privacy_register import PrivacyRegister
    from zsm_desktop.services.privacy_requests import PrivacyRequests
    from zsm_desktop.services.profiles import Profiles
    from zsm_desktop.services.pupil_lists import PupilLists
    from zsm_desktop.services.pupil_record import PupilRecords
    from zsm_desktop.services.pupils import Pupils
    from zsm_desktop.services.reciprocity import Reciprocity
    from zsm_desktop.services.reminders import Reminders
    from zsm_desktop.services.result_figures import ResultFigures
    from zsm_desktop.services.results import Results
    from zsm_desktop.services.retention import Retention
    from zsm_desktop.services.rounds import Rounds
    from zsm_desktop.services.scenarios import Scenarios
    from zsm_desktop.services.search import Search
    from zsm_desktop.services.sectors import Sectors
    from zsm_desktop.services.settlement_statements import SettlementStatements
    from zsm_desktop.services.settlements import Settlements
    from zsm_desktop.services.shared_figures import SharedFigures
    from zsm_desktop.services.sheets import Sheets
    from zsm_desktop.services.silence import Silence
    from zsm_desktop.services.statements import Statements
    from zsm_desktop.services.steering_points import SteeringPoints
    from zsm_desktop.services.taken_notes import TakenNotes
    from zsm_desktop.services.taking_along import TakingAlong
    from zsm_desktop.services.talk_lines import TalkLines
    from zsm_desktop.services.targets import Targets
    from zsm_desktop.services.tariffs import Tariffs
    from zsm_desktop.services.today import Today
    from zsm_desktop.services.typed_here import TypedHere
    from zsm_desktop.services.undo import Undo
    from zsm_desktop.services.users import Users
    from zsm_desktop.services.vacancies import Vacancies
    from zsm_desktop.services.vat import Vat
    from zsm_desktop.services.versions import Versions
    from zsm_desktop.services.voting import Voting
    from zsm_desktop.services.waiting_list import WaitingList
    from zsm_desktop.services.wall import Wall
    from zsm_desktop.services.work_figures import WorkFigures
    from zsm_desktop.services.work_placements import WorkPlacements
    from zsm_desktop.services.year_figures import YearFigures
    from zsm_desktop.store.line import Line, Retired, Topics
    from zsm_desktop.store.store import Store
    from zsm_desktop.store.taken_along import TakenAlong
    from zsm_desktop.store.together import Together

Clock = Callable[[], datetime]


class Lost(NamedTuple):
    """Since when the server is not reached, and what it comes to."""

    since: datetime
    why: RuleError


class PutBack(NamedTuple):
    """`old`: the folder of the network it came in the place of, None for none; `is_move`: it is from elsewhere.

    `is_noted`: the copy it came with says so.
    """

    copy_at: datetime
    old: Path | None
    is_aside: bool
    is_move: bool = False
    is_noted: bool = True


class Desk:
    """One person at work in one network; `clock` gives aware moments, `day` is the date in the Netherlands."""

    access: Lazy[AccessService] = Lazy("access:AccessService")
    accountability: Lazy[AccountabilityService] = Lazy("accountability:AccountabilityService")
    agenda: Lazy[AgendaService] = Lazy("agenda:AgendaService")
    agreements: Lazy[Agreements] = Lazy("agreements:Agreements")
    audit_books: Lazy[AuditBooks] = Lazy("audit_books:AuditBooks")
    backups: Lazy[Backups] = Lazy("backups:Backups")
    balances: Lazy[Balances] = Lazy("balances:Balances")
    bin: Lazy[Bin] = Lazy("bin:Bin")
    bodies: Lazy[Bodies] = Lazy("bodies:Bodies")
    book_years: Lazy[BookYears] = Lazy("book_years:BookYears")
    bookings: Lazy[Bookings] = Lazy("bookings:Bookings")
    breaches: Lazy[Breaches] = Lazy("breaches:Breaches")
    case_profile: Lazy[CaseProfile] = Lazy("case_profile:CaseProfile")
    cases: Lazy[Cases] = Lazy("cases:Cases")
    catalogue: Lazy[Catalogue] = Lazy("catalogue:Catalogue")
    bottlenecks: Lazy[Bottlenecks] = Lazy("bottlenecks:Bottlenecks")
    checks: Lazy[Checks] = Lazy("checks:Checks")
    choice_tallies: Lazy[ChoiceTallies] = Lazy("choice_tally:ChoiceTallies")
    clusters: Lazy[Clusters] = Lazy("clusters:Clusters")
    ordering: Lazy[Ordering] = Lazy("payment_orders:Ordering")
    others: Lazy[Others] = Lazy("others:Others")
    deliveries: Lazy[Deliveries] = Lazy("deliveries:Deliveries")
    destroying: Lazy[Destroying] = Lazy("destroying:Destroying")
    directors_view: Lazy[DirectorsView] = Lazy("directors_view:DirectorsView")
    disputes: Lazy[Disputes] = Lazy("disputes:Disputes")
    drafts: Lazy[Drafts] = Lazy("drafts:Drafts")
    evaluations: Lazy[Evaluations] = Lazy("evaluations:Evaluations")
    employer_contributions: Lazy[EmployerContributions] = Lazy("employer_contributions:EmployerContributions")
    employers: Lazy[Employers] = Lazy("employers:Employers")
    feasibility: Lazy[Feasibility] = Lazy("feasibility:Feasibility")
    follow_ups: Lazy[FollowUps] = Lazy("follow_ups:FollowUps")
    forecasts: Lazy[Forecasts] = Lazy("forecast:Forecasts")
    forgetting: Lazy[Forgetting] = Lazy("forgetting:Forgetting")
    funds: Lazy[Funds] = Lazy("funds:Funds")
    guiding: Lazy[Guiding] = Lazy("guiding:Guiding")
    handing_over: Lazy[HandingOver] = Lazy("handing_over:HandingOver")
    home_copies: Lazy[HomeCopies] = Lazy("home_copies:HomeCopies")
    imports: Lazy[Imports] = Lazy("imports:Imports")
    invitations: Lazy[Invitations] = Lazy("invitations:Invitations")
    invoices: Lazy[Invoices] = Lazy("invoices:Invoices")
    issuing: Lazy[Issuing] = Lazy("issuing:Issuing")
    ledger: Lazy[Ledger] = Lazy("ledger:Ledger")
    limits: Lazy[Limits] = Lazy("limits:Limits")
    live: Lazy[Live] = Lazy("live:Live")
    logbook: Lazy[Logbook] = Lazy("logbook:Logbook")
    masks: Lazy[Masks] = Lazy("masks:Masks")
    meetings: Lazy[Meetings] = Lazy("meetings:Meetings")
    minutes: Lazy[Minutes] = Lazy("minutes:Minutes")
    needs: Lazy[Needs] = Lazy("needs:Needs")
    network: Lazy[NetworkService] = Lazy("network:NetworkService")
    network_map: Lazy[NetworkMap] = Lazy("network_map:NetworkMap")
    offers: Lazy[Offers] = Lazy("offers:Offers")
    old_texts: Lazy[OldTexts] = Lazy("old_texts:OldTexts")
    outcomes: Lazy[Outcomes] = Lazy("outcomes:Outcomes")
    outside_copies: Lazy[OutsideCopies] = Lazy("outside_copies:OutsideCopies")
    paper_trail: Lazy[PaperTrail] = Lazy("paper_trail:PaperTrail")
    papers: Lazy[Papers] = Lazy("papers:Papers")
    payments: Lazy[Payments] = Lazy("payments:Payments")
    placements: Lazy[Placements] = Lazy("placements:Placements")
    privacy_register: Lazy[PrivacyRegister] = Lazy("privacy_register:PrivacyRegister")
    privacy_requests: Lazy[PrivacyRequests] = Lazy("privacy_requests:PrivacyRequests")
    profiles: Lazy[Profiles] = Lazy("profiles:Profiles")
    pupil_lists: Lazy[PupilLists] = Lazy("pupil_lists:PupilLists")
    pupil_records: Lazy[PupilRecords] = Lazy("pupil_record:PupilRecords")
    pupils: Lazy[Pupils] = Lazy("pupils:Pupils")
    reciprocity: Lazy[Reciprocity] = Lazy("reciprocity:Reciprocity")
    reminders: Lazy[Reminders] = Lazy("reminders:Reminders")
    result_figures: Lazy[ResultFigures] = Lazy("result_figures:ResultFigures")
    results: Lazy[Results] = Lazy("results:Results")
    retention: Lazy[Retention] = Lazy("retention:Retention")
    rounds: Lazy[Rounds] = Lazy("rounds:Rounds")
    scenarios: Lazy[Scenarios] = Lazy("scenarios:Scenarios")
    search: Lazy[Search] = Lazy("search:Search")
    sectors: Lazy[Sectors] = Lazy("sectors:Sectors")
    settlements: Lazy[Settlements] = Lazy("settlements:Settlements")
    shared_figures: Lazy[SharedFigures] = Lazy("shared_figures:SharedFigures")
    sheets: Lazy[Sheets] = Lazy("sheets:Sheets")
    silence: Lazy[Silence] = Lazy("silence:Silence")
    settlement_statements: Lazy[SettlementStatements] = Lazy("settlement_statements:SettlementStatements")
    statements: Lazy[Statements] = Lazy("statements:Statements")
    steering_points: Lazy[SteeringPoints] = Lazy("steering_points:SteeringPoints")
    taken_notes: Lazy[TakenNotes] = Lazy("taken_notes:TakenNotes")
    taking_along: Lazy[TakingAlong] = Lazy("taking_along:TakingAlong")
    talk_lines: Lazy[TalkLines] = Lazy("talk_lines:TalkLines")
    targets: Lazy[Targets] = Lazy("targets:Targets")
    tariffs: Lazy[Tariffs] = Lazy("tariffs:Tariffs")
    today: Lazy[Today] = Lazy("today:Today")
    typed_here: Lazy[TypedHere] = Lazy("typed_here:TypedHere")
    undo: Lazy[Undo] = Lazy("undo:Undo")
    users: Lazy[Users] = Lazy("users:Users")
    vacancies: Lazy[Vacancies] = Lazy("vacancies:Vacancies")
    vat: Lazy[Vat] = Lazy("vat:Vat")
    voting: Lazy[Voting] = Lazy("voting:Voting")
    waiting_list: Lazy[WaitingList] = Lazy("waiting_list:WaitingList")
    wall: Lazy[Wall] = Lazy("wall:Wall")
    work_placements: Lazy[WorkPlacements] = Lazy("work_placements:WorkPlacements")
    versions: Lazy[Versions] = Lazy("versions:Versions")
    work_figures: Lazy[WorkFigures] = Lazy("work_figures:WorkFigures")
    year_figures: Lazy[YearFigures] = Lazy("year_figures:YearFigures")

    nouns: OfProfile[Nouns] = OfProfile("nouns")
    """What things are called here."""
    profile: OfProfile[Profile] = OfProfile("own")

    def __init__(self, store: Store, actor: Actor, clock: Clock) -> None:
        self.store = store
        self.actor = actor
        self.clock = clock
        self.changes = ChangeRelay()
        self.steps = Steps()
        self.opened: set[str] = set()
        """What of other schools was opened here with a reason that is in the logbook."""
        self.line: Line | None = None
        self.taken: TakenAlong | None = None
        """The meeting that was taken along, at a desk on its copy: only read, and its notes kept beside it."""
        self.copy_at: datetime | None = None
        """A reserve copy is looked into, and this is until when it goes: only read."""
        self.reads_along = False
        """Opened only to read what others may be writing in, as commands do: a paper leaves its line all the same."""
        self.put_back: PutBack | None = None
        """Just now this network was put back from a copy."""
        self.left: Callable[[], object] = lambda: None
        """Told when the desk has been closed."""
        self.published_at: datetime | None = None
        """When this copy to read elsewhere was made; None at the network itself."""
        self.published_until: date | None = None
        """By when it is to be gone, where there are names in it."""
        self.moved: Callable[[], object] = lambda: None
        """Told in any thread that somebody else came or went."""
        self.lost: Lost | None = None
        self.turned: Callable[[], object] = lambda: None
        """Told in any thread at every try to reach the server that fails, when it is there again, and at `retired`."""
        self.retired: Retired | None = None
        """The network went from its server to a file while it was open here, or before: it is only read."""
        self.kept_here: Callable[[], object] = lambda: None
        """Told in any thread that a text could not reach the server and lies on this computer."""

    @property
    def day(self) -> date:
        """Today's date where the schools are."""
        return home_day(self.clock())

    @property
    def network_name(self) -> str:
        ((name,),) = self.store.rows("SELECT name FROM network")
        return str(name)

    @property
    def folder(self) -> Path:
        """Where the network is kept on this computer."""
        return self.store.folder

    @property
    def is_read_only(self) -> bool:
        return self.store.is_read_only or self.retired is not None

    @property
    def has_copy(self) -> bool:
        """A meeting of it was taken along to this computer, or something is left of one."""
        from zsm_desktop.store import taken_along

        return taken_along.lies_in(self.folder)

    @property
    def is_far(self) -> bool:
        """Every question to the store takes a turn over a line."""
        from zsm_desktop.store.store import is_far

        return is_far(self.store)

    def together(self) -> AbstractContextManager[Together]:
        """Takes reads that do not wait for each other; as `store.together`."""
        from zsm_desktop.store.store import together

        return together(self.store)

    def ahead(self, *reads: Callable[[], object], is_plain: bool = False) -> None:
        """As `store.ahead`."""
        from zsm_desktop.store.store import ahead

        ahead(self.store, *reads, is_plain=is_plain)

    def listen(self) -> None:
        """From now on what others do on this store is news here too, until the desk is closed."""
        from zsm_desktop.store.line import Ears

        place = self.store.place
        self.line = place.news.listen(place, self.actor.user_id, Ears(self._hear, self._met, self._turn, self.retire))

    def _hear(self, topics: Topics | None) -> None:
        self.changes.publish(of_others(topics))

    def _met(self) -> None:
        self.moved()

    def _turn(self, error: Exception | None) -> None:
        if error is None:
            self.lost = None
        else:
            why = self.store.place.refusal(error) or RuleError("server.lost")
            self.lost = Lost(self.lost.since if self.lost is not None else self.clock(), why)
        self.turned()

    def retire(self, how: Retired) -> None:
        self.retired = how
        self.turned()
        if how.may_read:
            self.changes.publish(of_others(None))  # what the rooms offer is to be read again

    def close(self) -> None:
        if self.line is not None:
            self.line.stop()
        self.store.close()
        self.left()


def services() -> dict[str, Any]:
    """Every service by the desk's name for it; the house tests walk them."""
    return {name: lazy for name, lazy in vars(Desk).items() if isinstance(lazy, Lazy)}
