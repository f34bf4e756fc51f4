"""What people read in a network is the same at home, on a server and at home again; bench/moved.py takes twenty."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.server import Server
from tests.there_and_back import there_and_back


@pytest.mark.parametrize("number", [1, 2])
def test_a_network_reads_the_same_there_and_back(number: int, server: Server, tmp_path: Path) -> None:
    home, there, back = there_and_back(number, tmp_path, server)
    assert home == there == back
    assert home.minutes
    assert any(len(digests) > 1 for digests in home.minutes.values())
