"""A peer at the other end of a real line: it answers each parcel with the same bytes backwards, over TLS with an authority of its own."""

import ssl
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address

from lakay.tls.authority import make_authority, make_site
from lakay.tls.names import Reached

REACHED = Reached(("localhost",), (ip_address("127.0.0.1"),))
ELSEWHERE = Reached(("hub.local",), ())
AUTHORITY = make_authority((*REACHED.names, *ELSEWHERE.names))


class Handler(BaseHTTPRequestHandler):
    """Keeps the connection, notes what was asked, and answers as it was told to."""

    protocol_version = "HTTP/1.1"
    server: "Peer"

    def do_POST(self):  # what the library calls
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.asked.append((self.path, body, dict(self.headers)))
        self.send_response_only(self.server.status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body[::-1])
        if self.server.hangs_up:
            self.close_connection = True

    def log_message(self, format, *arguments): ...  # noqa: A002


class Peer(ThreadingHTTPServer):
    """Listens at a free port of this machine."""

    daemon_threads = True

    def __init__(self, folder=None, reached=REACHED):
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked, self.resumed, self.status, self.hangs_up = [], [], 200, False
        self.tls = None
        if folder is not None:
            site = make_site(AUTHORITY, reached)
            (folder / "site.pem").write_bytes(site.pem + site.key_pem)
            self.tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self.tls.load_cert_chain(folder / "site.pem")
        self.thread = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02})
        self.thread.start()

    def get_request(self):
        line, address = super().get_request()
        if self.tls is not None:
            line = self.tls.wrap_socket(line, server_side=True)
            self.resumed.append(line.session_reused)
        return line, address

    def handle_error(self, request, client_address): ...  # a cut line is what some tests want

    @property
    def port(self):
        return self.server_address[1]

    def end(self):
        self.shutdown()
        self.thread.join()
        self.server_close()
