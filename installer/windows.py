"""What a build for Windows needs besides the program: its icon and version in the .exe, and the installer."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

from installer.macos import PAPERS_BESIDE
from installer.notices import ROOT

LANGUAGE, CODEPAGE = 0x0413, 1200
"""Dutch, in Unicode."""
PROGRAMS = {"zsm-desktop": "Maatwerk", "zsm-desktop-cli": "Maatwerk op de opdrachtregel"}
SIGN = "ZSM_SIGN"
"""The environment's command that signs a file, which stands in it as %1: installer and uninstaller are signed by it."""
WRAPPED = 95
"""A longer line of the licence goes on in the next one."""
MAKENSIS_SECONDS, SIGN_SECONDS = 600, 120


def numbers(version: str) -> tuple[int, int, int, int]:
    """As Windows compares versions: "0.2.0" is 0.2.0.0."""
    found = re.fullmatch(r"(\d+)\.(\d+)\.(\d+)", version)
    if found is None:
        raise ValueError(f"{version} is no version like 1.2.3")
    first, second, third = found.groups()
    return int(first), int(second), int(third), 0


def version_resource(version: str, name: str) -> str:
    """What Windows shows under "Details" of a program, as PyInstaller reads it."""
    said = {
        "CompanyName": "zsm-desktop",
        "FileDescription": PROGRAMS[name],
        "FileVersion": version,
        "InternalName": name,
        "LegalCopyright": "EUPL-1.2",
        "OriginalFilename": f"{name}.exe",
        "ProductName": "Maatwerk",
        "ProductVersion": version,
    }
    strings = ", ".join(f"StringStruct({key!r}, {value!r})" for key, value in said.items())
    table = f"StringTable('{LANGUAGE:04x}{CODEPAGE:04x}', [{strings}])"
    fixed = f"filevers={numbers(version)}, prodvers={numbers(version)}, mask=0x3F, flags=0, OS=0x40004, fileType=1"
    return (
        f"VSVersionInfo(ffi=FixedFileInfo({fixed}, subtype=0, date=(0, 0)), kids=[StringFileInfo([{table}]), "
        f"VarFileInfo([VarStruct('Translation', [{LANGUAGE}, {CODEPAGE}])])])\n"
    )


MANIFEST = """\
<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<assembly xmlns="urn:schemas-microsoft-com:asm.v1" manifestVersion="1.0">
  <trustInfo xmlns="urn:schemas-microsoft-com:asm.v3">
    <security>
      <requestedPrivileges><requestedExecutionLevel level="asInvoker" uiAccess="false"/></requestedPrivileges>
    </security>
  </trustInfo>
  <compatibility xmlns="urn:schemas-microsoft-com:compatibility.v1">
    <application><supportedOS Id="{8e0f7a12-bfb3-4fe8-b9a5-48fd50a15a9a}"/></application>
  </compatibility>
  <application xmlns="urn:schemas-microsoft-com:asm.v3">
    <windowsSettings>
      <dpiAware xmlns="http://schemas.microsoft.com/SMI/2005/WindowsSettings">true</dpiAware>
      <dpiAwareness xmlns="http://schemas.microsoft.com/SMI/2016/WindowsSettings">PerMonitorV2</dpiAwareness>
      <longPathAware xmlns="http://schemas.microsoft.com/SMI/2016/WindowsSettings">true</longPathAware>
    </windowsSettings>
  </application>
  <dependency>
    <dependentAssembly>
      <assemblyIdentity type="win32" name="Microsoft.Windows.Common-Controls" version="6.0.0.0"
        processorArchitecture="*" publicKeyToken="6595b64144ccf1df" language="*"/>
    </dependentAssembly>
  </dependency>
</assembly>
"""
"""Sharp on every screen, and folders may lie deeper than 260 letters."""


