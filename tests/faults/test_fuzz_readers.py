"""Files that are almost right, spoilt anywhere: a reader refuses, or finds what is wrong; it never falls over."""

from __future__ import annotations

import time
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import TODAY, World, school_id
from tests.faults.hostile_files import DATA, PROFILE
from tests.services.evaluating import opened as measurement
from zsm_desktop.domain import profile_text
from zsm_desktop.domain.errors import Finding, RuleError
from zsm_desktop.intake import workbook_child
from zsm_desktop.intake.bank_file import read_bank_file
from zsm_desktop.intake.case_form import write_form
from zsm_desktop.intake.cases import read_case_sheet
from zsm_desktop.intake.confirmations import judge_workbook
from zsm_desktop.intake.drafts import form_lists
from zsm_desktop.intake.duo import read_duo
from zsm_desktop.intake.evaluation_forms import judge_forms
from zsm_desktop.intake.profiles import read_profile_file
from zsm_desktop.intake.safe_workbook import CellValue, Sheet, Workbook, read_workbook
from zsm_desktop.intake.workbook_scan import Limits, check_directory
from zsm_desktop.reports import confirmation, evaluation_form
from zsm_desktop.words.rules import sentence

EXAMPLES, LONG_TIMES = 120, 40
MOST_SECONDS = 5.0
Findings = tuple[Finding, ...]

TOKENS = [b"", b"\x00", b"\xff", b"\r\n", b"\n", b";", b'"', b"'", b"=", b"[", b"]", b"{", b":", b"<", b">", b"&", b"/"]
TOKENS += [b"-1", b"0", b"9" * 30, b"1e999", b"NaN", b"\xe2\x80\xae", b"\xed\xa0\x80", b"2026-02-30", b"\t", b"," * 40]


@pytest.fixture
def examples(is_long: bool) -> settings:
    """The same in every run of CI; at night others each time."""
    times = EXAMPLES * (LONG_TIMES if is_long else 1)
    return settings(max_examples=times, derandomize=not is_long, database=None, deadline=None)


@st.composite
def spoilt(draw: st.DrawFn, whole: bytes) -> bytes:
    """A few pieces taken out, doubled, moved, turned or put in; now and then cut off."""
    data = bytearray(whole)
    for _ in range(draw(st.integers(1, 5))):
        at, size = draw(st.integers(0, len(data))), draw(st.integers(0, 60))
        kind = draw(st.integers(0, 5))
        piece = bytes(data[at : at + size])
        if kind == 0:
            del data[at : at + size]
        elif kind == 1:
            data[at:at] = piece * draw(st.integers(1, 50))
        elif kind == 2:
            data[at : at + 1] = bytes([draw(st.integers(0, 255))])
        elif kind == 3:
            data[at : at + size] = draw(st.sampled_from(TOKENS))
        elif kind == 4:
            to = draw(st.integers(0, len(data)))
            data[to:to] = piece
        else:
            data[at:at] = draw(st.binary(max_size=20))
    return bytes(data[: draw(st.integers(0, len(data)))] if draw(st.integers(0, 9)) == 0 else data)


@st.composite
def lines_spoilt(draw: st.DrawFn, whole: bytes) -> bytes:
    """Whole lines left out, twice, or in another order; and values of one line in another."""
    lines = whole.split(b"\n")
    for _ in range(draw(st.integers(1, 4))):
        one, other = (draw(st.integers(0, len(lines) - 1)) for _ in range(2))
        kind = draw(st.integers(0, 3))
        if kind == 0 and len(lines) > 1:
            del lines[one]
        elif kind == 1:
            lines.insert(one, lines[other % len(lines)])
        elif kind == 2:
            lines[one], lines[other] = lines[other], lines[one]
        else:
            lines[one] = lines[one][: draw(st.integers(0, 80))] + lines[other][draw(st.integers(0, 80)) :]
    return b"\n".join(lines)


def without_gap(fact: object) -> object:
    """What a sentence shows for a fact that is missing may stand in the file itself."""
    return fact.replace("…", "") if isinstance(fact, str) else fact


def is_answered(read: Callable[[], Findings]) -> None:
    """With findings or without, or refused; soon, and each with its sentence."""
    began = time.process_time()
    try:
        problems: list[RuleError | Finding] = list(read())
    except RuleError as refused:
        problems = [refused]
    for problem in problems[:10]:
        said = sentence(Finding(problem.code, facts={name: without_gap(fact) for name, fact in problem.facts.items()}))
        assert "…" not in said, problem
        assert not said.startswith("Dit kan niet ("), problem
    assert time.process_time() - began < MOST_SECONDS


def fuzz(examples: settings, wholes: list[bytes], read: Callable[[bytes], Findings]) -> None:
    kinds = [strategy(whole) for whole in wholes for strategy in (spoilt, lines_spoilt)]

    @examples
    @given(st.one_of(kinds))
    def run(data: bytes) -> None:
        is_answered(lambda: read(data))

    run()


def from_file(folder: Path, read: Callable[[Path], Any]) -> Callable[[bytes], Findings]:
    def through(data: bytes) -> Findings:
        path = folder / "bestand"
        path.write_bytes(data)
        found: Findings = read(path).findings
        return found

    return through


def test_profiles(examples: settings) -> None:
    def read(data: bytes) -> Findings:
        return profile_text.read(data.decode("utf-8", "replace")).findings

    fuzz(examples, [PROFILE.encode()], read)


