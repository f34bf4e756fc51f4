"""What stands beside an amount: who, from which account, for what. Every bank writes it in a way of its own."""

from __future__ import annotations

import re
from typing import NamedTuple

from zsm_desktop.domain.identifiers import as_iban, as_reference
from zsm_desktop.intake.dutch_values import tidy_text

MOST_TEXT = 1_000
MOST_NAME = 140
MOST_REFERENCE = 35
MOST_LINES = 100
_WIDTH = 65
"""A line this long was broken by the bank, not by who wrote it."""
_NOT_GIVEN = frozenset({"NOTPROVIDED", "NOT PROVIDED", "NONREF", "NIETOPGEGEVEN"})

# SEPA code words of ABN AMRO, ING, Rabobank and others: "/TRTP/SEPA OVERBOEKING/IBAN/…/NAME/…/REMI/…/EREF/…".
_WORDS = (
    "TRTP IBAN BIC NAME REMI EREF MARF CSID CNTP PREF RTRN RTYP TRCD ISDT BENM ORDP PURP ULTD ULTC ULTB ADDR SVCL TRAN "
    "RREF INIT PRKG IREF BUSP EXCH CHGS OCMT COAM CREF"
)
_WORD = re.compile(rf"/({'|'.join(_WORDS.split())})/", re.ASCII)
_STARTS_CODED = re.compile(r"\s*/[A-Z]{4}/", re.ASCII)
# "IBAN: …  NAAM: …  OMSCHRIJVING: …" of ABN AMRO in columns, and "REK: …/NAAM: …" of Knab.
_LABEL = re.compile(
    r"(?:^|(?<=[\s/]))(IBAN|BIC|NAAM|OMSCHRIJVING|KENMERK|BETALINGSKENM\.?|MACHTIGING|INCASSANT|REK)\s?:\s", re.ASCII
)
# Fields of two figures: ">20" of Triodos, "?20" elsewhere.
_NUMBERED = re.compile(r"\s*\d{3}([?>])(?=\d\d)", re.ASCII)
_OWN_TEXT = frozenset([*range(20, 30), *range(60, 64)])
_ACCOUNT_FIELDS = (10, 31, 38)
_PARTS_OF_NAME = (32, 33)
_REFERENCE = re.compile(r"\bRF[0-9]{2}(?: ?[A-Z0-9]){1,21}\b", re.ASCII | re.IGNORECASE)
_OLD_RABOBANK = re.compile(r"(?=\S{1,15}\s)(.{16})(\S.*)")
"""The old Rabobank wrote the name behind an account in a column of sixteen."""


class Details(NamedTuple):
    name: str = ""
    iban: str = ""
    end_to_end: str = ""
    reference: str = ""
    text: str = ""


def read_details(lines: list[str], own: str, more: list[str]) -> Details:
    """`lines` describe the entry (:86:), `own` is the reference of the entry itself and `more` what stands under it."""
    lines = lines[:MOST_LINES]
    first = lines[0] if lines else ""
    if _STARTS_CODED.match(first):
        said = _coded("".join(lines), more)
    elif found := _NUMBERED.match(first):
        said = _numbered("".join(lines), found[1])
    elif own.strip() and first.strip() and first.split()[0] == own.strip():
        said = _headed(lines)
    else:
        text = _joined(lines)
        said = _labelled(text) if _LABEL.search(text) else Details(text=text)
        if not said.name and (old := _OLD_RABOBANK.fullmatch(own)):
            said = said._replace(name=old[2])
    return tidied(said)


def coded_details(text: str) -> Details:
    """The same code words where another form of file carries them along; all is text when there are none."""
    return tidied(_coded(text, []) if _STARTS_CODED.match(text) else Details(text=text))


