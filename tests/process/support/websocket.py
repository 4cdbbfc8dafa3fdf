# SPDX-License-Identifier: Apache-2.0
"""RFC 6455 as a client: text frames, control frames and, for those who mean harm, any bytes."""
import base64
import hashlib
import json
import secrets
import socket
import struct
import time

GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
CONTINUATION, TEXT, BINARY, CLOSE, PING, PONG = 0x0, 0x1, 0x2, 0x8, 0x9, 0xA
PATIENCE_S = 30


class Rejected(Exception):
    """The handshake was answered with something else than 101."""

    def __init__(self, status, head, body):
        super().__init__(f"handshake answered {status}: {body[:200]!r}")
        self.status, self.head, self.body = status, head, body


class Closed(Exception):
    """The other side ended the connection: with a code and a reason, or with 1006 and none."""

    def __init__(self, code, reason=""):
        super().__init__(f"closed with {code} {reason!r}")
        self.code, self.reason = code, reason


class Silent(Exception):
    """Nothing came in time."""


def frame(opcode, payload=b"", mask=True, first=None, length=None):
    """One frame; `first` replaces its first byte, `length` the length that it claims."""
    head = bytearray([first if first is not None else 0x80 | opcode])
    size = len(payload) if length is None else length
    bit = 0x80 if mask else 0
    if size < 126:
        head.append(bit | size)
    elif size < 1 << 16:
        head += struct.pack("!BH", bit | 126, size)
    else:
        head += struct.pack("!BQ", bit | 127, size)
    if not mask:
        return bytes(head) + payload
    key = secrets.token_bytes(4)
    return bytes(head) + key + masked(payload, key)


