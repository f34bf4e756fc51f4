"""Pseudonyms are never reused and small groups never shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zsm_desktop.domain.permissions import Actor, Permission, Role, allowed
from zsm_desktop.domain.privacy import initials, is_recognisable, pseudonym


def test_pseudonyms_of_many_pupils_all_differ() -> None:
    assert len({pseudonym(sequence) for sequence in range(5000)}) == 5000


@pytest.mark.parametrize(
    ("given_name", "family_name", "short"),
    [("Zoë", "van den Berg", "Z.v.d.B."), ("Jan Peter", "Smit", "J.P.S."), ("", "Çelik", "Ç."), ("", "", "")],
)
def test_initials(given_name: str, family_name: str, short: str) -> None:
    assert initials(given_name, family_name) == short


@given(st.integers(0, 1000))
def test_a_small_group_is_hidden_and_a_large_one_shown(count: int) -> None:
    assert is_recognisable(count) == (count in (1, 2, 3, 4))


def test_a_director_and_a_reader_may_never_open_a_name_or_a_case() -> None:
    for role in (Role.DIRECTOR, Role.READER):
        assert not allowed(role) & {Permission.OPEN_NAMES, Permission.READ_CASES, Permission.READ_MEETINGS}


def test_who_keeps_books_and_who_keeps_users() -> None:
    keepers = {role for role in Role if Actor("u", "n", role, "s").may(Permission.KEEP_BOOKS)}
    assert keepers == {Role.SECRETARY, Role.BOOKKEEPER}
    assert {role for role in Role if Actor("u", "n", role, "s").may(Permission.MANAGE_USERS)} == {Role.SECRETARY}
