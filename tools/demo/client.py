# SPDX-License-Identifier: Apache-2.0
"""A small HTTP client and the player's mailbox: all that a real app has, and nothing of the server."""
import email
import email.policy
import http.client
import json
import pathlib
import re
import time
import urllib.parse


class Refused(Exception):
    """An answer that is not a success, with its problem document."""

    def __init__(self, method, path, status, body):
        self.status = status
        self.code = body.get("code", "") if isinstance(body, dict) else ""
        self.body = body
        super().__init__(f"{method} {path} answered {status}: {json.dumps(body, ensure_ascii=False)}")


class Client:
    """Speaks JSON with one server over one kept connection."""

    def __init__(self, base_url):
        parts = urllib.parse.urlsplit(base_url)
        self.connection = http.client.HTTPConnection(parts.hostname, parts.port or 80, timeout=10)
        self.token = None

    def call(self, method, path, body=None, idempotency_key=None):
        headers = {"Accept": "application/json"}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        if idempotency_key:
            headers["Idempotency-Key"] = idempotency_key
        content = None
        if body is not None:
            content = json.dumps(body).encode()
            headers["Content-Type"] = "application/json"
        self.connection.request(method, f"/api/v1{path}", body=content, headers=headers)
        answer = self.connection.getresponse()
        text = answer.read()
        document = json.loads(text) if text else None
        if answer.status >= 300:
            raise Refused(method, path, answer.status, document)
        return document

    def get(self, path, **query):
        if query:
            path += "?" + urllib.parse.urlencode(query)
        return self.call("GET", path)

    def post(self, path, body=None, idempotency_key=None):
        return self.call("POST", path, body if body is not None else {}, idempotency_key)


def code_from_outbox(folder, address, not_before, patience_s=15):
    """Waits for the newest code mail to `address` and reads the code as a person would."""
    until = time.monotonic() + patience_s
    while time.monotonic() < until:
        newest = sorted(pathlib.Path(folder).glob("*.eml"), key=lambda p: p.stat().st_mtime)
        for path in reversed(newest):
            if path.stat().st_mtime < not_before - 1:
                break
            mail = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
            if address.lower() not in str(mail["To"]).lower():
                continue
            found = re.search(r"\b(\d{6})\b", mail.get_body(("plain",)).get_content())
            if found:
                return found.group(1)
        time.sleep(0.1)
    raise SystemExit(f"no code mail for {address} in {folder} within {patience_s} s")
