"""Puts the folder resources/ into the package when a wheel is built; everything else stands in pyproject.toml."""

from __future__ import annotations

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py


class BuildWithResources(build_py):
    def run(self) -> None:
        super().run()
        if not self.editable_mode:
            target = Path(self.build_lib) / "zsm_desktop" / "resources"
            shutil.copytree("resources", target, dirs_exist_ok=True)


setup(cmdclass={"build_py": BuildWithResources})
