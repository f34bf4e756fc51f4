"""The Debian package of a small folder, as Debian's own tools see it: read, installed over an older one, removed."""

from __future__ import annotations

import gzip
import os
import re
import shutil
import stat
import subprocess
from pathlib import Path

import pytest

import dev
from installer.debian import COMPONENT, MIME_ICON, NAME, build_deb
from installer.search_paths import forget, libraries, outside, places
from tests.house.tree import ROOT

pytestmark = pytest.mark.skipif(not shutil.which("dpkg-deb"), reason="dpkg-deb is Debian's")


def said_by(tool: str, *words: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """What a tool of Debian says of what is in the package; a test without it would prove nothing, so it is skipped."""
    if shutil.which(tool) is None:
        pytest.skip(f"{tool} is not here; dev.py test brings {dev.TEST_TOOLS[tool]}")
    there = {**os.environ, **environment}
    return subprocess.run([tool, *words], capture_output=True, text=True, timeout=60, check=False, env=there)


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Two versions; the older has a library that the newer no longer has."""
    folder = tmp_path_factory.mktemp("packages")
    made = {}
    for version, library in (("1.2.3", "libold.so"), ("1.2.10", "libnew.so")):
        built = folder / version / NAME
        (built / "_internal").mkdir(parents=True)
        (built / "_internal" / library).write_bytes(b"x" * 5000)
        (built / "_internal" / library).chmod(0o755)
        (built / NAME).write_text(f"#!/bin/sh\necho {version}\n", encoding="utf-8")
        (built / NAME).chmod(0o755)
        made[version] = build_deb(built, folder / version / "work", folder, version, "none")
    return made


@pytest.fixture(scope="module")
def share(packages: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the package lays down for the desktop."""
    out = tmp_path_factory.mktemp("out")
    subprocess.run(["dpkg-deb", "-x", packages["1.2.3"], out], check=True)
    return out / "usr" / "share"


def test_the_menu_entry_is_one_that_desktops_take(share: Path) -> None:
    entry = share / "applications" / f"{NAME}.desktop"
    done = said_by("desktop-file-validate", entry)
    assert (done.returncode, done.stdout + done.stderr) == (0, "")
    entry.with_name("other.desktop").write_text("[Desktop Entry]\nType=Application\nExec=x\n", encoding="utf-8")
    assert said_by("desktop-file-validate", entry.with_name("other.desktop")).returncode == 1


def test_what_software_shops_show_is_in_order(share: Path) -> None:
    """The whole tree, so that the menu entry it names is looked for too."""
    done = said_by("appstreamcli", "validate-tree", "--no-net", "--no-color", share.parents[1])
    assert done.returncode == 0, done.stdout
    about = share / "metainfo" / f"{COMPONENT}.metainfo.xml"
    other = about.with_name("other.metainfo.xml")
    other.write_bytes(about.read_bytes().replace(f"<id>{COMPONENT}</id>".encode(), b""))
    assert said_by("appstreamcli", "validate", "--no-net", other).returncode != 0


def test_the_file_type_comes_into_the_list_of_the_desktop_with_its_dutch_name(share: Path) -> None:
    done = said_by("update-mime-database", share / "mime", XDG_DATA_DIRS=str(share))
    assert (done.returncode, done.stderr) == (0, "")
    known = (share / "mime" / "globs2").read_text(encoding="utf-8").splitlines()
    (found,) = [line for line in known if ":application/x-zsm-reservekopie:" in line]
    assert re.fullmatch(r"80:[^:]+:(\[0-9\]){8}-(\[0-9\]){6}-\*\.db", found)
    kind = (share / "mime" / "application" / "x-zsm-reservekopie.xml").read_text(encoding="utf-8")
    assert '<comment xml:lang="nl">Reservekopie van een netwerk van scholen</comment>' in kind
    assert any((share / "icons" / "hicolor").glob(f"*/mimetypes/{MIME_ICON}.*"))


def test_its_list_of_changes_is_one_that_debian_reads(share: Path) -> None:
    """And it leads to the one for people."""
    papers = share / "doc" / NAME
    told = gzip.decompress((papers / "changelog.gz").read_bytes()).decode()
    assert told.startswith(f"{NAME} (1.2.3) stable; urgency=medium\n\n  * See CHANGES.md.gz.\n\n -- ")
    assert re.search(r" <[^>]+>  [A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} 00:00:00 \+0000\n$", told)
    assert gzip.decompress((papers / "CHANGES.md.gz").read_bytes()) == (ROOT / "CHANGES.md").read_bytes()


def test_a_library_is_not_run_by_itself(share: Path) -> None:
    folder = share.parents[1] / "opt" / NAME
    assert stat.S_IMODE((folder / "_internal" / "libold.so").stat().st_mode) == 0o644
    assert stat.S_IMODE((folder / NAME).stat().st_mode) == 0o755


@pytest.mark.skipif(not (shutil.which("gcc") and shutil.which("chrpath")), reason="gcc and chrpath make and mend one")
def test_no_library_looks_for_others_where_it_was_built(tmp_path: Path) -> None:
    """What is told from its own place stays."""
    source = tmp_path / "nothing.c"
    source.write_text("int nothing(void) { return 0; }\n", encoding="utf-8")
    told_of = {
        "libbeside.so": "$ORIGIN/../lib",
        "libhome.so.1": "/home/builder/python/lib",
        "libmixed.so": "$ORIGIN/../lib:/home/builder/lib",
        "libplain.so": "",
    }
    for name, place in told_of.items():
        told = [f"-Wl,-rpath,{place}"] if place else []
        subprocess.run(["gcc", "-shared", "-nostdlib", *told, "-o", tmp_path / name, source], check=True)
    assert outside(tmp_path / "libhome.so.1") == ["/home/builder/python/lib"]
    assert forget(tmp_path) == [tmp_path / "libhome.so.1", tmp_path / "libmixed.so"]
    assert [places(library) for library in libraries(tmp_path)] == [["$ORIGIN/../lib"], [], ["$ORIGIN/../lib"], []]
    assert forget(tmp_path) == []
    (tmp_path / "libnone.so").write_text("no library", encoding="utf-8")
    with pytest.raises(subprocess.CalledProcessError):
        forget(tmp_path)


def test_what_the_package_says_of_itself_is_true(packages: dict[str, Path]) -> None:
    text = subprocess.run(["dpkg-deb", "-f", packages["1.2.3"]], capture_output=True, text=True, check=True).stdout
    fields = dict(line.split(": ", 1) for line in text.splitlines() if not line.startswith(" "))
    assert re.fullmatch(r"libc6 \(>= 2\.\d+\)(, [a-z0-9-]+)+", fields["Depends"])
    assert len(fields["Description"]) < 80
    assert [line for line in text.splitlines() if line.startswith(" ") and len(line) > 81] == []
    weighs = subprocess.run(["dpkg-deb", "-c", packages["1.2.3"]], capture_output=True, text=True, check=True).stdout
    laid = sum(int(line.split()[2]) for line in weighs.splitlines())
    assert abs(int(fields["Installed-Size"]) - laid // 1024) <= 1
    assert {line.split()[1] for line in weighs.splitlines()} == {"root/root"}


def test_an_upgrade_and_a_removal_take_the_program_only(packages: dict[str, Path], tmp_path: Path) -> None:
    root = tmp_path / "root"
    (root / "var/lib/dpkg/updates").mkdir(parents=True)
    (root / "var/lib/dpkg/status").touch()
    network = root / "home/leraar/.local/share/zsm-desktop/netwerk/store.db"
    network.parent.mkdir(parents=True)
    network.write_bytes(b"boekingen")
    inside = root / "opt" / NAME / "_internal"

    def dpkg(*words: str | Path) -> None:
        forced = ["--force-not-root", "--force-depends", "--force-bad-path"]
        command = ["dpkg", f"--root={root}", f"--log={tmp_path / 'log'}", *forced, *words]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
        assert done.returncode == 0, done.stdout + done.stderr

    dpkg("--install", packages["1.2.3"])
    assert [file.name for file in inside.iterdir()] == ["libold.so"]
    dpkg("--install", packages["1.2.10"])
    assert [file.name for file in inside.iterdir()] == ["libnew.so"]
    dpkg("--remove", NAME)
    assert network.read_bytes() == b"boekingen"
    dpkg("--install", packages["1.2.10"])
    dpkg("--purge", NAME)
    left = [file for file in root.rglob("*") if file.is_file() and "var/lib/dpkg" not in str(file)]
    assert left == [network]
