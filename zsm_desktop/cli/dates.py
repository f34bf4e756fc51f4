"""A day as it is typed on the command line; what is none is refused in Dutch."""

from __future__ import annotations

import argparse
from datetime import date

from zsm_desktop.words import command_line as words


def typed_day(text: str) -> date:
    """For `type=`; raises as argparse wants it."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(words.NOT_A_DATE.format(text=text)) from error
