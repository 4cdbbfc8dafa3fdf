# SPDX-License-Identifier: Apache-2.0
"""Server-sent events of one instance."""
import json
import time

from support.machine import Lateness
from support.players import API
from support.talk import TalkCase
from support.tokens import while_it_lives


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

    def test_ends_with_the_token(self):
        person = self.people.pop()
        lateness = Lateness([self.server])
        self.addCleanup(lateness.end)

        def use(token):
            person.token = token
            return self.stream(person)
        ends, stream = while_it_lives(self.server, person.token, use)
        self.assertEqual(b"", stream.read())
        past_s = time.time() - ends
        self.assertTrue(0 <= past_s < 2 + lateness.end(), past_s)

    def test_ends_with_the_session(self):
        person = self.people.pop()
        stream = self.stream(person)
        self.post(person, "/auth/logout", status=204)
        rest = stream.read()
        self.assertIn(b"session.closed", rest)
