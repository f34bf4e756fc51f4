"""`year-report`: both files under the name of the year, or a refusal and neither."""

from __future__ import annotations

from pathlib import Path

from tests.cli.test_command_line import Run


def test_the_year_is_written_or_refused(run: Run, tmp_path: Path) -> None:
    said = run("year-report", "--year", "2025/26", "--out", tmp_path / "uit", "--json")
    assert said.status == 0
    assert said.json == {
        "pdf": str(tmp_path / "uit" / "Jaarverslag 2025-26.pdf"),
        "xlsx": str(tmp_path / "uit" / "Jaarverslag 2025-26.xlsx"),
    }
    assert all(Path(path).stat().st_size > 5000 for path in said.json.values())
    later = run("year-report", "--year", "2090/91", "--out", tmp_path / "later")
    assert (later.status, "2090/91 is nog niet begonnen" in later.err) == (2, True)
    unread = run("year-report", "--year", "volgend jaar", "--out", tmp_path / "later")
    assert (unread.status, "geen schooljaar" in unread.err) == (2, True)
    assert not (tmp_path / "later").exists()