def tidied(said: Details) -> Details:
    """Single blanks, nothing for "not provided", bounded, and the creditor reference found wherever it stands."""
    plain = (
        tidy_text(part[: 2 * MOST_TEXT].replace("\u00ad", "-")) for part in said
    )  # ING writes dates with soft hyphens
    name, iban, end_to_end, reference, text = (" ".join(part.split()).strip("/ ")[:MOST_TEXT] for part in plain)
    if end_to_end.upper() in _NOT_GIVEN:
        end_to_end = ""
    found = (as_reference(part) for part in (reference, end_to_end, _reference_in(text)))
    reference = next((one for one in found if one), reference)
    return Details(name[:MOST_NAME], as_iban(iban), end_to_end[:MOST_NAME], reference[:MOST_REFERENCE], text)


def short(text: str) -> str:
    """A number of the bank's own: one line, and no longer than its forms allow."""
    return " ".join(tidy_text(text[: 2 * MOST_REFERENCE]).split())[:MOST_REFERENCE]


def _reference_in(text: str) -> str:
    """A creditor reference in free text, as far as its check digits go with it; blanks may stand in it."""
    for found in _REFERENCE.finditer(text):
        words = found[0].split()
        for count in range(len(words), 0, -1):
            if reference := as_reference("".join(words[:count])):
                return reference
    return ""


def _coded(text: str, more: list[str]) -> Details:
    pieces = _WORD.split(text)
    if len(pieces) == 1:  # what somebody wrote only looks like it
        return Details(text=text)
    values: dict[str, str] = {}
    for word, value in zip(pieces[1::2], pieces[2::2], strict=True):
        if value.strip("/ "):
            values.setdefault(word, value)
    name, iban = values.get("NAME", ""), values.get("IBAN", "")
    if "CNTP" in values:  # ING: account, BIC, name, place
        parts = [*values["CNTP"].split("/"), "", "", ""]
        iban, name = iban or parts[0], name or parts[2]
    if not as_iban(iban):  # Rabobank: under the entry
        iban = next((line for line in more if as_iban(line)), "")
    text, reference = _remittance(values.get("REMI", ""))
    return Details(name, iban, values.get("EREF", ""), reference, text)


def _remittance(text: str) -> tuple[str, str]:
    """What the payer wrote, and the reference where he used the field for it: "USTD//…", "STRD/ISO/RF…"."""
    text = text.strip()
    if found := re.match(r"/?STRD/(?:ISO|CUR)/([^/]*)(.*)", text, re.ASCII | re.DOTALL):
        return found[2], found[1]
    return re.sub(r"^/?USTD//?", "", text), ""


def _numbered(text: str, mark: str) -> Details:
    pieces: dict[int, list[str]] = {}
    for piece in text.split(mark)[1:]:
        if re.match(r"[0-9]{2}", piece):
            pieces.setdefault(int(piece[:2]), []).append(piece[2:])
    fields = {number: "".join(parts) for number, parts in pieces.items()}
    iban = next((fields[at] for at in _ACCOUNT_FIELDS if as_iban(fields.get(at, ""))), "")
    name = "".join(fields.get(at, "") for at in _PARTS_OF_NAME)
    return Details(name=name, iban=iban, text="".join(fields[at] for at in sorted(fields) if at in _OWN_TEXT))


def _headed(lines: list[str]) -> Details:
    """ASN, SNS and RegioBank: account and name on the first line, then the text in lines of 65."""
    account, _, name = lines[0].strip().partition(" ")
    return Details(name=name, iban=account, text=_joined(lines[1:]))


def _labelled(text: str) -> Details:
    pieces = _LABEL.split(text)
    values = dict(zip(reversed(pieces[1::2]), reversed(pieces[2::2]), strict=True))
    said = values.get("OMSCHRIJVING", "").strip() or pieces[0]
    reference = next((value for label, value in values.items() if label.startswith("BETALINGSKENM")), "")
    iban = (values.get("IBAN") or values.get("REK", "")).strip("/ ").split(" ")[0]
    return Details(values.get("NAAM", ""), iban, values.get("KENMERK", ""), reference, said)


def _joined(lines: list[str]) -> str:
    """Lines as one text: a full line was broken in the middle, a shorter one ended there."""
    return "".join(line if len(line) >= _WIDTH else f"{line} " for line in lines)
