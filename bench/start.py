"""From process start to the first painted window of the sample network, against an empty Qt window.

    python -m bench.start

"first" is the window with Vandaag read from the store and drawn; "all" is every room opened and drawn once. Offscreen,
without unlocking: the password takes a tenth of a second on purpose and would hide what the program itself costs.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

from bench._rounds import compare, shown
from zsm_desktop.services.sample import make
from zsm_desktop.store import folder as network_folder

GOALS = {"first": 1.3, "all": 4.5}


def main() -> int:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "network"
        make(folder, today=date(2026, 11, 22), cheap_keys=True)
        keys = network_folder.unlock(folder, "voorbeeld")
        given = json.dumps(
            {
                "folder": str(folder),
                "store_key": keys.store_key.hex(),
                "seal_key": (keys.seal_key or b"").hex(),
                "user_id": keys.user_id,
                "user_name": keys.user_name,
                "role": keys.role,
                "network_id": keys.network_id,
            }
        )
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program is compiled; the warm-up does it here

        def process(what: str) -> None:
            command = [sys.executable, "-m", "bench._windows", what]
            subprocess.run(command, input=given, text=True, env=environment, check=True)

        ratios = compare(
            lambda: process("empty"),
            {name: (lambda name=name: process(name)) for name in GOALS},
            rounds=9,
        )
        is_met = shown("Process start to painted window; baseline: an empty Qt window", ratios, GOALS)
    return 0 if is_met else 1


if __name__ == "__main__":
    sys.exit(main())
