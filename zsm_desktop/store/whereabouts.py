"""Where a network may lie: on a disk of this computer itself, which nobody else and no other program writes to.

On a share the locks of the operating system are kept badly or not at all, and what synchronises a folder carries over
half a database and makes two networks of one. What is found is a function of what the computer says (`Facts`), so that
tests can ask it of computers they do not have.
"""

from __future__ import annotations

import os
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

from zsm_desktop.domain.errors import RuleError
from zsm_desktop.domain.json_text import parsed

SYNCED, SHARED = "store.synced", "store.on_share"
DRIVE_REMOTE = 4
"""What GetDriveTypeW answers for a drive letter that is a share elsewhere."""

_OF_A_NETWORK = frozenset(
    {
        "9p", "acfs", "afpfs", "afs", "applevirtiofs", "beegfs", "ceph", "cifs", "coda", "davfs", "ftp", "fusefs",
        "gfs2", "glusterfs", "gpfs", "lustre", "macfuse", "ncpfs", "nfs", "nfs4", "ocfs2", "orangefs", "osxfuse",
        "osxfusefs", "prl_fs", "smb", "smb2", "smb3", "smbfs", "vboxsf", "vboxvfs", "virtiofs", "vmhgfs", "webdav",
    }
)  # fmt: skip
"""File systems of a share elsewhere, or of the computer a virtual one runs on: its programs do not see our locks.

A Mac does not say which program is behind a FUSE one: there all of them count.
"""
_OF_A_MACHINE = frozenset({"9p", "virtiofs"})
"""Those of them that also are a container's or virtual computer's own disk, when all of it stands on one."""
_FUSE = re.compile(r"fuse\.(?P<name>.+)", re.ASCII)
_FUSE_HERE = frozenset(
    {
        "bindfs", "cryfs", "encfs", "exfat", "exfat-fuse", "ext2", "ext4", "fuse-ext2", "fuse-overlayfs", "fuse2fs",
        "gocryptfs", "lowntfs-3g", "mergerfs", "ntfs", "ntfs-3g", "securefs", "unionfs", "unionfs-fuse", "veracrypt",
        "zfs-fuse",
    }
)  # fmt: skip
"""What any program may put in the way of a folder is taken for a share, but for these: they keep it on a disk here."""

MOUNT, MOUNT_SECONDS = "/sbin/mount", 5.0
"""What a Mac tells its file systems with; it does not wait for a share that is gone, and nor do we."""
_MOUNT_OF_MAC = re.compile(r".+? on (?P<place>/.*) \((?P<kind>[^(),]+)(,.*)?\)")

_NAMED = (
    (re.compile(r"onedrive( - .+)?", re.IGNORECASE), "OneDrive"),
    (re.compile(r"dropbox( \(.+\))?", re.IGNORECASE), "Dropbox"),
    (re.compile(r"icloud ?drive|com~apple~clouddocs", re.IGNORECASE), "iCloud"),
    (re.compile(r"google ?drive(-.+)?|(my|mijn) drive", re.IGNORECASE), "Google Drive"),
    (re.compile(r"nextcloud\d?", re.IGNORECASE), "Nextcloud"),
    (re.compile(r"owncloud\d?", re.IGNORECASE), "ownCloud"),
    (re.compile(r"pcloud ?drive", re.IGNORECASE), "pCloud"),
    (re.compile(r"MEGA(sync)?"), "MEGA"),
    (re.compile(r"proton drive", re.IGNORECASE), "Proton Drive"),
    (re.compile(r"box sync", re.IGNORECASE), "Box"),
    (re.compile(r"surfdrive", re.IGNORECASE), "SURFdrive"),
    (re.compile(r"synology ?drive", re.IGNORECASE), "Synology Drive"),
    (re.compile(r"seafile", re.IGNORECASE), "Seafile"),
    (re.compile(r"insync", re.IGNORECASE), "Insync"),
    (re.compile(r"hidrive", re.IGNORECASE), "HiDrive"),
    (re.compile(r"work folders|werkmappen", re.IGNORECASE), "Werkmappen"),
    (re.compile(r"CloudStorage"), "een clouddienst"),
)
"""The names that programs that synchronise give their folder; on a Mac all of them put theirs in the last one."""
_MARKS = (
    (re.compile(r"\.849C9593-D756-4E56-8D6E-42412F2A707B", re.IGNORECASE), "OneDrive"),
    (re.compile(r"\.dropbox(\.cache)?"), "Dropbox"),
    (re.compile(r"\._?sync_[0-9a-f]+\.db|\.(next|own)cloudsync\.log|\.csync_journal\.db"), "Nextcloud"),
    (re.compile(r"\.tmp\.drive(down|up)load"), "Google Drive"),
    (re.compile(r"\.stfolder"), "Syncthing"),
)
"""What they leave in it, whatever it is called."""
_NO_MARKS_IN_HOME = re.compile(r"\.dropbox")
"""On Linux the home folder itself holds one: that of the program's own settings."""
_VARIABLES = {"ONEDRIVE": "OneDrive", "ONEDRIVECOMMERCIAL": "OneDrive", "ONEDRIVECONSUMER": "OneDrive"}
"""In capitals: Windows tells no capital from a small letter here, and Python has it in capitals alone."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a computer says about one path. `paths`: as it was named, and where it really leads.

    `drive_type` is GetDriveTypeW's of its drive; `mounts` the text of /proc/self/mountinfo, on a Mac what `MOUNT`
    prints; `roots` are folders that are synchronised, with the program that does it; `left` names what lies in each
    folder on the way.
    """

    paths: tuple[str, ...]
    is_windows: bool = False
    drive_type: int = 0
    mounts: str = ""
    environment: Mapping[str, str] = field(default_factory=dict)
    roots: tuple[tuple[str, str], ...] = ()
    left: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    home: str = ""
    is_mac: bool = False

    def pure(self, path: str) -> PurePath:
        return PureWindowsPath(path) if self.is_windows else PurePosixPath(path)


