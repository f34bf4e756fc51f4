"""The command that looks everything over; a store too damaged to open is an answer too, not a refusal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zsm_desktop.cli.answer import DONE, NOT_IN_ORDER, Answer
from zsm_desktop.cli.frame import Entrance
from zsm_desktop.domain.errors import Finding, RuleError
from zsm_desktop.words.command_line import ALL_IN_ORDER
from zsm_desktop.words.papers import ledger_head
from zsm_desktop.words.printed_head import explained, is_good, verdict
from zsm_desktop.words.rules import sentence

if TYPE_CHECKING:
    from argparse import Namespace

    from zsm_desktop.services.checks import HeadAnswer

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
    """With --head also whether the line about the books on an old paper is about these."""
    head = None
    try:
        with entrance.desk() as desk:
            if options.head is not None:
                head = desk.checks.printed(options.head)
            result = desk.checks.run()
    except RuleError as error:
        if error.code not in _DAMAGE:
            raise
        return _answer(False, (Finding(error.code, facts=error.facts),), 0, "")
    return _answer(result.ok, result.findings, result.entries, result.chain_head, head)


def _answer(
    is_ok: bool, findings: tuple[Finding, ...], entries: int, chain_head: str, head: HeadAnswer | None = None
) -> Answer:
    is_good_head = head is None or is_good(head.found)
    if head is not None and not is_good_head:
        findings = (*findings, Finding(f"head.{head.found.value}"))
    is_ok = is_ok and is_good_head
    said = [{"code": finding.code, "text": sentence(finding)} for finding in findings]
    lines = [text["text"] for text in said]
    lines.append(ledger_head(entries, chain_head))
    if is_ok:
        lines.append(ALL_IN_ORDER)
    document: dict[str, object] = {"ok": is_ok, "findings": said, "entries": entries, "chain_head": chain_head}
    if head is not None:
        document["head"] = {"found": head.found.value, "entry": head.entry, "entries": head.entries}
        lines += [verdict(head.found)] if is_good_head else []  # else it stands among the findings
        lines.append(explained(head.found, head.entry, head.entries))
    return Answer(document, tuple(lines), status=DONE if is_ok else NOT_IN_ORDER)
