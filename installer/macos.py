"""What a build for macOS needs besides the program: its icon, what Finder is told of it, and the disk image."""

from __future__ import annotations

import os
import plistlib
import shutil
import subprocess
from pathlib import Path

BUNDLE_ID = "nl.zsm-desktop.maatwerk"
APP = "Maatwerk.app"
OLDEST_MACOS = "13.0"
"""As the Qt of the lock needs."""
PAPERS_BESIDE = ("LICENSE", "THIRD_PARTY_NOTICES.md", "THIRD_PARTY_LICENSES.txt")
SIGN, NOTARY = "ZSM_SIGN", "ZSM_NOTARY"
"""The environment's name of the certificate ("Developer ID Application: …"), and of notarytool's profile."""
ENTITLEMENTS = {
    "com.apple.security.cs.allow-unsigned-executable-memory": True,  # the foreign function calls of Python
    "com.apple.security.cs.disable-library-validation": True,  # Qt may be replaced, as its licence asks
}


def info(version: str) -> dict[str, object]:
    """Info.plist: Dutch, and reserve copies offered under "Open met", never taken over."""
    return {
        "CFBundleIdentifier": BUNDLE_ID,
        "CFBundleName": "Maatwerk",
        "CFBundleDisplayName": "Maatwerk",
        "CFBundleShortVersionString": version,
        "CFBundleVersion": version,
        "CFBundleDevelopmentRegion": "nl",
        "CFBundleLocalizations": ["nl"],
        "LSApplicationCategoryType": "public.app-category.education",
        "LSMinimumSystemVersion": OLDEST_MACOS,
        "NSHighResolutionCapable": True,
        "NSRequiresAquaSystemAppearance": False,
        "NSHumanReadableCopyright": "EUPL-1.2",
        "CFBundleDocumentTypes": [
            {
                "CFBundleTypeName": "Reservekopie van Maatwerk",
                "CFBundleTypeExtensions": ["db"],
                "CFBundleTypeRole": "Viewer",
                "LSHandlerRank": "Alternate",
            }
        ],
    }


def make_papers(folder: Path, version: str) -> None:
    """Writes what the spec reads."""
    from installer import icons

    folder.mkdir(parents=True, exist_ok=True)
    (folder / "zsm-desktop.icns").write_bytes(icons.icns())
    (folder / "Info.plist").write_bytes(plistlib.dumps(info(version)))
    (folder / "entitlements.plist").write_bytes(plistlib.dumps(ENTITLEMENTS))


def image_commands(app: Path, papers: Path, image: Path, sign: str = "", notary: str = "") -> list[list[str]]:
    """What makes the disk image of a built app, in order; unsigned without a certificate."""
    folder = image.with_suffix("")
    lay = [["ditto", str(app), str(folder / app.name)], ["ln", "-s", "/Applications", str(folder / "Applications")]]
    make = [
        "hdiutil",
        "create",
        "-volname",
        "Maatwerk",
        "-srcfolder",
        str(folder),
        "-ov",
        "-format",
        "UDZO",
        str(image),
    ]
    if not sign:
        return [*lay, make]
    rights = ["--options", "runtime", "--timestamp", "--entitlements", str(papers / "entitlements.plist")]
    commands = [["codesign", "--force", "--deep", *rights, "--sign", sign, str(app)], *lay, make]
    commands.append(["codesign", "--force", "--timestamp", "--sign", sign, str(image)])
    if notary:
        commands.append(["xcrun", "notarytool", "submit", str(image), "--keychain-profile", notary, "--wait"])
        commands.append(["xcrun", "stapler", "staple", str(image)])
    return commands


def build_image(app: Path, papers: Path, dist: Path, version: str, machine: str) -> Path:
    """Makes dist/zsm-desktop-VERSION-macos-MACHINE.dmg; CalledProcessError where a step fails."""
    image = dist / f"zsm-desktop-{version}-macos-{machine}.dmg"
    for paper in PAPERS_BESIDE:
        shutil.copy(dist / "zsm-desktop" / paper, app / "Contents" / "Resources")
    shutil.rmtree(image.with_suffix(""), ignore_errors=True)
    for command in image_commands(app, papers, image, os.environ.get(SIGN, ""), os.environ.get(NOTARY, "")):
        subprocess.run(command, check=True)
    shutil.rmtree(image.with_suffix(""), ignore_errors=True)
    return image
