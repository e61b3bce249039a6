"""Make the stick that Lakay is installed from: `python tools/stick.py make FOLDER --key FILE`.

It carries Lakay's wheel with the built pages, packs and documents inside, a wheel of every dependency for each Python asked for, pip, the
installer, the licences of all of it, and a list of files signed with the key of those who release Lakay (Ed25519; `key FILE` makes one, once,
and prints the digits that belong on paper). Nothing on it needs a network.
"""

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path

import licences
import wheels
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat, load_pem_private_key

from lakay.install import manifest

ROOT = Path(__file__).resolve().parent.parent
INSTALLER = ROOT / "src" / "lakay" / "install"
START = '"""Start of the installer."""\n\nimport sys\n\nfrom lakay.install.__main__ import main\n\nsys.exit(main())\n'
READ_ME = """\
LAKAY

Français    sudo sh install.sh          puis répondez aux questions. Aucun réseau n'est nécessaire.
Kreyòl      sudo sh install.sh          epi reponn kesyon yo. Ou pa bezwen rezo.
English     sudo sh install.sh --language en

Le mode d'emploi / Mòd anplwa a / The manual: docs/installer.md
"""
MANUAL = ROOT / "docs" / "how-to" / "installer.md"


def make_key(file: Path) -> None:
    """Make the key that releases are signed with. It belongs on a stick in a safe, never on a node."""
    key = Ed25519PrivateKey.generate()
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        out.write(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    public = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    print(f"Write these digits on the paper that goes with every stick: {manifest.grouped(manifest.fingerprint(public))}")


def open_key(file: Path) -> Ed25519PrivateKey:
    """The key in a file."""
    key = load_pem_private_key(file.read_bytes(), None)
    if not isinstance(key, Ed25519PrivateKey):
        sys.exit(f"{file} holds no Ed25519 key; make one with `key`.")
    return key


def put_installer(stick: Path) -> None:
    """Copy the installer: standard library only, so that it runs before anything is installed."""
    home = stick / "installer"
    for source in [ROOT / "src" / "lakay" / "__init__.py", *INSTALLER.rglob("*")]:
        if source.is_file() and source.suffix != ".pyc":
            target = home / source.relative_to(ROOT / "src")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(source.read_bytes())
    (home / "__main__.py").write_text(START, encoding="utf-8")
    (stick / "install.sh").write_bytes((ROOT / "install.sh").read_bytes())
    (stick / "LISEZMOI.txt").write_text(READ_ME, encoding="utf-8")
    if MANUAL.exists():
        (stick / "docs").mkdir()
        (stick / "docs" / "installer.md").write_bytes(MANUAL.read_bytes())


def sign(stick: Path, key: Ed25519PrivateKey, pythons: list[str], made: str) -> manifest.Manifest:
    """List every file and sign the list."""
    version = next((stick / "wheels").glob("lakay-*.whl")).name.split("-")[1]
    found = manifest.Manifest(version, made, tuple(pythons), wheels.MACHINE, manifest.list_files(stick))
    text = found.text().encode()
    public = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    (stick / manifest.MANIFEST).write_bytes(text)
    (stick / manifest.SIGNATURE).write_text(key.sign(text).hex() + "\n", encoding="ascii")
    (stick / manifest.KEY).write_text(public.hex() + "\n", encoding="ascii")
    manifest.check_files(stick, manifest.read(stick, manifest.fingerprint(public)))
    return found


def make(stick: Path, key: Ed25519PrivateKey, pythons: list[str]) -> None:
    """Make the stick in a folder, which must be new or empty, and say how large it is."""
    if stick.exists() and any(stick.iterdir()):
        sys.exit(f"{stick} is not empty. What is on a stick is signed as a whole: take an empty folder.")
    started = time.monotonic()
    (stick / "wheels").mkdir(parents=True, exist_ok=True)
    print("Building Lakay's wheel", flush=True)
    own = wheels.build_lakay(stick / "wheels")
    for python in pythons:
        print(f"Fetching the dependencies for Python {python}", flush=True)
        (stick / f"requirements-{python}.txt").write_text(wheels.fetch(stick / "wheels", python, own), encoding="ascii")
    (stick / "LICENCES.txt").write_text(licences.notices(sorted((stick / "wheels").glob("*.whl"))), encoding="utf-8")
    put_installer(stick)
    found = sign(stick, key, pythons, time.strftime("%Y%m%dT%H%M%SZ", time.gmtime()))
    size = sum(file.size for file in found.files)
    print(f"{stick}: Lakay {found.release}, {len(found.files)} files, {size / 1e6:.1f} MB, in {time.monotonic() - started:.0f} s")
    os.sync()


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="tools/stick.py", description=__doc__.splitlines()[0])
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("key", help="make the key that releases are signed with").add_argument("file", type=Path)
    commands.add_parser("fingerprint", help="print the digits of the key that a stick is signed with").add_argument(
        "stick", type=Path
    )
    maker = commands.add_parser("make", help="make a stick in an empty folder")
    maker.add_argument("stick", type=Path)
    maker.add_argument("--key", type=Path, required=True)
    maker.add_argument(
        "--python", action="append", dest="pythons", help="for machines with this Python, as 3.11 (Debian 12), 3.13 (Debian 13)"
    )
    given = parser.parse_args()
    if given.command == "key":
        make_key(given.file)
    elif given.command == "fingerprint":
        print(manifest.fingerprint(manifest.public_key(given.stick)))
    else:
        make(given.stick, open_key(given.key), given.pythons or [f"{sys.version_info[0]}.{sys.version_info[1]}"])


if __name__ == "__main__":
    try:
        main()
    except subprocess.CalledProcessError as fault:
        sys.exit(f"It stopped at: {' '.join(map(str, fault.cmd[:6]))} …")
