"""The profile this network works by, as it is kept in the network itself."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from sqlalchemy import select

from zsm_desktop.domain import profile_text
from zsm_desktop.domain.profiles import Indicator
from zsm_desktop.models import NetworkProfile
from zsm_desktop.services.shipped_profiles import USUAL, shipped

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def indicators_of(session: Session) -> tuple[Indicator, ...]:
    """What the network agreed to count; one that keeps no profile, or a broken one, counts what is usual."""
    text = session.scalar(select(NetworkProfile.text))
    return _indicators(text) if text else shipped(USUAL).indicators


@lru_cache(maxsize=4)
def _indicators(text: str) -> tuple[Indicator, ...]:
    profile = profile_text.read(text).profile
    return profile.indicators if profile else shipped(USUAL).indicators
