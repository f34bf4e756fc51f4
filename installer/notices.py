"""The notices of everything that is shipped: names, licences and licence texts, read from the installed packages."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from importlib import metadata
from pathlib import Path

from installer.requirements import runtime_names

ROOT = Path(__file__).resolve().parents[1]
DEBIAN_PAPERS, COMMON_LICENCES = Path("/usr/share/doc"), Path("/usr/share/common-licenses")
OF_OTHERS = ("libQt6", "libpyside6", "libshiboken6", "libicu", "libpython")
"""Libraries of Python and of packages of the lock, which may be on the system besides."""
TEXT_NAMES = ("licen", "copying", "notice", "copyright")


@dataclass(frozen=True, slots=True)
class Notice:
    """One shipped work; `texts` are its licence texts in full."""

    name: str
    version: str
    licence: str
    origin: str
    texts: tuple[str, ...] = field(default=(), repr=False)


# What a wheel carries without its text, and what lies in a wheel under another name: from resources/licences.
TEXTS_OF_OURS = {
    "pyside6-essentials": ("LGPL-3.0.txt", "GPL-3.0.txt"),
    "shiboken6": ("LGPL-3.0.txt", "GPL-3.0.txt"),
}
# Packages that name no licence in their metadata, read from the text they carry.
LICENCE_BY_ITS_TEXT = {"sqlcipher3": "Zlib"}
# Of what its maker gives under several licences, the one it is used under here.
CHOSEN = {"text-unidecode": "Artistic-1.0-Perl (chosen; its maker offers the GPL too)"}
INSIDE_WHEELS = (
    ("Qt", "pyside6-essentials", "LGPL-3.0-only", ("LGPL-3.0.txt", "GPL-3.0.txt")),
    ("SQLCipher", "sqlcipher3", "BSD-3-Clause", ("SQLCipher.txt",)),
    ("OpenSSL (in sqlcipher3 and cryptography)", "sqlcipher3", "Apache-2.0", ("Apache-2.0.txt",)),
)
IN_RESOURCES = (
    ("Inter (fonts)", "OFL-1.1", "fonts/LICENSE-Inter.txt"),
    ("Tabler Icons", "MIT", "icons/LICENSE-Tabler.txt"),
    ("UBL 2.1 schemas", "OASIS notice", "einvoice/LICENSE-OASIS.txt"),
)

HEAD = """\
# Third-party notices

zsm-desktop (EUPL-1.2) is built with the works below. A built program carries their licence texts in full in
`THIRD_PARTY_LICENSES.txt`, made by `python3 dev.py package`; this list is made by `python -m installer.notices`.

Qt and PySide6 are used under the LGPL-3.0: they lie as separate shared libraries in the program's folder and may be
replaced there by another build of the same version. What a maker offers under the Artistic License or the GPL is used
under the Artistic License.

| work | licence | source |
| --- | --- | --- |
"""


def said(about: metadata.PackageMetadata, name: str) -> str:
    """One line of a package's metadata, empty where the package says nothing."""
    return str(about[name]).strip() if name in about else ""


def licence_of(about: metadata.PackageMetadata) -> str:
    """The licence in as few words as the package gives."""
    licence = CHOSEN.get(said(about, "Name").lower(), "") or said(about, "License-Expression")
    if not licence:
        classifiers = [line for line in about.get_all("Classifier") or [] if line.startswith("License ::")]
        licence = ", ".join(line.rpartition(" :: ")[2] for line in classifiers)
    return licence or said(about, "License").partition("\n")[0] or LICENCE_BY_ITS_TEXT[said(about, "Name").lower()]


def is_licence_text(file: str) -> bool:
    """Whether a file of a package's metadata is one of its licence texts."""
    folder, _, name = file.rpartition("/")
    return ".dist-info" in folder and ("/licenses" in folder or any(word in name.lower() for word in TEXT_NAMES))


def texts_of(distribution: metadata.Distribution) -> tuple[str, ...]:
    """The licence texts in the package's own folder of metadata, each once."""
    files = sorted(file.as_posix() for file in distribution.files or [] if is_licence_text(file.as_posix()))
    paths = (Path(str(distribution.locate_file(file))) for file in files)
    return tuple(dict.fromkeys(path.read_text(encoding="utf-8", errors="replace").strip() for path in paths))


def from_resources(*names: str) -> tuple[str, ...]:
    return tuple((ROOT / "resources" / name).read_text(encoding="utf-8").strip() for name in names)