def masked(payload, key):
    size = len(payload)
    pad = (key * (size // 4 + 1))[:size]
    return (int.from_bytes(payload, "big") ^ int.from_bytes(pad, "big")).to_bytes(size, "big")


class Frames:
    """Cuts what arrives into frames."""

    def __init__(self, early=b""):
        self.buffer = bytearray(early)

    def next(self):
        """(opcode, is last of its message, payload), or None when more must come."""
        buffer = self.buffer
        if len(buffer) < 2:
            return None
        if buffer[1] & 0x80:
            raise AssertionError("the server masks")
        size, start = buffer[1] & 0x7F, 2
        if size >= 126:
            start, form = (4, "!H") if size == 126 else (10, "!Q")
            if len(buffer) < start:
                return None
            (size,) = struct.unpack(form, buffer[2:start])
        if len(buffer) < start + size:
            return None
        found = buffer[0] & 0x0F, bool(buffer[0] & 0x80), bytes(buffer[start:start + size])
        del buffer[:start + size]
        return found


class WebSocket:
    """Connected when it is made. Answers pings; everything else is for the caller."""

    def __init__(self, port, path="/api/v1/ws", token=None, headers=None, receive_buffer=None, shake=True):
        self.socket = socket.socket()
        if receive_buffer:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        self.socket.settimeout(PATIENCE_S)
        self.frames = Frames()
        self.pings = 0
        # A reader may stop in the middle of a message.
        self.parts = []
        self.subprotocol, self.fields = None, {}
        try:
            self.socket.connect(("127.0.0.1", port))
            self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self.key = base64.b64encode(secrets.token_bytes(16)).decode()
            self.socket.sendall(self.wish(port, path, token, headers or {}))
            if shake:
                self.read_answer()
        except BaseException:
            self.socket.close()
            raise

    def wish(self, port, path, token, headers):
        fields = {"Host": f"127.0.0.1:{port}", "Connection": "Upgrade", "Upgrade": "websocket",
                  "Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": self.key}
        if token:
            fields["Authorization"] = f"Bearer {token}"
        fields.update(headers)
        lines = [f"GET {path} HTTP/1.1", *(f"{name}: {text}" for name, text in fields.items())]
        return ("\r\n".join(lines) + "\r\n\r\n").encode()

    def read_answer(self):
        received = b""
        while b"\r\n\r\n" not in received:
            part = self.socket.recv(4096)
            if not part:
                raise ConnectionError(f"the handshake ended after {received!r}")
            received += part
        head, rest = received.split(b"\r\n\r\n", 1)
        lines = head.decode("latin-1").split("\r\n")
        fields = {name.lower(): text.strip() for name, _, text in (line.partition(":") for line in lines[1:])}
        status = int(lines[0].split()[1])
        if status != 101:
            raise Rejected(status, fields, rest)
        proof = base64.b64encode(hashlib.sha1((self.key + GUID).encode()).digest()).decode()
        if fields.get("sec-websocket-accept") != proof:
            raise AssertionError(f"wrong proof in {fields}")
        self.fields = fields
        self.subprotocol = fields.get("sec-websocket-protocol")
        self.frames = Frames(rest)

    def send(self, document):
        self.send_raw(frame(TEXT, json.dumps(document, ensure_ascii=False).encode()))

    def send_raw(self, data):
        self.socket.sendall(data)

    def fill(self, until):
        left = until - time.monotonic()
        if left <= 0:
            raise Silent()
        self.socket.settimeout(left)
        try:
            part = self.socket.recv(1 << 16)
        except TimeoutError:
            raise Silent() from None
        except OSError:
            raise Closed(1006) from None
        finally:
            self.socket.settimeout(PATIENCE_S)
        if not part:
            raise Closed(1006)
        self.frames.buffer += part

    def next_frame(self, until):
        while True:
            found = self.frames.next()
            if found:
                return found
            self.fill(until)

    def receive(self, patience_s=PATIENCE_S):
        """The next JSON document. Raises Silent or Closed."""
        until = time.monotonic() + patience_s
        while True:
            opcode, is_last, payload = self.next_frame(until)
            if opcode == CLOSE:
                self.end_politely(payload)
            elif opcode == PING:
                self.pings += 1
                self.send_raw(frame(PONG, payload))
            elif opcode in (TEXT, CONTINUATION):
                self.parts.append(payload)
                if is_last:
                    text, self.parts = b"".join(self.parts), []
                    return json.loads(text)

    def end_politely(self, payload):
        code = struct.unpack("!H", payload[:2])[0] if len(payload) >= 2 else 1005
        try:
            self.send_raw(frame(CLOSE, payload))
        except OSError:
            pass  # It has closed already.
        self.socket.close()
        raise Closed(code, payload[2:].decode())

    def receive_until(self, fits, patience_s=PATIENCE_S):
        """The first document that fits; others are passed by."""
        until = time.monotonic() + patience_s
        while True:
            document = self.receive(until - time.monotonic())
            if fits(document):
                return document

    def expect(self, kind, patience_s=PATIENCE_S, **members):
        """The next document of a type whose members are these."""
        def fits(document):
            return document["type"] == kind and all(document.get(key) == text for key, text in members.items())
        return self.receive_until(fits, patience_s)

    def event(self, name, patience_s=PATIENCE_S, **members):
        return self.expect("event", patience_s, event=name, **members)

    def ask(self, kind, patience_s=PATIENCE_S, **members):
        """Sends a frame and returns what answers it."""
        wanted = secrets.token_hex(4)
        self.send({"type": kind, "id": wanted, **members})
        return self.receive_until(lambda document: document.get("id") == wanted, patience_s)

    def close_code(self, patience_s=PATIENCE_S):
        """(code, reason) with which the server ends it, whatever it says before."""
        until = time.monotonic() + patience_s
        while True:
            try:
                self.receive(until - time.monotonic())
            except Closed as end:
                return end.code, end.reason

    def close(self, code=1000):
        """A close frame; does not wait for the answer."""
        try:
            self.send_raw(frame(CLOSE, struct.pack("!H", code)))
        except OSError:
            pass  # It is closed already.
        self.socket.close()

    def drop(self):
        """FIN without a close frame."""
        self.socket.close()

    def reset(self):
        """RST: as a phone in a tunnel whose network comes back elsewhere."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.socket.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.socket.close()
