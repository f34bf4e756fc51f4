"""The catalogue as one HTML file for a website: whole without a script, fit to print, loading nothing from elsewhere.

A policy in its head names the one script and the one style by their digest: whatever text came in with an offer, a
browser runs nothing else.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

from zsm_desktop.reports.catalogue import contact_text, details, price_sentence, school_text
from zsm_desktop.reports.texts import clean, one_line, paragraphs, shown
from zsm_desktop.settings import resources_dir
from zsm_desktop.words import catalogue as words
from zsm_desktop.words.labels import OFFER_KIND, first_upper, label

if TYPE_CHECKING:
    from zsm_desktop.services.catalogue import CatalogueFacts, CatalogueOffer

_MAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")


def page_bytes(facts: CatalogueFacts) -> bytes:
    """The whole file, in UTF-8."""
    return "\n".join(_page(facts)).encode()


def _page(facts: CatalogueFacts) -> Iterator[str]:
    style, script = _part("page.css"), _part("page.js")
    title = f"{words.TITLE} · {one_line(facts.network)}"
    policy = f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; base-uri 'none'"
    yield "<!DOCTYPE html>"
    yield '<html lang="nl">'
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{escape(title)}</title>"
    yield f"<style>{style}</style>"
    yield "</head>"
    yield "<body>"
    yield '<a class="skip" href="#aanbod">Naar het aanbod</a>'
    yield "<header>"
    yield f'<p class="network">{_text(facts.network)}</p>'
    yield f"<h1>{escape(words.TITLE)}</h1>"
    yield f'<p class="lead">{escape(words.INTRODUCTION)}</p>'
    note = f"{words.made(facts.day)} · {words.found(len(facts.offers))} · {price_sentence(facts)}"
    yield f'<p class="note">{escape(note)}</p>'
    yield "</header>"
    yield from _filters(facts)
    yield '<main id="aanbod">'
    yield from _sectors(facts)
    yield "</main>"
    yield f"<footer><p>{_text(facts.network)} · {escape(words.made(facts.day))}</p></footer>"
    yield f"<script>{script}</script>"
    yield "</body>"
    yield "</html>"
    yield ""


def _filters(facts: CatalogueFacts) -> Iterator[str]:
    """Shown by the script: without one it could do nothing."""
    kinds = sorted({first_upper(label(OFFER_KIND, offer.kind)) for offer in facts.offers})
    choices = (
        ("sector", "Sector", "Alle sectoren", facts.sectors),
        ("school", "School", "Alle scholen", facts.schools),
        ("kind", "Soort", "Alle soorten", tuple(kinds)),
    )
    yield '<form id="filters" aria-label="Aanbod kiezen" hidden>'
    for name, title, every, values in choices:
        yield f'<p><label for="f-{name}">{title}</label>'
        yield f'<select id="f-{name}" data-by="{name}"><option value="">{every}</option>'
        yield from (f'<option value="{_text(value)}">{_text(value)}</option>' for value in values)
        yield "</select></p>"
    yield '<p><label for="f-words">Zoekwoord</label><input id="f-words" type="search" autocomplete="off"></p>'
    yield '<p id="found" role="status"></p>'
    yield "</form>"


def _sectors(facts: CatalogueFacts) -> Iterator[str]:
    for number, (sector, in_sector) in enumerate(groupby(facts.offers, key=lambda offer: offer.sector), start=1):
        yield f'<section class="sector" aria-labelledby="s{number}">'
        yield f'<h2 id="s{number}">{_text(sector)}</h2>'
        for school, at_school in groupby(in_sector, key=lambda offer: offer.school):
            yield '<section class="school">'
            yield f"<h3>{_text(school_text(school))}</h3>"
            for offer in at_school:
                yield from _offer(facts, offer)
            yield "</section>"
        yield "</section>"


def _offer(facts: CatalogueFacts, offer: CatalogueOffer) -> Iterator[str]:
    kind = first_upper(label(OFFER_KIND, offer.kind))
    data = (("sector", offer.sector), ("school", offer.school.name), ("kind", kind))
    marks = " ".join(f'data-{name}="{_text(value)}"' for name, value in data)
    yield f"<article {marks}>"
    yield f"<h4>{_text(offer.name)}</h4>"
    yield f'<p class="kind">{escape(kind)} · {escape(words.days(offer.weekdays).lower())}</p>'
    yield from (f"<p>{escape(text)}</p>" for text in paragraphs(offer.description))
    yield f'<details><summary>Meer weten<span class="name"> over {_text(offer.name)}</span></summary><dl>'
    for name, value in details(facts, offer):
        told = _contact(offer) if name == words.CONTACT else escape(clean(shown(value)))
        yield f"<div><dt>{escape(name)}</dt><dd>{told}</dd></div>"
    yield "</dl></details>"
    yield "</article>"


def _contact(offer: CatalogueOffer) -> str:
    """With a mail address to click, where it is one."""
    text, mail = escape(one_line(contact_text(offer))), offer.contact.email if offer.contact else ""
    if not _MAIL.fullmatch(mail):
        return text
    return text.replace(escape(mail), f'<a href="mailto:{escape(mail)}">{escape(mail)}</a>')


def _text(text: str) -> str:
    return escape(one_line(text))


def _part(name: str) -> str:
    return (resources_dir() / "catalogue" / name).read_text(encoding="utf-8").strip()


def _digest(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
