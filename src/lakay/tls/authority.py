"""The certificates themselves (RFC 5280): values in, values out, no file and no clock.

They hold from 1970 to 2049 on purpose. A laptop whose clock battery is dead wakes up in 1970, 2000 or 2010, and a phone brought from a drawer
does too; a certificate "not yet valid" would close the booth on that morning. What a certificate's end date protects elsewhere (a key that
leaked, a name that changed hands) is done here by making a new authority, which every screen of the post is shown once.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat, load_pem_private_key
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from lakay.tls.names import PRIVATE, Address, Reached, is_private

FROM = datetime(1970, 1, 1, tzinfo=UTC)
UNTIL = datetime(2049, 12, 31, 23, 59, 59, tzinfo=UTC)

Key = ec.EllipticCurvePrivateKey


class NotOurs(ValueError):
    """The authority was not made for that name or address; browsers would refuse the certificate."""


@dataclass(frozen=True, slots=True)
class Made:
    """A certificate and its private key (EC P-256, which every browser of the last ten years knows)."""

    certificate: x509.Certificate
    key: Key

    @property
    def key_pem(self) -> bytes:
        """The private key as PEM (PKCS #8, in the clear: the file's owner alone reads it)."""
        return self.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())

    @property
    def pem(self) -> bytes:
        """The certificate as PEM."""
        return self.certificate.public_bytes(Encoding.PEM)


def open_made(certificate: bytes, key: bytes) -> Made:
    """Both from PEM. Raises ValueError when they are no certificate and EC key, or do not belong together."""
    found = load_pem_private_key(key, None)
    made = x509.load_pem_x509_certificate(certificate)
    if not isinstance(found, ec.EllipticCurvePrivateKey) or _point(found.public_key()) != _point(made.public_key()):
        raise ValueError("the key is not that of the certificate")
    return Made(made, found)


def _point(key: object) -> bytes:
    return (
        key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo) if isinstance(key, ec.EllipticCurvePublicKey) else b""
    )


def make_authority(names: Iterable[str], post: str = "") -> Made:
    """A new authority, bound for ever to the names given and to private addresses (name constraints, RFC 5280 section 4.2.1.10).

    Whoever steals its key can pretend to be this post inside its own network, and nobody else anywhere.
    """
    key = ec.generate_private_key(ec.SECP256R1())
    tag = sha256(_point(key.public_key())).hexdigest()[:8].upper()
    subject = x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Lakay"),
            x509.NameAttribute(NameOID.COMMON_NAME, f"Lakay {post} {tag}".replace("  ", " ")),
        ]
    )
    permitted = [*(x509.DNSName(name) for name in names), *(x509.IPAddress(network) for network in PRIVATE)]
    identifier = x509.SubjectKeyIdentifier.from_public_key(key.public_key())
    builder = (
        _dated(subject, subject, key)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs_certificates=True), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.NameConstraints(permitted, None), critical=True)
        .add_extension(identifier, critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(identifier), critical=False)
    )
    return Made(builder.sign(key, SHA256()), key)


def make_site(authority: Made, reached: Reached) -> Made:
    """The certificate of the site for all names and addresses at which it is reached. Raises NotOurs."""
    _check_allowed(authority.certificate, reached)
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, reached.names[0][:64])])
    shown = [*(x509.DNSName(name) for name in reached.names), *(x509.IPAddress(address) for address in reached.addresses)]
    issuer = authority.certificate.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value
    builder = (
        _dated(subject, authority.certificate.subject, key)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs_certificates=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.SubjectAlternativeName(shown), critical=False)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(issuer), critical=False)
    )
    return Made(builder.sign(authority.key, SHA256()), key)


def _dated(subject: x509.Name, issuer: x509.Name, key: Key) -> x509.CertificateBuilder:
    serial = x509.random_serial_number()
    return (
        x509.CertificateBuilder(subject_name=subject, issuer_name=issuer, public_key=key.public_key(), serial_number=serial)
        .not_valid_before(FROM)
        .not_valid_after(UNTIL)
    )


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def permitted_names(authority: x509.Certificate) -> tuple[str, ...]:
    """The names that the authority may vouch for."""
    permitted = authority.extensions.get_extension_for_class(x509.NameConstraints).value.permitted_subtrees or []
    return tuple(name.value for name in permitted if isinstance(name, x509.DNSName))


def _check_allowed(authority: x509.Certificate, reached: Reached) -> None:
    permitted = permitted_names(authority)
    strange = [name for name in reached.names if not any(name == own or name.endswith(f".{own}") for own in permitted)]
    strange += [str(address) for address in reached.addresses if not is_private(address)]
    if strange or not reached.names:
        raise NotOurs(", ".join(strange))


def shown_by(site: x509.Certificate) -> tuple[frozenset[str], frozenset[Address]]:
    """The names and addresses that a certificate of the site holds for."""
    shown = site.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    return frozenset(shown.get_values_for_type(x509.DNSName)), frozenset(
        address for address in shown.get_values_for_type(x509.IPAddress) if not hasattr(address, "prefixlen")
    )
