# SPDX-License-Identifier: Apache-2.0
"""Live connections of one instance: who gets in, and how it ends."""
import datetime
import signal
import time

from support.case import DatabaseCase
from support.crowd import crowd
from support.machine import Lateness
from support.players import API
from support.talk import LIMITS, TalkCase
from support.tokens import while_it_lives
from support.websocket import Rejected, WebSocket


def seconds_of(time_text):
    return int(datetime.datetime.fromisoformat(time_text).timestamp())


class Entering(TalkCase):
    def test_greets_whoever_shows_a_token_in_any_of_the_four_ways(self):
        person = self.people.pop()
        ticket = self.post(person, "/ws/ticket", status=201).json()["ticket"]
        for socket in (self.socket(person), self.socket(path=f"/api/v1/ws?ticket={ticket}"),
                       self.socket(path=f"/api/v1/ws?token={person.token}")):
            hello = socket.receive()
            self.assertEqual(("hello", person.id, 25), (hello["type"], hello["userId"], hello["heartbeatSeconds"]))
        self.assertNotIn(person.token, self.server.log())
        self.assertNotIn(ticket, self.server.log())

    def test_first_frame_is_acked_and_greeted(self):
        person = self.people.pop()
        socket = self.socket()
        socket.send({"type": "auth", "id": "a-1", "token": person.token})
        found = {document["type"]: document for document in (socket.receive(), socket.receive())}
        self.assertEqual({"ack", "hello"}, set(found))
        self.assertEqual(("a-1", person.id), (found["ack"]["id"], found["ack"]["userId"]))
        self.assertIn("expiresAt", found["ack"])

    def test_ticket_opens_one_connection(self):
        ticket = self.post(self.people.pop(), "/ws/ticket", status=201).json()["ticket"]
        self.socket(path=f"/api/v1/ws?ticket={ticket}").expect("hello")
        again = self.socket(path=f"/api/v1/ws?ticket={ticket}")
        self.assertEqual((1008, "Invalid or expired token"), again.close_code())

    def test_says_why_it_refuses(self):
        one, other, chat = self.two()
        stranger, locked = self.people.pop(), self.people.pop()
        self.database.rows(f"""UPDATE "user" SET is_active = false WHERE id = '{locked.id}'""")
        revoked = self.people.pop()
        self.post(revoked, "/auth/logout", status=204)
        lateness, began = Lateness([self.server]), time.monotonic()
        self.addCleanup(lateness.end)
        late = self.socket()
        first = self.socket()
        first.send({"type": "ping"})
        self.assertEqual((1008, "Missing authentication token"), first.close_code())
        for reason, socket in (
                ("Invalid or expired token", self.socket(path="/api/v1/ws?token=nonsense")),
                (f"Access denied to chat {chat}", self.socket(stranger, path=f"/api/v1/chats/{chat}")),
                ("Access denied to chat 2147483647", self.socket(one, path="/api/v1/chats/2147483647")),
                ("User is inactive", self.socket(locked)),
                ("Session revoked", self.socket(revoked))):
            self.assertEqual((1008, reason), socket.close_code(), reason)
        self.assertEqual((1008, "Missing authentication token"), late.close_code())
        # 5 s, and the second in which it is looked for.
        self.assertLess(time.monotonic() - began, 7 + lateness.end())

    def test_subprotocol_is_echoed_only_when_offered(self):
        person = self.people.pop()
        self.assertIsNone(self.live(person).subprotocol)
        offered = self.live(person, headers={"Sec-WebSocket-Protocol": "chat, questcity.v1"})
        self.assertEqual("questcity.v1", offered.subprotocol)
        self.assertIsNone(self.live(person, headers={"Sec-WebSocket-Protocol": "questcity.v2"}).subprotocol)

    def test_foreign_origin_and_wrong_version_are_refused_before_the_upgrade(self):
        person = self.people.pop()
        for fields, status in (({"Origin": "https://evil.example"}, 403), ({"Sec-WebSocket-Version": "12"}, 426),
                               ({"Sec-WebSocket-Key": "short"}, 400)):
            with self.assertRaises(Rejected) as refused:
                self.socket(person, headers=fields)
            self.assertEqual(status, refused.exception.status)

    def test_connections_are_counted_under_their_route(self):
        person, chat = self.people[-1], 2147483647
        self.live(person)
        self.socket(person, path=f"/api/v1/chats/{chat}").close_code()
        shown = self.server.internal_client().get("/metrics").body.decode()
        for route in ("/api/v1/ws", "/api/v1/chats/{chatId}"):
            self.assertIn(f'questcity_api_requests_total{{method="GET",route="{route}",status="101"}}', shown)

    def test_request_without_upgrade_learns_what_it_takes(self):
        refused = self.server.client().get(f"{API}/ws")
        self.assertEqual((426, "UPGRADE_REQUIRED"), (refused.status, refused.code()))
        self.assertEqual("13", refused.header("Sec-WebSocket-Version"))

    def test_sixth_connection_ends_the_oldest(self):
        person = self.people.pop()
        sockets = [self.live(person) for _ in range(6)]
        self.assertEqual((1008, "Too many connections"), sockets[0].close_code())
        for socket in sockets[1:]:
            self.assertEqual("pong", socket.ask("ping")["type"])


