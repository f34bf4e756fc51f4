"""Where a built program starts: the same as `python -m zsm_desktop`, for child processes too."""

from __future__ import annotations

import multiprocessing
import sys

if __name__ == "__main__":
    multiprocessing.freeze_support()
    from zsm_desktop.cli import main

    sys.exit(main())
