"""Counting beside the painting, as in other rooms: see `ui.parts.counting`."""

from __future__ import annotations

from zsm_desktop.ui.parts.counting import COUNTING, Counting

__all__ = ["COUNTING", "Counting"]