def test_profile_files(examples: settings, quick_place: Path) -> None:
    fuzz(examples, [PROFILE.encode()], from_file(quick_place, read_profile_file))


def test_lists_of_schools(examples: settings, quick_place: Path) -> None:
    whole = (DATA / "alle-vestigingen-vo_extract.csv").read_bytes()
    fuzz(examples, [whole], from_file(quick_place, read_duo))


@pytest.mark.parametrize("names", [("ing_sepa.sta", "abnamro_sepa.sta", "rabobank_sepa.sta", "knab.sta"), None])
def test_statements(examples: settings, quick_place: Path, names: tuple[str, ...] | None) -> None:
    names = names or ("ing_camt04.xml", "abnamro_camt02.xml", "rabobank_camt08.xml")
    wholes = [(DATA / "bank" / name).read_bytes() for name in names]
    fuzz(examples, wholes, from_file(quick_place, read_bank_file))


# -- workbooks -----------------------------------------------------------------------------------------------------


def read_inside(data: bytes) -> Findings:
    """As the process that opens a workbook does it, without starting one for each."""
    limits = Limits()
    try:
        check_directory(data, limits)
    except RuleError as refused:
        raise RuleError(refused.code, file="form.xlsx", **refused.facts) from None
    workbook_child._answer(data, limits)
    return ()


def parts_spoilt(whole: bytes) -> st.SearchStrategy[bytes]:
    """A workbook with one of its parts spoilt, packed again so that it is a good zip."""
    with zipfile.ZipFile(BytesIO(whole)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}

    def packed(name: str, content: bytes) -> bytes:
        file = BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            for other, data in parts.items():
                archive.writestr(other, content if other == name else data)
        return file.getvalue()

    return st.sampled_from(sorted(parts)).flatmap(
        lambda name: spoilt(parts[name]).map(lambda content: packed(name, content))
    )


def test_workbooks(world: World, examples: settings, quick_place: Path) -> None:
    write_form(quick_place / "form.xlsx", form_lists(world.desk), TODAY)
    whole = (quick_place / "form.xlsx").read_bytes()

    @examples
    @given(st.one_of(spoilt(whole), parts_spoilt(whole)))
    def run(data: bytes) -> None:
        is_answered(lambda: read_inside(data))

    run()


STRANGE: st.SearchStrategy[CellValue] = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**20), 10**20),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=40),
    st.datetimes(),
    st.sampled_from(["=1+1", "ja", "nee", "x" * 32_767, "2026-13-01", "0,5", "-1", "1e400", "\u202e", "\ud800"]),
)


@st.composite
def refilled(draw: st.DrawFn, book: Workbook) -> Workbook:
    """Other values in some cells, rows gone or twice, a sheet gone, twice or under another name."""
    sheets = []
    for sheet in book.sheets:
        rows = [list(row) for row in sheet.rows]
        for _ in range(draw(st.integers(0, 6))):
            if not rows:
                break
            row = draw(st.integers(0, len(rows) - 1))
            kind = draw(st.integers(0, 5))
            if kind == 0:
                del rows[row]
            elif kind == 1:
                rows.insert(row, list(rows[row]))
            else:
                column = draw(st.integers(0, len(rows[row]) + 2))
                rows[row] += [None] * (column + 1 - len(rows[row]))
                rows[row][column] = draw(STRANGE)
        name = draw(st.sampled_from([sheet.name] * 12 + ["", sheet.name.upper(), "Blad1"]))
        merged = draw(st.sampled_from([sheet.merged] * 6 + [((1, 1, 3, 3),), ((9, 2, 9, 5), (1, 1, 99, 2))]))
        sheets += [Sheet(name, tuple(map(tuple, rows)), sheet.is_hidden, merged=merged)] * draw(
            st.sampled_from([1] * 12 + [0, 2])
        )
    return Workbook(book.file, tuple(sheets))


@pytest.mark.parametrize("kind", ["cases", "confirmations", "evaluation"])
def test_filled_forms(world: World, kind: str, examples: settings, quick_place: Path) -> None:
    path, judge = FORMS[kind](world, quick_place)
    book = read_workbook(path)

    @examples
    @given(refilled(book))
    def run(spoilt_book: Workbook) -> None:
        is_answered(lambda: judge(spoilt_book))

    run()


Judge = Callable[[Workbook], Findings]


def case_form(world: World, folder: Path) -> tuple[Path, Judge]:
    lists = form_lists(world.desk)
    write_form(folder / "form.xlsx", lists, TODAY)
    return folder / "form.xlsx", lambda book: read_case_sheet(book, lists, TODAY).findings


def confirmation_form(world: World, folder: Path) -> tuple[Path, Judge]:
    for hundredths in (100, 150, 250):
        world.entered(hundredths=hundredths)
    round_id = world.desk.rounds.make(school_id("ZEEUW")).made_id or ""
    sent = confirmation.write(world.desk, round_id, folder)
    return sent.xlsx, lambda book: judge_workbook(world.desk, book).findings


def form_of_evaluation(world: World, folder: Path) -> tuple[Path, Judge]:
    (sent,) = evaluation_form.write(world.desk, measurement(world), [school_id("DUIN")], folder, with_mail=False)
    return sent.forms[0], lambda book: tuple(one for form in judge_forms(world.desk, [book]) for one in form.findings)


FORMS: dict[str, Callable[[World, Path], tuple[Path, Judge]]] = {
    "cases": case_form,
    "confirmations": confirmation_form,
    "evaluation": form_of_evaluation,
}
