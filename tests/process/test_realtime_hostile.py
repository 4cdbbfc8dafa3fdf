# SPDX-License-Identifier: Apache-2.0
"""Clients that mean harm: broken frames, text that pretends to be something else, guessed codes."""
import json
import struct
import threading
import unicodedata

from support.players import API, Player, address, code_for
from support.talk import TalkCase
from support.wait import until
from support.websocket import BINARY, CLOSE, CONTINUATION, PING, TEXT, frame

PING_FRAME = b'{"type":"ping"}'
LONG = b'{"type":"ping","id":"' + b"x" * 65536 + b'"}'
# What is sent, and the codes that RFC 6455 7.4.1 allows as the answer.
HOSTILE = {
    "unmasked": (frame(TEXT, PING_FRAME, mask=False), {1002}),
    "first reserved bit": (frame(TEXT, PING_FRAME, first=0xC1), {1002}),
    "all reserved bits": (frame(TEXT, PING_FRAME, first=0xF1), {1002}),
    "reserved data opcode": (frame(TEXT, PING_FRAME, first=0x83), {1002}),
    "reserved control opcode": (frame(TEXT, b"", first=0x8B), {1002}),
    "fragmented ping": (frame(PING, b"", first=0x09), {1002}),
    "ping of 126 bytes": (frame(PING, b"x" * 126), {1002}),
    "continuation of nothing": (frame(CONTINUATION, PING_FRAME), {1002}),
    "text within a text": (frame(TEXT, b"{", first=0x01) + frame(TEXT, b"}"), {1002}),
    "length that fits in less": (b"\x81\xfe\x00\x01" + b"\0\0\0\0{", {1002}),
    "length with the highest bit": (b"\x81\xff\xff\xff\xff\xff\xff\xff\xff\xff" + b"\0\0\0\0{", {1002, 1009}),
    "16 MiB claimed": (frame(TEXT, b"{", length=16 << 20), {1009}),
    "one byte too many": (frame(TEXT, LONG), {1009}),
    "too long in parts": (frame(TEXT, b" " * 40000, first=0x01) + frame(CONTINUATION, b" " * 40000), {1009}),
    "no UTF-8": (frame(TEXT, b'{"type":"\xff\xfe"}'), {1007}),
    "half a surrogate pair": (frame(TEXT, b'{"type":"\xed\xa0\x80"}'), {1007}),
    "overlong zero": (frame(TEXT, b'{"type":"\xc0\x80"}'), {1007}),
    "binary": (frame(BINARY, PING_FRAME), {1003}),
    "close of one byte": (frame(CLOSE, b"\x03"), {1002}),
    "close with a code nobody may send": (frame(CLOSE, struct.pack("!H", 1005)), {1002}),
    "close with a reason that is no UTF-8": (frame(CLOSE, struct.pack("!H", 1000) + b"\xff"), {1002, 1007}),
}
# Whole frames that are no request: an error, and the connection stays.
NO_REQUESTS = [b"", b"[]", b"null", b"1", b"{", b'{"type":1}', b'{"type":null}', b"{}", b"[" * 1000,
               b'{"type":"ping","type":"ping"}', b'{"type":"ping","id":"' + b"x" * 65 + b'"}', b'{"type":"a\\u0000b"}',
               b'{"type":"subscribe","channel":7}', b'{"type":"typing","chatId":"x","active":3}']
# Each is text and nothing else, wherever it comes out.
TEXTS = ["line one\r\nSet-Cookie: a=b\r\n\r\n<html>", "\x1b[2J\x07\x08 bell and escape", "\u202eadmin\u2066 from right to left\u2069",
         "\U0001f469\u200d\U0001f692\U0001f9d1\u200d\U0001f680 \U00020000", "<script>alert(1)</script><img src=x onerror=alert(1)>",
         "'; DROP TABLE message; --", "{{7*7}} ${7*7} %s %n", '"}\n{"log.level":"error","message":"planted"}', "\ufeffe\u0301 \u2028\u2029 end",
         "data: planted\n\nevent: planted\n\n"]


class HostileFrames(TalkCase):
    PEOPLE = 2

    def test_every_broken_frame_gets_its_code_and_harms_nobody(self):
        well = self.live(self.people[0])
        for name, (data, codes) in HOSTILE.items():
            with self.subTest(name):
                socket = self.live(self.people[1])
                socket.send_raw(data)
                self.assertIn(socket.close_code()[0], codes)
        self.assertEqual("pong", well.ask("ping")["type"])

    def test_broken_frames_before_anybody_says_who_he_is(self):
        for name, (data, codes) in HOSTILE.items():
            with self.subTest(name):
                socket = self.socket()
                socket.send_raw(data)
                self.assertIn(socket.close_code()[0], codes)

    def test_frames_that_are_no_request_are_refused_and_the_connection_stays(self):
        for body in NO_REQUESTS:
            with self.subTest(body[:40]):
                socket = self.live(self.people[1])
                socket.send_raw(frame(TEXT, body))
                self.assertIn(socket.expect("error")["code"], ("VALIDATION_ERROR", "UNKNOWN_TYPE", "INVALID_JSON"))
                self.assertEqual("pong", socket.ask("ping")["type"])
                socket.drop()

    def test_lies_that_end_in_silence_leave_nothing_behind(self):
        for number in range(50):
            socket = self.live(self.people[1])
            socket.send_raw(frame(TEXT, b"{", length=(10, 1000, 60000)[number % 3]))
            socket.drop() if number % 2 else socket.reset()
        well = self.live(self.people[0])
        self.assertEqual("pong", well.ask("ping")["type"])
        self.wait_until_connected(1)

    def wait_until_connected(self, count):
        line = f"questcity_ws_connections {count}"
        client = self.server.internal_client()
        until(lambda: line in client.get("/metrics").body.decode().splitlines(), line)


