"""`python -m zsm_desktop`: the same as the command zsm-desktop."""

from __future__ import annotations

import sys

if __name__ == "__main__":
    if getattr(sys, "frozen", False):
        # A built program starts itself again to read a workbook apart; that must not open a second window.
        # Only there: the import alone takes as long as a balance.
        from multiprocessing import freeze_support

        freeze_support()
    from zsm_desktop.cli import main

    sys.exit(main())
