"""Public keys and signatures: RSA (PKCS #1 v1.5, PSS) and ECDSA, with SHA-1 to SHA-512 (ICAO Doc 9303-12 §4.1)."""

from __future__ import annotations

import hashlib
from typing import Any, Final

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from lakay.traveldocs.chips.answers import Reason, Stop, unknown
from lakay.traveldocs.chips.asn1 import FAULTS
from lakay.traveldocs.chips.curves import named

PublicKey = rsa.RSAPublicKey | ec.EllipticCurvePublicKey

HASHES: Final[dict[str, type[hashes.HashAlgorithm]]] = {
    "sha1": hashes.SHA1,
    "sha224": hashes.SHA224,
    "sha256": hashes.SHA256,
    "sha384": hashes.SHA384,
    "sha512": hashes.SHA512,
}
WEAK: Final = frozenset({"sha1"})

PLAIN_ECDSA: Final = {
    "0.4.0.127.0.7.1.1.4.1.1": "sha1",
    "0.4.0.127.0.7.1.1.4.1.2": "sha224",
    "0.4.0.127.0.7.1.1.4.1.3": "sha256",
    "0.4.0.127.0.7.1.1.4.1.4": "sha384",
    "0.4.0.127.0.7.1.1.4.1.5": "sha512",
}
"""ECDSA with r and s side by side (BSI TR-03111 §5.2.1)."""

NO_HASH_OF_ITS_OWN: Final = frozenset({"rsassa_pkcs1v15", "rsa", "ec", "ecdsa"})
"""Names of signature algorithms that leave the hash to the field beside them."""


def digest(name: str, data: bytes) -> bytes:
    """The hash of data. Raises Stop (cannot be checked) for one that is not in the manual."""
    if name not in HASHES:
        raise unknown(Reason.UNKNOWN_ALGORITHM, name)
    return hashlib.new(name, data, usedforsecurity=False).digest()


def public_key(info: Any) -> PublicKey:
    """The key in a certificate (asn1crypto `PublicKeyInfo`). Its curve is recognised by all its numbers. Raises Stop."""
    algorithm = info["algorithm"]["algorithm"].native
    try:
        if algorithm == "ec":
            curve = named(info["algorithm"]["parameters"])
            return ec.EllipticCurvePublicKey.from_encoded_point(curve, bytes(info["public_key"]))
        if algorithm in {"rsa", "rsassa_pss"}:
            numbers = info["public_key"].parsed
            return rsa.RSAPublicNumbers(int(numbers["public_exponent"]), int(numbers["modulus"])).public_key()
    except UnsupportedAlgorithm as fault:
        raise unknown(Reason.UNKNOWN_CURVE) from fault
    except Stop:
        raise
    except FAULTS as fault:
        raise Stop(Reason.BAD_KEY, detail=str(algorithm)) from fault
    raise unknown(Reason.UNKNOWN_ALGORITHM, str(algorithm))


def check_signature(key: PublicKey, algorithm: Any, signature: bytes, data: bytes, beside: str = "") -> str:
    """The name of the algorithm by which a signature holds. `beside`: the hash named elsewhere, for algorithms that name none.

    `algorithm` is an asn1crypto `SignedDigestAlgorithm`. Raises Stop: `bad_signature` (forged), `unknown_algorithm`.
    """
    name = str(algorithm["algorithm"].native)
    try:
        if isinstance(key, rsa.RSAPublicKey):
            return _check_rsa(key, algorithm, name, signature, data, beside)
        return _check_ecdsa(key, name, signature, data, beside)
    except InvalidSignature as fault:
        raise Stop(Reason.BAD_SIGNATURE, detail=name) from fault
    except UnsupportedAlgorithm as fault:
        raise unknown(Reason.UNKNOWN_ALGORITHM, name) from fault
    except Stop:
        raise
    except FAULTS as fault:
        raise Stop(Reason.BAD_SIGNATURE, detail=name) from fault


def _check_rsa(key: rsa.RSAPublicKey, algorithm: Any, name: str, signature: bytes, data: bytes, beside: str) -> str:
    if name == "rsassa_pss":
        pad, chosen = _pss(algorithm["parameters"])
        key.verify(signature, data, pad, HASHES[chosen]())
        return f"RSA-PSS {chosen}"
    chosen = beside if name in NO_HASH_OF_ITS_OWN else name.removesuffix("_rsa")
    if name not in NO_HASH_OF_ITS_OWN and not name.endswith("_rsa"):
        raise Stop(Reason.BAD_SIGNATURE, detail=name)
    key.verify(signature, data, padding.PKCS1v15(), hash_of(chosen))
    return f"RSA {chosen}"


def _check_ecdsa(key: ec.EllipticCurvePublicKey, name: str, signature: bytes, data: bytes, beside: str) -> str:
    if name in PLAIN_ECDSA:
        chosen = PLAIN_ECDSA[name]
        signature = from_plain(signature)
    elif name in NO_HASH_OF_ITS_OWN:
        chosen = beside
    else:
        chosen = name.removesuffix("_ecdsa")
        if not name.endswith("_ecdsa"):
            raise Stop(Reason.BAD_SIGNATURE, detail=name)
    key.verify(signature, data, ec.ECDSA(hash_of(chosen)))
    return f"ECDSA {key.curve.name} {chosen}"


def hash_of(name: str) -> hashes.HashAlgorithm:
    """A hash by its name. Raises Stop (cannot be checked)."""
    if name not in HASHES:
        raise unknown(Reason.UNKNOWN_ALGORITHM, name)
    return HASHES[name]()


def _pss(parameters: Any) -> tuple[padding.PSS, str]:
    """The padding of RSA-PSS and its hash, with the defaults of RFC 4055 where nothing is written."""
    chosen = str(parameters["hash_algorithm"]["algorithm"].native)
    mask = parameters["mask_gen_algorithm"]
    inner = str(mask["parameters"]["algorithm"].native)
    if mask["algorithm"].native != "mgf1" or parameters["trailer_field"].native not in {"trailer_field_bc", 1}:
        raise unknown(Reason.UNKNOWN_ALGORITHM, "rsassa_pss")
    hash_of(chosen)
    return padding.PSS(padding.MGF1(hash_of(inner)), int(parameters["salt_length"])), chosen


def from_plain(signature: bytes) -> bytes:
    """r and s side by side, as a DER sequence. Raises Stop for an odd number of bytes."""
    half, odd = divmod(len(signature), 2)
    if odd or not half:
        raise Stop(Reason.BAD_SIGNATURE, detail="length")
    return encode_dss_signature(int.from_bytes(signature[:half], "big"), int.from_bytes(signature[half:], "big"))
