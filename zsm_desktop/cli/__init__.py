"""The command line: the same services as the window, so the same figures. No command opens the window.

Nothing heavy is imported before a command needs it: a balance is answered while a library would still be loading.
"""

from __future__ import annotations

from zsm_desktop.cli.frame import main

__all__ = ["main"]
