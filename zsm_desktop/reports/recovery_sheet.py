"""The printed recovery key on one A4: what it is, what it opens, and in whose safe it belongs."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from zsm_desktop.reports.document import Bullets, Callout, Document, Heading, Paragraph, Tone
from zsm_desktop.words import recovery_sheet as words
from zsm_desktop.words.format import date_medium


def recovery_sheet(network: str, key: str, made_on: date, user: str) -> Document:
    """The paper of a key as `store.recovery.printed` gives it: groups parted by "-"; `user` is whom it lets in."""
    return Document(
        title=words.TITLE,
        subtitle=network,
        network=network,
        created=datetime.combine(made_on, time(), UTC),
        notice=words.NOTICE,
        facts=((words.MADE_FOR, user), (words.MADE_ON, date_medium(made_on))),
        blocks=(
            Heading(1, words.BETWEEN.join(key.split("-")), bookmark=False),
            Paragraph(words.SIGNS, is_small=True),
            Callout(words.OPENS_ALL, tone=Tone.WARNING),
            Heading(2, words.WHAT_IT_DOES, bookmark=False),
            Bullets((words.OPENS.format(user=user), words.ON_SERVER, words.NOT_IN_PROGRAM)),
            Heading(2, words.WHERE_TO_KEEP, bookmark=False),
            Bullets((words.SAFE, words.KNOWN, words.NO_PICTURE)),
            Heading(2, words.HOW_TO_USE, bookmark=False),
            Bullets(words.STEPS, is_numbered=True),
            Heading(2, words.WHEN_LOST, bookmark=False),
            Bullets((words.NEW_ONE, words.OLD_BACKUPS)),
        ),
    )
