from __future__ import annotations

from pathlib import Path

import pytest

from zsm_desktop.reports.files import file_name, write_whole


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Verslag MB-2026/27-04", "Verslag MB-2026-27-04.pdf"),
        ("Praktijkcollege Zoë & Co.", "Praktijkcollege Zoe - Co.pdf"),
        ("../../etc/passwd", "etc-passwd.pdf"),
        ("", "document.pdf"),
        ("日本", "document.pdf"),
        ("NUL", "document-NUL.pdf"),
        ("com1.tekst", "document-com1.tekst.pdf"),
    ],
)
def test_names_every_system_accepts(text: str, name: str) -> None:
    assert file_name(text, ".pdf") == name


def test_a_long_name_is_cut_and_stays_in_its_folder(tmp_path: Path) -> None:
    name = file_name("x" * 400 + "/y", ".xlsx")
    assert len(name) == 120
    assert (tmp_path / name).resolve().parent == tmp_path


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    target = tmp_path / "verslag.pdf"
    target.write_bytes(b"oud")
    assert write_whole(target, b"nieuw") == target
    assert target.read_bytes() == b"nieuw"
    assert list(tmp_path.iterdir()) == [target]


def test_a_failure_leaves_what_was_there(tmp_path: Path) -> None:
    target = tmp_path / "verslag.pdf"
    (target / "in").mkdir(parents=True)
    with pytest.raises(OSError, match="verslag"):
        write_whole(target, b"nieuw")
    assert [path.name for path in tmp_path.iterdir()] == ["verslag.pdf"]
