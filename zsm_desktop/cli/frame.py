"""From the words typed to an exit status: which store, whose password, which command, how the answer is printed."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from zsm_desktop.cli.answer import DONE, NO_ENTRY, REFUSED, Answer
from zsm_desktop.cli.arguments import COMMANDS, WITHOUT_STORE, UsageError, parser
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.files import is_file_there, is_there
from zsm_desktop.words import command_line as words

if TYPE_CHECKING:
    from argparse import Namespace

    from zsm_desktop.services.desk import Desk

    DeskContext = AbstractContextManager[Desk]

_NO_ENTRY_CODES = frozenset(
    {
        "store.nothing",
        "store.not_a_store",
        "store.not_encrypted",
        "store.no_database",
        "backup.no_file",
        "keys.missing",
        "keys.wait",
        "keys.wrong_password",
        "keys.unknown_user",
        "user.unknown",
        "user.inactive",
        "command.no_store",
        "command.no_password",
    }
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status (0 done, 1 not in order, 2 refused, 3 no store or wrong password)."""
    _use_utf8()
    try:
        options = parser().parse_args(_named(sys.argv[1:] if arguments is None else arguments))
    except UsageError as error:
        _say(str(error))
        return REFUSED
    except SystemExit as request:  # --help
        return int(request.code or DONE)
    try:
        if options.command is None:
            return _window(options)
        return _print(_run(options), as_json=options.json)
    except RuleError as error:
        from zsm_desktop.words.rules import sentence

        _say(sentence(error))
        return NO_ENTRY if error.code in _NO_ENTRY_CODES else REFUSED
    except KeyboardInterrupt:
        _say(words.STOPPED)
        return REFUSED


def _named(arguments: Sequence[str]) -> Sequence[str]:
    """A desktop gives what was clicked on as the only word."""
    if len(arguments) == 1 and arguments[0] not in COMMANDS and not arguments[0].startswith("-"):
        path = Path(arguments[0])
        if path.is_absolute() or is_there(path):
            return "--open", arguments[0]
    return arguments


def _run(options: Namespace) -> Answer:
    module, _, name = COMMANDS[options.command].partition(":")
    command = getattr(import_module(module), name)
    answer: Answer
    if options.command in WITHOUT_STORE:
        answer = command(options)
    else:
        answer = command(Entrance(store_folder(options), password(options), user(options)), options)
    return answer


class Entrance:
    """The way into the store, for a command to open as it needs: to read, or to write."""

    def __init__(self, folder: Path, secret: str, user_name: str | None) -> None:
        self.folder = folder
        self.secret = secret
        self.user_name = user_name

    def desk(self, *, read_only: bool = True) -> DeskContext:
        """The unlocked desk, to be used in a `with`; raises as `app.open_desk`."""
        from zsm_desktop.app import open_desk
        from zsm_desktop.app.tries import Tries

        with Tries().one(self.folder, self.user_name or ""):
            desk = open_desk(self.folder, password=self.secret, user=self.user_name, read_only=read_only)
        return _at(desk)


@contextmanager
def _at(desk: Desk) -> Iterator[Desk]:
    """What is refused there is said in the network's own words, unless it cannot be asked for them any more."""
    with closing(desk):
        try:
            yield desk
        except RuleError as error:
            if error.nouns is None and not error.code.startswith("server."):
                with suppress(RuleError):
                    error.nouns = desk.nouns
            raise


def store_folder(options: Namespace) -> Path:
    """--store, or ZSM_STORE; raises RuleError("command.no_store")."""
    named = options.store or os.environ.get("ZSM_STORE")
    if not named:
        raise RuleError("command.no_store")
    return Path(named)


def user(options: Namespace) -> str | None:
    return options.user or os.environ.get("ZSM_USER") or None


def password(options: Namespace) -> str:
    """From the file, from ZSM_PASSWORD, or asked at a terminal; raises RuleError("command.no_password")."""
    if options.password_file is not None:
        return first_line(Path(options.password_file))
    secret = os.environ.get("ZSM_PASSWORD")
    if secret is None and sys.stdin is not None and sys.stdin.isatty():
        from getpass import getpass

        secret = getpass(words.ASK, sys.stderr)
    if not secret:
        raise RuleError("command.no_password")
    return secret


def first_line(path: Path) -> str:
    """Of a file with a password; raises RuleError("command.no_password_file", path)."""
    try:
        return path.read_text(encoding="utf-8-sig").split("\n", 1)[0].rstrip("\r")
    except (OSError, UnicodeDecodeError) as error:
        raise RuleError("command.no_password_file", path=str(path)) from error


def has_screen() -> bool:
    """Without one Qt would not refuse but abort; who names a platform of Qt's knows what there is."""
    named = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return not sys.platform.startswith("linux") or any(os.environ.get(name) for name in named)


def _window(options: Namespace) -> int:
    """Raises RuleError("command.no_screen")."""
    if not has_screen():
        raise RuleError("command.no_screen")
    from zsm_desktop.app import run_window

    named = options.open or options.store or os.environ.get("ZSM_STORE")
    folder = _network_of(Path(named)) if named else None
    has_password = options.password_file is not None or bool(os.environ.get("ZSM_PASSWORD"))
    secret = password(options) if folder and has_password else None
    return run_window(folder, password=secret, user=user(options), is_smoke=options.smoke)


def _network_of(path: Path) -> Path:
    """Who opens the file with a network in it means the network."""
    from zsm_desktop.store.place import DATABASE

    return path.parent if path.name == DATABASE and is_file_there(path) else path


def _print(answer: Answer, *, as_json: bool) -> int:
    for remark in answer.remarks:
        _say(remark)
    if as_json:
        import json

        sys.stdout.write(json.dumps(answer.document, ensure_ascii=False, default=str) + "\n")
    else:
        for line in answer.lines:
            sys.stdout.write(line + "\n")
    sys.stdout.flush()
    return answer.status


def _say(text: str) -> None:
    sys.stderr.write(text + "\n")


def _use_utf8() -> None:
    """A Windows console may have another code page; names and amounts must come out whole all the same."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None and (stream.encoding or "").lower().replace("-", "") != "utf8":
            reconfigure(encoding="utf-8", errors="replace")
