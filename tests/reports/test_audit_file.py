"""The auditor's file: valid, adding up, the same figures as the books; and a file that does not is refused."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from pathlib import Path

import pytest
from lxml import etree

from tests.builders import World
from tests.reports.test_sepa import refused
from tests.sample_fixture import MadeSample, open_sample
from tests.services.invoiced import ONE, THREE, invoiced
from zsm_desktop.domain.calendar import HOME
from zsm_desktop.domain.permissions import Actor, Role
from zsm_desktop.reports.audit_check import SPACE, require_sound
from zsm_desktop.reports.audit_file import write
from zsm_desktop.services.desk import Desk
from zsm_desktop.settings import resources_dir

N = f"{{{SPACE}}}"
SCHEMA = resources_dir() / "xaf" / "XmlAuditfileFinancieel4.0.xsd"


def read(path: Path) -> etree._Element:
    root = etree.parse(str(path)).getroot()
    assert etree.XMLSchema(etree.parse(str(SCHEMA))).validate(root)
    return root


def texts(root: etree._Element, name: str) -> list[str]:
    return [str(node.text or "") for node in root.iter(N + name)]


def moves(root: etree._Element, name: str = "trLine") -> Counter[str]:
    """What comes to stand on each account, credit above zero."""
    sums: Counter[str] = Counter()
    for line in root.iter(N + name):
        sign = 1 if line.findtext(f"{N}amntTp") == "C" else -1
        sums[str(line.findtext(f"{N}accID"))] += sign * round(float(line.findtext(f"{N}amnt") or 0) * 100)
    return sums


@pytest.fixture
def books(world: World) -> World:
    bills = invoiced(world)
    world.desk.payments.enter(bills["DUIN-2026-0001"], world.desk.day, 10_00)
    return world


def test_it_is_valid_and_has_every_entry_of_the_year(books: World, tmp_path: Path) -> None:
    path = tmp_path / "2026.xaf"
    assert len(write(books.desk, 2026, path)) == 1  # no penvoerder
    root = read(path)
    assert texts(root, "jrnID") == ["UITWISSELING", "VERREKENING", "BETALING"]
    assert [one.findtext(f"{N}desc") for one in root.iter(f"{N}transaction")] == [
        "3 dagdeel Werkplaats Duin",
        "1 dagdeel Werkplaats Kreek",
        "Verrekening VR-2026/27-001",
        "Betaling van DUIN-2026-0001 bij verrekening VR-2026/27-001",
    ]
    assert +moves(root) == Counter({"DUIN-OPEN": THREE - ONE - 10_00, "KREEK-OPEN": ONE})
    assert set(texts(root, "custSupID")) == {"DUIN", "ZEEUW", "KREEK"}
    assert Counter(texts(root, "RGScode")) == {"BVorOvrOvk": 3, "BVorDebHad": 3}
    assert texts(root, "invRef") == ["DUIN-2026-0001"] * 2
    assert len(texts(root, "periodNumber")) == 12 + 4


def test_the_next_year_opens_with_what_stood_then(books: World, tmp_path: Path) -> None:
    write(books.desk, 2027, tmp_path / "2027.xaf")
    root = read(tmp_path / "2027.xaf")
    assert texts(root, "trLine") == []
    assert moves(root, "obLine") == Counter(
        {"DUIN-OPEN": THREE - ONE - 10_00, "ZEEUW-OPEN": 10_00 - THREE, "KREEK-OPEN": ONE}
    )
    write(books.desk, 2025, tmp_path / "2025.xaf")
    assert texts(read(tmp_path / "2025.xaf"), "obLine") == []
    with refused("audit_file.year"):
        write(books.desk, 26, tmp_path / "26.xaf")
    assert not (tmp_path / "26.xaf").exists()


def test_of_the_sample_network_it_has_the_same_figures_as_the_books(session_sample: MadeSample, tmp_path: Path) -> None:
    store = open_sample(session_sample.folder)
    ((id_, name),) = store.rows("SELECT id, name FROM user_account WHERE role = 'secretary'")
    desk = Desk(store, Actor(id_, name, Role.SECRETARY), lambda: datetime(2026, 11, 22, 9, tzinfo=HOME))
    path = tmp_path / "2026.xaf"
    write(desk, 2026, path)
    root = read(path)
    wanted = {
        code: int(cents)
        for code, cents in store.rows(
            "SELECT a.code, sum(p.cents) FROM posting p JOIN account a ON a.id = p.account_id"
            " WHERE p.booked_on <= '2026-12-31' GROUP BY a.code HAVING sum(p.cents) <> 0"
        )
    }
    closing = moves(root)
    closing.update(moves(root, "obLine"))
    assert {code: cents for code, cents in closing.items() if cents} == wanted
    ((entries,),) = store.rows(
        "SELECT count(*) FROM journal_entry WHERE booked_on BETWEEN '2026-01-01' AND '2026-12-31'"
    )
    assert len(list(root.iter(f"{N}transaction"))) == entries > 500
    assert max(map(len, texts(root, "custSupName"))) <= 50
    pupils = {code for (code,) in store.rows("SELECT code FROM pupil")}
    assert not any(code in path.read_text() for code in sorted(pupils)[:40])
    desk.close()


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("<fiscalYear>2026<", "<fiscalYear>26<", "audit_file.schema"),
        ("<amntTp>C<", "<amntTp>X<", "audit_file.schema"),
        ("</auditfile>", "", "audit_file.schema"),
        ("<amnt>10.00<", "<amnt>11.00<", "audit_file.sums"),
        ("<accID>DUIN<", "<accID>WEG<", "audit_file.sums"),
        ("<custSupID>DUIN<", "<custSupID>WEG<", "audit_file.sums"),
        ("<nr>2</nr>\n<desc>", "<nr>1</nr>\n<desc>", "audit_file.sums"),
        ("<trDt>2026", "<trDt>2025", "audit_file.sums"),
        ("<totalDebit>", "<totalDebit>1", "audit_file.sums"),
        ("<totalCredit>", "<totalCredit>1", "audit_file.sums"),
        ("<linesCount>", "<linesCount>1", "audit_file.sums"),
        ("<amntTp>D<", "<amntTp>C<", "audit_file.sums"),
    ],
)
def test_what_does_not_add_up_or_names_nothing_is_refused(
    books: World, tmp_path: Path, old: str, new: str, code: str
) -> None:
    path = tmp_path / "2026.xaf"
    write(books.desk, 2026, path)
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    with refused(code):
        require_sound(path)


def test_texts_that_xml_would_trip_over_and_long_codes_get_through(books: World, tmp_path: Path) -> None:
    with books.writing() as work:
        work.run("UPDATE account SET name = ?, code = ? WHERE code = 'KREEK'", [("K & <R> “ë”", "K" * 40)])
    write(books.desk, 2026, tmp_path / "2026.xaf")
    root = read(tmp_path / "2026.xaf")
    assert "K & <R> “ë”" in texts(root, "custSupName")
    assert {len(one) for one in texts(root, "accID") if one.startswith("KKK")} == {35}
