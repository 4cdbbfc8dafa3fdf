# SPDX-License-Identifier: Apache-2.0
"""A client as realtime.md wants it: it comes back with its last seq and repeats what was not acked."""
import random
import threading
import time

from support.websocket import TEXT, Closed, Rejected, Silent, WebSocket, frame

IDLE_S = 0.5
ACK_PATIENCE_S = 5
BACKOFF_S = (0.02, 0.2)
FORCED = ("rst", "fin", "half")


class Phone:
    """One person with chats; a thread that ends with stop()."""

    def __init__(self, person, port, chats, journal, pace):
        self.person, self.port, self.journal, self.pace = person, port, journal, pace
        self.last = dict.fromkeys(chats, 0)
        self.random = random.Random(person.name)
        self.cuts_left = pace.cuts
        self.number = 0
        # A send without an ack: (chat, clientId, when it was sent last).
        self.pending = None
        self.latencies_ms = []
        self.next_send = time.monotonic() + self.random.uniform(0, pace.send_every_s)
        self.is_quiet = self.is_stopped = False
        self.failure = None
        self.socket = None
        self.thread = threading.Thread(target=self.work, daemon=True)
        self.thread.start()

    def work(self):
        try:
            while not self.is_stopped:
                self.live_once()
        except Exception as failure:
            self.failure = failure
        finally:
            if self.socket:
                self.socket.close()

    def live_once(self):
        try:
            self.connect()
            self.talk()
        except Closed as end:
            self.journal.write("cut", how="server", code=end.code, reason=end.reason)
        except (Rejected, OSError) as refused:
            # nginx without a living instance, or an instance that died in the handshake.
            self.journal.write("refused", why=str(refused)[:80])
        time.sleep(self.random.uniform(*BACKOFF_S))

    def connect(self):
        self.socket = WebSocket(self.port, token=self.person.token)
        self.synced = set()
        self.cut_at = time.monotonic() + self.random.uniform(0.2, 2) * self.pace.session_s
        hello = self.socket.receive()
        if hello["type"] != "hello":
            raise AssertionError(f"no hello: {hello}")
        self.journal.write("connected")
        for chat, seq in self.last.items():
            self.socket.send({"type": "subscribe", "id": f"s{chat}", "channel": f"chat:{chat}", "afterSeq": seq})
        if self.pending:
            self.journal.write("repeated", clientId=self.pending[1])
            self.transmit()

    def talk(self):
        while not self.is_stopped:
            now = time.monotonic()
            if self.cuts_left and not self.is_quiet and now >= self.cut_at:
                return self.cut()
            if self.pending and now - self.pending[2] > ACK_PATIENCE_S:
                self.journal.write("repeated", clientId=self.pending[1])
                self.transmit()
            if not self.pending and not self.is_quiet and now >= self.next_send:
                self.write_message(now)
            due = min(self.cut_at if self.cuts_left else now + IDLE_S, self.next_send, now + IDLE_S)
            try:
                self.take(self.socket.receive(max(due - now, 0.005)))
            except Silent:
                pass  # Something else is due.

    def cut(self):
        how = self.random.choice(FORCED)
        self.cuts_left -= 1
        self.journal.write("cut", how=how)
        if how == "half":
            self.socket.send_raw(frame(TEXT, b'{"type":"ping"}')[:9])
        self.socket.drop() if how == "fin" else self.socket.reset()

    def write_message(self, now):
        self.number += 1
        self.next_send = now + self.random.uniform(0.5, 1.5) * self.pace.send_every_s
        self.pending = (self.random.choice(list(self.last)), f"{self.person.name}-{self.number}", now)
        self.first_sent = now
        self.journal.write("sent", chat=self.pending[0], clientId=self.pending[1])
        self.transmit()
        # The worst moment: the message is on its way and its ack will find nobody.
        if self.cuts_left and self.random.random() < 0.3:
            self.cut_at = now + self.random.uniform(0, 0.02)

    def transmit(self):
        chat, client_id, _ = self.pending
        self.pending = (chat, client_id, time.monotonic())
        self.socket.send({"type": "message.send", "id": f"m{client_id}", "chatId": chat, "text": client_id,
                          "clientId": client_id})

    def take(self, document):
        kind = document["type"]
        if kind == "ack":
            self.take_ack(document)
        elif kind == "event" and "seq" in document:
            self.take_event(int(document["channel"].removeprefix("chat:")), document)
        elif kind == "resync":
            self.journal.write("resync", channel=document["channel"], lastSeq=document["lastSeq"])
        elif kind == "error":
            self.take_error(document)

    def take_ack(self, document):
        answered = document["id"]
        if answered.startswith("s"):
            self.synced.add(int(answered[1:]))
        elif self.pending and answered == f"m{self.pending[1]}":
            message = document["message"]
            self.journal.write("acked", chat=self.pending[0], clientId=self.pending[1], message=message["id"],
                               seq=message["seq"])
            self.latencies_ms.append((time.monotonic() - self.first_sent) * 1000)
            self.pending = None

    def take_error(self, document):
        """A refused send stays pending and is repeated when its patience is over."""
        self.journal.write("error", code=document["code"], id=document.get("id"))
        if document["code"] not in ("TOO_MANY_REQUESTS", "DATABASE_UNAVAILABLE", "SERVICE_UNAVAILABLE"):
            raise AssertionError(f"refused: {document}")

    def take_event(self, chat, document):
        # Before the ack of `subscribe` there may be a hole that its replay will fill.
        if chat not in self.synced:
            return
        if document["seq"] <= self.last[chat]:
            self.journal.write("duplicate", chat=chat, seq=document["seq"])
            return
        self.last[chat] = document["seq"]
        self.journal.write("event", chat=chat, seq=document["seq"], event=document["event"],
                           message=document["data"].get("id"), text=document["data"].get("text"))

    def stop(self):
        self.is_stopped = True
        self.thread.join(10)
        self.journal.close()
