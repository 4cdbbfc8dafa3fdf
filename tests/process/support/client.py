# SPDX-License-Identifier: Apache-2.0
"""HTTP as a client speaks it, without opinions: an answer is what came over the wire."""
import http.client
import json
import socket
import time


# The server ends a connection that was idle for a minute; a call at that moment would find it gone.
LONGEST_IDLE_S = 30
PATIENCE_S = 60


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    def json(self):
        return json.loads(self.body)

    def code(self):
        """The code of a problem document; empty when this is none."""
        if not self.header("Content-Type").startswith("application/problem+json"):
            return ""
        return self.json()["code"]

    def header(self, name):
        return self.headers.get(name, "")

    def __repr__(self):
        return f"{self.status} {self.body[:300]!r}"


class Client:
    """One kept connection; a broken one is opened again by the next call."""

    def __init__(self, port, token=None, timeout=PATIENCE_S, address=None):
        self.port, self.token, self.timeout = port, token, timeout
        # Counted by the address limits when the server trusts 127.0.0.1 as a proxy.
        self.address = address
        self.connection = None
        self.used_at = 0

    def call(self, method, target, body=None, headers=None):
        sent = dict(headers or {})
        if self.token and "Authorization" not in sent:
            sent["Authorization"] = f"Bearer {self.token}"
        if self.address:
            sent["X-Forwarded-For"] = self.address
        if body is not None and not isinstance(body, bytes):
            body = json.dumps(body).encode()
        if body is not None and "Content-Type" not in sent:
            sent["Content-Type"] = "application/json"
        if time.monotonic() - self.used_at > LONGEST_IDLE_S:
            self.close()
        if self.connection is None:
            self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=self.timeout)
        try:
            self.connection.request(method, target, body=body, headers=sent)
            reply = self.connection.getresponse()
            if reply.headers.get("Content-Type", "").startswith("text/event-stream"):
                # It does not end: its head is the answer.
                self.close()
                return Answer(reply.status, reply.headers, b"")
            answer = Answer(reply.status, reply.headers, reply.read())
            self.used_at = time.monotonic()
            return answer
        except Exception:
            self.close()
            raise

    def get(self, target, **headers):
        return self.call("GET", target, headers=headers)

    def post(self, target, body=None, key=None):
        headers = {"Idempotency-Key": key} if key else {}
        return self.call("POST", target, {} if body is None else body, headers)

    def patch(self, target, body):
        return self.call("PATCH", target, body)

    def twin(self):
        """The same person over a connection of its own."""
        return Client(self.port, self.token, self.timeout, self.address)

    def close(self):
        if self.connection is not None:
            self.connection.close()
            self.connection = None


class Wire:
    """A socket that sends exactly the bytes it is given."""

    def __init__(self, port, timeout=PATIENCE_S):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=timeout)
        self.received = b""

    def send(self, data):
        """False when the server has closed already."""
        try:
            self.socket.sendall(data)
            return True
        except OSError:
            return False

    def receive_all(self):
        """Everything until the server closes."""
        while self.fill():
            pass
        return self.received

    def fill(self):
        try:
            part = self.socket.recv(65536)
        except ConnectionResetError:
            return False
        self.received += part
        return bool(part)

    def answer(self):
        """The next answer with Content-Length or without a body; None when the server closed."""
        while b"\r\n\r\n" not in self.received:
            if not self.fill():
                return None
        head, rest = self.received.split(b"\r\n\r\n", 1)
        lines = head.decode("latin-1").split("\r\n")
        headers = http.client.HTTPMessage()
        for line in lines[1:]:
            name, _, text = line.partition(":")
            headers[name] = text.strip()
        length = int(headers.get("Content-Length", "0"))
        while len(rest) < length:
            if not self.fill():
                break
            rest = self.received.split(b"\r\n\r\n", 1)[1]
        self.received = rest[length:]
        return Answer(int(lines[0].split()[1]), headers, rest[:length])

    def close(self):
        self.socket.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()
