# SPDX-License-Identifier: Apache-2.0
"""Live connections of one instance: who gets in, what he hears, how it ends."""
import json
import secrets
import signal
import time

from support.case import DatabaseCase
from support.crowd import crowd
from support.players import API
from support.talk import LIMITS, TalkCase
from support.websocket import Closed, Rejected, WebSocket

REVOCATION_S = 2


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
        began = time.monotonic()
        self.assertEqual((1008, "Missing authentication token"), late.close_code(8))
        self.assertLess(time.monotonic() - began, 7)

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

    def test_sixth_connection_ends_the_oldest(self):
        person = self.people.pop()
        sockets = [self.live(person) for _ in range(6)]
        self.assertEqual((1008, "Too many connections"), sockets[0].close_code())
        for socket in sockets[1:]:
            self.assertEqual("pong", socket.ask("ping")["type"])


class Talking(TalkCase):
    def test_two_people_chat_live_and_a_repeat_is_one_message(self):
        one, other, chat = self.two()
        mine, theirs = self.live(one), self.live(other)
        sent = mine.ask("message.send", chatId=chat, text="Good evening", clientId="c1")
        self.assertEqual(("ack", "Good evening", 1), (sent["type"], sent["message"]["text"], sent["message"]["seq"]))
        heard = theirs.event("message.created", channel=f"chat:{chat}")
        self.assertEqual((1, sent["message"]), (heard["seq"], heard["data"]))
        self.assertEqual({"total": 1, "chats": {str(chat): 1}}, theirs.event("unread")["data"])
        again = mine.ask("message.send", chatId=chat, text="Good evening", clientId="c1")
        self.assertEqual(sent["message"]["id"], again["message"]["id"])
        marked = theirs.ask("message.read", chatId=chat, messageId=sent["message"]["id"])
        self.assertEqual(("ack", 0), (marked["type"], marked["unreadCount"]))
        read = mine.event("message.read")
        self.assertEqual((2, other.id, sent["message"]["id"]),
                         (read["seq"], read["data"]["userId"], read["data"]["lastReadMessageId"]))
        answered = self.post(other, f"/chats/messages/{chat}", {"text": "Same to you"}, 201).json()
        self.assertEqual(answered["id"], mine.event("message.created", seq=3)["data"]["id"])

    def test_who_comes_back_gets_what_he_missed_in_order(self):
        one, other, chat = self.two()
        socket = self.live(other)
        socket.ask("subscribe", channel=f"chat:{chat}")
        socket.reset()
        for number in range(5):
            self.post(one, f"/chats/messages/{chat}", {"text": f"m{number}"}, 201)
        back = self.live(other)
        ack = back.ask("subscribe", channel=f"chat:{chat}", afterSeq=2)
        self.assertEqual(("ack", 5), (ack["type"], ack["lastSeq"]))
        self.assertEqual([(3, "m2"), (4, "m3"), (5, "m4")],
                         [(event["seq"], event["data"]["text"]) for event in (back.event("message.created")
                                                                              for _ in range(3))])
        over_http = other.client(self.server).get(f"{API}/chats/{chat}/events?afterSeq=3").json()
        self.assertEqual([4, 5], [item["seq"] for item in over_http["items"]])

    def test_events_that_are_gone_end_in_a_resync(self):
        one, other, chat = self.two()
        for number in range(3):
            self.post(one, f"/chats/messages/{chat}", {"text": f"m{number}"}, 201)
        self.database.rows(f"DELETE FROM chat_event WHERE chat_id = {chat} AND seq < 3")
        socket = self.live(other)
        socket.ask("subscribe", channel=f"chat:{chat}", afterSeq=0)
        self.assertEqual(3, socket.expect("resync", channel=f"chat:{chat}")["lastSeq"])
        self.post(one, f"/chats/messages/{chat}", {"text": "after"}, 201)
        self.assertEqual("after", socket.event("message.created", seq=4)["data"]["text"])

    def test_refusals_keep_the_connection(self):
        one, other, chat = self.two()
        stranger = self.live(self.people.pop())
        self.assertEqual("NOT_A_PARTICIPANT", stranger.ask("subscribe", channel=f"chat:{chat}")["code"])
        self.assertEqual("PERMISSION_DENIED", stranger.ask("subscribe", channel="quest:moderation")["code"])
        self.assertEqual("CHAT_NOT_FOUND", stranger.ask("message.send", chatId=chat, text="x", clientId="1")["code"])
        self.assertEqual("UNKNOWN_TYPE", stranger.ask("dance")["code"])
        self.assertEqual("VALIDATION_ERROR", stranger.ask("subscribe", channel="chat:x")["code"])
        self.assertEqual("pong", stranger.ask("ping")["type"])

    def test_typing_and_presence_reach_those_who_share_the_chat(self):
        one, other, chat = self.two()
        mine, theirs = self.live(one), self.live(other)
        ack = mine.ask("subscribe", channel=f"chat:{chat}")
        self.assertEqual({(one.id, True), (other.id, True)}, {(who["userId"], who["online"]) for who in ack["presence"]})
        theirs.send({"type": "typing", "chatId": chat, "active": True})
        self.assertEqual({"chatId": chat, "userId": other.id, "active": True}, mine.event("typing")["data"])

    def test_socket_of_one_chat_pushes_bare_messages(self):
        one, other, chat = self.two()
        socket = self.socket(other, path=f"/api/v1/chats/{chat}?events=1")
        # Nothing greets here; a message after the way in shows that it is open.
        self.post(one, f"/chats/messages/{chat}", {"text": "bare"}, 201)
        message = socket.receive()
        self.assertNotIn("channel", message)
        self.assertEqual(("bare", message["chatId"], message["createdAt"]),
                         (message["text"], message["chat_id"], message["created_at"]))
        person = other.client(self.server)
        self.assertEqual(200, one.client(self.server).patch(f"{API}/chats/messages/update-content/{message['id']}",
                                                            {"text": "barer"}).status)
        self.assertEqual("message.updated", socket.receive()["event"])
        self.assertEqual(200, person.get(f"{API}/chats/{chat}").status)

    def test_too_many_frames_are_warned_of_and_then_end_it(self):
        socket = self.live(self.people.pop())
        for _ in range(60):
            socket.send({"type": "ping"})
        self.assertEqual("TOO_MANY_REQUESTS", socket.expect("error")["code"])
        self.assertEqual((1008, "Rate limit"), socket.close_code())

    def test_slow_reader_is_cut_and_the_others_get_everything(self):
        one, other, chat = self.two()
        deaf = self.live(other, receive_buffer=4096)
        well = self.live(other)
        message = self.post(one, f"/chats/messages/{chat}", {"text": "start"}, 201).json()["id"]
        author = one.client(self.server)
        # Far more than the bound of the queue and what kernels hold on both sides.
        for number in range(60):
            changed = author.patch(f"{API}/chats/messages/update-content/{message}",
                                   {"text": f"{number}" + "\U0001f5fa" * 3900})
            self.assertEqual(200, changed.status, changed)
            self.assertEqual(number + 2, well.event("message.updated")["seq"])
        self.assertEqual((1013, "Slow consumer"), self.end_of_slow(deaf))

    def end_of_slow(self, socket):
        """What was in flight still comes; then the code, or the plain end when it could not be sent."""
        try:
            while True:
                socket.receive()
        except Closed as end:
            return end.code, end.reason