def require_own_disk(folder: Path) -> None:
    """Raises RuleError("store.synced", path, by) and ("store.on_share", path), for a folder that may not be there yet.

    For a network in a file: of one on a server the folder holds no database.
    """
    found = misplaced(facts_of(folder))
    if found is not None:
        code, by = found
        if code == SYNCED:
            raise RuleError("store.synced", path=str(folder), by=by)
        raise RuleError("store.on_share", path=str(folder))


def misplaced(facts: Facts) -> tuple[str, str] | None:
    """The rule that a network there would break, and the program that synchronises it, if any."""
    for text in facts.paths:
        path = facts.pure(text)
        by = _synced_by(path, facts)
        if by:
            return SYNCED, by
        if _is_on_share(path, facts):
            return SHARED, ""
    return None


def _synced_by(path: PurePath, facts: Facts) -> str:
    said = ((root, _VARIABLES.get(name.upper(), "")) for name, root in facts.environment.items() if root)
    named = [(root, by) for root, by in said if by]
    for root, by in (*named, *facts.roots):
        if path.is_relative_to(facts.pure(root)):
            return by
    for part in path.parts[1:]:
        for pattern, by in _NAMED:
            if pattern.fullmatch(part):
                return by
    return next((by for folder in (path, *path.parents) for by in _marked(folder, facts)), "")


def _marked(folder: PurePath, facts: Facts) -> Iterator[str]:
    is_home = bool(facts.home) and folder == facts.pure(facts.home)
    for name in facts.left.get(str(folder), ()):
        if not (is_home and _NO_MARKS_IN_HOME.fullmatch(name)):
            yield from (by for pattern, by in _MARKS if pattern.fullmatch(name))


def _is_on_share(path: PurePath, facts: Facts) -> bool:
    if facts.is_windows:
        drive = path.drive.replace("/", "\\")
        is_far = drive.startswith("\\\\") and not drive.startswith(("\\\\?\\", "\\\\.\\"))
        return is_far or drive.upper().startswith("\\\\?\\UNC\\") or facts.drive_type == DRIVE_REMOTE
    if facts.is_mac:
        mounts = ((_one_way(place), kind) for place, kind in mounts_of_mac(facts.mounts))
        place, kind = _mount_of(PurePosixPath(_one_way(str(path))), mounts)
    else:
        place, kind = _mount_of(path, mounts_of_linux(facts.mounts))
    kind = kind.casefold()
    if kind in _OF_A_MACHINE and place == "/":
        return False
    fuse = _FUSE.fullmatch(kind)
    return kind in _OF_A_NETWORK or kind == "fuse" or (fuse is not None and fuse["name"] not in _FUSE_HERE)


def _mount_of(path: PurePath, mounts: Iterable[tuple[str, str]]) -> tuple[str, str]:
    """Where the file system of `path` hangs, and its kind; of two in one place the later one lies on top."""
    best = ("", "")
    for place, kind in mounts:
        if path.is_relative_to(place) and len(place) >= len(best[0]):
            best = (place, kind)
    return best


