# SPDX-License-Identifier: Apache-2.0
"""From registration to logout over HTTP, with the code out of the mail."""
import base64
import json
import secrets

from support.case import ServerCase
from support.machine import within
from support.players import API, Player, address, code_for
from support.wait import until


class Identity(ServerCase):
    # Longer than a restart takes.
    settings = {"LIMITS": '{"loginFirstDelaySeconds":300}'}

    def assert_revoked(self, client):
        """Limits.md 3 allows 5 s; notifications make it much less."""
        with within(5, [self.server], self.database.url):
            until(lambda: client.get(f"{API}/users/me").status != 200, "the session ends")
        refused = client.get(f"{API}/users/me")
        self.assertEqual((401, "SESSION_REVOKED"), (refused.status, refused.code()))

    def test_whole_life_of_a_session(self):
        player = Player(self.server, sign_in=False)
        refused = player.client.post(f"{API}/auth/login", {"login": player.name, "password": player.password})
        self.assertEqual((401, "UNVERIFIED_USER"), (refused.status, refused.code()))
        player.verify()
        first = player.sign_in()
        me = player.client.get(f"{API}/users/me").json()
        self.assertEqual((player.name, True, 10), (me["username"], me["isVerified"], me["profile"]["credits"]))

        second = player.client.post(f"{API}/auth/refresh-token", {"refreshToken": first["refreshToken"]})
        self.assertEqual(200, second.status, second)
        third = player.client.post(f"{API}/auth/refresh-token", {"refreshToken": second.json()["refreshToken"]})
        self.assertEqual(200, third.status, third)
        player.client.token = third.json()["accessToken"]
        self.assertEqual(200, player.client.get(f"{API}/users/me").status)

        reused = player.client.post(f"{API}/auth/refresh-token", {"refreshToken": first["refreshToken"]})
        self.assertEqual((401, "REFRESH_TOKEN_REUSED"), (reused.status, reused.code()))
        self.assert_revoked(player.client)
        late = player.client.post(f"{API}/auth/refresh-token", {"refreshToken": third.json()["refreshToken"]})
        self.assertEqual((401, "INVALID_REFRESH_TOKEN"), (late.status, late.code()))

    def test_logout_ends_the_session(self):
        player = Player(self.server)
        self.assertEqual(204, player.client.post(f"{API}/auth/logout").status)
        self.assert_revoked(player.client)
        player.client.token = None
        self.assertEqual(204, player.client.post(f"{API}/auth/logout").status)

    def test_logout_everywhere_reaches_the_other_phone(self):
        player = Player(self.server)
        other = self.server.client(address=address())
        tokens = other.post(f"{API}/auth/login", {"login": player.email, "password": player.password}).json()
        other.token = tokens["accessToken"]
        self.assertEqual(200, other.get(f"{API}/users/me").status)
        self.assertEqual(204, player.client.post(f"{API}/auth/logout-all").status)
        self.assert_revoked(other)

    def test_password_is_reset_by_mail(self):
        player = Player(self.server)
        anonymous = self.server.client(address=address())
        self.assertEqual(204, anonymous.post(f"{API}/auth/reset-password", {"email": player.email}).status)
        code = code_for(self.server.outbox, player.email, seen={player.code})
        token = anonymous.post(f"{API}/auth/reset-password/verify-code",
                               {"email": player.email, "code": int(code)}).json()["token"]
        new = "Cc-3" + secrets.token_urlsafe(12)
        path = f"{API}/auth/reset-password/{token}"
        self.assertEqual(204, anonymous.post(path, {"password1": new, "password2": new}).status)
        self.assert_revoked(player.client)
        again = anonymous.post(path, {"password1": new, "password2": new})
        self.assertEqual("INVALID_RESET_PASSWORD_TOKEN", again.code())
        player.password = new
        player.sign_in()

    def test_guessing_is_slowed_down_and_survives_a_restart(self):
        player = Player(self.server)
        guess = {"login": player.name, "password": "Dd-4" + secrets.token_urlsafe(9)}
        codes = [self.server.client(address=address()).post(f"{API}/auth/login", guess).code() for _ in range(6)]
        self.assertEqual(["INVALID_USER_CREDENTIALS"] * 5 + ["TOO_MANY_ATTEMPTS"], codes)
        self.assertEqual(0, self.server.stop())
        self.server.start()
        right = self.server.client(address=address()).post(
            f"{API}/auth/login", {"login": player.name, "password": player.password})
        self.assertEqual((429, "TOO_MANY_ATTEMPTS"), (right.status, right.code()))
        self.assertGreater(int(right.header("Retry-After")), 0)

    def test_published_keys_verify_what_is_signed(self):
        player = Player(self.server)
        head = player.tokens["accessToken"].split(".")[0]
        kid = json.loads(base64.urlsafe_b64decode(head + "=" * (-len(head) % 4)))["kid"]
        keys = self.server.client().get("/.well-known/jwks.json")
        self.assertIn(kid, [key["kid"] for key in keys.json()["keys"]])
        self.assertIn("max-age=300", keys.header("Cache-Control"))
