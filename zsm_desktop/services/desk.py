"""The bundle the front door hands out: store, actor, clock, and the services, each loaded when first asked for."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar
from zoneinfo import ZoneInfo

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.permissions import Actor
from zsm_desktop.services.changes import ChangeRelay, Changes, of_others
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
T = TypeVar("T")

HOME = ZoneInfo("Europe/Amsterdam")


class Lost(NamedTuple):
    """Since when the server is not reached, and what it comes to."""

    since: datetime
    why: RuleError


class PutBack(NamedTuple):
    """`old`: the folder of the network it came in the place of, None for none; `is_move`: it is from elsewhere."""

    copy_at: datetime
    old: Path | None
    is_aside: bool
    is_move: bool = False


class _Lazy(Generic[T]):
    """A service of the desk, imported and made on first use and kept from then on."""

    def __init__(self, path: str) -> None:
        self._module, self._class = path.split(":")
        self._name = ""

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, desk: Desk, owner: type) -> T:
        module = import_module(f"zsm_desktop.services.{self._module}")
        service: T = getattr(module, self._class)(desk)
        desk.__dict__[self._name] = service
        return service


class _OfProfile(Generic[T]):
    """What a read of `profiles` gives: read when first asked for, and again after news of the profile."""

    def __init__(self, read: str) -> None:
        self._read = read
        self._name = ""

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, desk: Desk, owner: type) -> T:
        found: T = getattr(desk.profiles, self._read)()
        desk.__dict__[self._name] = found

        def forget(changes: Changes) -> None:
            if "profile" in changes.topics:
                del desk.__dict__[self._name]
                stop()

        stop = desk.changes.subscribe(forget)
        return found


class Desk:
    """One person at work in one network; `clock` gives aware moments, `day` is the date in the Netherlands."""

    access: _Lazy[AccessService] = _Lazy("access:AccessService")
    accountability: _Lazy[AccountabilityService] = _Lazy("accountability:AccountabilityService")
    agenda: _Lazy[AgendaService] = _Lazy("agenda:AgendaService")
    agreements: _Lazy[Agreements] = _Lazy("agreements:Agreements")
    audit_books: _Lazy[AuditBooks] = _Lazy("audit_books:AuditBooks")
    backups: _Lazy[Backups] = _Lazy("backups:Backups")
    balances: _Lazy[Balances] = _Lazy("balances:Balances")
    bin: _Lazy[Bin] = _Lazy("bin:Bin")
    bodies: _Lazy[Bodies] = _Lazy("bodies:Bodies")
    book_years: _Lazy[BookYears] = _Lazy("book_years:BookYears")
    bookings: _Lazy[Bookings] = _Lazy("bookings:Bookings")
    breaches: _Lazy[Breaches] = _Lazy("breaches:Breaches")
    case_profile: _Lazy[CaseProfile] = _Lazy("case_profile:CaseProfile")
    cases: _Lazy[Cases] = _Lazy("cases:Cases")
    catalogue: _Lazy[Catalogue] = _Lazy("catalogue:Catalogue")
    bottlenecks: _Lazy[Bottlenecks] = _Lazy("bottlenecks:Bottlenecks")
    checks: _Lazy[Checks] = _Lazy("checks:Checks")
    choice_tallies: _Lazy[ChoiceTallies] = _Lazy("choice_tally:ChoiceTallies")
    clusters: _Lazy[Clusters] = _Lazy("clusters:Clusters")
    ordering: _Lazy[Ordering] = _Lazy("payment_orders:Ordering")
    others: _Lazy[Others] = _Lazy("others:Others")
    deliveries: _Lazy[Deliveries] = _Lazy("deliveries:Deliveries")
    destroying: _Lazy[Destroying] = _Lazy("destroying:Destroying")
    directors_view: _Lazy[DirectorsView] = _Lazy("directors_view:DirectorsView")
    disputes: _Lazy[Disputes] = _Lazy("disputes:Disputes")
    drafts: _Lazy[Drafts] = _Lazy("drafts:Drafts")
    evaluations: _Lazy[Evaluations] = _Lazy("evaluations:Evaluations")
    employer_contributions: _Lazy[EmployerContributions] = _Lazy("employer_contributions:EmployerContributions")
    employers: _Lazy[Employers] = _Lazy("employers:Employers")
    feasibility: _Lazy[Feasibility] = _Lazy("feasibility:Feasibility")
    follow_ups: _Lazy[FollowUps] = _Lazy("follow_ups:FollowUps")
    forecasts: _Lazy[Forecasts] = _Lazy("forecast:Forecasts")
    forgetting: _Lazy[Forgetting] = _Lazy("forgetting:Forgetting")
    funds: _Lazy[Funds] = _Lazy("funds:Funds")
    guiding: _Lazy[Guiding] = _Lazy("guiding:Guiding")
    handing_over: _Lazy[HandingOver] = _Lazy("handing_over:HandingOver")
    imports: _Lazy[Imports] = _Lazy("imports:Imports")
    invitations: _Lazy[Invitations] = _Lazy("invitations:Invitations")
    invoices: _Lazy[Invoices] = _Lazy("invoices:Invoices")
    issuing: _Lazy[Issuing] = _Lazy("issuing:Issuing")
    ledger: _Lazy[Ledger] = _Lazy("ledger:Ledger")
    limits: _Lazy[Limits] = _Lazy("limits:Limits")
    live: _Lazy[Live] = _Lazy("live:Live")
    logbook: _Lazy[Logbook] = _Lazy("logbook:Logbook")
    masks: _Lazy[Masks] = _Lazy("masks:Masks")
    meetings: _Lazy[Meetings] = _Lazy("meetings:Meetings")
    minutes: _Lazy[Minutes] = _Lazy("minutes:Minutes")
    needs: _Lazy[Needs] = _Lazy("needs:Needs")
    network: _Lazy[NetworkService] = _Lazy("network:NetworkService")
    network_map: _Lazy[NetworkMap] = _Lazy("network_map:NetworkMap")
    offers: _Lazy[Offers] = _Lazy("offers:Offers")
    old_texts: _Lazy[OldTexts] = _Lazy("old_texts:OldTexts")
    outcomes: _Lazy[Outcomes] = _Lazy("outcomes:Outcomes")
    papers: _Lazy[Papers] = _Lazy("papers:Papers")
    payments: _Lazy[Payments] = _Lazy("payments:Payments")
    placements: _Lazy[Placements] = _Lazy("placements:Placements")
    privacy_register: _Lazy[PrivacyRegister] = _Lazy("privacy_register:PrivacyRegister")
    privacy_requests: _Lazy[PrivacyRequests] = _Lazy("privacy_requests:PrivacyRequests")
    profiles: _Lazy[Profiles] = _Lazy("profiles:Profiles")
    pupil_lists: _Lazy[PupilLists] = _Lazy("pupil_lists:PupilLists")
    pupil_records: _Lazy[PupilRecords] = _Lazy("pupil_record:PupilRecords")
    pupils: _Lazy[Pupils] = _Lazy("pupils:Pupils")
    reciprocity: _Lazy[Reciprocity] = _Lazy("reciprocity:Reciprocity")
    reminders: _Lazy[Reminders] = _Lazy("reminders:Reminders")
    result_figures: _Lazy[ResultFigures] = _Lazy("result_figures:ResultFigures")
    results: _Lazy[Results] = _Lazy("results:Results")
    retention: _Lazy[Retention] = _Lazy("retention:Retention")
    rounds: _Lazy[Rounds] = _Lazy("rounds:Rounds")
    scenarios: _Lazy[Scenarios] = _Lazy("scenarios:Scenarios")
    search: _Lazy[Search] = _Lazy("search:Search")
    sectors: _Lazy[Sectors] = _Lazy("sectors:Sectors")
    settlements: _Lazy[Settlements] = _Lazy("settlements:Settlements")
    shared_figures: _Lazy[SharedFigures] = _Lazy("shared_figures:SharedFigures")
    sheets: _Lazy[Sheets] = _Lazy("sheets:Sheets")
    silence: _Lazy[Silence] = _Lazy("silence:Silence")
    settlement_statements: _Lazy[SettlementStatements] = _Lazy("settlement_statements:SettlementStatements")
    statements: _Lazy[Statements] = _Lazy("statements:Statements")
    steering_points: _Lazy[SteeringPoints] = _Lazy("steering_points:SteeringPoints")
    taken_notes: _Lazy[TakenNotes] = _Lazy("taken_notes:TakenNotes")
    taking_along: _Lazy[TakingAlong] = _Lazy("taking_along:TakingAlong")
    talk_lines: _Lazy[TalkLines] = _Lazy("talk_lines:TalkLines")
    targets: _Lazy[Targets] = _Lazy("targets:Targets")
    tariffs: _Lazy[Tariffs] = _Lazy("tariffs:Tariffs")
    today: _Lazy[Today] = _Lazy("today:Today")
    typed_here: _Lazy[TypedHere] = _Lazy("typed_here:TypedHere")
    undo: _Lazy[Undo] = _Lazy("undo:Undo")
    users: _Lazy[Users] = _Lazy("users:Users")
    vacancies: _Lazy[Vacancies] = _Lazy("vacancies:Vacancies")
    vat: _Lazy[Vat] = _Lazy("vat:Vat")
    voting: _Lazy[Voting] = _Lazy("voting:Voting")
    waiting_list: _Lazy[WaitingList] = _Lazy("waiting_list:WaitingList")
    wall: _Lazy[Wall] = _Lazy("wall:Wall")
    work_placements: _Lazy[WorkPlacements] = _Lazy("work_placements:WorkPlacements")
    versions: _Lazy[Versions] = _Lazy("versions:Versions")
    work_figures: _Lazy[WorkFigures] = _Lazy("work_figures:WorkFigures")
    year_figures: _Lazy[YearFigures] = _Lazy("year_figures:YearFigures")

    nouns: _OfProfile[Nouns] = _OfProfile("nouns")
    """What things are called here."""
    profile: _OfProfile[Profile] = _OfProfile("own")

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
        self.put_back: PutBack | None = None
        """Just now this network was put back from a copy."""
        self.left: Callable[[], object] = lambda: None
        """Told when the desk has been closed."""
        self.published_at: datetime | None = None
        """When this copy to read elsewhere was made; None at the network itself."""
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
        return self.clock().astimezone(HOME).date()

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

    def ahead(self, *reads: Callable[[], object]) -> None:
        """As `store.ahead`."""
        from zsm_desktop.store.store import ahead

        ahead(self.store, *reads)

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
        self.changes.publish(of_others(None))  # what the rooms offer is to be read again

    def close(self) -> None:
        if self.line is not None:
            self.line.stop()
        self.store.close()
        self.left()


def services() -> dict[str, Any]:
    """Every service by the desk's name for it; the house tests walk them."""
    return {name: lazy for name, lazy in vars(Desk).items() if isinstance(lazy, _Lazy)}
