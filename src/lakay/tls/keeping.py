"""The files of a post's authority and site, in one folder that only Lakay reads: made once, renewed when an address changes."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import InvalidSignature

from lakay.tls.authority import Made, make_authority, make_site, open_made, shown_by
from lakay.tls.names import Reached, is_private

AUTHORITY, AUTHORITY_KEY = "authority.crt", "authority.key"
SITE, SITE_KEY = "site.crt", "site.key"
REMEMBERED = 16
"""So many earlier addresses stay in the site's certificate."""


class NoAuthority(LookupError):
    """This machine has no authority yet: `lakay tls make`."""


class Damaged(ValueError):
    """The authority is there but its key is lost or broken: `lakay tls make --new`, then every screen must trust it anew."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What lies in the folder after it was looked after."""

    authority: x509.Certificate
    site: x509.Certificate
    authority_file: Path
    certificate_file: Path
    key_file: Path
    made_authority: bool
    made_site: bool


def look_after(folder: Path, reached: Reached, *, post: str = "", afresh: bool = False) -> Kept:
    """Make what is missing; renew the site's certificate when it is damaged, `afresh` is asked, or a name or address is not in it.

    Addresses that went away stay in the certificate, so that one which comes and goes does not renew it each time. Raises NotOurs when the
    machine got a new name, for which its old authority cannot vouch; Damaged when the authority's key is lost. In both cases a new authority
    has to be made, and trusted, on purpose; what can still be served meanwhile is `as_it_lies`.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    made_authority = not (folder / AUTHORITY).exists()
    if made_authority:
        _write(folder, AUTHORITY, AUTHORITY_KEY, make_authority(reached.names, post))
    authority = _open(folder, AUTHORITY, AUTHORITY_KEY)
    if authority is None:
        raise Damaged(str(folder))
    site = None if made_authority or afresh else _open(folder, SITE, SITE_KEY)
    made_site = site is None or not _serves(site, authority, reached)
    if site is None or made_site:
        site = make_site(authority, _with_earlier(site, reached))
        _write(folder, SITE, SITE_KEY, site)
    return Kept(
        authority.certificate, site.certificate, folder / AUTHORITY, folder / SITE, folder / SITE_KEY, made_authority, made_site
    )


def _with_earlier(site: Made | None, reached: Reached) -> Reached:
    """The machine's addresses of today, and some that it had before."""
    before = shown_by(site.certificate)[1] - set(reached.addresses) if site else frozenset()
    kept = sorted((address for address in before if is_private(address)), key=str)[:REMEMBERED]
    return Reached(reached.names, (*reached.addresses, *kept))


def as_it_lies(folder: Path) -> Kept:
    """The certificates as they are, whatever the machine is called now. Raises NoAuthority when there is none to serve with."""
    site = _open(folder, SITE, SITE_KEY)
    if site is None:
        raise NoAuthority(str(folder))
    return Kept(
        read_authority(folder),
        site.certificate,
        folder / AUTHORITY,
        folder / SITE,
        folder / SITE_KEY,
        made_authority=False,
        made_site=False,
    )


def _serves(site: Made, authority: Made, reached: Reached) -> bool:
    """Whether the site's certificate comes from this authority and holds for all names and addresses of today."""
    try:
        site.certificate.verify_directly_issued_by(authority.certificate)
    except (InvalidSignature, ValueError, TypeError):
        return False
    names, addresses = shown_by(site.certificate)
    return names >= set(reached.names) and addresses >= set(reached.addresses)


def read_authority(folder: Path) -> x509.Certificate:
    """The certificate that others come to trust. Raises NoAuthority."""
    try:
        return x509.load_pem_x509_certificate((folder / AUTHORITY).read_bytes())
    except FileNotFoundError as error:
        raise NoAuthority(str(folder)) from error


def read_site(folder: Path) -> x509.Certificate:
    """The certificate that the site shows. Raises NoAuthority."""
    try:
        return x509.load_pem_x509_certificate((folder / SITE).read_bytes())
    except FileNotFoundError as error:
        raise NoAuthority(str(folder)) from error


def put_aside(folder: Path) -> bool:
    """Take the present authority out of use, keeping its files beside (`.old`). Everyone must trust the next one anew."""
    names = (AUTHORITY, AUTHORITY_KEY, SITE, SITE_KEY)
    there = [folder / name for name in names if (folder / name).exists()]
    for path in there:
        path.replace(path.with_name(f"{path.name}.old"))
    return bool(there)


def _open(folder: Path, certificate: str, key: str) -> Made | None:
    """What the two files hold; None when one is missing or they do not belong together."""
    try:
        return open_made((folder / certificate).read_bytes(), (folder / key).read_bytes())
    except (FileNotFoundError, ValueError):
        return None


def _write(folder: Path, certificate: str, key: str, made: Made) -> None:
    """The key first, each file whole or not at all."""
    for name, content, mode in ((key, made.key_pem, 0o600), (certificate, made.pem, 0o644)):
        half = folder / f"{name}.new"
        half.unlink(missing_ok=True)
        with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        half.replace(folder / name)