class Revoking(TalkCase):
    def assert_ends(self, socket, reason, act):
        began = time.monotonic()
        act()
        self.assertEqual((1008, reason), socket.close_code(REVOCATION_S + 1))
        self.assertLess(time.monotonic() - began, REVOCATION_S)

    def test_logout_ends_the_connection(self):
        person = self.people.pop()
        socket = self.live(person)
        self.assert_ends(socket, "Session revoked", lambda: self.post(person, "/auth/logout", status=204))

    def test_logout_everywhere_ends_all_of_them(self):
        person = self.people.pop()
        first = self.live(person)
        person.sign_in(self.server)
        second = self.live(person)
        self.assert_ends(first, "Session revoked", lambda: self.post(person, "/auth/logout-all", status=204))
        self.assertEqual((1008, "Session revoked"), second.close_code(REVOCATION_S))

    def test_lock_ends_it(self):
        person = self.people.pop()
        socket = self.live(person)

        def lock():
            self.assertEqual(200, self.boss().post(f"{API}/users/{person.id}/lock", {"reason": "test"}).status)
        began = time.monotonic()
        lock()
        code, reason = socket.close_code(REVOCATION_S + 1)
        self.assertEqual(1008, code)
        self.assertIn(reason, ("User is inactive", "Session revoked"))
        self.assertLess(time.monotonic() - began, REVOCATION_S)

    def test_role_change_is_felt(self):
        person = self.people.pop()
        socket = self.live(person)
        self.assertEqual("PERMISSION_DENIED", socket.ask("subscribe", channel="quest:moderation")["code"])
        self.assertEqual(204, self.boss().patch(f"{API}/users/{person.id}", {"role": 2}).status)
        # A role change ends the sessions; with a new one the channel is open.
        self.assertEqual(1008, socket.close_code(REVOCATION_S + 1)[0])
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


class Streams(TalkCase):
    def stream(self, person, **headers):
        client = person.client(self.server)
        client.get("/health/live")
        client.connection.request("GET", f"{API}/events", headers={"Authorization": f"Bearer {person.token}", **headers})
        answer = client.connection.getresponse()
        self.addCleanup(client.close)
        self.addCleanup(answer.close)
        self.assertEqual((200, "text/event-stream"), (answer.status, answer.headers["Content-Type"].split(";")[0]))
        return answer

    def next_event(self, answer):
        """(id, document) of the next event."""
        event_id = None
        while True:
            line = answer.readline().decode().rstrip("\n")
            if line.startswith("id: "):
                event_id = line.removeprefix("id: ")
            elif line.startswith("data: "):
                return event_id, json.loads(line.removeprefix("data: "))

    def next_message(self, answer):
        while True:
            event_id, document = self.next_event(answer)
            if document.get("event") == "message.created":
                return event_id, document

    def test_last_event_id_brings_what_was_missed(self):
        one, other, chat = self.two()
        stream = self.stream(other)
        self.post(one, f"/chats/messages/{chat}", {"text": "heard"}, 201)
        last_id, heard = self.next_message(stream)
        self.assertEqual(("heard", f"chat:{chat}"), (heard["data"]["text"], heard["channel"]))
        stream.close()
        for text in ("missed 1", "missed 2"):
            self.post(one, f"/chats/messages/{chat}", {"text": text}, 201)
        back = self.stream(other, **{"Last-Event-ID": last_id})
        found = {}
        while len(found) < 3:
            event_id, document = self.next_message(back)
            self.assertGreaterEqual(int(event_id), int(last_id))
            found[document["seq"]] = document["data"]["text"]
        self.assertEqual({1: "heard", 2: "missed 1", 3: "missed 2"}, found)

    def test_without_a_token_it_is_an_ordinary_401(self):
        refused = self.server.client().get(f"{API}/events")
        self.assertEqual((401, "ACCESS_TOKEN_REQUIRED"), (refused.status, refused.code()))

    def test_ends_with_the_session(self):
        person = self.people.pop()
        stream = self.stream(person)
        self.post(person, "/auth/logout", status=204)
        rest = stream.read()
        self.assertIn(b"session.closed", rest)
