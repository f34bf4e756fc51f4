"""What the trial of the packages can say no to, without the bare system it is done on."""

from __future__ import annotations

import configparser
import fnmatch
import subprocess
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest
from defusedxml import ElementTree

import dev
from installer import installed
from installer.contents import lean, wanted, with_targets
from installer.debian import MIME_ICON, NAME
from installer.installed import kept, require_gone, require_whole
from installer.portable import build_portable
from installer.smoke import SmokeFailure
from tests.builders import World
from tests.house.tree import ROOT
from zsm_desktop.cli.arguments import COMMANDS

HERE = ROOT / "installer"
linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="tar and xz as Debian has them")


class Machine(installed.Bare):
    """A folder that looks like an installed system, and what its own commands would say."""

    def __init__(self, root: Path, answers: Mapping[str, str]) -> None:
        super().__init__(root)
        self._answers = answers
        for folder in ("usr/bin", "usr/share/mime", f"opt/{NAME}"):
            (root / folder).mkdir(parents=True)
        (root / "usr/share/mime/globs2").write_text("80:application/x-zsm-reservekopie:*.db\n", encoding="utf-8")

    def system(self, *words: str, expected: int = 0) -> str:
        assert expected == 0
        return self._answers.get(words[0], "")


def test_an_installed_program_that_is_whole(tmp_path: Path) -> None:
    require_whole(Machine(tmp_path, {}))


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"sh": "libxcb-cursor.so.0 => not found\n"}, "libxcb-cursor"),
        ({"dpkg": "??5?????? /opt/zsm-desktop/zsm-desktop\n"}, "files differ"),
    ],
    ids=["library", "file"],
)
def test_an_installed_program_that_is_not(tmp_path: Path, answers: dict[str, str], said: str) -> None:
    with pytest.raises(SmokeFailure, match=said):
        require_whole(Machine(tmp_path, answers))


def test_python_that_comes_with_it_is_seen(tmp_path: Path) -> None:
    machine = Machine(tmp_path, {})
    (tmp_path / "usr/bin/python3.11").touch()
    with pytest.raises(SmokeFailure, match="Python"):
        require_whole(machine)


def test_a_file_type_the_desktop_does_not_know_is_seen(tmp_path: Path) -> None:
    machine = Machine(tmp_path, {})
    (tmp_path / "usr/share/mime/globs2").write_text("50:text/plain:*.txt\n", encoding="utf-8")
    with pytest.raises(SmokeFailure, match="file type"):
        require_whole(machine)


def test_after_removing_the_program_is_gone_and_the_network_is_not(tmp_path: Path) -> None:
    machine, network = Machine(tmp_path / "root", {}), tmp_path / "netwerk"
    network.mkdir()
    (network / "store.db").write_bytes(b"boekingen")
    before = kept(network)
    with pytest.raises(SmokeFailure, match="after remove there still is /opt/zsm-desktop"):
        require_gone(machine, before, kept(network), "remove")
    (tmp_path / "root" / "opt" / NAME).rmdir()
    require_gone(machine, before, kept(network), "remove")
    (network / "store.db").write_bytes(b"iets anders")
    with pytest.raises(SmokeFailure, match=r"purge touched what is the user's: .*store\.db"):
        require_gone(machine, before, kept(network), "purge")


def test_the_system_of_this_machine_is_never_entered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every command goes into the folder, in a mount namespace of its own; what a user runs is no root's."""
    entered: list[list[str]] = []
    monkeypatch.setattr(installed, "run", lambda command, _environment, _expected: entered.append(list(command)) or "")
    bare = installed.Bare(tmp_path)
    bare.run("check", environment={"ZSM_STORE": "/home/leraar/netwerk"})
    bare.system("apt-get", "purge", NAME)
    for command in entered:
        assert command[:4] == ["unshare", "--mount", "--propagation", "private"]
        assert command.count(str(tmp_path)) == 2
        assert command[command.index("env") - 1] == str(tmp_path)
    assert entered[0][entered[0].index("--userspec") + 1] == "1000:1000"
    assert "--userspec" not in entered[1]
    assert entered[0][-2:] == [NAME, "check"]


@linux
def test_where_no_bare_system_can_be_made_it_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    assert installed.why_not() == "only root on Linux can make a bare system"
    monkeypatch.setattr("os.geteuid", lambda: 0)
    monkeypatch.setattr("shutil.which", lambda name: None if name == "debootstrap" else f"/usr/bin/{name}")
    assert installed.why_not() == "debootstrap is not here"
    assert dev.PACKAGE_TOOLS["debootstrap"] == "debootstrap"
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    assert installed.why_not() == ""


