"""An e-mail ready for a person to look at and send: a file every mail program opens as a draft, without a server."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP

from zsm_desktop.domain.addresses import as_address
from zsm_desktop.reports.texts import clean, one_line


@dataclass(frozen=True, slots=True)
class Attachment:
    """`kind` is the media type, "application/pdf"; further words of it go behind a semicolon ("; method=REQUEST")."""

    name: str
    content: bytes
    kind: str = "application/octet-stream"


def draft(to: str | Sequence[str], subject: str, text: str, attachments: Sequence[Attachment] = ()) -> bytes:
    """The whole file. X-Unsent makes Outlook open it for writing; the same draft gives the same bytes.

    What is no e-mail address is left out of `to`: the draft then has fewer readers, or none, and is still a draft.
    """
    message = EmailMessage(policy=SMTP)
    readers = list(dict.fromkeys(address for each in _several(to) if (address := as_address(each))))
    if readers:
        message["To"] = ", ".join(readers)
    message["Subject"] = one_line(subject)
    message["X-Unsent"] = "1"
    message.set_content(clean(text) + "\n", cte="quoted-printable")
    for attachment in attachments:
        main, sub, parameters = _kind(attachment.kind)
        message.add_attachment(
            attachment.content,
            maintype=main,
            subtype=sub,
            filename=one_line(attachment.name),
            params=parameters,
        )
    if attachments:
        message.set_boundary("=_" + _mark(subject, text, attachments))
    return message.as_bytes()


def _several(to: str | Sequence[str]) -> Sequence[str]:
    return (to,) if isinstance(to, str) else to


def _kind(kind: str) -> tuple[str, str, dict[str, str]]:
    media, *words = (part.strip() for part in kind.split(";"))
    main, _, sub = media.partition("/")
    return main, sub, {name: value.strip('"') for name, _, value in (word.partition("=") for word in words)}


def _mark(subject: str, text: str, attachments: Sequence[Attachment]) -> str:
    """Parts the pieces of the file; made of what is in them, as a random one would make every file another."""
    whole = hashlib.sha256(f"{subject}\x1f{text}".encode())
    for attachment in attachments:
        whole.update(attachment.name.encode() + attachment.content)
    return whole.hexdigest()[:40]
