"""Seals of invented states, for tests and for training."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from asn1crypto import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

from lakay.traveldocs.chips.keys import HASHES
from lakay.traveldocs.chips.specimen import Holder
from lakay.traveldocs.seals import c40
from lakay.traveldocs.seals.reading import MAGIC, SIGNATURE, write_date


def make_seal(
    signer: Holder, *, signer_name: str, on: date, kind: str, fields: Sequence[tuple[int, bytes]], country: str = "UTO"
) -> bytes:
    """The bytes of a barcode in version 4. `signer_name`: country and name of the signer, four characters; the key is a curve's."""
    number = f"{x509.Certificate.load(signer.certificate).serial_number:X}"
    head = bytes([MAGIC, 0x03]) + c40.encode(country.ljust(3)) + c40.encode(f"{signer_name}{len(number):02X}")
    padded = number.ljust((len(number) + 2) // 3 * 3)
    day = write_date(on)
    body = b"".join(bytes([tag, len(value)]) + value for tag, value in fields)
    signed = head + c40.encode(padded) + day + day + bytes.fromhex(kind) + body
    signature = _plain(signer, signed)
    length = bytes([len(signature)]) if len(signature) < 0x80 else bytes([0x81, len(signature)])
    return signed + bytes([SIGNATURE]) + length + signature


def _plain(signer: Holder, data: bytes) -> bytes:
    key = signer.key
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise TypeError("seals are signed with elliptic curves")
    size = (key.key_size + 7) // 8
    name = f"sha{next((bits for bits in (224, 256, 384) if key.key_size <= bits), 512)}"
    r, s = decode_dss_signature(key.sign(data, ec.ECDSA(HASHES[name]())))
    return r.to_bytes(size, "big") + s.to_bytes(size, "big")
