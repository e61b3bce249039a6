"""Invented states that sign invented chips: for tests, for the demo, for training. Nothing here can make what a real state signs."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from asn1crypto import algos, cms, core, crl, keys, x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa

from lakay.traveldocs.chips.asn1 import MASTER_LIST, SECURITY_OBJECT, MasterListContent, SecurityObject
from lakay.traveldocs.chips.curves import CURVES
from lakay.traveldocs.chips.keys import HASHES

PrivateKey = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey

AUTHORITY = {"key_cert_sign", "crl_sign"}
SIGNER = {"digital_signature"}
TEN_YEARS = timedelta(days=3650)


@dataclass(frozen=True, slots=True)
class Holder:
    """Whoever holds a private key and a certificate for it. `pss`: an RSA key that signs by RSA-PSS."""

    key: PrivateKey
    certificate: bytes
    name: x509.Name
    ski: bytes
    hash: str = "sha256"
    pss: bool = False

    def sign(self, data: bytes) -> bytes:
        """Sign data as its kind of key does."""
        chosen = HASHES[self.hash]()
        if isinstance(self.key, ec.EllipticCurvePrivateKey):
            return self.key.sign(data, ec.ECDSA(chosen))
        if self.pss:
            return self.key.sign(data, padding.PSS(padding.MGF1(chosen), chosen.digest_size), chosen)
        return self.key.sign(data, padding.PKCS1v15(), chosen)

    @property
    def algorithm(self) -> algos.SignedDigestAlgorithm:
        """What its signatures are called."""
        return signature_algorithm(self.key, self.hash, self.pss)


def signature_algorithm(key: PrivateKey, name: str, pss: bool = False) -> algos.SignedDigestAlgorithm:
    """The name of a signature by a key."""
    if isinstance(key, ec.EllipticCurvePrivateKey):
        return algos.SignedDigestAlgorithm({"algorithm": f"{name}_ecdsa"})
    if not pss:
        return algos.SignedDigestAlgorithm({"algorithm": f"{name}_rsa"})
    inner = {"algorithm": name}
    mask = {"algorithm": "mgf1", "parameters": inner}
    size = HASHES[name]().digest_size
    parameters = {"hash_algorithm": inner, "mask_gen_algorithm": mask, "salt_length": size, "trailer_field": 1}
    return algos.SignedDigestAlgorithm({"algorithm": "rsassa_pss", "parameters": parameters})


def new_key(kind: str = "secp256r1") -> PrivateKey:
    """A fresh key: `rsa`, or the name of a curve."""
    if kind == "rsa":
        return rsa.generate_private_key(65537, 2048)
    found = next(curve for known in CURVES.values() if (curve := known()).name.lower() == kind.lower())
    return ec.generate_private_key(found)


def key_info(key: PrivateKey, *, explicit: bool = False) -> keys.PublicKeyInfo:
    """The public part; with the curve written out in full where `explicit`, as the manual asks."""
    encoding, layout = serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    info = keys.PublicKeyInfo.load(key.public_key().public_bytes(encoding, layout))
    if explicit and isinstance(key, ec.EllipticCurvePrivateKey):
        info["algorithm"] = written_out(key.curve)
    return info


def written_out(curve: ec.EllipticCurve, **other: Any) -> keys.PublicKeyAlgorithm:
    """A curve by its numbers. `other` replaces parts of it (p, a, b, x, y, n, h), for forgeries."""
    known = next(domain for domain, kind in CURVES.items() if isinstance(curve, kind))
    values = {"p": known.p, "a": known.a, "b": known.b, "x": known.x, "y": known.y, "n": known.n, "h": 1} | other
    size = (known.p.bit_length() + 7) // 8

    def octets(name: str) -> bytes:
        return int(values[name]).to_bytes(size, "big")

    base = b"\x04" + octets("x") + octets("y")
    written = {
        "version": "ecdpVer1",
        "field_id": {"field_type": "prime_field", "parameters": core.Integer(values["p"])},
        "curve": {"a": octets("a"), "b": octets("b")},
        "base": base,
        "order": values["n"],
        "cofactor": values["h"],
    }
    parameters = keys.ECDomainParameters(name="specified", value=keys.SpecifiedECDomain(written))
    return keys.PublicKeyAlgorithm({"algorithm": "ec", "parameters": parameters})


def name_of(state: str, common: str) -> x509.Name:
    """A name of an invented office."""
    return x509.Name.build({"country_name": state, "organization_name": "Specimen", "common_name": common})


def certificate(
    *,
    name: x509.Name,
    info: keys.PublicKeyInfo,
    issuer: x509.Name,
    issuer_key: Holder | None,
    own_key: PrivateKey,
    not_before: datetime,
    not_after: datetime,
    serial: int = 1,
    usage: set[str] | None = None,
    aki: bytes | None = None,
    name_hash: str = "sha256",
    pss: bool = False,
    more: Sequence[Mapping[str, Any]] = (),
) -> Holder:
    """A certificate signed by an issuer, or by its own key where there is none."""
    ski = hashlib.sha1(bytes(info["public_key"]), usedforsecurity=False).digest()
    by = issuer_key or Holder(own_key, b"", issuer, ski, name_hash, pss)
    authority = usage == AUTHORITY
    extensions: list[Mapping[str, Any]] = [
        {"extn_id": "key_identifier", "extn_value": ski},
        {"extn_id": "authority_key_identifier", "extn_value": {"key_identifier": by.ski if aki is None else aki}},
    ]
    if usage is not None:
        extensions.append({"extn_id": "key_usage", "critical": True, "extn_value": usage})
    if authority:
        extensions.append(
            {"extn_id": "basic_constraints", "critical": True, "extn_value": {"ca": True, "path_len_constraint": 0}}
        )
    body = x509.TbsCertificate(
        {
            "version": "v3",
            "serial_number": serial,
            "signature": by.algorithm,
            "issuer": issuer,
            "validity": {"not_before": _time(not_before), "not_after": _time(not_after)},
            "subject": name,
            "subject_public_key_info": info,
            "extensions": [*extensions, *more],
        }
    )
    signed = {"tbs_certificate": body, "signature_algorithm": by.algorithm, "signature_value": by.sign(body.dump())}
    return Holder(own_key, x509.Certificate(signed).dump(), name, ski, name_hash, pss)


def make_authority(
    state: str = "UT",
    key: PrivateKey | None = None,
    *,
    not_before: datetime,
    years: int = 13,
    explicit: bool = False,
    hash_name: str = "sha256",
    pss: bool = False,
    common: str = "CSCA",
    previous: Holder | None = None,
) -> Holder:
    """A country signing authority, signed by itself; or linked to its previous key."""
    own = key or new_key()
    name = name_of(state, common)
    return certificate(
        name=name,
        info=key_info(own, explicit=explicit),
        issuer=previous.name if previous else name,
        issuer_key=previous,
        own_key=own,
        not_before=not_before,
        not_after=not_before + timedelta(days=365 * years),
        usage=AUTHORITY,
        name_hash=hash_name,
        pss=pss,
    )


def make_signer(
    authority: Holder,
    key: PrivateKey | None = None,
    *,
    not_before: datetime,
    not_after: datetime | None = None,
    state: str = "UT",
    common: str = "Signer",
    serial: int = 7,
    info: keys.PublicKeyInfo | None = None,
    explicit: bool = False,
    hash_name: str = "sha256",
    pss: bool = False,
    usage: set[str] | None = None,
    aki: bytes | None = None,
    more: Sequence[Mapping[str, Any]] = (),
) -> Holder:
    """A signer of documents, seals or lists, appointed by an authority."""
    own = key or new_key()
    return certificate(
        name=name_of(state, common),
        info=info or key_info(own, explicit=explicit),
        issuer=authority.name,
        issuer_key=authority,
        own_key=own,
        not_before=not_before,
        not_after=not_after or not_before + TEN_YEARS,
        serial=serial,
        usage=SIGNER if usage is None else usage,
        aki=aki,
        name_hash=hash_name,
        pss=pss,
        more=more,
    )


def make_dg1(lines: Sequence[str]) -> bytes:
    """Data group 1 with a zone."""
    text = "".join(lines).encode()
    return b"\x61" + _length(len(text) + 3) + b"\x5f\x1f" + _length(len(text)) + text


def security_object(groups: Mapping[int, bytes], *, hash_name: str = "sha256", version: int = 0) -> bytes:
    """The hashes of data groups, as a state signs them."""
    listed = [{"number": n, "digest": hashlib.new(hash_name, content).digest()} for n, content in sorted(groups.items())]
    values: dict[str, Any] = {"version": version, "digest_algorithm": {"algorithm": hash_name}, "groups": listed}
    if version:
        values["layout_version"] = {"layout": "0108", "unicode": "040000"}
    return bytes(SecurityObject(values).dump())


def make_sod(
    signer: Holder,
    groups: Mapping[int, bytes],
    *,
    signed_at: datetime | None,
    hash_name: str = "sha256",
    lds_version: int = 0,
    with_certificate: bool = True,
    cms_version: str = "v3",
    by_ski: bool = False,
) -> bytes:
    """An EF.SOD."""
    content = security_object(groups, hash_name=hash_name, version=lds_version)
    message = signed_message(
        signer,
        SECURITY_OBJECT,
        content,
        [signer.certificate] if with_certificate else [],
        signed_at=signed_at,
        hash_name=hash_name,
        cms_version=cms_version,
        by_ski=by_ski,
    )
    return b"\x77" + _length(len(message)) + message


def make_master_list(signer: Holder, certificates: Sequence[bytes], *, came_along: Sequence[bytes], signed_at: datetime) -> bytes:
    """A master list of certificates, signed by somebody whose own certificates come along."""
    listed = [x509.Certificate.load(one) for one in certificates]
    content = MasterListContent({"version": 0, "certificates": listed}).dump()
    return signed_message(signer, MASTER_LIST, content, [signer.certificate, *came_along], signed_at=signed_at, by_ski=True)


def signed_message(
    signer: Holder,
    kind: str,
    content: bytes,
    certificates: Sequence[bytes],
    *,
    signed_at: datetime | None,
    hash_name: str = "sha256",
    cms_version: str = "v3",
    by_ski: bool = False,
) -> bytes:
    """A message signed with attributes."""
    attributes: list[Mapping[str, Any]] = [
        {"type": "content_type", "values": [kind]},
        {"type": "message_digest", "values": [hashlib.new(hash_name, content).digest()]},
    ]
    if signed_at is not None:
        attributes.append({"type": "signing_time", "values": [cms.Time(name="utc_time", value=signed_at)]})
    as_set = cms.CMSAttributes(attributes)
    own = x509.Certificate.load(signer.certificate)
    by_number = {"issuer": own.issuer, "serial_number": own.serial_number}
    sid = (
        cms.SignerIdentifier(name="subject_key_identifier", value=signer.ski)
        if by_ski
        else cms.SignerIdentifier(name="issuer_and_serial_number", value=by_number)
    )
    info = {
        "version": "v3" if by_ski else "v1",
        "sid": sid,
        "digest_algorithm": {"algorithm": hash_name},
        "signed_attrs": as_set,
        "signature_algorithm": signer.algorithm,
        "signature": signer.sign(as_set.dump()),
    }
    data = {
        "version": cms_version,
        "digest_algorithms": [{"algorithm": hash_name}],
        "encap_content_info": {"content_type": kind, "content": core.ParsableOctetString(content)},
        "certificates": [cms.CertificateChoices(name="certificate", value=x509.Certificate.load(one)) for one in certificates],
        "signer_infos": [info],
    }
    return bytes(cms.ContentInfo({"content_type": "signed_data", "content": cms.SignedData(data)}).dump())


def make_crl(
    authority: Holder, revoked: Mapping[int, datetime], *, this_update: datetime, number: int = 1, days: int = 90
) -> bytes:
    """What an authority has taken back: number of a certificate -> when."""
    entries = [{"user_certificate": serial, "revocation_date": _time(at)} for serial, at in revoked.items()]
    values: dict[str, Any] = {
        "version": "v2",
        "signature": authority.algorithm,
        "issuer": authority.name,
        "this_update": _time(this_update),
        "next_update": _time(this_update + timedelta(days=days)),
        "crl_extensions": [
            {"extn_id": "crl_number", "extn_value": number},
            {"extn_id": "authority_key_identifier", "extn_value": {"key_identifier": authority.ski}},
        ],
    }
    body = crl.TbsCertList(values | ({"revoked_certificates": entries} if entries else {}))
    signed = {"tbs_cert_list": body, "signature_algorithm": authority.algorithm, "signature": authority.sign(body.dump())}
    return bytes(crl.CertificateList(signed).dump())


def _time(at: datetime) -> x509.Time:
    return x509.Time(name="utc_time" if at.year < 2050 else "general_time", value=at)


def _length(size: int) -> bytes:
    if size < 0x80:
        return bytes([size])
    octets = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([0x80 | len(octets)]) + octets
