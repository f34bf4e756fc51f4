"""What the program wrote itself is read back as it was; a text no path takes is refused."""

from __future__ import annotations

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from zsm_desktop.domain.json_text import parsed

TEXTS = st.text(st.sampled_from('\\u0"\0nA') | st.characters(exclude_categories=["Cs"]), max_size=20)


@given(text=TEXTS, is_plain=st.booleans())
@example(text="C:\\Users\\u0000123\\reservekopieën", is_plain=True)
@example(text="C:\\Users\\u0000123\\reservekopieën", is_plain=False)
@example(text="\\\0", is_plain=True)
def test_only_an_empty_character_is_refused(text: str, is_plain: bool) -> None:
    said = json.dumps({"second": text}, ensure_ascii=is_plain)
    if "\0" in text:
        with pytest.raises(ValueError, match="an empty character"):
            parsed(said)
    else:
        assert parsed(said) == {"second": text}
