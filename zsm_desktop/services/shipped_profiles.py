"""The network profiles that come with the program."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from zsm_desktop.domain import profile_text
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.profiles import Profile
from zsm_desktop.settings import resources_dir

USUAL = "zeeland"


def _folder() -> Path:
    return resources_dir() / "profiles"


@cache
def codes() -> tuple[str, ...]:
    """The usual one first, then by code."""
    return tuple(sorted((path.stem for path in _folder().glob("*.toml")), key=lambda code: (code != USUAL, code)))


@cache
def text_of(code: str) -> str:
    """Raises RuleError("profile.unknown")."""
    if code not in codes():
        raise RuleError("profile.unknown", profile=code, known=", ".join(codes()))
    return (_folder() / f"{code}.toml").read_text(encoding="utf-8")


@cache
def shipped(code: str) -> Profile:
    """Raises RuleError("profile.unknown")."""
    profile = profile_text.read(text_of(code)).profile
    if profile is None:
        raise LookupError(f"the profile {code} that ships is broken")
    return profile