class Ending(DatabaseCase):
    def test_shutdown_advises_when_to_come_back(self):
        server = self.make_server(LIMITS=LIMITS)
        person, = crowd(server, self.database.url, 1)
        sockets = [WebSocket(server.port, token=person.token) for _ in range(3)]
        for socket in sockets:
            self.addCleanup(socket.socket.close)
            socket.expect("hello")
        server.signal(signal.SIGTERM)
        waits = [socket.expect("bye")["reconnectAfterMs"] for socket in sockets]
        self.assertTrue(all(0 < wait <= 30_000 for wait in waits), waits)
        for socket in sockets:
            self.assertEqual((1001, "Server restart"), socket.close_code())
        self.assertEqual(0, server.ended())

    def test_connections_of_an_address_are_bounded(self):
        server = self.make_server(LIMITS='{"liveConnectionsPerAddress":2}')
        one, other = crowd(server, self.database.url, 2)
        here, elsewhere = {"X-Forwarded-For": "192.0.2.1"}, {"X-Forwarded-For": "192.0.2.2"}
        with WebSocket(server.port, token=one.token, headers=here) as first, \
                WebSocket(server.port, token=other.token, headers=here) as second:
            first.expect("hello"), second.expect("hello")
            with self.assertRaises(Rejected) as refused:
                WebSocket(server.port, token=one.token, headers=here)
            self.assertEqual(429, refused.exception.status)
            with WebSocket(server.port, token=one.token, headers=elsewhere) as third:
                third.expect("hello")

    def test_connection_ends_with_its_token(self):
        server = self.make_server(LIMITS=LIMITS)
        person, = crowd(server, self.database.url, 1)
        lateness = Lateness([server])
        self.addCleanup(lateness.end)

        def use(token):
            socket = WebSocket(server.port, token=token)
            self.addCleanup(socket.socket.close)
            return socket, socket.expect("auth.expiring")
        ends, (socket, told) = while_it_lives(server, person.token, use)
        self.assertEqual(ends, seconds_of(told["expiresAt"]))
        self.assertEqual((1008, "Invalid or expired token"), socket.close_code())
        past_s = time.time() - ends
        self.assertTrue(0 <= past_s < 2 + lateness.end(), past_s)

    def test_who_is_told_that_his_token_ends_goes_on_with_a_new_one(self):
        server = self.make_server(LIMITS=LIMITS, ACCESS_TOKEN_EXPIRE_MINUTES="1")
        person, = crowd(server, self.database.url, 1)
        with WebSocket(server.port, token=person.token) as socket:
            first = socket.expect("auth.expiring")["expiresAt"]
            person.sign_in(server)
            renewed = socket.ask("auth", token=person.token)
            self.assertEqual(("ack", person.id), (renewed["type"], renewed["userId"]))
            self.assertGreaterEqual(renewed["expiresAt"], first)
            self.assertEqual("pong", socket.ask("ping")["type"])
