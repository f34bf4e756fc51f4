"""The command about the network's profile: out as a file, or another one in."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from zsm_desktop.cli.answer import DONE, REFUSED, Answer
from zsm_desktop.cli.frame import Entrance
from zsm_desktop.words.command_line import NOTHING_WRITTEN, WRITTEN

if TYPE_CHECKING:
    from zsm_desktop.services.desk import Desk


def profile(entrance: Entrance, options: Namespace) -> Answer:
    is_reading = options.import_ is None or options.preview
    with entrance.desk(read_only=is_reading) as desk:
        if options.import_ is not None:
            return _import(desk, options.import_, is_preview=options.preview)
        facts = desk.profiles.facts()
        remarks: tuple[str, ...] = ()
        if options.export is not None:
            from zsm_desktop.domain.files import write_atomically

            write_atomically(options.export, facts.text.encode("utf-8"))
            remarks = (WRITTEN.format(path=options.export),)
    document = {"code": facts.profile.code, "name": facts.profile.name, "own": facts.is_own}
    if options.export is not None:
        document["file"] = str(options.export)
    return Answer(document, (f"{facts.profile.code}  {facts.profile.name}",), remarks)


def _import(desk: Desk, path: Path, *, is_preview: bool) -> Answer:
    """All of it or nothing; the findings name their lines."""
    from zsm_desktop.intake.profiles import read_profile_file
    from zsm_desktop.words import profiles as words
    from zsm_desktop.words.rules import sentence

    file = read_profile_file(path)
    findings = [{"line": one.row, "code": one.code, "text": sentence(one)} for one in file.findings]
    changes: list[str] = []
    if not findings:
        changes = [words.difference(one) for one in desk.profiles.preview(file.text)]
        if not is_preview:
            desk.backups.before("inlezen")
            desk.profiles.take_in(desk.profiles.facts().version, file.text)
    is_written = not findings and not is_preview
    document = {
        "code": file.profile.code if file.profile else None,
        "changes": changes,
        "findings": findings,
        "written": is_written,
    }
    remarks = [words.at_line(one.row, sentence(one)) for one in file.findings]
    remarks += [] if is_written else [NOTHING_WRITTEN]
    return Answer(document, tuple(changes or [words.NO_DIFFERENCE]), tuple(remarks), REFUSED if findings else DONE)
