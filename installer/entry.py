"""Where a built program starts: the same as `python -m zsm_desktop`, for child processes too."""

from __future__ import annotations

import multiprocessing
import os
import sys

if __name__ == "__main__":
    multiprocessing.freeze_support()
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # a program with a window has none on Windows, and what is said there is lost
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115 - as long as the program
    from zsm_desktop.cli import main

    sys.exit(main())
