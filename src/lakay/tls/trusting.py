"""What is given to other devices so that they trust the post."""

from __future__ import annotations

import base64
import json
from urllib.parse import urlsplit

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

HTTP = 80


def chromium_policy(authority: x509.Certificate) -> str:
    """The managed policy by which Chromium on Debian trusts the authority (`/etc/chromium/policies/managed/`), without a question to anyone.

    Chromium keeps to the name constraints of an authority that came in this way (policy `CACertificates`).
    """
    return json.dumps({"CACertificates": [base64.b64encode(authority.public_bytes(Encoding.DER)).decode()]}, indent=1) + "\n"


def firefox_policy(certificate: str) -> str:
    """The policy by which Firefox trusts the authority in a file (`/etc/firefox/policies/policies.json`)."""
    return json.dumps({"policies": {"Certificates": {"Install": [certificate]}}}, indent=1) + "\n"


def door_of(origin: str, port: int = HTTP) -> str:
    """The address of the plain door beside a site: `http://post.local`, with its port if that is not 80."""
    return f"http://{urlsplit(origin).hostname}{'' if port == HTTP else f':{port}'}"
