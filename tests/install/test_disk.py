"""What the disk is, and what speaks against trusting it."""

from pathlib import Path

import pytest

from lakay.install.disk import Disk, mount_of, probe, time_syncs

MOUNTS = """\
/dev/sda2 / ext4 rw,relatime 0 0
tmpfs /run tmpfs rw 0 0
/dev/sdb1 /media/my\\040stick vfat rw 0 0
/dev/sda3 /var/lib ext4 rw 0 0
"""


@pytest.mark.parametrize(
    ("folder", "found"),
    [
        ("/var/lib/lakay", ("ext4", "/dev/sda3")),
        ("/var/libraries", ("ext4", "/dev/sda2")),
        ("/media/my stick/x", ("vfat", "/dev/sdb1")),
        ("/run/lakay", ("tmpfs", "tmpfs")),
    ],
)
def test_the_deepest_mount_holds_the_folder(folder: str, found: tuple[str, str]) -> None:
    assert mount_of(Path(folder), MOUNTS) == found


def disk(**changed: object) -> Disk:
    """A good disk, or one with something else."""
    good: dict[str, object] = {
        "middle": 2.0,
        "slow": 6.0,
        "filesystem": "ext4",
        "device": "/dev/sda",
        "spins": False,
        "removable": False,
    }
    return Disk(**(good | changed))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changed", "doubts"),
    [
        ({}, ()),
        ({"middle": 0.05}, ("disk_fast",)),
        ({"slow": 80.0}, ("disk_slow",)),
        ({"filesystem": "vfat", "removable": True}, ("disk_unfit", "disk_removable")),
        ({"spins": True}, ("disk_spins",)),
    ],
)
def test_each_doubt_has_its_reason(changed: dict[str, object], doubts: tuple[str, ...]) -> None:
    assert disk(**changed).doubts == doubts


def test_a_real_disk_is_measured_and_nothing_is_left_on_it(tmp_path: Path) -> None:
    took = time_syncs(tmp_path, 8)
    assert len(took) == 8
    assert all(ms > 0 for ms in took)
    assert list(tmp_path.iterdir()) == []


def test_the_kernel_is_asked_about_the_whole_disk(tmp_path: Path) -> None:
    disk = tmp_path / "sys" / "devices" / "sda"
    (disk / "queue").mkdir(parents=True)
    (disk / "queue" / "rotational").write_text("1\n")
    (disk / "removable").write_text("1\n")
    (disk / "sda2").mkdir()
    (disk / "sda2" / "partition").write_text("2\n")
    blocks = tmp_path / "sys" / "class" / "block"
    blocks.mkdir(parents=True)
    (blocks / "sda2").symlink_to(disk / "sda2")
    (tmp_path / "proc" / "self").mkdir(parents=True)
    (tmp_path / "proc" / "self" / "mounts").write_text("/dev/sda2 / ext4 rw 0 0\n")
    (tmp_path / "data").mkdir()
    found = probe(tmp_path / "data", tmp_path)
    assert (found.spins, found.removable, found.filesystem) == (True, True, "ext4")
