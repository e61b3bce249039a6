"""What a phone locked is opened with the hub's key, and with no other."""

from __future__ import annotations

import base64
import os
from hashlib import md5
from pathlib import Path

import pytest
from cryptography.hazmat.decrepit.ciphers.modes import CFB
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms
from cryptography.hazmat.primitives.serialization import load_der_public_key

from lakay.forms.contents import content_of
from lakay.forms.models import Attachment, Submission, Version
from lakay.forms.receiving import File, receive
from lakay.forms.unlocking import OAEPS, make_key
from tests.forms.conftest import MIRLANDE, NOW, filled

INSTANCE = "uuid:77"


def locked(public: str, files: dict[str, bytes], oaep: int) -> tuple[bytes, dict[str, File]]:
    """What a phone sends of an encrypted form (ODK XForms, "Encryption"), written here from the specification."""
    key = load_der_public_key(base64.b64decode(public))
    assert isinstance(key, rsa.RSAPublicKey)
    secret = os.urandom(32)
    seed, sent = bytearray(md5(INSTANCE.encode() + secret, usedforsecurity=False).digest()), {}
    for place, (name, content) in enumerate(files.items()):
        seed[place % 16] = (seed[place % 16] + 1) % 256
        padded = content + bytes([16 - len(content) % 16]) * (16 - len(content) % 16)
        encryptor = Cipher(algorithms.AES(secret), CFB(bytes(seed))).encryptor()
        sent[f"{name}.enc"] = File("application/octet-stream", encryptor.update(padded) + encryptor.finalize())
    media = "".join(f"<media><file>{name}.enc</file></media>" for name in files if name != "submission.xml")
    xml = (
        f'<data xmlns="http://opendatakit.org/submissions/encrypted" id="small" version="1" encrypted="yes">'
        f"<base64EncryptedKey>{base64.b64encode(key.encrypt(secret, OAEPS[oaep])).decode()}</base64EncryptedKey>"
        f'<orx:meta xmlns:orx="http://openrosa.org/xforms"><orx:instanceID>{INSTANCE}</orx:instanceID></orx:meta>'
        f"{media}<encryptedXmlFile>submission.xml.enc</encryptedXmlFile></data>"
    )
    return xml.encode(), sent


@pytest.fixture
def keys(settings: object, tmp_path: Path) -> Path:
    """A folder of keys of its own."""
    settings.KEYS = tmp_path  # type: ignore[attr-defined]
    return tmp_path


@pytest.mark.parametrize("oaep", [0, 1])
def test_the_hub_opens_what_a_phone_locked_and_writes_nothing_of_it_down(small: Version, keys: Path, oaep: int) -> None:
    public = make_key()
    answers = "<safe>no</safe><more><weight>3</weight><photo>1.jpg</photo></more>"
    raw, files = locked(public, {"1.jpg": b"a face", "submission.xml": filled(INSTANCE, answers)}, oaep)
    taken = receive(raw, {"1.jpg.enc": files["1.jpg.enc"]}, by=MIRLANDE, at=NOW, purposes=["protection"])
    assert taken.missing == ("submission.xml.enc",)
    kept = Submission.objects.get()
    assert content_of(kept) is None
    assert receive(raw, files, by=MIRLANDE, at=NOW, purposes=["protection"]).missing == ()
    found = content_of(kept)
    assert found is not None
    assert (found.answers["safe"], found.files, found.faults) == ("no", {"1.jpg": b"a face"}, ())
    kept.refresh_from_db()
    assert kept.answers is None
    assert all(b"a face" not in bytes(row.content or b"") for row in Attachment.objects.all())


def test_another_key_or_a_changed_file_opens_nothing(small: Version, keys: Path) -> None:
    public = make_key()
    raw, files = locked(public, {"submission.xml": filled(INSTANCE)}, 0)
    changed = files["submission.xml.enc"].content
    files["submission.xml.enc"] = File("", changed[:-1] + bytes([changed[-1] ^ 1]))
    receive(raw, files, by=MIRLANDE, at=NOW, purposes=["protection"])
    kept = Submission.objects.get()
    assert content_of(kept) is None
    for key in (keys / "forms").iterdir():
        key.unlink()
    make_key()
    assert content_of(kept) is None
