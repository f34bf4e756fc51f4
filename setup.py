"""Puts resources/ and the guide for users into the package when a wheel is built; the rest is pyproject.toml."""

from __future__ import annotations

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py


class BuildWithResources(build_py):
    def run(self) -> None:
        super().run()
        if not self.editable_mode:
            package = Path(self.build_lib) / "zsm_desktop"
            shutil.copytree("resources", package / "resources", dirs_exist_ok=True)
            shutil.copytree("docs/gebruikers", package / "guide", dirs_exist_ok=True)


setup(cmdclass={"build_py": BuildWithResources})
