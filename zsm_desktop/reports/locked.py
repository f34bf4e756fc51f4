"""Papers that only a password opens, made in memory: what is not locked never comes on disk."""

from __future__ import annotations

import io


def locked_pdf(data: bytes, password: str) -> bytes:
    """AES-256 (PDF 2.0, revision 6); without the password nothing of it can be read, its title neither."""
    import pikepdf

    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.save(target, encryption=pikepdf.Encryption(user=password, owner=password, R=6, metadata=True))
    return target.getvalue()


def locked_xlsx(data: bytes, password: str) -> bytes:
    """The encryption Excel itself uses (agile, AES-256)."""
    from msoffcrypto.format.ooxml import OOXMLFile

    target = io.BytesIO()
    OOXMLFile(io.BytesIO(data)).encrypt(password, target)
    return target.getvalue()


def with_attachment(data: bytes, name: str, content: bytes) -> bytes:
    """The paper with a file inside it; locked afterwards, both are."""
    import pikepdf

    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.attachments[name] = pikepdf.AttachedFileSpec(
            pdf, content, description="", filename=name, mime_type="application/json", creation_date="", mod_date=""
        )
        pdf.save(target)
    return target.getvalue()
