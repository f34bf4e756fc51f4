"""A locked paper opens with its password, and with no other; nothing of it can be read without."""

from __future__ import annotations

import io
import tempfile
from pathlib import Path

import msoffcrypto
import openpyxl
import pikepdf
import pypdfium2
import pytest
from msoffcrypto.exceptions import InvalidKeyError

from tests.reports.examples import case_minutes
from zsm_desktop.reports.locked import locked_pdf, locked_xlsx
from zsm_desktop.reports.pdf import pdf_bytes
from zsm_desktop.reports.xlsx import xlsx_bytes

PASSWORD = "vier woorden én een é"


def text_of(data: bytes, password: str) -> str:
    document = pypdfium2.PdfDocument(data, password=password)
    text = "".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return text


def test_a_pdf_opens_with_its_password_only() -> None:
    plain = pdf_bytes(case_minutes(2))
    locked = locked_pdf(plain, PASSWORD)
    assert text_of(locked, PASSWORD) == text_of(plain, "")
    for wrong in ("", PASSWORD[:-1], "Wachtwoord12"):
        with pytest.raises(pikepdf.PasswordError):
            pikepdf.open(io.BytesIO(locked), password=wrong)
        with pytest.raises(pypdfium2.PdfiumError):
            text_of(locked, wrong)


def test_a_pdf_is_locked_with_256_bits_and_shows_no_word() -> None:
    plain = case_minutes(2)
    locked = locked_pdf(pdf_bytes(plain), PASSWORD)
    with pikepdf.open(io.BytesIO(locked), password=PASSWORD) as pdf:
        assert (pdf.encryption.R, pdf.encryption.bits) == (6, 256)
        assert pdf.encryption.stream_method is pikepdf.models.EncryptionMethod.aesv3
        assert pdf.encryption.string_method is pikepdf.models.EncryptionMethod.aesv3
    assert plain.title.encode() not in locked


def test_a_workbook_opens_with_its_password_only() -> None:
    plain = xlsx_bytes(case_minutes(2))
    locked = locked_xlsx(plain, PASSWORD)
    opened = io.BytesIO()
    file = msoffcrypto.OfficeFile(io.BytesIO(locked))
    file.load_key(password=PASSWORD)
    file.decrypt(opened, verify_integrity=True)
    assert opened.getvalue() == plain
    assert openpyxl.load_workbook(opened).sheetnames[0] == "Verslag"
    other = msoffcrypto.OfficeFile(io.BytesIO(locked))
    other.load_key(password=PASSWORD[:-1])
    with pytest.raises(InvalidKeyError):
        other.decrypt(io.BytesIO())
    assert b"[Content_Types].xml" not in locked
    assert not locked.startswith(b"PK")


def test_nothing_of_it_comes_on_disk_unlocked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is no place for such files, none can be made."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "absent"))
    plain = case_minutes(2)
    assert locked_xlsx(xlsx_bytes(plain), PASSWORD)
    assert locked_pdf(pdf_bytes(plain), PASSWORD)