@linux
def test_the_archive_unpacks_to_one_folder_that_says_how(tmp_path: Path) -> None:
    built = tmp_path / "zsm-desktop"
    (built / "_internal").mkdir(parents=True)
    (built / NAME).write_text("#!/bin/sh\n", encoding="utf-8")
    (built / NAME).chmod(0o755)
    archive = build_portable(built, tmp_path / "work", tmp_path, "1.2.3")
    assert archive.name.startswith("zsm-desktop-1.2.3-linux-")
    subprocess.run(["tar", "-C", tmp_path, "-xf", archive], check=True)
    assert (tmp_path / "zsm-desktop-1.2.3" / NAME).stat().st_mode & 0o111
    text = (tmp_path / "zsm-desktop-1.2.3" / "LEESMIJ.txt").read_text(encoding="utf-8")
    assert text.startswith("Maatwerk 1.2.3 voor Linux")
    assert "./zsm-desktop try-out" in text
    assert "try-out" in COMMANDS


def test_the_menu_entry_is_dutch_and_opens_what_is_clicked_on() -> None:
    entry = configparser.ConfigParser(interpolation=None)
    entry.optionxform = str  # type: ignore[assignment]
    entry.read(HERE / f"{NAME}.desktop", encoding="utf-8")
    said = entry["Desktop Entry"]
    assert said["Exec"] == "zsm-desktop %f"
    assert "scholen" in said["Comment[nl]"]
    assert "maatwerk" in said["Keywords[nl]"].split(";")
    types = ElementTree.parse(HERE / f"{NAME}-mime.xml").getroot()
    (kind,) = list(types)
    assert said["MimeType"] == f"{kind.get('type')};"
    assert [child.get("name") for child in kind if child.tag.endswith("}icon")] == [MIME_ICON]


def test_the_file_type_is_of_reserve_copies_and_of_nothing_else(world: World) -> None:
    """By its name alone: inside it is encrypted from the first byte on."""
    (kind,) = list(ElementTree.parse(HERE / f"{NAME}-mime.xml").getroot())
    (pattern,) = [child.get("pattern") for child in kind if child.tag.endswith("}glob")]
    made = world.desk.backups.make("half uur")
    world.desk.backups.make("half uur")
    names = sorted(file.name for file in made.parent.iterdir() if file.suffix in {".db", ".json"})
    matching = [name for name in names if fnmatch.fnmatchcase(name, pattern)]
    assert matching == [name for name in names if name.endswith(".db")]
    assert len(matching) == 2
    for other in ("store.db", "Thumbs.db", "20261123.db", f"{datetime.now(UTC):%Y%m%d-%H%M%S}-half uur.keys.json"):
        assert not fnmatch.fnmatchcase(other, pattern)


def test_a_library_stays_as_long_as_something_needs_it() -> None:
    """What is imported or loaded by name stays; a library goes with the last file that needed it."""
    needs = {
        "/w/QtGui.so": ["libicu.so.73", "libz.so.1"],
        "/w/plugin.so": ["libEGL.so.1"],
        "/s/libdbus-1.so.3": ["libsystemd.so.0"],
    }
    entries = [
        ("PySide6/QtGui.abi3.so", "/w/QtGui.so", "EXTENSION"),
        ("PySide6/Qt/plugins/platforms/libqxcb.so", "/w/plugin.so", "BINARY"),
        ("PySide6/Qt/lib/libicu.so.73", "/w/libicu.so.73", "BINARY"),
        ("libicu.so.73", "PySide6/Qt/lib/libicu.so.73", "SYMLINK"),
        ("libz.so.1", "/s/libz.so.1", "BINARY"),
        ("libgdk-3.so.0", "/s/libgdk-3.so.0", "BINARY"),
        ("pillow.libs/libavif-c6.so.16", "/w/libavif-c6.so.16", "BINARY"),
        ("libdbus-1.so.3", "/s/libdbus-1.so.3", "BINARY"),
        ("libsystemd.so.0", "/s/libsystemd.so.0", "BINARY"),
        ("pypdfium2_raw/libpdfium.so", "/w/libpdfium.so", "BINARY"),
    ]
    left = [entry[0] for entry in entries if entry not in lean(entries, lambda file: needs.get(file, []))]
    assert left == ["libgdk-3.so.0", "pillow.libs/libavif-c6.so.16"]
    loose = ("libavif-c6.so.16", "pillow.libs/libavif-c6.so.16", "SYMLINK")
    stayed = [entry for entry in entries if entry[0] not in left]
    assert with_targets([*stayed, loose], stayed) == stayed


@pytest.mark.parametrize(
    ("name", "is_in"),
    [
        ("PySide6/Qt/translations/qtbase_nl.qm", True),
        ("PySide6/Qt/translations/qtbase_fr.qm", False),
        ("babel/locale-data/nl.dat", True),
        ("babel/locale-data/zu.dat", False),
        ("stdnum/iban.dat", True),
        ("stdnum/oui.dat", False),
        ("PySide6\\plugins\\tls\\qopensslbackend.dll", False),
        ("PySide6/Qt/plugins/platforms/libqwayland.so", True),
        ("resources/profiles/zeeland.toml", True),
        ("guide/privacy.md", True),
    ],
)
def test_what_goes_in(name: str, is_in: bool) -> None:
    assert wanted((name, "", "DATA")) is is_in
