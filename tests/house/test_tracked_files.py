"""What no file of the project may hold: where this machine fetches its packages, whose desk it was written at."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from tests.house.tree import ROOT, named

# Put together here so that this file does not hold them itself.
FORBIDDEN = {
    "a registry's address": "|".join(
        [
            r"(?:index" + r"-url|find" + r"-links|trusted" + r"-host)\s*[ =:]\s*\S*(?:http|file:)",
            r"https?://[^\s\"']*/(?:simple" + r"|pypi" + r")/",
            r"https?://(?:files\.)?pythonhosted" + r"\.org",
            r"\"resolved\":\s*\"http",
        ]
    ),
    "the workplace": "|".join(
        ["/work" + "/(?:main|shared|steering)", "/tmp/" + "plan", r"\bsub" + "agent", "before" + "-stop"]
    ),
    "whoever wrote it": r"(?i)\bas an "
    r"ai\b|large language "
    r"model|generated (?:by|with) (?:claude|chat"
    "gpt)",
    "a key": "-----BEGIN (?:[A-Z]+ )?PRIVATE" + " KEY",
}


def tracked_files(root: Path) -> list[Path]:
    """What git knows or would take in; without git (an unpacked source) everything but what is made."""
    command = ["git", "-C", str(root), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        done = subprocess.run(command, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        lines = (root / ".gitignore").read_text(encoding="utf-8").splitlines()
        made = {".git", *(line.strip("/*") for line in lines)}
        inside = ((file, file.relative_to(root).parts) for file in root.rglob("*") if file.is_file())
        return [
            file
            for file, parts in inside
            if not any(part in made or part.endswith((".pyc", ".egg-info")) for part in parts)
        ]
    return [root / name.decode() for name in done.stdout.split(b"\0") if name and (root / name.decode()).is_file()]


def forbidden_in(files: list[Path], root: Path) -> list[str]:
    found = []
    for file in files:
        content = file.read_bytes()
        if b"\0" in content[:4096]:
            continue
        for number, line in enumerate(content.decode("utf-8", "replace").splitlines(), 1):
            found += [
                f"{named(file, root)}:{number}: {what}" for what, form in FORBIDDEN.items() if re.search(form, line)
            ]
    return found


def test_no_file_holds_what_is_not_the_projects_business() -> None:
    files = tracked_files(ROOT)
    assert ROOT / "pyproject.toml" in files
    assert forbidden_in(files, ROOT) == []


@pytest.mark.parametrize(
    "line",
    [
        "--index" + "-url http://10.0.0.1/root/",
        "--find" + "-links=file:///srv/wheels",
        "see https://mirror.example/pypi" + "/simple/alembic/",
        "cd /work" + "/main && make",
        "# as an " + "AI I would",
        "-----BEGIN RSA PRIVATE" + " KEY-----",
    ],
)
def test_a_planted_line_is_seen(tmp_path: Path, line: str) -> None:
    file = tmp_path / "notes.md"
    file.write_text(f"first\n{line}\n", encoding="utf-8")
    (found,) = forbidden_in([file], tmp_path)
    assert found.startswith("notes.md:2: ")
