#!/usr/bin/env python3
"""The front door for developers: needs a plain Python 3.11 or later, brings the rest itself.

python3 dev.py setup        system libraries, .venv, the locked packages, the project
python3 dev.py run          the program with the sample network; without a screen its main work, into build/voorbeeld/
python3 dev.py test [...]   everything that must hold: lint, then the tests; arguments go to pytest
python3 dev.py lint         ruff, its format, mypy
python3 dev.py shots [...]  pictures of every room, state and form, into build/beelden/; arguments go to shots
python3 dev.py bench [...]  the measurements in bench/, or those named
python3 dev.py package      the built program and its installer, into dist/; untried where that cannot be: --untried
python3 dev.py lock [...]   requirements.in -> requirements.lock; arguments go to uv (--upgrade)
"""

from __future__ import annotations

import contextlib
import ctypes
import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / ".ready"
BUILD = ROOT / "build"
EXAMPLE = BUILD / "voorbeeld"
NETWORK = EXAMPLE / "netwerk"
SAMPLE_PASSWORD = "voorbeeld"  # noqa: S105  an invented network, told to whoever starts it
OLDEST_PYTHON = (3, 11)
NOT_SET_UP = 3

# Shared library -> Debian packages that may hold it; the first one that this release knows is taken.
QT_LIBRARIES: dict[str, tuple[str, ...]] = {
    "libglib-2.0.so.0": ("libglib2.0-0t64", "libglib2.0-0"),
    "libEGL.so.1": ("libegl1",),
    "libGL.so.1": ("libgl1",),
    "libX11.so.6": ("libx11-6",),
    "libdbus-1.so.3": ("libdbus-1-3",),
    "libfontconfig.so.1": ("libfontconfig1",),
    "libxkbcommon.so.0": ("libxkbcommon0",),
    "libxcb-cursor.so.0": ("libxcb-cursor0",),
    "libxcb-icccm.so.4": ("libxcb-icccm4",),
    "libxcb-image.so.0": ("libxcb-image0",),
    "libxcb-keysyms.so.1": ("libxcb-keysyms1",),
    "libxcb-randr.so.0": ("libxcb-randr0",),
    "libxcb-render-util.so.0": ("libxcb-render-util0",),
    "libxcb-shape.so.0": ("libxcb-shape0",),
    "libxcb-xkb.so.1": ("libxcb-xkb1",),
    "libxcb-sync.so.1": ("libxcb-sync1",),
    "libxcb-xfixes.so.0": ("libxcb-xfixes0",),
    "libxkbcommon-x11.so.0": ("libxkbcommon-x11-0",),
    "libX11-xcb.so.1": ("libx11-xcb1",),
}
TEST_TOOLS = {
    "hledger": "hledger",
    "pdftotext": "poppler-utils",
    "chromium": "chromium",
    "initdb": "postgresql",
    "Xvfb": "xvfb",
    "xauth": "xauth",
    "dbus-daemon": "dbus-daemon",
    "makensis": "nsis",
    "desktop-file-validate": "desktop-file-utils",
    "appstreamcli": "appstream",
    "update-mime-database": "shared-mime-info",
    "chrpath": "chrpath",
    "gcc": "gcc",
    "gencat": "libc6-dev",  # gcc alone brings nothing to link with
}
SERVERS = Path("/usr/lib/postgresql")
"""Debian keeps the programs of a server here, by version, and on no path."""
CLUSTERS = Path("/etc/postgresql-common/createcluster.d")
PACKAGE_TOOLS = {
    "dpkg-deb": "dpkg",
    "objdump": "binutils",
    "chrpath": "chrpath",
    "Xvfb": "xvfb",
    "xauth": "xauth",
    "xz": "xz-utils",
    "debootstrap": "debootstrap",
    "makensis": "nsis",
}


def say(text: str) -> None:
    print(text, flush=True)


def masked(text: str) -> str:
    """What a tool said, without the addresses it fetched from: those are this machine's business."""
    return re.sub(r"\b(?:https?|file)://\S+", "…", text)


def quietly(command: list[str], what: str, **environment: str) -> None:
    """Runs a command without a word; when it fails, its words are shown and this program stops."""
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        say(masked(done.stdout + done.stderr))
        raise SystemExit(f"{what} failed.")


def call(*command: str | Path, **environment: str) -> int:
    done = subprocess.run([str(part) for part in command], cwd=ROOT, env={**os.environ, **environment}, check=False)
    return done.returncode


# -- the machine ---------------------------------------------------------------------------------------------------


