"""Each writer leaves one line, of its own kind and with the formats that were written, and says of which row it was."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from tests.builders import World, school_id
from tests.services.test_minutes import held
from tests.services.test_paper_trail import lines
from zsm_desktop.domain.calendar import SchoolYear
from zsm_desktop.domain.papers import Paper
from zsm_desktop.reports import (
    action_list,
    archive,
    audit_file,
    explain,
    journal,
    journal_xlsx,
    minutes,
    network_map,
    privacy_register,
    scenarios,
    tariffs,
    vacancies,
)
from zsm_desktop.services.desk import Desk
from zsm_desktop.services.tariffs import TariffFilter

YEAR = SchoolYear(2026)
Writer = Callable[[Desk, Path], object]
WITHOUT_MEETING: dict[str, tuple[Writer, str]] = {
    "explained": (lambda d, out: explain.write(d, d.balances.explain(school_id("DUIN")), out / "a.pdf"), "pdf"),
    "scenarios": (lambda d, out: scenarios.write(d, d.scenarios.compare(YEAR), out), "pdf xlsx"),
    "tariffs": (lambda d, out: tariffs.write(d, out / "a.xlsx", TariffFilter()), "xlsx"),
    "vacancies": (lambda d, out: vacancies.write(d, [], out), "pdf xlsx"),
    "network_map": (lambda d, out: network_map.write(d, out / "a.pdf", frozenset()), "pdf"),
    "register": (lambda d, out: privacy_register.write(d, "register", out), "pdf xlsx"),
    "dpia": (lambda d, out: privacy_register.write(d, "dpia", out), "pdf xlsx"),
    "breaches": (lambda d, out: privacy_register.write(d, "breaches", out), "pdf xlsx"),
    "audit_file": (lambda d, out: audit_file.write(d, 2026, out / "a.xaf"), "xaf"),
}
JOURNALS: dict[str, Writer] = {
    "journal": lambda d, out: journal.write_hledger(d, out / "a.journal"),
    "csv": lambda d, out: journal.write_csv(d, out / "a.csv"),
    "xlsx": lambda d, out: journal_xlsx.write(d, out / "a.xlsx"),
}


def newest(world: World) -> Paper:
    (*_, (_name, paper)) = lines(world)
    assert paper is not None
    return paper


def test_every_paper_of_the_network_leaves_one_line(world: World, tmp_path: Path) -> None:
    world.delivered("DUIN", "ZEEUW", 100, date(2026, 10, 5))
    for at, (kind, (write, formats)) in enumerate(WITHOUT_MEETING.items(), 1):
        out = tmp_path / kind
        out.mkdir()
        write(world.desk, out)
        assert (len(lines(world)), newest(world).kind, newest(world).formats) == (at, kind, tuple(formats.split()))
        assert not newest(world).tells_of_pupils
    for ends, write in JOURNALS.items():
        write(world.desk, tmp_path)
        assert (newest(world).kind, newest(world).formats) == ("journal", (ends,))


def test_every_paper_of_a_meeting_says_of_which_and_for_whom(world: World, tmp_path: Path) -> None:
    meeting, desk = held(world), world.desk
    minutes.write(desk, meeting, tmp_path, "school:zeeuw")
    assert (newest(world).audience.casefold(), newest(world).tells_of_pupils) == ("school:zeeuw", True)
    archive.write(desk, meeting, tmp_path, "steering")
    assert (newest(world).kind, newest(world).formats, newest(world).tells_of_pupils) == ("archive", ("zip",), False)
    action_list.write(desk, meeting, tmp_path)
    assert (newest(world).kind, newest(world).audience, newest(world).tells_of_pupils) == ("actions", "full", True)
    action_list.write_drafts(desk, meeting, tmp_path)
    assert (newest(world).kind, newest(world).count, newest(world).formats) == ("action_mails", 1, ("eml",))
    subjects = world.store.rows("SELECT DISTINCT subject_id FROM audit_event WHERE act = 'paper.make'")
    assert subjects == [(meeting,)]
