"""Submissions that come encrypted (https://getodk.github.io/xforms-spec/encryption): opened with the hub's key, or kept as they are.

AES-256-CFB with a key of its own for each submission, which RSA-OAEP (SHA-256) locks for the hub. The first vector
is the MD5 of the instance id and the key; for each file one more byte of it is counted up, in the order of the manifest, the
answers last. Each file is padded as PKCS #5. Nothing that was opened is written down: it is opened anew for each look.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import md5
from pathlib import Path

from cryptography.hazmat.decrepit.ciphers.modes import CFB
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat, load_der_private_key
from django.conf import settings

from lakay.forms.definition import Sent
from lakay.vault import protected

OAEPS = tuple(
    padding.OAEP(mgf=padding.MGF1(algorithm=one), algorithm=hashes.SHA256(), label=None)
    for one in (hashes.SHA256(), hashes.SHA1())  # noqa: S303
)
"""Phones differ in the hash of the mask (the provider of Android's cryptography decides): both are tried."""
BITS = 3072
BLOCK = 16


class NotOpened(ValueError):
    """It cannot be opened here: the key is another one's, or the files are not what was locked."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an encrypted submission says of itself: its key, locked; the file with the answers; the other files in order."""

    key: bytes
    answers: str
    files: tuple[str, ...]


def manifest_of(sent: Sent) -> Manifest:
    """Read the manifest. Raises NotOpened."""
    root = sent.root
    key, answers = root.first("base64EncryptedKey"), root.first("encryptedXmlFile")
    if key is None or answers is None:
        raise NotOpened("no key or no answers")
    files = [file.words().strip() for media in root.all("media") for file in media.all("file")]
    try:
        return Manifest(base64.b64decode(key.words(), validate=False), answers.words().strip(), tuple(files))
    except binascii.Error as error:
        raise NotOpened("the key is no base64") from error


def locked_files(sent: Sent) -> list[str]:
    """The files that an encrypted submission names: each must come before it can be opened."""
    try:
        manifest = manifest_of(sent)
    except NotOpened:
        return []
    return [name for name in (*manifest.files, manifest.answers) if name and "/" not in name]


def opened(sent: Sent, contents: Callable[[str], bytes], keys: Sequence[rsa.RSAPrivateKey]) -> dict[str, bytes]:
    """Every file in clear, under its name without `.enc`; the answers under `submission.xml`. Raises NotOpened."""
    manifest = manifest_of(sent)
    secret = _secret(manifest.key, keys)
    seed = bytearray(md5(sent.instance_id.encode() + secret, usedforsecurity=False).digest())
    found: dict[str, bytes] = {}
    for place, name in enumerate((*manifest.files, manifest.answers)):
        seed[place % BLOCK] = (seed[place % BLOCK] + 1) & 0xFF
        found[name.removesuffix(".enc")] = _clear(secret, bytes(seed), contents(name))
    return found


def _secret(locked: bytes, keys: Sequence[rsa.RSAPrivateKey]) -> bytes:
    for key in keys:
        for oaep in OAEPS:
            with suppress(ValueError):
                return key.decrypt(locked, oaep)
    raise NotOpened("no key here opens it")


def _clear(secret: bytes, vector: bytes, locked: bytes) -> bytes:
    try:
        decryptor = Cipher(algorithms.AES(secret), CFB(vector)).decryptor()
    except ValueError as error:
        raise NotOpened("the key has a strange length") from error
    padded = decryptor.update(locked) + decryptor.finalize()
    last = padded[-1] if padded else 0
    if not 1 <= last <= BLOCK or padded[-last:] != bytes([last]) * last:
        raise NotOpened("the padding is wrong")
    return padded[:-last]


def make_key() -> str:
    """Make a key to which phones lock what is filled in, and keep it on this node. Returns what stands as `public_key` in the settings
    of a workbook.
    """
    key = rsa.generate_private_key(65537, BITS)
    protected.create(_folder() / f"{_name(key)}.key", key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption()))
    return public_text(key)


def public_text(key: rsa.RSAPrivateKey) -> str:
    """The public half as workbooks have it: base64 of its DER."""
    return base64.b64encode(key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)).decode()


def keys_here() -> list[rsa.RSAPrivateKey]:
    """The keys on this node."""
    folder = _folder()
    names = sorted(folder.glob("*.key*")) if folder.is_dir() else []
    loaded = [load_der_private_key(protected.read(folder / f"{name.name.partition('.')[0]}.key"), None) for name in names]
    return [key for key in loaded if isinstance(key, rsa.RSAPrivateKey)]


def _folder() -> Path:
    folder: Path = settings.KEYS
    return folder / "forms"


def _name(key: rsa.RSAPrivateKey) -> str:
    return md5(public_text(key).encode(), usedforsecurity=False).hexdigest()[:8]