def library_is_there(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def tool_is_there(name: str) -> bool:
    return shutil.which(name, path=os.pathsep.join([os.environ["PATH"], *map(str, SERVERS.glob("*/bin"))])) is not None


def missing_packages(tools: dict[str, str]) -> list[tuple[str, ...]]:
    """What this Debian lacks, each as the names it may go by."""
    missing = [names for library, names in QT_LIBRARIES.items() if not library_is_there(library)]
    missing += [(package,) for tool, package in tools.items() if not tool_is_there(tool)]
    if importlib.util.find_spec("ensurepip") is None and not venv_works():
        missing.append(("python3-venv",))
    return missing


def prepare_machine(tools: dict[str, str]) -> None:
    """Installs missing system packages where that is possible, otherwise says the one line that does and stops."""
    if not sys.platform.startswith("linux"):
        return
    missing = missing_packages(tools)
    if not missing:
        return
    if not shutil.which("apt-get"):
        known = " ".join(names[-1] for names in missing)
        raise SystemExit(f"Missing on this system (Debian's names): {known}. Install them and start again.")
    if os.geteuid() != 0:
        say("This needs system packages. Run this line and start again:")
        say(f"  sudo apt-get update && sudo apt-get install --no-install-recommends {' '.join(first_known(missing))}")
        raise SystemExit(NOT_SET_UP)
    say("Installing system packages, some minutes the first time …")
    quietly(["apt-get", "update", "-qq"], "apt-get update")
    names = first_known(missing)
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *names]
    with no_main_cluster():
        quietly(install, f"apt-get install {' '.join(names)}", DEBIAN_FRONTEND="noninteractive")


@contextlib.contextmanager
def no_main_cluster() -> Iterator[None]:
    """Debian's PostgreSQL would make a cluster of its own and start it; the tests start theirs."""
    said = CLUSTERS / "zsm-tests.conf"
    try:
        CLUSTERS.mkdir(parents=True, exist_ok=True)
        said.write_text("create_main_cluster = false\n", encoding="ascii")
        yield
    finally:
        said.unlink(missing_ok=True)


def first_known(missing: list[tuple[str, ...]]) -> list[str]:
    return [next((name for name in names if len(names) == 1 or apt_knows(name)), names[-1]) for names in missing]


def apt_knows(name: str) -> bool:
    done = subprocess.run(["apt-cache", "show", name], capture_output=True, check=False)
    return done.returncode == 0 and bool(done.stdout)


# -- the virtual environment ---------------------------------------------------------------------------------------


def program(name: str, venv: Path = VENV) -> Path:
    return venv / ("Scripts" if os.name == "nt" else "bin") / (f"{name}.exe" if os.name == "nt" else name)


PYTHON = program("python")


def venv_works() -> bool:
    if not PYTHON.exists():
        return False
    return subprocess.run([PYTHON, "-m", "pip", "--version"], capture_output=True, check=False).returncode == 0


def fingerprint() -> str:
    parts = [(ROOT / name).read_bytes() for name in ("requirements.lock", "pyproject.toml", "setup.py")]
    return hashlib.sha256(b"\0".join([sys.version.encode(), str(ROOT).encode(), *parts])).hexdigest()


def prepare_venv() -> None:
    """Brings .venv in line with the lock; a stamp with the lock's fingerprint makes the next start immediate."""
    wanted = fingerprint()
    if STAMP.exists() and STAMP.read_text(encoding="utf-8") == wanted and PYTHON.exists():
        return
    if not venv_works():
        say("Making .venv …")
        quietly([sys.executable, "-m", "venv", "--clear", str(VENV)], "python -m venv")
    STAMP.unlink(missing_ok=True)
    say("Installing the locked packages, some minutes the first time …")
    pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "-q", "install"]
    quietly([*pip, "--require-hashes", "-r", "requirements.lock"], "pip install")
    quietly([*pip, "--no-deps", "--no-build-isolation", "-e", "."], "pip install of the project")
    STAMP.write_text(wanted, encoding="utf-8")


def prepare(tools: dict[str, str] | None = None) -> None:
    if sys.version_info < OLDEST_PYTHON:
        raise SystemExit("Python 3.11 or later is needed.")
    prepare_machine(tools or {})
    prepare_venv()


# -- the commands --------------------------------------------------------------------------------------------------


def setup(_arguments: list[str]) -> int:
    prepare()
    say("Ready.")
    return 0


def has_desktop() -> bool:
    """Whether somebody can look at a window: the program itself also starts on a platform of Qt's that shows none."""
    return not sys.platform.startswith("linux") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def zsm(*arguments: str | Path) -> str:
    """One command of the program on the sample network; what it prints on standard output.

    With --json it is called for its answer: what it says besides is shown only when it fails.
    """
    command = [str(part) for part in (PYTHON, "-m", "zsm_desktop", *arguments)]
    environment = {**os.environ, "ZSM_PASSWORD": SAMPLE_PASSWORD, "ZSM_STORE": str(NETWORK)}
    said = subprocess.PIPE if "--json" in arguments else None
    done = subprocess.run(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=said, encoding="utf-8", check=False
    )
    if done.returncode:
        say(done.stderr or "")
        raise SystemExit(f"zsm-desktop {' '.join(map(str, arguments))}: {done.returncode}")
    return done.stdout