def make_papers(folder: Path, version: str) -> None:
    """Writes what the spec and the installer's script read."""
    from installer import icons

    folder.mkdir(parents=True, exist_ok=True)
    (folder / "zsm-desktop.ico").write_bytes(icons.ico())
    (folder / "side.bmp").write_bytes(icons.side())
    (folder / "zsm-desktop.manifest").write_text(MANIFEST, encoding="utf-8")
    for name in PROGRAMS:
        (folder / f"{name}.version").write_text(version_resource(version, name), encoding="utf-8")
    # Without a mark at its beginning and without CR a Windows of another language shows it wrong.
    licence = unwrapped((ROOT / "LICENSE").read_text(encoding="utf-8"))
    (folder / "LICENSE.txt").write_bytes(licence.replace("\n", "\r\n").encode("utf-8-sig"))


def unwrapped(text: str) -> str:
    """Paragraphs as one line each: the installer's page is narrower than the file, and wraps by itself."""
    lines: list[str] = []
    is_open = False
    for line in text.splitlines():
        if is_open and line and not line.startswith("—"):
            lines[-1] += f" {line}"
        else:
            lines.append(line)
        is_open = len(line) > WRAPPED
    return "\n".join(lines) + "\n"


def compile_command(built: Path, papers: Path, out: Path, version: str, signing: str = "") -> list[str]:
    """Every warning is an error: a text that is not used or a file that is not there would be found by the user."""
    places = {"BUILT": built, "PAPERS": papers, "OUT": out}
    command = ["makensis", "-WX", "-V2", "-INPUTCHARSET", "UTF8"]
    command += [f"-D{name}={place.resolve()}" for name, place in places.items()]
    command += [f"-DVERSION={version}", f"-DFILE_VERSION={'.'.join(map(str, numbers(version)))}"]
    return [*command, *([f"-DSIGN={signing}"] if signing else []), str(ROOT / "installer" / "windows.nsi")]


def rehearse(folder: Path, version: str) -> bool:
    """Compiles the recipe over a stand-in, as can be done anywhere; False where makensis is not there.

    Raises CalledProcessError where the recipe is wrong: better here than on the day a version goes out.
    """
    if shutil.which("makensis") is None:
        return False
    shutil.rmtree(folder, ignore_errors=True)
    built, papers = stand_in(folder / "zsm-desktop", b"x"), folder / "papers"
    make_papers(papers, version)
    command = compile_command(built, papers, folder / f"zsm-desktop-{version}-setup.exe", version)
    subprocess.run(command, check=True, timeout=MAKENSIS_SECONDS)
    return True


def stand_in(built: Path, library: bytes) -> Path:
    """A folder with the files that a build for Windows leaves, and nothing in them but one library."""
    (built / "_internal" / "PySide6").mkdir(parents=True)
    (built / "_internal" / "PySide6" / "Qt6Core.dll").write_bytes(library)
    for name in (*(f"{one}.exe" for one in PROGRAMS), *PAPERS_BESIDE):
        (built / name).write_bytes(b"x")
    return built


def sign(files: Iterable[Path], command: str) -> None:
    """Each by itself; CalledProcessError when one is refused, and then nothing goes out."""
    for file in files:
        subprocess.run(command.replace("%1", str(file)), shell=True, check=True, timeout=SIGN_SECONDS)  # noqa: S602 - theirs


def build_installer(built: Path, papers: Path, dist: Path, version: str) -> Path | None:
    """Makes dist/zsm-desktop-VERSION-setup.exe; None where makensis is not there, CalledProcessError where it fails."""
    if shutil.which("makensis") is None:
        return None
    out = dist / f"zsm-desktop-{version}-setup.exe"
    if os.environ.get(SIGN):
        sign((built / f"{name}.exe" for name in PROGRAMS), os.environ[SIGN])
    command = compile_command(built, papers, out, version, os.environ.get(SIGN, ""))
    subprocess.run(command, check=True, timeout=MAKENSIS_SECONDS)
    return out
