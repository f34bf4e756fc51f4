"""A file is the old one or the new one, and its name is good everywhere."""

from __future__ import annotations

import os
import signal
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.files import MAX_NAME, replacing, safe_file_name, write_atomically, write_together

QUICK = settings(max_examples=150, derandomize=True, database=None, deadline=None)


def test_the_new_content_takes_the_place_of_the_old(tmp_path: Path) -> None:
    path = tmp_path / "verslag.pdf"
    for content in (b"old", b"new", b""):
        write_atomically(path, content)
        assert path.read_bytes() == content
    assert [found.name for found in tmp_path.iterdir()] == ["verslag.pdf"]
    assert path.stat().st_mode & 0o077 == 0


def half_written(path: Path, fault: Exception) -> None:
    with replacing(path) as temporary:
        temporary.write_bytes(b"half")
        raise fault


@pytest.mark.parametrize("fault", [KeyError("a fault of the writer"), FileNotFoundError("a font it misses")])
def test_a_fault_halfway_leaves_the_old_file(tmp_path: Path, fault: Exception) -> None:
    path = tmp_path / "verslag.xlsx"
    path.write_bytes(b"old")
    with pytest.raises(type(fault)):
        half_written(path, fault)
    assert path.read_bytes() == b"old"
    assert [found.name for found in tmp_path.iterdir()] == ["verslag.xlsx"]


def test_a_full_disk_leaves_the_old_file(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource", reason="Windows has no such limit")
    path = tmp_path / "verslag.pdf"
    path.write_bytes(b"old")
    limits, handler = resource.getrlimit(resource.RLIMIT_FSIZE), signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, limits[1]))
    try:
        with pytest.raises(RuleError, match=r"file\.disk_full"):
            write_atomically(path, b"x" * 200_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, handler)
    assert path.read_bytes() == b"old"
    assert [found.name for found in tmp_path.iterdir()] == ["verslag.pdf"]


def test_a_file_held_by_another_program_is_told_from_a_closed_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def held(*_: object) -> None:
        raise PermissionError(13, "held, as Excel does on Windows")

    with pytest.raises(RuleError, match=r"file\.no_folder"):
        write_atomically(tmp_path / "absent" / "a.pdf", b"x")
    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", held)
        with pytest.raises(RuleError) as refused:
            write_atomically(tmp_path / "a.pdf", b"x")
    assert (refused.value.code, refused.value.facts) == ("file.in_use", {"path": str(tmp_path / "a.pdf")})
    with monkeypatch.context() as patch:
        patch.setattr(os, "open", held)
        with pytest.raises(RuleError, match=r"file\.folder_closed"):
            write_atomically(tmp_path / "a.pdf", b"x")
    assert list(tmp_path.iterdir()) == []


RESERVED = {"con", "prn", "aux", "nul", *(f"{name}{at}" for name in ("com", "lpt") for at in range(10))}
DEVICES = st.sampled_from(sorted(RESERVED)).flatmap(
    lambda name: st.sampled_from([name, name.upper()]).flatmap(
        lambda case: st.text(alphabet=" .-¹\u00a0x/", max_size=4).map(lambda after: case + after)
    )
)


@QUICK
@given(
    text=st.text(max_size=200)
    | DEVICES
    | st.sampled_from(["com¹", "..", "../../etc/passwd", "C:\\x", "", "a. ", "\u202egpj.exe", "CONIN$", "desktop.ini "])
)
def test_any_text_makes_a_name_that_stays_in_its_folder(text: str) -> None:
    """Windows takes what stands before the first dot, less its spaces, for the name of a device."""
    name = safe_file_name(text, ".pdf")
    assert len(name) <= MAX_NAME
    assert name.endswith(".pdf")
    assert name.isascii()
    for kind in (PurePosixPath, PureWindowsPath):
        assert kind(name).name == name
    assert not name.startswith((".", " ", "-"))
    assert name.split(".")[0].rstrip(" ").lower() not in RESERVED
    assert all(sign.isprintable() for sign in name)
    assert not safe_file_name(text).endswith((".", " "))
    assert set(name) & set('<>:"/\\|?*') == set()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Besprekingslijst 2026/27", "Besprekingslijst 2026-27.pdf"),
        ("Café 't Één", "Cafe -t Een.pdf"),
        ("CON", "_CON.pdf"),
        ("...", "bestand.pdf"),
    ],
)
def test_names_stay_readable(text: str, name: str) -> None:
    assert safe_file_name(text, ".pdf") == name


def test_papers_that_belong_together_are_all_written_or_none(tmp_path: Path) -> None:
    folder, too_long = tmp_path / "uit", "x" * 300
    with pytest.raises(RuleError):
        write_together(folder, {folder / "a.pdf": b"1", folder / too_long: b"2"})
    assert list(folder.iterdir()) == []
    write_together(folder, {folder / "a.pdf": b"1", folder / "a.xlsx": b"2"})
    assert sorted(path.read_bytes() for path in folder.iterdir()) == [b"1", b"2"]