def make_sample() -> None:
    """Makes the sample network once; the mark beside it stays when that breaks off, and then it is made again."""
    unfinished = EXAMPLE / "netwerk.onaf"
    if NETWORK.exists() and not unfinished.exists():
        return
    say("Het voorbeeldnetwerk wordt gemaakt …")
    shutil.rmtree(NETWORK, ignore_errors=True)
    EXAMPLE.mkdir(parents=True, exist_ok=True)
    unfinished.touch()
    zsm("sample", NETWORK)
    unfinished.unlink()


def run(_arguments: list[str]) -> int:
    prepare()
    if not has_desktop():
        shutil.rmtree(NETWORK, ignore_errors=True)  # nobody worked in it, and only the window brings an older one up
        make_sample()
        return run_without_screen()
    make_sample()
    say(f"Het voorbeeldnetwerk staat in {NETWORK.relative_to(ROOT)}; het wachtwoord is: {SAMPLE_PASSWORD}")
    return call(PYTHON, "-m", "zsm_desktop", "--store", NETWORK)


def run_without_screen() -> int:
    """The main work without a window: minutes, balances, the ledger, pictures of the rooms."""
    say("Er is geen scherm. Het hoofdwerk wordt daarom zonder venster gedaan, in build/voorbeeld/:")
    papers = EXAMPLE / "verslagen"
    papers.mkdir(parents=True, exist_ok=True)
    for meeting, name in (("last-case", "maatwerkbespreking"), ("last-steering", "stuurgroep")):
        zsm("minutes", "--meeting", meeting, "--out", papers, "--json")
        say(f"  verslagen/      verslag van de laatste {name}, PDF en Excel")
    (EXAMPLE / "saldi.json").write_text(zsm("balances", "--json"), encoding="utf-8")
    say("  saldi.json      saldo per school")
    zsm("journal", "--format", "hledger", "--out", EXAMPLE / "grootboek.journal", "--json")
    say("  grootboek.journal  alle boekingen, leesbaar voor hledger")
    say("De plaatjes worden gemaakt; dat duurt een minuut of twee …")
    status = take_shots(EXAMPLE / "beelden", "--network", str(NETWORK), "--only", "kamer_")
    say("  beelden/        de kamers van het programma, licht en donker")
    say(f"  netwerk/        het voorbeeldnetwerk; het wachtwoord is: {SAMPLE_PASSWORD}")
    return status


def take_shots(out: Path, *arguments: str) -> int:
    return call(PYTHON, "-m", "tests.shots", out, *arguments, QT_QPA_PLATFORM="offscreen")


def shots(arguments: list[str]) -> int:
    prepare()
    return take_shots(BUILD / "beelden", *arguments)


def check_style() -> int:
    checks: dict[str, tuple[str | Path, ...]] = {
        "ruff check": (program("ruff"), "check", "."),
        "ruff format": (program("ruff"), "format", "--check", "."),
        "mypy": (PYTHON, "-m", "mypy"),
    }
    failed = [name for name, command in checks.items() if call(*command)]
    say(f"lint: {', '.join(failed)} failed" if failed else "lint: ok")
    return 1 if failed else 0


def lint(_arguments: list[str]) -> int:
    prepare()
    return check_style()


def test(arguments: list[str]) -> int:
    """Lint first, the tests in any case: pytest's own closing line comes last."""
    prepare(TEST_TOOLS)
    style = check_style()
    # Tests start Python again and again: without kept bytecode each start compiles the program and its libraries anew.
    environment = {"QT_QPA_PLATFORM": "offscreen", "PYTHONDONTWRITEBYTECODE": ""}
    tests = call(PYTHON, "-m", "pytest", "-n", "2", "--dist", "loadfile", *arguments, **environment)
    return tests or style


def bench(arguments: list[str]) -> int:
    prepare(TEST_TOOLS)
    names = arguments or sorted(file.stem for file in (ROOT / "bench").glob("*.py") if not file.stem.startswith("_"))
    return max([call(PYTHON, "-m", f"bench.{name}") for name in names], default=0)


def package(arguments: list[str]) -> int:
    prepare(PACKAGE_TOOLS)
    return call(PYTHON, "-m", "installer.build", *arguments)


def lock(arguments: list[str]) -> int:
    prepare()
    if not program("uv").exists():
        pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "-q", "install", "uv"]
        quietly(pip, "pip install uv")
    command = [str(program("uv")), "pip", "compile", "-q", "--universal", "--generate-hashes", "--no-emit-index-url"]
    command += ["--custom-compile-command", "python3 dev.py lock", "--python-version", "3.11"]
    quietly([*command, *arguments, "requirements.in", "-o", "requirements.lock"], "uv pip compile")
    return 0


COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "setup": setup,
    "run": run,
    "test": test,
    "lint": lint,
    "shots": shots,
    "bench": bench,
    "package": package,
    "lock": lock,
}


def main(arguments: list[str]) -> int:
    if not arguments or arguments[0] not in COMMANDS:
        say(__doc__ or "")
        return 2 if arguments else 0
    return COMMANDS[arguments[0]](arguments[1:])


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
