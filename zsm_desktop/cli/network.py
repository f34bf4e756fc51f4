"""The command that makes an invented network to try things on."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import asdict

from zsm_desktop.cli.answer import Answer
from zsm_desktop.words.command_line import WRITTEN


def sample(options: Namespace) -> Answer:
    from zsm_desktop.app import system_clock
    from zsm_desktop.services.desk import HOME
    from zsm_desktop.services.sample import make

    names = ("schools", "years", "deliveries", "seed", "today", "profile")
    asked = {name: value for name in names if (value := getattr(options, name)) is not None}
    asked.setdefault("today", system_clock().astimezone(HOME).date())
    made = make(options.folder, **asked)
    return Answer(asdict(made), remarks=(WRITTEN.format(path=options.folder),))
