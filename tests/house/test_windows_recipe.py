"""The installer for Windows as it comes out of the compiler, and what a build on Windows and macOS is given."""

from __future__ import annotations

import hashlib
import io
import os
import plistlib
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from PIL import Image
from platformdirs.windows import Windows

import zsm_desktop
from installer import build, icons, macos, sums, windows
from tests.house.portable_executable import ICON, ICON_GROUP, MANIFEST, resources, version_strings
from tests.house.tree import ROOT
from zsm_desktop.settings import APP_NAME

SCRIPT = (ROOT / "installer" / "windows.nsi").read_text(encoding="utf-8")
SPEC = (ROOT / "installer" / "zsm-desktop.spec").read_text(encoding="utf-8")
compiles = pytest.mark.skipif(not shutil.which("makensis"), reason="makensis is not there")


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("papers")
    windows.make_papers(folder, "1.2.3")
    return folder


def a_folder(place: Path) -> Path:
    """As a build leaves it, with a library that does not get smaller."""
    return windows.stand_in(place / "zsm-desktop", os.urandom(150_000))


def compiled(built: Path, papers: Path, out: Path) -> subprocess.CompletedProcess[str]:
    command = windows.compile_command(built, papers, out, "1.2.3")
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


@compiles
def test_the_installer_says_what_it_is_and_asks_for_no_administrator(tmp_path: Path, papers: Path) -> None:
    out = tmp_path / "zsm-desktop-1.2.3-setup.exe"
    done = compiled(a_folder(tmp_path), papers, out)
    assert done.returncode == 0, done.stdout + done.stderr
    assert out.stat().st_size > 150_000
    assert version_strings(out) == {
        "numbers": "1.2.3.0",
        "CompanyName": "zsm-desktop",
        "FileDescription": "Maatwerk installeren",
        "FileVersion": "1.2.3",
        "LegalCopyright": "EUPL-1.2",
        "ProductName": "Maatwerk",
        "ProductVersion": "1.2.3",
    }
    found = resources(out)
    (manifest,) = (one.data.decode() for one in found if one.kind == MANIFEST)
    assert 'level="asInvoker"' in manifest
    assert "dpiAware" in manifest
    assert any(one.kind == ICON_GROUP for one in found)
    drawn = {one.data for one in found if one.kind == ICON}
    assert icons.png(icons.drawn(256)) in drawn


@compiles
def test_without_one_of_its_files_there_is_no_installer(tmp_path: Path, papers: Path) -> None:
    missing = "zsm-desktop-cli.exe"
    built, out = a_folder(tmp_path), tmp_path / "zsm-desktop-1.2.3-setup.exe"
    (built / missing).unlink()
    done = compiled(built, papers, out)
    assert done.returncode != 0
    assert missing in done.stdout + done.stderr
    assert not out.exists()


