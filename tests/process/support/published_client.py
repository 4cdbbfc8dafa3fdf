# SPDX-License-Identifier: Apache-2.0
"""The published mobile client as client-compat.md describes it: its bytes, and the types it reads."""
import base64
import json
import struct
import zlib

from support.client import Wire
from support.players import address

BOUNDARY = "dart-http-boundary-Yx7"
JSON = "application/json; charset=utf-8"


class PublishedClient:
    """One connection per request, as that client keeps none across screens."""

    def __init__(self, server, base="/api/v1"):
        self.server, self.base, self.token = server, base, None
        # Only so that tests do not meet in the limits of one address.
        self.address = address()

    def send(self, method, path, lines=(), body=b""):
        head = [f"{method} {self.base}/{path} HTTP/1.1", "user-agent: Dart/2.18 (dart:io)",
                "accept-encoding: gzip", f"x-forwarded-for: {self.address}", "host: questcity.test", *lines]
        if self.token:
            head.append(f"authorization: Bearer {self.token}")
        with Wire(self.server.port) as wire:
            wire.send("\r\n".join(head).encode() + b"\r\n\r\n" + body)
            return wire.answer()

    def get(self, path):
        return self.send("GET", path, ["content-length: 0"])

    def call(self, method, path, body):
        text = json.dumps(body, ensure_ascii=False).encode()
        return self.send(method, path, [f"content-type: {JSON}", f"content-length: {len(text)}"], text)

    def post(self, path, body):
        return self.call("POST", path, body)

    def log_in(self, login, password):
        """A form in chunks; no Content-Length."""
        form = f"login={login}&password={password}".encode()
        half = len(form) // 2
        chunks = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (form[:half], form[half:], b""))
        answer = self.send("POST", "auth/login", ["content-type: application/x-www-form-urlencoded",
                                                  "transfer-encoding: chunked"], chunks)
        if answer.status == 200:
            self.token = answer.json()["access_token" if "access_token" in answer.json() else "accessToken"]
        return answer

    def upload(self, content, name="picture.png"):
        part = (f'--{BOUNDARY}\r\ncontent-type: application/octet-stream\r\n'
                f'content-disposition: form-data; name="files"; filename="{name}"\r\n\r\n')
        body = part.encode() + content + f"\r\n--{BOUNDARY}--\r\n".encode()
        return self.send("POST", "files/upload_files", [
            f"content-type: multipart/form-data; boundary={BOUNDARY}", f"content-length: {len(body)}"], body)


def picture(shade=128):
    """A PNG of 8 x 8 grey pixels."""
    def chunk(kind, content):
        return struct.pack("!I", len(content)) + kind + content + struct.pack("!I", zlib.crc32(kind + content))
    rows = (b"\0" + bytes([shade]) * 8) * 8
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack("!IIBBBBB", 8, 8, 8, 0, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


def picture_uri(shade=128):
    return "data:image/png;base64," + base64.b64encode(picture(shade)).decode()


def maybe(shape):
    return (shape,)


def misfits(value, shape, place="$"):
    """Where a value is not what that client can read: it takes no null and no other kind of number."""
    if isinstance(shape, tuple):
        return [] if value is None else misfits(value, shape[0], place)
    if isinstance(shape, dict):
        if not isinstance(value, dict):
            return [f"{place} is no object: {value!r}"]
        return [wrong for key, part in shape.items() for wrong in
                (misfits(value[key], part, f"{place}.{key}") if key in value else [f"{place}.{key} is missing"])]
    if isinstance(shape, list):
        if not isinstance(value, list):
            return [f"{place} is no list: {value!r}"]
        return [wrong for at, one in enumerate(value) for wrong in misfits(one, shape[0], f"{place}[{at}]")]
    # type() and not isinstance: true is no int.
    return [] if type(value) is shape else [f"{place} is no {shape.__name__}: {value!r}"]
