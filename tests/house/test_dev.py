"""The front door for developers on a machine where nothing is there yet."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

import dev
from tests.builders import World
from tests.house.tree import ROOT, tree_of

COMMANDS = ["setup", "run", "test", "lint", "shots", "bench", "package", "lock"]


def test_without_an_argument_it_prints_what_there_is() -> None:
    done = subprocess.run([sys.executable, "dev.py"], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60)
    for command in COMMANDS:
        assert f"python3 dev.py {command}" in done.stdout
    assert set(dev.COMMANDS) == set(COMMANDS)


def test_a_command_that_is_not_there_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main(["fly"]) == 2
    assert "python3 dev.py setup" in capsys.readouterr().out


def test_it_needs_nothing_but_the_standard_library() -> None:
    imported = {
        name.partition(".")[0]
        for node in ast.walk(tree_of(ROOT / "dev.py"))
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert len(imported) > 5
    assert imported <= set(sys.stdlib_module_names)


def test_a_library_that_is_missing_asks_for_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        dev, "QT_LIBRARIES", {"libthere-is-none.so.9": ("libnone9t64", "libnone9"), "libc.so.6": ("libc6",)}
    )
    assert dev.missing_packages({"no-such-tool": "tool-package", "python3": "python3"}) == [
        ("libnone9t64", "libnone9"),
        ("tool-package",),
    ]


def test_the_server_counts_wherever_debian_keeps_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What is installed beside it does not: a machine with the tools of its clusters only has no server."""
    monkeypatch.setattr(dev, "QT_LIBRARIES", {})
    monkeypatch.setattr(dev, "SERVERS", tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    asked = {"initdb": dev.TEST_TOOLS["initdb"]}
    assert dev.missing_packages(asked) == [("postgresql",)]
    program = tmp_path / "17" / "bin" / "initdb"
    program.parent.mkdir(parents=True)
    program.touch(mode=0o755)
    assert dev.missing_packages(asked) == []


def test_no_cluster_of_debians_own_is_made_with_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(dev, "CLUSTERS", tmp_path / "createcluster.d")
    said: list[str] = []

    def heard(command: list[str], *_what: str, **_environment: str) -> None:
        said.extend(file.read_text(encoding="ascii") for file in (tmp_path / "createcluster.d").glob("*"))
        if "install" in command:
            raise SystemExit("broken off")

    monkeypatch.setattr(dev, "missing_packages", lambda _tools: [("postgresql",)])
    monkeypatch.setattr(dev, "quietly", heard)
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr("os.geteuid", lambda: 0)
    with pytest.raises(SystemExit, match="broken off"):
        dev.prepare_machine({})
    assert said == ["create_main_cluster = false\n"]
    assert list((tmp_path / "createcluster.d").iterdir()) == []


def test_the_name_that_this_debian_knows_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "apt_knows", lambda name: name == "libb1")
    assert dev.first_known([("liba",), ("libb1t64", "libb1"), ("libc1t64", "libc1")]) == ["liba", "libb1", "libc1"]


def test_without_root_it_says_one_line_and_stops(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev, "missing_packages", lambda _tools: [("libegl1",), ("hledger",)])
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    with pytest.raises(SystemExit) as stop:
        dev.prepare_machine({})
    assert stop.value.code == 3
    line = "  sudo apt-get update && sudo apt-get install --no-install-recommends libegl1 hledger\n"
    assert line in capsys.readouterr().out


@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_where_there_is_no_apt_nothing_is_asked_of_it(monkeypatch: pytest.MonkeyPatch, system: str) -> None:
    asked: list[object] = []
    monkeypatch.setattr("sys.platform", system)
    monkeypatch.setattr(dev, "missing_packages", asked.append)
    dev.prepare_machine({"hledger": "hledger"})
    assert asked == []


def test_what_a_tool_says_loses_its_addresses() -> None:
    said = "Looking in indexes: https://10.1.2.3/root/pypi" + "/simple, file:///srv/w\nERROR: no alembic"
    assert dev.masked(said) == "Looking in indexes: … …\nERROR: no alembic"


def test_the_stamp_follows_the_lock(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("requirements.lock", "pyproject.toml", "setup.py"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    monkeypatch.setattr(dev, "ROOT", tmp_path)
    before = dev.fingerprint()
    assert dev.fingerprint() == before
    (tmp_path / "requirements.lock").write_text("another", encoding="utf-8")
    assert dev.fingerprint() != before


def test_a_sample_that_broke_off_is_made_again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    network = tmp_path / "voorbeeld" / "netwerk"
    made: list[str] = []

    def breaks_off(*_arguments: object) -> str:
        network.mkdir()
        (network / "store.db").touch()
        raise SystemExit("broken off")

    def makes(*_arguments: object) -> str:
        network.mkdir()
        made.append("sample")
        return ""

    monkeypatch.setattr(dev, "EXAMPLE", network.parent)
    monkeypatch.setattr(dev, "NETWORK", network)
    monkeypatch.setattr(dev, "zsm", breaks_off)
    with pytest.raises(SystemExit, match="broken off"):
        dev.make_sample()
    monkeypatch.setattr(dev, "zsm", makes)
    dev.make_sample()
    dev.make_sample()
    assert made == ["sample"]
    assert [file.name for file in network.parent.iterdir()] == ["netwerk"]


def test_a_command_called_for_its_answer_says_no_more(
    world: World, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    world.close()
    monkeypatch.setattr(dev, "PYTHON", Path(sys.executable))
    monkeypatch.setattr(dev, "NETWORK", world.folder)
    assert json.loads(dev.zsm("case-form", "--out", tmp_path / "form.xlsx", "--json"))["file"].endswith("form.xlsx")
    assert capfd.readouterr() == ("", "")
    dev.zsm("case-form", "--out", tmp_path / "form.xlsx")
    assert capfd.readouterr().err.startswith("Geschreven: ")
    monkeypatch.setattr(dev, "NETWORK", tmp_path / "nergens")
    with pytest.raises(SystemExit, match="balances --json: 3"):
        dev.zsm("balances", "--json")
    assert "staat geen netwerk" in capfd.readouterr().out


def test_ci_calls_what_a_developer_calls() -> None:
    assert (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()[-1] == "exec python3 dev.py test"