@compiles
def test_a_warning_stops_it(tmp_path: Path, papers: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    recipe = tmp_path / "installer"
    recipe.mkdir()
    (recipe / "windows.nsi").write_text(SCRIPT + "\nFunction nobody_calls_me\nFunctionEnd\n", encoding="utf-8")
    monkeypatch.setattr(windows, "ROOT", tmp_path)
    out = tmp_path / "zsm-desktop-1.2.3-setup.exe"
    done = compiled(a_folder(tmp_path), papers, out)
    assert done.returncode != 0
    assert "nobody_calls_me" in done.stdout + done.stderr


@compiles
def test_a_build_elsewhere_rehearses_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(windows.SIGN, "false")  # nothing of a rehearsal is signed
    assert windows.rehearse(tmp_path / "windows", "1.2.3")
    assert windows.rehearse(tmp_path / "windows", "1.2.4")
    assert version_strings(tmp_path / "windows" / "zsm-desktop-1.2.4-setup.exe")["FileVersion"] == "1.2.4"
    monkeypatch.setattr("shutil.which", lambda _name: None)
    assert not windows.rehearse(tmp_path / "nowhere", "1.2.3")
    assert not (tmp_path / "nowhere").exists()


def part(begin: str, end: str) -> str:
    return SCRIPT.partition(begin)[2].partition(end)[0]


def test_what_is_installed_goes_again_and_nothing_else() -> None:
    installs, removes = part("Section\n", "SectionEnd"), part('Section "Uninstall"', "SectionEnd")
    program = part("!macro REMOVE_PROGRAM", "!macroend")
    laid = {name.rpartition("\\")[2] for name in re.findall(r'File (?:/r )?"\$\{BUILT\}([^"]+)"', installs)}
    taken = {name.rpartition("\\")[2] for name in re.findall(r'(?:Delete|RMDir /r) "\$INSTDIR([^"]+)"', program)}
    assert laid == taken
    assert "REMOVE_PROGRAM" in installs
    assert "REMOVE_PROGRAM" in removes
    written = {key.split("\\shell")[0].removesuffix("\\DefaultIcon")
               for key in re.findall(r'WriteReg\w+ HKCU "([^"]+)"', installs)}  # fmt: skip
    assert written == set(re.findall(r'DeleteReg(?:Key|Value) HKCU "([^"]+)"', removes))
    # /r takes a whole folder: only the one that is all ours
    assert re.findall(r"RMDir /r (.+)", SCRIPT) == ['"$INSTDIR\\_internal"']
    assert "*" not in "".join(re.findall(r"Delete .+", SCRIPT))


def test_networks_stay_and_it_says_where_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    local = "C:\\Users\\anneke\\AppData\\Local"
    monkeypatch.setattr("platformdirs.windows.get_win_folder", {"CSIDL_LOCAL_APPDATA": local}.__getitem__)
    kept = re.search(r'!define NETWORKS "([^"]+)"', SCRIPT)
    assert kept is not None
    place = Windows(APP_NAME, appauthor=False, roaming=False).user_data_dir.replace("/", "\\")
    assert kept[1].replace("$LOCALAPPDATA", local) == place
    assert "${NETWORKS}" not in part('Section "Uninstall"', "SectionEnd") + part("!macro REMOVE_PROGRAM", "!macroend")
    assert "${KEPT}" in part("Function un.onUninstSuccess", "FunctionEnd")


def test_a_silent_run_answers_every_question_itself() -> None:
    boxes = re.findall(r"MessageBox .+", SCRIPT)
    assert len(boxes) > 3
    assert [box for box in boxes if "/SD ID" not in box] == []


def test_the_guide_names_what_is_built_and_what_it_ends_with() -> None:
    told = (ROOT / "docs" / "gebruikers" / "installeren.md").read_text(encoding="utf-8")
    codes = {"1", "2", *re.findall(r"SetErrorLevel (\d)", SCRIPT)}  # the first two are those of NSIS itself
    (listed,) = re.findall(r"Afsluitcode 0: gelukt; (.+?)\.\n", told, re.DOTALL)
    assert {part.split(":")[0].strip() for part in listed.split(";")} == codes
    defined = dict(re.findall(r'!define (\w+) "([^"]+)"', SCRIPT))
    place = re.search(r'InstallDir "\$LOCALAPPDATA([^"]+)"', SCRIPT)
    assert place is not None
    for name in (defined["UNINSTALLER"], defined["CLI"]):
        assert f"%LOCALAPPDATA%{place[1]}\\{name}" in told
    assert defined["NETWORKS"].replace("$LOCALAPPDATA", "%LOCALAPPDATA%") in told
    assert macos.BUNDLE_ID in told
    assert f"/Applications/{macos.APP}/Contents/MacOS/zsm-desktop try-out" in told


def test_a_file_that_is_double_clicked_is_given_to_the_program() -> None:
    assert """"shell\\open\\command" "" '"$INSTDIR\\${EXE}" "%1"'""" in SCRIPT.replace("${CLASSES}\\${COPY_TYPE}\\", "")
    assert not re.search(r'WriteRegStr HKCU "\$\{CLASSES\}\\\.db" ""', SCRIPT)  # other programs keep theirs


def test_versions_are_compared_by_number() -> None:
    assert windows.numbers("0.10.0") > windows.numbers("0.9.12")
    assert windows.numbers(zsm_desktop.__version__)
    for odd in ("1.2", "1.2.3rc1", "1.2.3.4", ""):
        with pytest.raises(ValueError, match="no version"):
            windows.numbers(odd)


@pytest.mark.parametrize("name", windows.PROGRAMS)
def test_each_program_carries_its_version(papers: Path, name: str) -> None:
    def said(*values: Any, **named: Any) -> Any:
        return [*values, named]

    kinds: dict[str, Callable[..., Any]] = dict.fromkeys(
        ("VSVersionInfo", "FixedFileInfo", "StringFileInfo", "VarFileInfo", "VarStruct"), said
    )
    written = (papers / f"{name}.version").read_text(encoding="utf-8")
    strings: dict[str, str] = {}
    kinds["StringStruct"] = lambda key, value: strings.update({key: value})
    kinds["StringTable"] = lambda language, _strings: strings.update({"language": language})
    ((whole,),) = [eval(written, kinds)]
    assert whole["ffi"][0]["filevers"] == (1, 2, 3, 0)
    assert strings["ProductVersion"] == strings["FileVersion"] == "1.2.3"
    assert strings["OriginalFilename"] == f"{name}.exe"
    assert strings["language"] == "041304b0"


def test_the_licence_is_whole_and_wraps_by_itself(papers: Path) -> None:
    shown = (papers / "LICENSE.txt").read_bytes()
    assert shown.startswith(b"\xef\xbb\xbf")
    assert shown.count(b"\n") == shown.count(b"\r\n")
    text = shown.decode("utf-8-sig")
    assert text.split() == (ROOT / "LICENSE").read_text(encoding="utf-8").split()
    (paragraph,) = [line for line in text.splitlines() if line.startswith("This European Union Public Licence")]
    assert paragraph.endswith("(as defined below) which is provided under the terms of this Licence. Any use of the "
                              "Work, other than as authorised under this Licence is prohibited (to the extent such use "
                              "is covered by a right of the copyright holder of the Work).")  # fmt: skip


def test_the_program_asks_for_no_rights_is_sharp_and_reads_long_paths() -> None:
    said = {node.tag.rpartition("}")[2]: node for node in ET.fromstring(windows.MANIFEST.encode()).iter()}
    assert said["requestedExecutionLevel"].attrib["level"] == "asInvoker"
    assert said["dpiAwareness"].text == "PerMonitorV2"
    assert said["longPathAware"].text == "true"


def test_the_icons_are_the_drawing_at_every_size(papers: Path) -> None:
    ico = (papers / "zsm-desktop.ico").read_bytes()
    assert icons.ico() == ico
    with Image.open(io.BytesIO(ico)) as picture:
        assert picture.info["sizes"] == {(size, size) for size in icons.ICO_SIZES}
        for size in (16, 48, 256):
            picture.size = (size, size)  # type: ignore[misc]  # how Pillow is told which
            picture.load()
            with Image.open(io.BytesIO(icons.png(icons.drawn(size)))) as drawn:
                assert picture.convert("RGBA").tobytes() == drawn.convert("RGBA").tobytes()
    with Image.open(io.BytesIO(icons.icns())) as picture:
        assert {size * scale for size, _, scale in picture.info["sizes"]} == set(icons.ICNS_TYPES)


def test_everything_the_spec_reads_is_made(papers: Path, tmp_path: Path) -> None:
    macos.make_papers(tmp_path, "1.2.3")
    made = {path.name for folder in (papers, tmp_path) for path in folder.iterdir()}
    wanted = re.findall(r'PAPERS / f?"([^"]+)"', SPEC)
    assert len(wanted) == 5
    for name in wanted:
        assert {name.replace("{name}", program) for program in windows.PROGRAMS} <= made
    assert f'ROOT / "{build.PAPERS.relative_to(ROOT).as_posix()}"' == 'ROOT / "build/package/papers"'
    assert 'PAPERS = ROOT / "build" / "package" / "papers"' in SPEC


def test_a_mac_is_told_of_the_program(tmp_path: Path) -> None:
    macos.make_papers(tmp_path, "1.2.3")
    said = plistlib.loads((tmp_path / "Info.plist").read_bytes())
    assert (said["CFBundleShortVersionString"], said["CFBundleDevelopmentRegion"]) == ("1.2.3", "nl")
    (copies,) = said["CFBundleDocumentTypes"]
    assert (copies["CFBundleTypeExtensions"], copies["LSHandlerRank"]) == (["db"], "Alternate")


def test_an_image_is_signed_before_it_is_made_and_looked_at_by_apple_after(tmp_path: Path) -> None:
    image, app = tmp_path / "zsm-desktop-1.2.3-macos-arm64.dmg", tmp_path / "Maatwerk.app"
    plain = macos.image_commands(app, tmp_path, image)
    assert {command[0] for command in plain} == {"ditto", "ln", "hdiutil"}
    signed = [" ".join(command[:3]) for command in macos.image_commands(app, tmp_path, image, "Developer ID", "zsm")]
    order = ["codesign --force --deep", f"ditto {app}", "hdiutil create", "codesign --force --timestamp",
             "xcrun notarytool submit", "xcrun stapler staple"]  # fmt: skip
    assert [next(at for at, command in enumerate(signed) if command.startswith(step)) for step in order] == sorted(
        next(at for at, command in enumerate(signed) if command.startswith(step)) for step in order
    )


@pytest.mark.skipif(sys.platform == "win32", reason="a command of the shell")
def test_each_program_is_signed_and_a_refusal_stops(tmp_path: Path) -> None:
    files = [tmp_path / "one two.exe", tmp_path / "three.exe"]
    for file in files:
        file.write_bytes(b"x")
    windows.sign(files, 'printf signed >> "%1"')
    assert [file.read_bytes() for file in files] == [b"xsigned"] * 2
    with pytest.raises(subprocess.CalledProcessError):
        windows.sign(files, "false")


def test_the_sums_are_of_what_goes_out(tmp_path: Path) -> None:
    (tmp_path / "zsm-desktop").mkdir()
    (tmp_path / "b.deb").write_bytes(b"b")
    (tmp_path / "a-setup.exe").write_bytes(b"a")
    sums.write_sums(tmp_path)
    sums.write_sums(tmp_path)  # not of itself
    lines = (tmp_path / sums.SUMS).read_text(encoding="ascii").splitlines()
    assert lines == [f"{hashlib.sha256(name[:1].encode()).hexdigest()}  {name}" for name in ("a-setup.exe", "b.deb")]
