"""No valid legal basis, no sharing."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zsm_desktop.domain.consent import ConsentFacts, GivenBy, LegalBasis, missing_for_discussion, require_sharing
from zsm_desktop.domain.errors import RuleError

DAY = date(2026, 11, 22)
YOUNG = date(2012, 1, 1)
OLD = date(2009, 1, 1)


def consent(**changes: object) -> ConsentFacts:
    facts: dict[str, object] = {
        "legal_basis": LegalBasis.CONSENT,
        "given_by": GivenBy.GUARDIANS,
        "receiver_id": None,
        "valid_from": DAY - timedelta(days=10),
    }
    return ConsentFacts(**(facts | changes))


@pytest.mark.parametrize(
    ("consents", "born", "code"),
    [
        ([], YOUNG, "consent.none"),
        ([consent()], YOUNG, None),
        ([consent()], OLD, "consent.own_needed"),
        ([consent(given_by=GivenBy.BOTH)], OLD, None),
        ([consent(given_by=GivenBy.PUPIL)], OLD, None),
        ([consent(given_by=GivenBy.PUPIL)], YOUNG, "consent.guardians_needed"),
        ([consent(given_by=GivenBy.SCHOOL)], YOUNG, "consent.guardians_needed"),
        ([consent(legal_basis=LegalBasis.PUBLIC_TASK, given_by=GivenBy.SCHOOL)], OLD, None),
        ([consent(valid_until=DAY)], YOUNG, None),
        ([consent(valid_until=DAY - timedelta(days=1))], YOUNG, "consent.expired"),
        ([consent(valid_from=DAY + timedelta(days=1))], YOUNG, "consent.expired"),
        ([consent(withdrawn_on=DAY)], YOUNG, "consent.withdrawn"),
        ([consent(withdrawn_on=DAY + timedelta(days=1))], YOUNG, None),
    ],
)
def test_what_keeps_a_case_from_the_table(consents: list[ConsentFacts], born: date, code: str | None) -> None:
    assert missing_for_discussion(consents, born, DAY) == code


def test_the_own_consent_is_asked_from_the_sixteenth_birthday() -> None:
    born = date(2010, 11, 22)
    assert missing_for_discussion([consent()], born, DAY - timedelta(days=1)) is None
    assert missing_for_discussion([consent()], born, DAY) == "consent.own_needed"


def test_consent_for_one_school_is_no_consent_for_another() -> None:
    only_a = [consent(receiver_id="a")]
    require_sharing(only_a, YOUNG, "a", DAY)
    with pytest.raises(RuleError) as refused:
        require_sharing(only_a, YOUNG, "b", DAY)
    assert refused.value.code == "consent.not_for_receiver"


@given(st.lists(st.sampled_from(["a", "b", None]), max_size=4), st.sampled_from(["a", "b", "c"]), st.booleans())
def test_sharing_needs_a_valid_basis_that_covers_the_receiver(
    receivers: list[str | None], to: str, is_withdrawn: bool
) -> None:
    withdrawn_on = DAY if is_withdrawn else None
    consents = [consent(receiver_id=receiver, withdrawn_on=withdrawn_on) for receiver in receivers]
    may = not is_withdrawn and any(receiver in (None, to) for receiver in receivers)
    if may:
        require_sharing(consents, YOUNG, to, DAY)
    else:
        with pytest.raises(RuleError):
            require_sharing(consents, YOUNG, to, DAY)


@pytest.mark.parametrize(
    ("born", "is_sixteen", "by_guardians", "by_pupil"),
    [
        (None, True, "consent.own_needed", None),
        (None, False, None, "consent.guardians_needed"),
        (None, None, None, "consent.guardians_needed"),
        (YOUNG, True, None, "consent.guardians_needed"),
        (OLD, False, "consent.own_needed", None),
    ],
)
def test_what_a_school_tells_of_the_age_counts_where_there_is_no_birth_date(
    born: date | None, is_sixteen: bool | None, by_guardians: str | None, by_pupil: str | None
) -> None:
    for giver, code in ((GivenBy.GUARDIANS, by_guardians), (GivenBy.PUPIL, by_pupil)):
        given_ = [consent(given_by=giver)]
        assert missing_for_discussion(given_, born, DAY, is_sixteen=is_sixteen) == code
        if code is None:
            require_sharing(given_, born, "a", DAY, is_sixteen=is_sixteen)
        else:
            with pytest.raises(RuleError, match=code):
                require_sharing(given_, born, "a", DAY, is_sixteen=is_sixteen)
