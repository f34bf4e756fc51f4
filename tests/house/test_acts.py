"""Every act that can be taken back has Dutch words, for the toast that says what was taken back."""

from __future__ import annotations

import inspect

from tests.house.test_permissions import service_classes
from zsm_desktop.words.acts import ACTS, done_again, taken_back


def undoable() -> set[str]:
    return {
        method.act
        for one in service_classes()
        for _, method in inspect.getmembers(one)
        if getattr(method, "can_undo", False)
    }


def test_every_act_that_can_be_taken_back_has_words() -> None:
    assert undoable() - set(ACTS) == set()


def test_there_are_no_words_for_acts_that_are_gone() -> None:
    assert set(ACTS) - undoable() == set()


def test_the_toast_names_the_act() -> None:
    assert taken_back("meeting.decide") == "Ongedaan gemaakt: een besluit."
    assert done_again("meeting.decide") == "Opnieuw gedaan: een besluit."