def shipped_packages() -> list[Notice]:
    """The runtime packages that are installed here; what belongs to another system is not shipped and not named."""
    notices = []
    for name in sorted(runtime_names(ROOT)):
        try:
            distribution = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue
        about = distribution.metadata
        ours = TEXTS_OF_OURS.get(name, ())
        texts = texts_of(distribution) or from_resources(*(f"licences/{text}" for text in ours))
        notices.append(Notice(about["Name"], distribution.version, licence_of(about), origin_of(about), texts))
    return notices


def origin_of(about: metadata.PackageMetadata) -> str:
    """Where the source is, as the package says: LGPL asks that a reader can find it."""
    addresses = dict(line.split(", ", 1) for line in about.get_all("Project-URL") or [] if ", " in line)
    wanted = ("source", "source code", "repository", "homepage", "home")
    by_name = {name.lower(): address for name, address in addresses.items()}
    return next((by_name[name] for name in wanted if name in by_name), said(about, "Home-page"))


def from_system(built: Path) -> list[Notice]:
    """What a build on Debian takes along of the system's own libraries, by package; elsewhere nothing is known."""
    inside = {file.name for file in (built / "_internal").glob("lib*.so*") if not file.name.startswith(OF_OTHERS)}
    if not inside or shutil.which("dpkg-query") is None:
        return []
    said = subprocess.run(
        ["dpkg-query", "-S", *(f"*/{name}" for name in sorted(inside))], capture_output=True, text=True, check=False
    ).stdout
    packages = {line.partition(":")[0] for line in said.splitlines() if line.rpartition("/")[2] in inside}
    found = []
    for package in sorted(packages):
        paper = DEBIAN_PAPERS / package / "copyright"
        if paper.exists():
            text = paper.read_text(encoding="utf-8", errors="replace")
            found.append(Notice(f"{package} (of Debian)", "", licences_in(text), "", (text, *common_licences(text))))
    return found


def licences_in(text: str) -> str:
    """As the copyright file of a Debian package names them; many name none by a short name."""
    named = sorted(set(re.findall(r"^License: (\S+)(?=\s*$|,? (?:or|and|with)\b)", text, re.MULTILINE)))
    return ", ".join(named) or "as its text says"


def common_licences(text: str) -> list[str]:
    """The texts a Debian package only points at, since every Debian has them and nobody else does."""
    names = sorted(set(re.findall(r"/usr/share/common-licenses/([A-Za-z]+(?:-[0-9.]*[0-9])?)", text)))
    return [path.read_text(encoding="utf-8") for name in names if (path := COMMON_LICENCES / name).is_file()]


def notices() -> list[Notice]:
    """Everything a built program holds that others made."""
    version = ".".join(map(str, sys.version_info[:3]))
    found = [Notice("Python", version, "PSF-2.0", "https://www.python.org", from_resources("licences/PSF-2.0.txt"))]
    found += shipped_packages()
    versions = {notice.name.lower().replace("_", "-"): notice.version for notice in found}
    for name, wheel, licence, texts in INSIDE_WHEELS:
        found.append(
            Notice(
                name, f"as in {wheel} {versions[wheel]}", licence, "", from_resources(*(f"licences/{t}" for t in texts))
            )
        )
    return found + [Notice(name, "", licence, "", from_resources(text)) for name, licence, text in IN_RESOURCES]


def summary(found: list[Notice]) -> str:
    """THIRD_PARTY_NOTICES.md: who made what and under which licence."""
    rows = [f"| {notice.name} | {notice.licence} | {notice.origin} |" for notice in found]
    return f"{HEAD}{chr(10).join(rows)}\n"


def full_text(found: list[Notice]) -> str:
    """THIRD_PARTY_LICENSES.txt: each work with its licence texts; a text that several share is printed once."""
    parts: list[str] = []
    first_use: dict[str, str] = {}
    for notice in found:
        parts.append(f"{'=' * 80}\n{notice.name} {notice.version}".rstrip() + f"\n{notice.licence}\n{'=' * 80}\n")
        for text in notice.texts:
            if text in first_use:
                parts.append(f"(the text printed under {first_use[text]})\n")
            else:
                first_use[text] = notice.name
                parts.append(f"{text}\n")
    return "\n".join(parts)


def main() -> None:
    target = ROOT / "THIRD_PARTY_NOTICES.md"
    target.write_text(summary(notices()), encoding="utf-8")
    print(f"{target.name} is written.")


if __name__ == "__main__":
    main()
