"""The words of the command line: which commands there are, what each takes, and Dutch for what is not understood."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import NoReturn

from zsm_desktop.cli import privacy_arguments
from zsm_desktop.cli.arguments_place import PLACE_ARGUMENTS
from zsm_desktop.cli.dates import typed_day
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.money import parse_hundredths
from zsm_desktop.domain.spans import Span
from zsm_desktop.words import command_line as words
from zsm_desktop.words.labels import OFFER_KIND, SCHOOL_KIND_SHORT

# Command -> the function that does it, imported when it is asked for.
COMMANDS = {
    "sample": "zsm_desktop.cli.network:sample",
    "meetings": "zsm_desktop.cli.meetings:meetings",
    "minutes": "zsm_desktop.cli.meetings:minutes",
    "pupil-report": "zsm_desktop.cli.privacy:pupil_report",
    "handover": "zsm_desktop.cli.privacy:handover",
    "balances": "zsm_desktop.cli.exchange:balances",
    "explain": "zsm_desktop.cli.exchange:explain",
    "statement": "zsm_desktop.cli.statements:statement",
    "journal": "zsm_desktop.cli.exchange:journal",
    "catalogue": "zsm_desktop.cli.catalogue:catalogue",
    "tariffs": "zsm_desktop.cli.tariffs:tariffs",
    "funds": "zsm_desktop.cli.tariffs:funds",
    "fund-report": "zsm_desktop.cli.funds:fund_report",
    "scenarios": "zsm_desktop.cli.settlements:scenarios",
    "settle": "zsm_desktop.cli.settlements:settle",
    "invoices": "zsm_desktop.cli.invoices:invoices",
    "settlement-statements": "zsm_desktop.cli.invoices:settlement_statements",
    "sepa": "zsm_desktop.cli.payments:sepa",
    "reminders": "zsm_desktop.cli.payments:reminders",
    "audit-file": "zsm_desktop.cli.payments:audit_file",
    "book-years": "zsm_desktop.cli.book_years:book_years",
    "close-year": "zsm_desktop.cli.book_years:close_year",
    "year-report": "zsm_desktop.cli.year_report:year_report",
    "check": "zsm_desktop.cli.check:check",
    "case-form": "zsm_desktop.cli.intake:case_form",
    "import-schools": "zsm_desktop.cli.intake:import_schools",
    "import-cases": "zsm_desktop.cli.intake:import_cases",
    "import-bank": "zsm_desktop.cli.payments:import_bank",
    "confirmations": "zsm_desktop.cli.confirmations:confirmations",
    "import-confirmations": "zsm_desktop.cli.confirmations:import_confirmations",
    "profile": "zsm_desktop.cli.profiles:profile",
    "retention": "zsm_desktop.cli.retention:retention",
    "backup": "zsm_desktop.cli.backup:backup",
    "restore": "zsm_desktop.cli.backup:restore",
    "try-out": "zsm_desktop.cli.try_out:try_out",
    "bring-here": "zsm_desktop.cli.network:bring_here",
    "share": "zsm_desktop.cli.sharing:share",
    "fetch-local": "zsm_desktop.cli.sharing:fetch_local",
    "join": "zsm_desktop.cli.sharing:join",
    "addresses": "zsm_desktop.cli.sharing:addresses",
    "update-server": "zsm_desktop.cli.sharing:update_server",
}
WITHOUT_STORE = frozenset({"sample", "join", "restore", "try-out", "update-server"})
AUDIENCES = ("receiver", "issuer", "bookkeeper", "steering")
REGIMES = ("closed_purses", "threshold", "invoicing", "netting")
BALANCES_BY = ("school", "pair", "offer", "month", "sector", "kind")
ACCOUNT_KINDS = ("school", *SCHOOL_KIND_SHORT, "fund")


class UsageError(Exception):
    """What was typed is not understood; the text is the sentence for people."""


class _Formatter(argparse.HelpFormatter):
    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, words.USAGE if prefix is None else prefix)


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise UsageError(words.refusal(message))


def parser() -> argparse.ArgumentParser:
    main = _Parser(prog="zsm-desktop", description=words.PROGRAM, formatter_class=_Formatter, add_help=False)
    _globals(main.add_argument_group(words.OPTIONS), is_main=True)
    # With `prog` given argparse does not format a usage here, for which it would ask the size of the terminal.
    commands = main.add_subparsers(
        dest="command",
        title=words.COMMANDS,
        metavar="OPDRACHT",
        required=False,
        parser_class=_Parser,
        prog="zsm-desktop",
    )
    for name in COMMANDS:
        text = words.COMMAND_HELP[name]
        command = commands.add_parser(
            name, help=text, description=text, formatter_class=_Formatter, add_help=False, allow_abbrev=False
        )
        group = command.add_argument_group(words.OPTIONS)
        _ARGUMENTS.get(name, _none)(group)
        _globals(group, is_main=False)
    return main


def _globals(group: argparse._ArgumentGroup, *, is_main: bool) -> None:
    """Everywhere, before and after the command; what stands after it may not undo what stood before."""
    default = None if is_main else argparse.SUPPRESS
    group.add_argument("--store", metavar="MAP", type=Path, default=default, help=words.STORE)
    group.add_argument("--password-file", metavar="BESTAND", type=Path, default=default, help=words.UNLOCK_FILE)
    group.add_argument("--user", metavar="NAAM", default=default, help=words.USER)
    group.add_argument("--json", action="store_true", default=False if is_main else argparse.SUPPRESS, help=words.JSON)
    if is_main:
        group.add_argument("--open", metavar="PAD", type=Path, help=words.OPEN)
        group.add_argument("--smoke", action="store_true", help=words.SMOKE)
    group.add_argument("-h", "--help", action="help", help=words.HELP)


def _none(group: argparse._ArgumentGroup) -> None:
    del group


def _sample(group: argparse._ArgumentGroup) -> None:
    text = words.ARGUMENT_HELP
    group.add_argument("folder", metavar="MAP", type=Path, help=text["folder"])
    for name in ("schools", "years", "deliveries", "seed"):
        group.add_argument(f"--{name}", metavar="N", type=_count, help=text[name])
    group.add_argument("--today", metavar="DATUM", type=typed_day, help=text["today"])
    group.add_argument("--profile", metavar="NAAM", help=text["profile"])


def _try_out(group: argparse._ArgumentGroup) -> None:
    text = words.ARGUMENT_HELP
    group.add_argument("folder", metavar="MAP", type=Path, help=text["try_out_dir"])
    for name in ("schools", "years", "deliveries"):
        group.add_argument(f"--{name}", metavar="N", type=_count, help=text[name])


def _minutes(group: argparse._ArgumentGroup) -> None:
    text = words.ARGUMENT_HELP
    group.add_argument("--meeting", metavar="OVERLEG", required=True, help=text["meeting"])
    group.add_argument("--out", metavar="MAP", type=Path, required=True, help=text["out_dir"])
    group.add_argument("--audience", metavar="LEZERS", default="full", help=text["audience"])


def _balances(group: argparse._ArgumentGroup) -> None:
    text = words.ARGUMENT_HELP
    _span(group)
    group.add_argument("--by", choices=BALANCES_BY, default="school", help=text["by"])


def _span(group: argparse._ArgumentGroup) -> None:
    text = words.ARGUMENT_HELP
    group.add_argument("--year", metavar="JAAR", help=text["year"])
    group.add_argument("--from", dest="first_month", metavar="MAAND", type=_month, help=text["from"])
    group.add_argument("--until", dest="last_month", metavar="MAAND", type=_month, help=text["until"])


def _explain(group: argparse._ArgumentGroup) -> None:
    text = words.ARGUMENT_HELP
    whose = group.add_mutually_exclusive_group(required=True)
    whose.add_argument("--school", metavar="CODE", type=_code, help=text["school"])
    whose.add_argument("--kind", choices=ACCOUNT_KINDS, default="", help=text["kind"])
    group.add_argument("--counter-kind", choices=ACCOUNT_KINDS, default="", help=text["counter_kind"])
    _span(group)
    group.add_argument("--month", metavar="MAAND", type=_month, help=text["month"])
    for name in ("counter", "offer", "sector"):
        group.add_argument(f"--{name}", metavar="CODE", type=_code, help=text[name])
    group.add_argument("--side", choices=("given", "taken", "settled"), default="", help=text["side"])
    group.add_argument("--beside", choices=("waiting", "disputed"), default="", help=text["beside"])
    group.add_argument("--out", metavar="BESTAND", type=Path, help=text["out_pdf"])


def _statement(group: argparse._ArgumentGroup) -> None:
    text = words.ARGUMENT_HELP
    group.add_argument("--school", metavar="CODE", type=_code, help=text["school"])
    group.add_argument("--all", action="store_true", help=text["all_schools"])
    _span(group)
    group.add_argument("--out", metavar="MAP", type=Path, required=True, help=text["out_dir"])
    group.add_argument("--issue", action="store_true", help=text["issue"])
    group.add_argument("--mail", action="store_true", help=text["mail"])


def _year_report(group: argparse._ArgumentGroup) -> None:
    text = words.ARGUMENT_HELP
    group.add_argument("--year", metavar="JAAR", required=True, help=text["of_year"])
    group.add_argument("--out", metavar="MAP", type=Path, required=True, help=text["out_dir"])


def _journal(group: argparse._ArgumentGroup) -> None:
    text = words.ARGUMENT_HELP
    group.add_argument("--format", choices=("hledger", "csv", "xlsx"), required=True, help=text["format"])
    group.add_argument("--out", metavar="BESTAND", type=Path, required=True, help=text["out_file"])


def _catalogue(group: argparse._ArgumentGroup) -> None:
    text = words.ARGUMENT_HELP
    group.add_argument("--out", metavar="MAP", type=Path, required=True, help=text["out_dir"])
    group.add_argument("--prices", action="store_true", help=text["prices"])
    group.add_argument("--contacts", action="store_true", help=text["contacts"])
    for name in ("school", "sector"):
        group.add_argument(f"--{name}", metavar="CODE", type=_code, help=text[f"only_{name}"])


def _fund_report(group: argparse._ArgumentGroup) -> None:
    text = words.ARGUMENT_HELP
    group.add_argument("--fund", metavar="CODE", type=_code, required=True, help=text["fund"])
    group.add_argument("--out", metavar="MAP", type=Path, required=True, help=text["out_dir"])


def _tariffs(group: argparse._ArgumentGroup) -> None:
    group.add_argument("--out", metavar="BESTAND", type=Path, help=words.ARGUMENT_HELP["out_xlsx"])


def _scenarios(group: argparse._ArgumentGroup) -> None:
    _span(group)
    text = words.ARGUMENT_HELP
    group.add_argument("--tariffs", metavar="PROCENT", type=_permille, help=text["tariffs"])
    of = group.add_mutually_exclusive_group()
    of.add_argument("--kind", choices=tuple(OFFER_KIND), default="", help=text["tariffs_kind"])
    of.add_argument("--offer", metavar="CODE", type=_code, help=text["tariffs_offer"])
    group.add_argument("--out", metavar="MAP", type=Path, help=text["out_annex"])


def _settle(group: argparse._ArgumentGroup) -> None:
    text = words.ARGUMENT_HELP
    group.add_argument("step", choices=("propose", "approve", "execute"), help=text["step"])
    group.add_argument("settlement", metavar="NUMMER", nargs="?", help=text["settlement"])
    group.add_argument("--regime", choices=REGIMES, help=text["regime"])
    group.add_argument("--decision", metavar="NUMMER", help=text["decision"])
    _span(group)


def _invoices(group: argparse._ArgumentGroup) -> None:
    text = words.ARGUMENT_HELP
    group.add_argument("--settlement", metavar="NUMMER", required=True, help=text["settlement_number"])
    group.add_argument("--out", metavar="MAP", type=Path, required=True, help=text["out_dir"])
    what = group.add_mutually_exclusive_group()
    what.add_argument("--concept", action="store_true", help=text["concept"])
    what.add_argument("--audience", choices=AUDIENCES, help=text["copies_for"])
    group.add_argument("--mail", action="store_true", help=text["mail"])


def _settlement_statements(group: argparse._ArgumentGroup) -> None:
    text = words.ARGUMENT_HELP
    group.add_argument("--settlement", metavar="NUMMER", required=True, help=text["settlement_number"])
    group.add_argument("--school", metavar="CODE", type=_code, help=text["school_only"])
    group.add_argument("--out", metavar="MAP", type=Path, required=True, help=text["out_dir"])
    group.add_argument("--mail", action="store_true", help=text["mail"])


def _sepa(group: argparse._ArgumentGroup) -> None:
    text = words.ARGUMENT_HELP
    group.add_argument("--settlement", metavar="NUMMER", required=True, help=text["settlement_number"])
    group.add_argument("--out", metavar="MAP", type=Path, required=True, help=text["out_dir"])


def _reminders(group: argparse._ArgumentGroup) -> None:
    text = words.ARGUMENT_HELP
    group.add_argument("--out", metavar="MAP", type=Path, help=text["out_letters"])
    group.add_argument("--send", action="store_true", help=text["send"])


def _audit_file(group: argparse._ArgumentGroup) -> None:
    text = words.ARGUMENT_HELP
    group.add_argument("--book-year", metavar="JAAR", type=_count, required=True, help=text["book_year"])
    group.add_argument("--out", metavar="BESTAND", type=Path, required=True, help=text["out_file"])


def _close_year(group: argparse._ArgumentGroup) -> None:
    text = words.ARGUMENT_HELP
    group.add_argument("--book-year", metavar="JAAR", type=_count, required=True, help=text["book_year"])
    group.add_argument("--out", metavar="MAP", type=Path, help=text["out_dossier"])


def _check(group: argparse._ArgumentGroup) -> None:
    group.add_argument("--head", metavar="REGEL", help=words.ARGUMENT_HELP["head"])


def _case_form(group: argparse._ArgumentGroup) -> None:
    text = words.ARGUMENT_HELP
    group.add_argument("--out", metavar="BESTAND", type=Path, required=True, help=text["out_file"])
    group.add_argument("--pseudonymous", action="store_true", help=text["pseudonymous"])


def _import(group: argparse._ArgumentGroup) -> None:
    text = words.ARGUMENT_HELP
    group.add_argument("file", metavar="BESTAND", type=Path, help=text["file"])
    group.add_argument("--preview", action="store_true", help=text["preview"])


def _profile(group: argparse._ArgumentGroup) -> None:
    text = words.ARGUMENT_HELP
    way = group.add_mutually_exclusive_group()
    way.add_argument("--export", metavar="BESTAND", type=Path, help=text["out_file"])
    way.add_argument("--import", dest="import_", metavar="BESTAND", type=Path, help=text["profile_file"])
    group.add_argument("--preview", action="store_true", help=text["preview"])


def _import_schools(group: argparse._ArgumentGroup) -> None:
    _import(group)
    group.add_argument("--schools", metavar="LIJST", help=words.ARGUMENT_HELP["codes"])


def _confirmations(group: argparse._ArgumentGroup) -> None:
    text = words.ARGUMENT_HELP
    group.add_argument("--out", metavar="MAP", type=Path, required=True, help=text["out_dir"])
    group.add_argument("--school", metavar="CODE", type=_code, help=text["school"])
    group.add_argument("--until", metavar="DATUM", type=typed_day, help=text["delivered_until"])


def _bring_here(group: argparse._ArgumentGroup) -> None:
    group.add_argument("--into", metavar="MAP", type=Path, help=words.ARGUMENT_HELP["brought_into"])


_ARGUMENTS = {
    "bring-here": _bring_here,
    "sample": _sample,
    "try-out": _try_out,
    "minutes": _minutes,
    "pupil-report": privacy_arguments.pupil_report,
    "handover": privacy_arguments.handover,
    "balances": _balances,
    "explain": _explain,
    "statement": _statement,
    "journal": _journal,
    "catalogue": _catalogue,
    "tariffs": _tariffs,
    "fund-report": _fund_report,
    "scenarios": _scenarios,
    "settle": _settle,
    "invoices": _invoices,
    "settlement-statements": _settlement_statements,
    "sepa": _sepa,
    "reminders": _reminders,
    "audit-file": _audit_file,
    "close-year": _close_year,
    "year-report": _year_report,
    "check": _check,
    "case-form": _case_form,
    "import-schools": _import_schools,
    "import-cases": _import,
    "import-bank": _import,
    "confirmations": _confirmations,
    "import-confirmations": _import,
    "profile": _profile,
    **PLACE_ARGUMENTS,
}


def _code(text: str) -> str:
    if not text.strip():
        raise argparse.ArgumentTypeError(words.NOT_A_CODE)
    return text


def _month(text: str) -> Span:
    try:
        return Span.of_month(date.fromisoformat(f"{text}-01"))
    except ValueError as error:
        raise argparse.ArgumentTypeError(words.NOT_A_MONTH.format(text=text)) from error


def _permille(text: str) -> int:
    """ "+10%" or "-2,5" in thousandths."""
    way = -1 if text.strip().startswith(("-", "\N{MINUS SIGN}")) else 1
    try:
        hundredths = parse_hundredths(text.strip().lstrip("+-\N{MINUS SIGN}").removesuffix("%"))
    except RuleError:
        hundredths = 1
    if hundredths % 10:
        raise argparse.ArgumentTypeError(words.NOT_A_CHANGE.format(text=text))
    return way * hundredths // 10


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise argparse.ArgumentTypeError(words.NOT_A_COUNT.format(text=text))
    return int(text)
