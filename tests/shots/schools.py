"""The network: organisations and their people, the list of schools; and the settings."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from typing import Any

from PySide6.QtGui import QColor, QPixmap

from tests.shots.before import COLLEAGUES, Colleague
from tests.shots.stage import Stage
from zsm_desktop.domain.destruction import OldCopies, TakenHome
from zsm_desktop.store.first_steps import SHEET, remind, settle
from zsm_desktop.ui.parts import layout
from zsm_desktop.ui.settings.actions import PeopleActs, PlaceActs, PlaceFacts
from zsm_desktop.words.papers import ledger_head

HEADING = (
    "PROVINCIE;BEVOEGD GEZAG NUMMER;INSTELLINGSCODE;VESTIGINGSCODE;VESTIGINGSNAAM;STRAATNAAM;HUISNUMMER-TOEVOEGING;"
    "POSTCODE;PLAATSNAAM;ONDERWIJSSTRUCTUUR"
)
SITES = (
    "Zeeland;40876;01HQ;01HQ00;Het Bolwerk;Teresastraat;2-A;4336 LM;MIDDELBURG;PRO",
    "Zeeland;40876;26HF;26HF00;De Wissel;Bergweg;8;4461 NB;GOES;PRO",
    "Zeeland;13555;16YC;16YC00;Scheldemond College;Weyevlietplein;7-13;4385 CH;VLISSINGEN;VBO/MAVO/HAVO/VWO",
    "Drenthe;10053;18BR;18BR01;School Assen;Bosrand;2;9401 SL;ASSEN;PRO",
)


def network(stage: Stage) -> Iterator[str]:
    window = stage.office()
    window.open("network")
    page = window.page
    page.search.setText("wqxz")
    page._show_rows()
    yield "niets_gevonden"
    page.search.clear()
    page._show_rows()
    page.ask_new()
    yield "organisatie_toevoegen"
    page.ask_new().try_submit()
    yield "organisatie_zonder_naam"
    page.panel.ask_edit()
    yield "organisatie_bewerken"
    form = page.panel.ask_edit()
    form.fields["colour"].put("#ffe680")
    form.fields["colour"].edited.emit()
    form.fields["reference"].editor.setFocus()
    yield "organisatie_voor_facturen"
    picture = QPixmap(120, 40)
    picture.fill(QColor("#1f6f5c"))
    path = stage.place / "logo.png"
    picture.save(str(path))
    page.panel.logo.take(path)
    layout.reveal(page.panel.logo.remove)
    yield "organisatie_met_logo"
    contacts = page.panel.contacts
    contacts.ask_new()
    yield "contact_toevoegen"
    contacts._ask_removal(stage.desk.network.card(page.panel.card.id).contacts[0])
    yield "contact_verwijderen"
    page.open_item(next(row.id for row in page._rows if row.kind != "school"))
    yield "andere_organisatie"


def network_map(stage: Stage) -> Iterator[str]:
    page = _network(stage.office())
    page.open_item("map")
    face = page.face("map")
    yield "lijst"
    face.show_view("picture")
    yield "beeld"
    face.picture._go(5)
    face.show_member(face.picture.held)
    yield "beeld_met_kaart"
    face.ask_describe()
    yield "beschrijven"
    face.body.choose("-")
    face.body.activated.emit(0)
    face.show_view("list")
    yield "nergens_in"
    page.open_item("gaps")
    yield "aandachtspunten"
    page = _network(stage.sit_down("director"))
    page.open_item("map")
    page.face("map").show_view("picture")
    yield "directeur_beeld"
    page.open_item("gaps")
    yield "directeur_aandachtspunten"


def _network(window: Any) -> Any:
    window.open("network")
    return window.page


def importing(stage: Stage) -> Iterator[str]:
    window = stage.office()
    window.open("network")
    page = window.page
    page.show_import()
    yield "begin"
    for name, text in (
        ("lijst.csv", "naam;plaats\nx;y\n"),
        ("alle-vestigingen-vo.csv", "\r\n".join((HEADING, *SITES, ""))),
    ):
        path = stage.place / name
        path.write_bytes(text.encode("cp1252"))
        page.importing.read_file(path)
        stage.wait(lambda: not window.workshop.running)
        yield "geen_lijst" if name == "lijst.csv" else "lijst"
    page.importing._tick_shown(is_on=True)
    yield "aangevinkt"
    page.importing.leave()
    page.importing.leave()


def settings(stage: Stage) -> Iterator[str]:
    window = stage.office()
    window.open("settings")
    page = window.page
    users = page.users
    users.ask_new()
    yield "gebruiker"
    users.ask_new().try_submit()
    yield "gebruiker_fouten"
    users.ask_password()
    yield "wachtwoord"
    yield from _recovery(stage, window)
    other = next(row for row in stage.desk.users.rows() if row.id != stage.desk.actor.user_id and row.is_active)
    users.ask_retire(other)
    yield "toegang_intrekken"
    card = page.place[0]
    stage.in_sight = card
    yield "waar"
    card.ask_share()
    yield "overzetten"
    form = card.ask_share()
    form.fields["address"].editor.setText("postgresql://eigenaar@server.voorbeeld.nl/netwerk?sslmode=disable")
    form.check_address()
    form.fields["password"].show_error("Dit wachtwoord past niet. Let op hoofdletters en probeer het opnieuw.")
    form.fit()
    yield "overzetten_fouten"
    yield from _on_a_server(stage, page)
    page.bodies.ask_new()
    yield "overlegvorm"
    yield from _papers_and_terms(stage, page)
    page.storage.run()
    stage.wait(lambda: not window.workshop.running)
    yield "gecontroleerd"
    head = stage.desk.ledger.head()
    page.head.line.editor.setPlainText(ledger_head(head.entries, head.hash))
    page.head.run()
    stage.wait(lambda: not window.workshop.running)
    yield "verslag_gecontroleerd"


def _recovery(stage: Stage, window: Any) -> Iterator[str]:
    (card,) = window.page.locks
    form = card.ask_check()
    form.box.whole.field.editor.setText("K7QF-2M9A")
    form.try_submit()
    stage.wait(lambda: not window.workshop.running)
    yield "herstelsleutel_typefout"
    remind(stage.desk.folder, SHEET)
    window.open("today")
    yield "herstelsleutel_vandaag"
    settle(stage.desk.folder, SHEET)
    window.open("settings")


def _reminders(stage: Stage, page: Any) -> Iterator[str]:
    stage.in_sight = page.reminders
    yield "herinneringen"
    form = page.reminders.ask(2)
    form.fields["text"].editor.setPlainText("Wilt u het openstaande bedrag voor {dag} overmaken? Bel ons gerust.")
    yield "herinnering_tekst"
    form = page.reminders.ask(2)
    form.fields["text"].editor.setPlainText("Wilt u {bedrag} voor {dag} overmaken?")
    form.try_submit()
    yield "herinnering_fout"


class _There:
    """The same network, as if it were on a server, where one colleague has no password yet."""

    def __init__(self, places: PlaceActs, people: PeopleActs, without: str) -> None:
        self._places, self._people, self._without = places, people, without

    def __getattr__(self, name: str) -> object:
        return getattr(self._people, name)

    def facts(self) -> PlaceFacts:
        folder = self._places.facts().folder
        return PlaceFacts(folder, "server.voorbeeld.nl/netwerk", "zsm_0123456789ab", remembers=True)

    def addresses(self) -> tuple[Colleague, ...]:
        return COLLEAGUES

    def also_here(self) -> tuple[str, ...]:
        return tuple(colleague.name for colleague in COLLEAGUES[:2])

    def without_entry(self) -> frozenset[str]:
        return frozenset({self._without})


def _papers_and_terms(stage: Stage, page: Any) -> Iterator[str]:
    stage.in_sight = page.issuing
    yield "documenten"
    form = page.issuing.ask_change()
    form.fields["documents"].editor.setText("veel")
    form.try_submit()
    yield "penvoerder"
    yield from _reminders(stage, page)
    stage.in_sight = page.retention
    yield "bewaartermijnen"
    yield from _forgetting(stage, page)
    form = page.retention.ask("books")
    form.fields["years"].editor.setText("5")
    form.fields["ground"].editor.setPlainText("De subsidiegever vraagt tien jaar.")
    form.try_submit()
    yield "bewaartermijn_te_kort"


def _forgetting(stage: Stage, page: Any) -> Iterator[str]:
    _left_long_ago(stage.desk)
    page.open_item("forgetting")
    card = page.privacy.face("forgetting").card
    stage.in_sight = card
    yield "bewaren_en_vergeten"
    form = card.ask()
    form.fields["typed"].editor.setText("alles")
    form.try_submit()
    yield "vernietigen"
    wanted = [row.subject_id for row in card.rows if not row.stops][:3]
    stage.desk.destroying.run(wanted)
    card.reload()
    stage.in_sight = card
    yield "vernietigd"
    yield from _copies_of_before(stage, card)
    page.open_item("general")
    stage.in_sight = page.retention


def _copies_of_before(stage: Stage, card: Any) -> Iterator[str]:
    """What others took home of a server, which a stage has none of, and what one took home oneself."""
    destroying, at = stage.desk.destroying, stage.desk.clock() - timedelta(days=30)
    home = (TakenHome("Nadia Oosthoek", at, may_renew=True), TakenHome("Wim Krijger", at, may_renew=False))
    for name, old in (
        ("kopieen_van_voor", OldCopies(3, at, home)),
        ("eigen_kopie_thuis", OldCopies(0, None, (), own=at)),
    ):
        destroying.old_copies = partial(_same, old)
        card.reload()
        stage.in_sight = card
        yield name
    del destroying.old_copies
    card.reload()


def _same(old: OldCopies) -> OldCopies:
    return old


def _left_long_ago(desk: Any) -> None:
    """Somebody of a school, whose name is kept no longer."""
    from zsm_desktop.models import Contact

    contact = next(one for row in desk.network.schools() for one in desk.network.card(row.id).contacts)
    past = desk.clock() - timedelta(days=900)
    with desk.store.writing(desk.actor, "network.remove_contact", past) as work:
        row = work.session.get_one(Contact, contact.id)
        row.is_active, row.is_fixed, work.subject_id = False, False, contact.id


def _on_a_server(stage: Stage, page: Any) -> Iterator[str]:
    card, users = page.place[0], page.users
    other = next(row for row in stage.desk.users.rows() if row.id != stage.desk.actor.user_id and row.is_active)
    before = card._places, users._people
    there = _There(*before, other.id)
    card._places = users._people = there
    page.reload()
    stage.in_sight = users
    yield "nog_geen_toegang"
    users.ask_edit(other, is_back=True)
    yield "wachtwoord_geven"
    stage.in_sight = card
    yield "waar_op_een_server"
    card.show_addresses.click()
    stage.in_sight = card
    yield "adressen"
    card.ask_fetch()
    stage.in_sight = card.confirm
    yield "terughalen"
    card.show_addresses.click()
    card._places, users._people = before
    page.reload()
