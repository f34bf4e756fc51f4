"""Where a network may lie, asked of computers with drives, shares and folders that no computer of the tests has."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.store.folders import NOW, PASSWORD, made
from zsm_desktop.domain.errors import RuleError
from zsm_desktop.store import folder as network_folder
from zsm_desktop.store import whereabouts
from zsm_desktop.store.folder import FolderState
from zsm_desktop.store.opening import open_store
from zsm_desktop.store.whereabouts import DRIVE_REMOTE, Facts, facts_of, misplaced, mounts_of_mac, require_own_disk
from zsm_desktop.words.rules import sentence

MOUNTS = """\
21 27 0:21 / /proc rw,relatime - proc proc rw
27 1 254:0 / / rw,relatime - {root} /dev/vda rw,discard
31 27 0:40 / /home/anneke/gedeeld rw,nosuid shared:12 - {kind} //server/school rw
"""
MAC_MOUNTS = """\
/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
devfs on /dev (devfs, local, nobrowse)
/dev/disk3s5 on /System/Volumes/Data (apfs, local, journaled, nobrowse, protect)
map auto_home on /System/Volumes/Data/home (autofs, automounted, nobrowse)
/dev/disk5s1 on /Volumes/Stick on zolder (msdos, local, nodev, nosuid, noowners)
//anneke@server/school on /Volumes/school (smbfs, nodev, nosuid, mounted by anneke)
//anneke@server/school%20zuid on /Volumes/School on Zuid (2) (smbfs, nodev, nosuid, mounted by anneke)
nas:/volume1/net on /Volumes/nas (nfs)
https://wolk.voorbeeld.nl/dav/ on /Volumes/dav (webdav, nodev, noexec, nosuid, mounted by anneke)
afp_1 on /Volumes/oud (afpfs, nodev, nosuid, mounted by anneke)
anneke@server:/home on /Volumes/ssh (macfuse, nodev, nosuid, synchronous, mounted by anneke)
drivefs on /Volumes/wolkschijf (osxfuse, local, nodev, nosuid)
"""
DRIVE_FIXED = 3


def on_linux(path: str, kind: str = "ext4", root: str = "ext4", **more: object) -> Facts:
    return Facts((path,), mounts=MOUNTS.format(kind=kind, root=root), home="/home/anneke", **more)  # type: ignore[arg-type]


def on_windows(path: str, drive_type: int = DRIVE_FIXED, **more: object) -> Facts:
    return Facts((path,), is_windows=True, drive_type=drive_type, **more)  # type: ignore[arg-type]


def by(facts: Facts) -> str:
    """ "" for a good place, "schijf" for a share, and else what synchronises it."""
    found = misplaced(facts)
    return "" if found is None else found[1] or "schijf"


@pytest.mark.parametrize(
    ("kind", "is_share"),
    [
        *((kind, True) for kind in ("cifs", "smb3", "smb2", "nfs", "nfs4", "fuse.sshfs", "fuse.rclone", "davfs", "9p")),
        *((kind, True) for kind in ("vboxsf", "virtiofs", "vmhgfs", "fuse", "fuse.gvfsd-fuse", "fuse.iets", "CIFS")),
        *((kind, False) for kind in ("ext4", "btrfs", "xfs", "zfs", "tmpfs", "overlay", "fuseblk", "ecryptfs", "vfat")),
        *((kind, False) for kind in ("fuse.gocryptfs", "fuse.mergerfs", "fuse.ntfs-3g")),
    ],
)
def test_a_file_system_is_of_this_computer_or_a_share(kind: str, is_share: bool) -> None:
    assert by(on_linux("/home/anneke/gedeeld/netwerk", kind)) == ("schijf" if is_share else "")
    assert by(on_linux("/home/anneke/gedeeld", kind)) == ("schijf" if is_share else "")
    assert by(on_linux("/home/anneke/gedeeldX/netwerk", kind)) == ""


@pytest.mark.parametrize(("root", "found"), [("9p", ""), ("virtiofs", ""), ("nfs4", "schijf"), ("overlay", "")])
def test_the_whole_of_a_container_may_stand_on_its_host(root: str, found: str) -> None:
    assert by(on_linux("/home/anneke/netwerk", root=root)) == found


def test_what_hangs_over_another_counts() -> None:
    twice = MOUNTS.format(root="ext4", kind="autofs") + "32 31 0:41 / /home/anneke/gedeeld rw - nfs4 nas:/net rw\n"
    assert by(Facts(("/home/anneke/gedeeld/net",), mounts=twice)) == "schijf"
    spaced = r"33 27 0:42 / /mnt/School\040Zuid rw - cifs //nas/zuid rw"
    assert by(Facts(("/mnt/School Zuid/net",), mounts=spaced)) == "schijf"
    assert by(Facts(("/mnt/School/net",), mounts=spaced)) == ""
    assert by(Facts(("/mnt/net",), mounts="een regel die niemand kent\n\n1 2 3 - ext4")) == ""


@pytest.mark.parametrize(
    ("path", "found"),
    [
        (r"C:\Users\anneke\AppData\Local\zsm-desktop\zeeland", ""),
        (r"D:\netwerk", ""),
        (r"\\server\school\netwerk", "schijf"),
        ("//server/school/netwerk", "schijf"),
        (r"\\?\UNC\server\school\netwerk", "schijf"),
        (r"\\?\C:\netwerk", ""),
        (r"\\wsl$\Ubuntu\home\net", "schijf"),
        (r"C:\Users\anneke\OneDrive\netwerk", "OneDrive"),
        (r"C:\Users\anneke\OneDrive - Stichting Pro Zeeland\Documenten\net", "OneDrive"),
        (r"C:\Users\anneke\onedrive", "OneDrive"),
        (r"C:\Users\anneke\OneDrive-oud\net", ""),
        (r"C:\Users\anneke\Dropbox (Pro Zeeland)\net", "Dropbox"),
        (r"C:\Users\anneke\iCloudDrive\net", "iCloud"),
        (r"G:\Mijn Drive\net", "Google Drive"),
        (r"G:\My Drive\net", "Google Drive"),
        (r"C:\Users\anneke\Nextcloud\net", "Nextcloud"),
        (r"C:\Users\anneke\Onze dropbox\net", ""),
        (r"C:\Users\anneke\SURFdrive\net", "SURFdrive"),
        (r"C:\Users\anneke\SynologyDrive\net", "Synology Drive"),
        (r"C:\Users\anneke\Werkmappen\net", "Werkmappen"),
        (r"C:\Users\anneke\Seafile\net", "Seafile"),
    ],
)
def test_windows_paths(path: str, found: str) -> None:
    assert by(on_windows(path)) == found


def test_on_a_mac_every_cloud_has_one_place() -> None:
    assert by(on_linux("/Users/anneke/Library/CloudStorage/OneDrive-ProZeeland/net")) == "een clouddienst"
    assert by(on_linux("/Users/anneke/Library/Application Support/zsm-desktop/net")) == ""


@pytest.mark.parametrize(
    ("path", "found"),
    [
        *((f"/Volumes/{share}/netwerk", "schijf") for share in ("school", "nas", "dav", "oud", "ssh", "wolkschijf")),
        ("/Volumes/School on Zuid (2)/net", "schijf"),
        ("/volumes/SCHOOL/net", "schijf"),
        ("/Volumes/Stick on zolder/net", ""),
        ("/Volumes/schoolX/net", ""),
        ("/Users/anneke/Library/Application Support/zsm-desktop/net", ""),
        ("/System/Volumes/Data/Users/anneke/net", ""),
    ],
)
def test_on_a_mac_a_share_is_known_by_what_mount_says(path: str, found: str) -> None:
    assert by(Facts((path,), mounts=MAC_MOUNTS, is_mac=True)) == found


@given(st.text(max_size=60))
def test_whatever_mount_says_is_no_fault(said: str) -> None:
    for place, kind in mounts_of_mac(f"a on /b ({said})\n{said}"):
        assert place.startswith("/")
        assert kind


def test_a_mac_is_asked_and_may_say_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = tmp_path / "mount"
    said.write_text(f"#!/bin/sh\necho '//a@b/c on {tmp_path} (smbfs, nodev)'\n")
    said.chmod(0o700)
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(whereabouts, "MOUNT", str(said))
    assert by(facts_of(tmp_path / "net")) == "schijf"
    said.write_text("#!/bin/sh\nexec sleep 20\n")
    monkeypatch.setattr(whereabouts, "MOUNT_SECONDS", 0.1)
    assert by(facts_of(tmp_path / "net")) == ""
    monkeypatch.setattr(whereabouts, "MOUNT", str(tmp_path / "geen"))
    assert by(facts_of(tmp_path / "net")) == ""


def test_a_drive_letter_that_is_a_share() -> None:
    assert by(on_windows(r"S:\netwerk", DRIVE_REMOTE)) == "schijf"
    assert by(Facts((r"S:\net", r"\\nas\school\net"), is_windows=True)) == "schijf"


def test_a_library_of_sharepoint_is_known_by_what_windows_registered() -> None:
    path = r"C:\Users\anneke\Pro Zeeland\Directie - Documenten\net"
    assert by(on_windows(path)) == ""
    roots = (("c:/users/anneke/pro zeeland/directie - documenten", "OneDrive"),)
    assert by(on_windows(path, roots=roots)) == "OneDrive"


@pytest.mark.parametrize(
    "variable", ["ONEDRIVE", "ONEDRIVECOMMERCIAL", "ONEDRIVECONSUMER", "OneDrive", "OneDriveCommercial"]
)
def test_onedrive_is_where_its_variable_says(variable: str) -> None:
    path = r"D:\Wolk\netwerk"
    assert by(on_windows(path, environment={variable: r"d:\wolk"})) == "OneDrive"
    assert by(on_windows(path, environment={variable: ""})) == ""
    assert by(on_windows(path, environment={variable: r"D:\Wol"})) == ""


@pytest.mark.parametrize(
    ("mark", "found"),
    [
        (".dropbox.cache", "Dropbox"), (".dropbox", "Dropbox"), (".sync_0a1b2c3d4e5f.db", "Nextcloud"),
        ("._sync_0a1b2c.db", "Nextcloud"), (".nextcloudsync.log", "Nextcloud"), (".tmp.driveupload", "Google Drive"),
        (".849C9593-D756-4E56-8D6E-42412F2A707B", "OneDrive"), (".stfolder", "Syncthing"), (".synchroon", ""),
    ],
)  # fmt: skip
def test_what_synchronises_leaves_its_mark(mark: str, found: str) -> None:
    path = "/home/anneke/Werk/netwerken/zeeland"
    assert by(on_linux(path, left={"/home/anneke/Werk": (mark,)})) == found
    assert by(on_linux(path, left={"/home/anneke/Ander": (mark,)})) == ""


def test_the_settings_of_dropbox_in_the_home_folder_are_no_mark() -> None:
    path = "/home/anneke/.local/share/zsm-desktop/zeeland"
    assert by(on_linux(path, left={"/home/anneke": (".dropbox",)})) == ""
    assert by(on_linux(path, left={"/home/anneke": (".dropbox.cache",)})) == "Dropbox"


@given(st.lists(st.sampled_from(["a", "Dropbox", "net", "OneDrive", "x y"]), min_size=1, max_size=6), st.data())
def test_a_folder_within_one_that_will_not_do_will_not_do_either(parts: list[str], data: st.DataObject) -> None:
    deeper = parts + data.draw(st.lists(st.sampled_from(["b", "c d"]), max_size=3))
    outer, inner = misplaced(on_linux("/" + "/".join(parts))), misplaced(on_linux("/" + "/".join(deeper)))
    assert outer == inner


def test_this_computer_is_asked_and_a_link_leads_where_it_leads(tmp_path: Path) -> None:
    require_own_disk(tmp_path / "nog" / "niet" / "gemaakt")
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "net").symlink_to(tmp_path / "Dropbox", target_is_directory=True)
    with pytest.raises(RuleError, match=r"store\.synced"):
        require_own_disk(tmp_path / "net" / "zeeland")
    (tmp_path / "wolk").mkdir()
    (tmp_path / "wolk" / ".sync_0a1b2c3d.db").touch()
    assert by(facts_of(tmp_path / "wolk" / "net")) == "Nextcloud"


def test_dropbox_is_found_where_it_says_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    told = tmp_path / ".dropbox" / "info.json"
    told.parent.mkdir()
    told.write_text(f'{{"personal": {{"path": "{tmp_path / "Kluis"}"}}, "business": {{}}}}')
    assert by(facts_of(tmp_path / "Kluis" / "net")) == "Dropbox"
    assert by(facts_of(tmp_path / "elders" / "net")) == ""
    told.write_text("[]")
    assert by(facts_of(tmp_path / "Kluis" / "net")) == ""


def test_none_is_made_there_and_one_that_is_there_is_not_opened(tmp_path: Path) -> None:
    with pytest.raises(RuleError) as refused:
        made(tmp_path / "Dropbox" / "net")
    assert refused.value.code == "store.synced"
    assert "Dropbox" in sentence(refused.value)
    assert not (tmp_path / "Dropbox").exists()
    keys = made(tmp_path / "net").keys
    (tmp_path / "Dropbox").mkdir()
    there = (tmp_path / "net").rename(tmp_path / "Dropbox" / "net")
    before = sorted(path.name for path in there.iterdir())
    for read_only in (True, False):
        with pytest.raises(RuleError, match=r"store\.synced"):
            open_store(there, keys, user_name="Anna", now=NOW, read_only=read_only)
    with pytest.raises(RuleError, match=r"store\.synced"):
        network_folder.unlock(there, PASSWORD)
    look = network_folder.look(there)
    assert (look.state, [one.user_name for one in look.users]) == (FolderState.MISPLACED, ["Anna de Wit"])
    assert sorted(path.name for path in there.iterdir()) == before
