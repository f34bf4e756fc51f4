"""`python -m zsm_desktop`: the same as the command zsm-desktop."""

from __future__ import annotations

import sys

from zsm_desktop.cli import main

if __name__ == "__main__":
    sys.exit(main())