class HostileText(TalkCase):
    PEOPLE = 48

    def test_comes_back_as_it_was_sent_everywhere(self):
        for text in TEXTS:
            with self.subTest(text):
                one, other, chat = self.two()
                theirs, single = self.live(other), self.socket(other, path=f"/api/v1/chats/{chat}")
                sent = self.live(one).ask("message.send", chatId=chat, text=text, clientId=text[:64])
                self.assertEqual("ack", sent["type"], sent)
                stored = sent["message"]["text"]
                self.assertEqual(unicodedata.normalize("NFC", text).strip(), unicodedata.normalize("NFC", stored).strip())
                self.assertEqual(stored, theirs.event("message.created")["data"]["text"])
                self.assertEqual(stored, single.receive()["text"])
                client = other.client(self.server)
                self.assertEqual(stored, client.get(f"{API}/chats/{chat}").json()["messages"][0]["text"])
                self.assertEqual(stored, self.preview(client)["lastMessage"]["text"])
                replay = client.get(f"{API}/chats/{chat}/events?afterSeq=0").json()["items"]
                self.assertEqual(stored, replay[0]["data"]["text"])
                self.assertTrue(client.get(f"{API}/chats/{chat}").header("Content-Type").startswith("application/json"))
        self.assert_log_is_whole()

    @staticmethod
    def preview(client):
        previews = client.get(f"{API}/chats/me").json()
        return previews[0]

    def test_names_are_text_or_refused(self):
        for name in TEXTS:
            with self.subTest(name):
                one, other = self.people.pop(), self.people.pop()
                changed = one.client(self.server).patch(f"{API}/users/me", {"firstName": name[:60]})
                self.assertIn(changed.status, (204, 422), changed)
                if changed.status == 422:
                    self.assertEqual("VALIDATION_ERROR", changed.code())
                    continue
                mine = one.client(self.server).get(f"{API}/users/me").json()["firstName"]
                socket = self.live(other)
                created = self.post(one, f"/chats/{other.id}", status=201).json()["id"]
                shown = socket.event("chat.created")["data"]["recipient"]["fullName"]
                self.assertTrue(shown.startswith(mine), shown)
                self.assertEqual(shown, self.preview(other.client(self.server))["recipient"]["fullName"])
                self.assertGreater(created, 0)
                self.post(one, "/friend-requests/me", {"recipientId": other.id}, 204)
                self.assertEqual(mine, socket.event("friend_request")["data"]["firstName"])
                notified = self.database.value(
                    f"SELECT encode(convert_to(message, 'UTF8'), 'hex') FROM notification WHERE user_id = '{other.id}'")
                self.assertIn(mine, bytes.fromhex(notified).decode())
        self.assert_log_is_whole()

    def test_what_stands_in_the_head_of_a_request_stays_on_one_log_line(self):
        self.socket(path="/api/v1/ws?token=%0d%0a%7b%22planted%22%3a1%7d%1b%5b2J").close_code()
        self.server.client().call("GET", "/api/v1/chats/%0d%0aplanted", headers={"User-Agent": "\u00a0<script>{planted}"})
        self.assert_log_is_whole()

    def assert_log_is_whole(self):
        """Every line is one JSON object of ours, without control characters."""
        for line in self.server.log().split("\n")[:-1]:
            self.assertEqual(dict, type(json.loads(line)), line)
            self.assertFalse(any(unicodedata.category(letter) == "Cc" for letter in line), line)
        self.assertNotIn("planted", [entry.get("message") for entry in self.server.log_lines()])


class GuessedCodes(TalkCase):
    settings = {"LIMITS": '{"codeCheckPerFiveMinutesPerAddress":1000000,"codeCheckBurst":1000000,'
                          '"anonymousPerMinutePerAddress":1000000,"anonymousBurst":1000000}'}
    PEOPLE = 1
    GUESSES, THREADS = 1000, 40

    def test_of_a_thousand_wrong_codes_at_once_five_are_compared(self):
        player = Player(self.server, sign_in=False)
        code = code_for(self.server.outbox, player.email)
        wrong = [f"{number:06}" for number in range(self.GUESSES + 1) if f"{number:06}" != code][:self.GUESSES]
        answers = []
        threads = [threading.Thread(target=self.guess, args=(player.email, wrong[start::self.THREADS], answers))
                   for start in range(self.THREADS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(self.GUESSES, len(answers))
        self.assertFalse([answer for answer in answers if answer.status < 400 or answer.status >= 500], answers[:3])
        attempts = self.database.value(
            f"SELECT attempts FROM email_verification_code WHERE email = '{player.email}'")
        self.assertEqual("5", attempts)
        late = self.server.client(address=address()).post(
            f"{API}/auth/register/verify-code", {"email": player.email, "code": code})
        self.assertGreaterEqual(late.status, 400, "the right code came after five wrong ones")
        self.assertEqual("f", self.database.value(
            f"""SELECT is_verified FROM "user" WHERE email = '{player.email}'"""))

    def guess(self, email, codes, answers):
        client = self.server.client(address=address())
        for code in codes:
            answers.append(client.post(f"{API}/auth/register/verify-code", {"email": email, "code": code}))
        client.close()
