"""Reads the file of a network's profile: whole and right, or refused with the lines that are not."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from zsm_desktop.domain import profile_text
from zsm_desktop.domain.errors import Finding, RuleError
from zsm_desktop.domain.profiles import Profile

MOST_BYTES = 256 * 1024


@dataclass(frozen=True, slots=True)
class ProfileFile:
    """`profile` None: nothing of it may be kept. A finding's row is the line of the file."""

    file: str
    text: str
    profile: Profile | None
    findings: tuple[Finding, ...]


def read_profile_file(path: Path) -> ProfileFile:
    """Raises RuleError("profile.not_found", "profile.not_readable", "profile.too_large", "profile.not_text")."""
    text = _text_of(path)
    found = profile_text.read(text)
    return ProfileFile(path.name, text, found.profile, found.findings)


def _text_of(path: Path) -> str:
    if not path.is_file():
        raise RuleError("profile.not_found", file=path.name)
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise RuleError("profile.not_readable", file=path.name) from error
    if len(data) > MOST_BYTES:
        raise RuleError("profile.too_large", most=MOST_BYTES // 1024)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RuleError("profile.not_text", file=path.name, line=data[: error.start].count(b"\n") + 1) from error
