"""The command that looks everything over; a store too damaged to open is an answer too, not a refusal."""

from __future__ import annotations

from argparse import Namespace

from zsm_desktop.cli.answer import DONE, NOT_IN_ORDER, Answer
from zsm_desktop.cli.frame import Entrance
from zsm_desktop.domain.errors import Finding, RuleError
from zsm_desktop.words.command_line import ALL_IN_ORDER
from zsm_desktop.words.papers import ledger_head
from zsm_desktop.words.rules import sentence

_DAMAGE = frozenset(
    {
        "store.damaged",
        "store.empty_database",
        "store.short_database",
        "store.disk_error",
        "store.pragma",
        "keys.damaged",
    }
)


def check(entrance: Entrance, options: Namespace) -> Answer:
    del options
    try:
        with entrance.desk() as desk:
            result = desk.checks.run()
    except RuleError as error:
        if error.code not in _DAMAGE:
            raise
        return _answer(False, (Finding(error.code, facts=error.facts),), 0, "")
    return _answer(result.ok, result.findings, result.entries, result.chain_head)


def _answer(is_ok: bool, findings: tuple[Finding, ...], entries: int, chain_head: str) -> Answer:
    said = [{"code": finding.code, "text": sentence(finding)} for finding in findings]
    lines = [text["text"] for text in said]
    lines.append(ledger_head(entries, chain_head))
    if is_ok:
        lines.append(ALL_IN_ORDER)
    document = {"ok": is_ok, "findings": said, "entries": entries, "chain_head": chain_head}
    return Answer(document, tuple(lines), status=DONE if is_ok else NOT_IN_ORDER)
