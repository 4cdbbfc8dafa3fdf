# SPDX-License-Identifier: Apache-2.0
"""Live connections end with the rights of their user."""
import secrets

from support.players import API
from support.talk import TalkCase

REVOCATION_S = 2


class Revoking(TalkCase):
    def assert_ends(self, socket, reason, act):
        with self.within(REVOCATION_S):
            act()
            self.assertEqual((1008, reason), socket.close_code())

    def test_logout_ends_the_connection(self):
        person = self.people.pop()
        socket = self.live(person)
        self.assert_ends(socket, "Session revoked", lambda: self.post(person, "/auth/logout", status=204))

    def test_logout_everywhere_ends_all_of_them(self):
        person = self.people.pop()
        first = self.live(person)
        person.sign_in(self.server)
        second = self.live(person)
        with self.within(REVOCATION_S):
            self.post(person, "/auth/logout-all", status=204)
            for socket in (first, second):
                self.assertEqual((1008, "Session revoked"), socket.close_code())

    def test_lock_ends_it(self):
        person = self.people.pop()
        socket, boss = self.live(person), self.boss()
        with self.within(REVOCATION_S):
            self.assertEqual(200, boss.post(f"{API}/users/{person.id}/lock", {"reason": "test"}).status)
            code, reason = socket.close_code()
        self.assertEqual(1008, code)
        self.assertIn(reason, ("User is inactive", "Session revoked"))

    def test_role_change_is_felt(self):
        person = self.people.pop()
        socket = self.live(person)
        self.assertEqual("PERMISSION_DENIED", socket.ask("subscribe", channel="quest:moderation")["code"])
        boss = self.boss()
        # A role change ends the sessions; with a new one the channel is open.
        with self.within(REVOCATION_S):
            self.assertEqual(204, boss.patch(f"{API}/users/{person.id}", {"role": 2}).status)
            self.assertEqual(1008, socket.close_code()[0])
        person.sign_in(self.server)
        self.assertEqual("ack", self.live(person).ask("subscribe", channel="quest:moderation")["type"])

    def test_new_password_ends_the_other_phone_and_not_this_one(self):
        person = self.people.pop()
        other = self.live(person)
        person.sign_in(self.server)
        mine = self.live(person)
        new = "Ee-5" + secrets.token_urlsafe(12)
        self.assert_ends(other, "Session revoked", lambda: self.post(person, "/users/me/change-password", {
            "oldPassword": person.password, "password1": new, "password2": new}))
        self.assertEqual("pong", mine.ask("ping")["type"])

    def test_ended_session_ends_its_connection_only(self):
        person = self.people.pop()
        lost = self.live(person)
        lost_session = next(one["id"] for one in person.client(self.server).get(f"{API}/auth/sessions").json()["items"]
                            if one["current"])
        person.sign_in(self.server)
        mine = self.live(person)
        self.assert_ends(lost, "Session revoked", lambda: self.assertEqual(
            204, person.client(self.server).call("DELETE", f"{API}/auth/sessions/{lost_session}").status))
        self.assertEqual("pong", mine.ask("ping")["type"])

    def test_token_of_somebody_else_does_not_renew(self):
        one, other = self.people.pop(), self.people.pop()
        socket = self.live(one)
        self.assertEqual("error", socket.ask("auth", token=other.token)["type"])
        renewed = socket.ask("auth", token=one.token)
        self.assertEqual(("ack", one.id), (renewed["type"], renewed["userId"]))
