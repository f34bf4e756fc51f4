"""The commands that make an invented network to try things on, and that bring one to this computer."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable
from dataclasses import asdict

from zsm_desktop.cli.answer import Answer
from zsm_desktop.cli.frame import Entrance
from zsm_desktop.domain.calendar import home_day
from zsm_desktop.words.command_line import OLD_IS_CLOSED, OPEN_WITH, WRITTEN


def sample(options: Namespace) -> Answer:
    from zsm_desktop.app import system_clock
    from zsm_desktop.services.sample import make

    names = ("schools", "years", "deliveries", "seed", "today", "profile")
    asked = {name: value for name in names if (value := getattr(options, name)) is not None}
    asked.setdefault("today", home_day(system_clock()))
    made = make(options.folder, **asked, progress=_say_stages())
    return Answer(asdict(made), remarks=(WRITTEN.format(path=options.folder),))


def bring_here(entrance: Entrance, options: Namespace) -> Answer:
    from zsm_desktop.app.bringing import bring

    into = bring(entrance.folder, entrance.secret, entrance.user_name, options.into)
    return Answer({"store": str(into)}, remarks=(OPEN_WITH.format(path=into), OLD_IS_CLOSED))


def _say_stages() -> Callable[[str, int, int], None]:
    """One line on standard error for each stage that begins."""
    from zsm_desktop.words.rules_sample import STAGES

    said: set[str] = set()

    def say(stage: str, _done: int, _of: int) -> None:
        if stage not in said:
            said.add(stage)
            sys.stderr.write(f"{STAGES.get(stage, stage)} …\n")

    return say
