# SPDX-License-Identifier: Apache-2.0
"""People of the tests: players come in through registration, staff through the command line."""
import email
import email.policy
import itertools
import os
import re
import secrets

from support.database import copies, must, offline_settings, tool
from support.wait import until

API = "/api/v1"
_addresses = itertools.count(1)


def address():
    """A client address that no other test used, so that address limits do not meet."""
    number = next(_addresses)
    return f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"


def code_for(outbox, mailbox, seen=()):
    """The newest code in the mails to `mailbox` that is not in `seen`."""
    def newest():
        for path in sorted(outbox.glob("*.eml"), key=os.path.getmtime, reverse=True):
            mail = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
            found = re.search(r"\b(\d{6})\b", mail.get_body(("plain",)).get_content())
            if mailbox in str(mail["To"]) and found and found[1] not in seen:
                return found[1]
        return None
    return until(newest, f"a code for {mailbox} in {outbox}")


def sign_in(client, login, password):
    """The client carries the access token from now on; the tokens."""
    tokens = Player.expect(200, client.post(f"{API}/auth/login", {"login": login, "password": password})).json()
    client.token = tokens["accessToken"]
    return tokens


class Player:
    """Registered, verified and signed in; everything over HTTP."""

    def __init__(self, server, sign_in=True):
        self.server = server
        self.name = "p" + secrets.token_hex(6)
        self.email = f"{self.name}@example.org"
        self.password = "Aa-1" + secrets.token_urlsafe(12)
        self.client = server.client(address=address())
        self.code = None
        self.tokens = None
        self.expect(204, self.client.post(f"{API}/auth/register", {
            "username": self.name, "email": self.email, "password1": self.password,
            "password2": self.password, "firstName": "Test", "lastName": "Player"}))
        if sign_in:
            self.verify()
            self.sign_in()

    @staticmethod
    def expect(status, answer):
        if answer.status != status:
            raise AssertionError(f"expected {status}: {answer!r}")
        return answer

    def verify(self):
        self.code = code_for(self.server.outbox, self.email)
        self.expect(204, self.client.post(f"{API}/auth/register/verify-code",
                                          {"email": self.email, "code": self.code}))

    def sign_in(self):
        self.tokens = sign_in(self.client, self.name, self.password)
        return self.tokens

    def another_client(self, server=None):
        """The same person on another phone."""
        return (server or self.server).client(self.client.token, address=address())

    def balance(self):
        return self.client.get(f"{API}/wallet").json()["balance"]


class Administrators:
    """Several accounts with all rights, so that limits per user leave room."""

    def __init__(self, server, database, count=1):
        self.password = "Bb-2" + secrets.token_urlsafe(15)
        self.server = server
        names = [f"boss{number}" for number in range(count)]
        settings = offline_settings(server.folder / "tools")
        must(tool(database.url, "admin", "create", "--username", names[0], "--email",
                  f"{names[0]}@example.org", "--password", self.password, **settings))
        if names[1:]:
            database.rows(copies(names[0], names[1:]))
        self.clients = [self.sign_in(name) for name in names]

    def sign_in(self, name):
        client = self.server.client(address=address())
        sign_in(client, name, self.password)
        return client
