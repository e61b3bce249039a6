"""A real TLS connection inside the machine: a server that shows a certificate, and a client that trusts one authority and nothing else."""

from __future__ import annotations

import socket
import ssl
from pathlib import Path
from threading import Thread

from lakay.tls.authority import Made


def connect(authority: Made, site: Made, name: str, folder: Path) -> str:
    """Connect under a name; returns the protocol spoken. Raises ssl.SSLCertVerificationError."""
    (folder / "site.pem").write_bytes(site.pem + site.key_pem)
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(folder / "site.pem")
    client = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    client.verify_flags |= ssl.VERIFY_X509_STRICT
    client.load_verify_locations(cadata=authority.pem.decode())
    ours, theirs = socket.socketpair()

    def serve() -> None:
        try:
            server.wrap_socket(theirs, server_side=True).close()
        except (ssl.SSLError, OSError):
            theirs.close()

    thread = Thread(target=serve)
    thread.start()
    try:
        with client.wrap_socket(ours, server_hostname=name) as line:
            return str(line.version())
    finally:
        ours.close()
        thread.join()
