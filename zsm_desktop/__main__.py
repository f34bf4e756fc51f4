"""`python -m zsm_desktop`: the same as the command zsm-desktop."""

from __future__ import annotations

import multiprocessing
import sys

if __name__ == "__main__":
    # A built program starts itself again to read a workbook apart; that must not open a second window.
    multiprocessing.freeze_support()
    from zsm_desktop.cli import main

    sys.exit(main())
