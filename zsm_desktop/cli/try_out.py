"""The command that goes through the program by itself."""

from __future__ import annotations

import sys
from argparse import Namespace
from dataclasses import asdict

from zsm_desktop.cli.answer import Answer
from zsm_desktop.cli.frame import has_screen
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.words import command_line as words


def try_out(options: Namespace) -> Answer:
    """Raises RuleError("command.no_screen") where nothing can be shown."""
    if not has_screen():
        raise RuleError("command.no_screen")
    from zsm_desktop.app.try_out import try_out as walk

    size = {name: getattr(options, name) for name in ("schools", "years", "deliveries")}
    seen = walk(options.folder, size, lambda step: sys.stderr.write(f"{step} …\n"))
    return Answer(asdict(seen), (words.TRIED_OUT.format(rooms=seen.rooms, number=seen.number),))