def mounts_of_linux(text: str) -> Iterator[tuple[str, str]]:
    for line in text.splitlines():
        before, _, after = line.partition(" - ")
        words, kinds = before.split(), after.split()
        if len(words) > 4 and kinds:  # the fifth is where it hangs
            yield re.sub(r"\\([0-7]{3})", lambda sign: chr(int(sign[1], 8)), words[4]), kinds[0]


def mounts_of_mac(text: str) -> Iterator[tuple[str, str]]:
    for line in text.splitlines():
        found = _MOUNT_OF_MAC.fullmatch(line)
        if found is not None:
            yield found["place"], found["kind"]


def _one_way(text: str) -> str:
    """A Mac tells no capital from a small letter in a path, nor one way of writing é from the other."""
    return unicodedata.normalize("NFC", text).casefold()


def facts_of(folder: Path) -> Facts:
    """Asked of this computer; what it does not tell counts as nothing said."""
    named, real = os.path.abspath(folder), os.path.realpath(folder)  # noqa: PTH100 - a folder that may not be there
    paths = tuple(dict.fromkeys((named, real)))
    is_windows, is_mac = sys.platform == "win32", sys.platform == "darwin"
    return Facts(
        paths,
        is_windows,
        _drive_type(real) if is_windows else 0,
        "" if is_windows else _said_by_mount() if is_mac else _text(Path("/proc/self/mountinfo")),
        dict(os.environ),
        (*_dropbox_roots(), *(_registered_roots() if is_windows else ())),
        {str(at): tuple(_left_in(at)) for path in paths for at in (Path(path), *Path(path).parents)},
        os.path.expanduser("~"),  # noqa: PTH111 - Path.home() raises where there is none
        is_mac,
    )


def _said_by_mount() -> str:
    import subprocess

    try:
        done = subprocess.run(
            [MOUNT], check=False, stdin=subprocess.DEVNULL, capture_output=True, timeout=MOUNT_SECONDS
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return str(done.stdout, "utf-8", "surrogateescape")


def _left_in(folder: Path) -> Iterator[str]:
    """All of them are hidden names; a folder may hold thousands of others."""
    with suppress(OSError), os.scandir(folder) as found:
        hidden = [one.name for one in found if one.name.startswith(".")]
        yield from (name for name in hidden if any(pattern.fullmatch(name) for pattern, _ in _MARKS))


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return ""


def _dropbox_roots() -> Iterator[tuple[str, str]]:
    """Dropbox tells other programs where its folder is, in a file of its own for each system."""
    places = [Path("~/.dropbox").expanduser()] if os.environ.get("HOME") else []
    places += [Path(os.environ[name]) / "Dropbox" for name in ("APPDATA", "LOCALAPPDATA") if os.environ.get(name)]
    for place in places:
        with suppress(ValueError, TypeError, AttributeError):
            yield from ((one["path"], "Dropbox") for one in parsed(_text(place / "info.json") or "{}").values()
                        if isinstance(one.get("path"), str))  # fmt: skip


if sys.platform == "win32":
    import ctypes

    def _drive_type(path: str) -> int:
        root = os.path.splitdrive(path)[0] + "\\"
        return int(ctypes.windll.kernel32.GetDriveTypeW(root))

    def _registered_roots() -> Iterator[tuple[str, str]]:
        """Every folder that a program has Windows itself show as synchronised: OneDrive and SharePoint among them."""
        import winreg

        manager = r"SOFTWARE\Microsoft\Windows\CurrentVersion\Explorer\SyncRootManager"
        with suppress(OSError), winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, manager) as all_of_them:
            for at in range(winreg.QueryInfoKey(all_of_them)[0]):
                name = winreg.EnumKey(all_of_them, at)
                with suppress(OSError), winreg.OpenKey(all_of_them, name + r"\UserSyncRoots") as roots:
                    for one in range(winreg.QueryInfoKey(roots)[1]):
                        yield str(winreg.EnumValue(roots, one)[1]), name.partition("!")[0]

else:

    def _drive_type(path: str) -> int:  # noqa: ARG001 - only Windows has drives
        return 0

    def _registered_roots() -> Iterator[tuple[str, str]]:
        yield from ()


def is_same_disk(folder: Path, other: Path) -> bool:
    """Whether both are lost together; of what is not there yet the folder it would come in counts."""
    try:
        return _there(folder).stat().st_dev == _there(other).stat().st_dev
    except OSError:
        return False


def _there(path: Path) -> Path:
    return next((one for one in (path, *path.parents) if one.exists()), path)
