"""With several programs the longest files begin first, however few tests they hold."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MANY = "import pytest\n@pytest.mark.parametrize('at', range(3))\ndef test_it(at): pass\n"


def test_the_longest_file_begins_first(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    pytester.makeini("[pytest]\n")
    pytester.mkpydir("ui")
    for name, text in (("test_many", MANY), ("ui/test_every_scene", "def test_it(): pass\n")):
        (pytester.path / f"{name}.py").write_text(text, encoding="utf-8")
    plugins = ("-p", "no:cacheprovider", "-p", "no:xvfb", "-p", "no:pytest-qt", "-p", "tests.order")
    done = pytester.runpytest_subprocess(*plugins, "-v", "-n", "1", "--dist", "loadfile")
    begun = re.findall(r"PASSED (\S+)::", done.stdout.str())
    assert begun == ["ui/test_every_scene.py", *["test_many.py"] * 3]
