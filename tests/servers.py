"""Servers on this machine for the tests of the network: what they were asked, and canned answers."""

from collections import defaultdict
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import TCPServer
from threading import Thread


class Server(ThreadingHTTPServer):
    """Answers a path from ``pages``: bytes, (status, headers, bytes), or a function of the handler."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Handler)
        self.pages = {}
        self.asked = []
        self.headers = defaultdict(list)
        self.connections = 0
        self.port = self.server_address[1]
        self.site = f"127.0.0.1:{self.port}"

    def server_bind(self):
        """Bind, without asking who 127.0.0.1 is called, which may take a while."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = self.server_address

    def url(self, path="/"):
        return f"http://{self.site}{path}"

    def get_request(self):
        request = super().get_request()
        self.connections += 1
        return request

    def handle_error(self, request, client_address):
        """Say nothing: clients that hang up are what is tested."""


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.asked.append(self.path)
        self.server.headers[self.path].append(self.headers)
        page = self.server.pages.get(self.path, (404, {}, b""))
        if callable(page):
            page(self)
            return
        status, headers, body = (
            (200, {"Content-Type": "text/html"}, page) if isinstance(page, bytes) else page
        )
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_arguments):
        """Say nothing."""


@contextmanager
def serving():
    server = Server()
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
