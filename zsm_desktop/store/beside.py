"""A line in the logbook from who opened the network to read, while another program may have it open to write."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from datetime import datetime

from zsm_desktop.store.place import place_of
from zsm_desktop.store.store import Store


def add_line(
    store: Store, user_id: str, act: str, at: datetime, subject_id: str | None, facts: Mapping[str, object]
) -> None:
    """Nothing that is looked at changes, so nobody needs to hear of it, and no lease is asked.

    Raises RuleError as `Place.refusal`.
    """
    from zsm_desktop.store import work

    place = place_of(store.folder, store.keys)
    with work.speaking(place), closing(place.connect()) as driver:
        place.begin_writing(driver)
        place.commit(driver, work.add_line(driver, at, user_id, act, subject_id, facts), {})
