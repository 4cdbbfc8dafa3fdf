# SPDX-License-Identifier: Apache-2.0
"""Live connections of one instance: what people hear of each other."""
import time

from support.players import API
from support.talk import LIMITS, TalkCase
from support.websocket import PING, TEXT, Closed, Silent, frame

# 40 at once and 20 a second are allowed: the server would have to take longer than 10 s to read them.
FLOOD = 300


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

    def test_notification_arrives_as_the_list_shows_it(self):
        one, other = self.people.pop(), self.people.pop()
        socket = self.live(other)
        self.post(one, "/friend-requests/me", {"recipientId": other.id}, 204)
        told = socket.event("notification", channel="user")["data"]
        self.assertEqual("friend_request", told["type"])
        self.assertEqual(other.client(self.server).get(f"{API}/notifications").json()["items"], [told])
        self.assertEqual({"unread": 1}, self.socket(other).expect("hello")["notifications"])

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
        socket.send_raw(frame(TEXT, b'{"type":"ping"}') * FLOOD)
        self.assertEqual("TOO_MANY_REQUESTS", socket.expect("error")["code"])
        self.assertEqual((1008, "Rate limit"), socket.close_code())

    def test_flood_of_pings_is_warned_of_and_then_ends_it(self):
        one, other, chat = self.two()
        for person, path in ((one, "/api/v1/ws"), (other, f"/api/v1/chats/{chat}")):
            socket = self.socket(person, path=path)
            socket.send_raw(frame(PING, b"") * FLOOD)
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


class Presence(TalkCase):
    settings = {"LIMITS": LIMITS[:-1] + ',"liveOfflineAfterSeconds":1}'}
    PEOPLE = 2

    def test_going_offline_is_told_some_time_after_the_last_connection(self):
        one, other, chat = self.two()
        watching, first, second = self.live(one), self.live(other), self.live(other)
        watching.ask("subscribe", channel=f"chat:{chat}")
        first.close()
        with self.assertRaises(Silent):
            while True:  # that he came may still be on its way
                self.assertTrue(watching.event("presence", 1.5)["data"]["online"])
        began = time.monotonic()
        second.close()
        told = watching.event("presence")["data"]
        self.assertGreaterEqual(time.monotonic() - began, 1)
        self.assertEqual((other.id, False), (told["userId"], told["online"]))
        self.assertRegex(told["lastSeenAt"], r":00\.000000Z$")
        self.live(other)
        self.assertTrue(watching.event("presence")["data"]["online"])
