# SPDX-License-Identifier: Apache-2.0
"""The load of ./dev torture capacity. What is sent is made in advance and goes out when it is due,
whatever the server does; what arrives is kept as bytes with its time and read when the run is over,
so that the cores belong to the server.
"""
import array
import collections
import dataclasses
import gc
import json
import os
import select
import time

from support.websocket import PONG, TEXT, Frames, WebSocket, frame

# How the server writes them.
ACK, CREATED = b'"type":"ack"', b'"event":"message.created"'
# A ping without content: JSON text holds no zero byte, and no frame of the server is 0x8900 long.
PING = b"\x89\x00"
QUIET_S = 1.5
PATIENCE_S = 20
TEXT_LENGTH = 48


@dataclasses.dataclass
class Talker:
    """A person and the chat that he writes to; `phase` places his first send within the period."""
    name: str
    token: str
    chat: int
    phase: float


@dataclasses.dataclass
class Plan:
    """Seconds; `start` on the monotonic clock. What is due in the first `warm` is checked, not measured."""
    start: float
    warm: float
    seconds: float
    period: float

    @property
    def measured_from(self):
        return self.start + self.warm

    @property
    def end(self):
        return self.start + self.warm + self.seconds

    def sends_of(self, talker):
        """(when it is due, text): the text is the clientId and the id of the frame too."""
        due, number = self.start + talker.phase, 0
        while due < self.end:
            yield due, f"{number} of {talker.name} ".ljust(TEXT_LENGTH, ".")
            due, number = due + self.period, number + 1


def message_frame(chat, text):
    document = {"type": "message.send", "id": text, "chatId": chat, "text": text, "clientId": text}
    return frame(TEXT, json.dumps(document).encode())


class Line:
    """One connection and all that came over it."""

    def __init__(self, port, talker):
        self.talker = talker
        self.websocket = WebSocket(port, token=talker.token)
        self.websocket.expect("hello")
        self.socket = self.websocket.socket
        self.socket.setblocking(False)
        self.chunks = [(time.monotonic(), bytes(self.websocket.frames.buffer))]
        self.is_closed = False


class Load:
    """The talkers of one process."""

    def __init__(self, port, talkers):
        lines = [Line(port, talker) for talker in talkers]
        self.lines = {line.socket.fileno(): line for line in lines}
        self.poll = select.epoll()
        for number in self.lines:
            self.poll.register(number, select.EPOLLIN)

    def run(self, plan):
        """Sends everything and reads until all of it has come and nothing more for a while."""
        sends = sorted(((due, line.socket, message_frame(line.talker.chat, text))
                        for line in self.lines.values() for due, text in plan.sends_of(line.talker)),
                       key=lambda send: send[0])
        self.late_s = array.array("d")
        done, heard = 0, time.monotonic()
        while (now := time.monotonic()) < plan.end + PATIENCE_S:
            if now > plan.end + QUIET_S and now > heard + QUIET_S:
                if self.has_everything(plan):
                    return
                heard = now
            while done < len(sends) and sends[done][0] <= now:
                due, socket, data = sends[done]
                self.send(socket, data)
                self.late_s.append(now - due)
                done += 1
                now = time.monotonic()
            wait_s = sends[done][0] - now if done < len(sends) else 0.1
            for number, _ in self.poll.poll(max(wait_s, 0)):
                heard = self.read(number)

    def has_everything(self, plan):
        """Every ack, and every message at all who are in its chat."""
        sent, chats = {}, collections.Counter()
        for line in self.lines.values():
            sent[line] = sum(1 for _ in plan.sends_of(line.talker))
            chats[line.talker.chat] += sent[line]
        for line, count in sent.items():
            read = b"".join(data for _, data in line.chunks)
            if not line.is_closed and (read.count(ACK) < count or read.count(CREATED) < chats[line.talker.chat]):
                return False
        return True

    def send(self, socket, data):
        try:
            socket.send(data)
        except OSError:
            pass  # The journal will lack its ack.

    def read(self, number):
        line = self.lines[number]
        try:
            data = os.read(number, 1 << 16)
        except OSError:
            data = b""
        now = time.monotonic()
        line.chunks.append((now, data))
        if not data:
            line.is_closed = True
            self.poll.unregister(number)
        elif PING in data:
            self.send(line.socket, frame(PONG, b""))
        return now


@dataclasses.dataclass
class Result:
    """What one process saw. Times are those of the measured sends, in seconds after they were due."""
    # Owner -> lines as journal.Checker reads them.
    journals: dict = dataclasses.field(default_factory=dict)
    acks_s: array.array = dataclasses.field(default_factory=lambda: array.array("d"))
    # To the readers, and to the author himself.
    deliveries_s: array.array = dataclasses.field(default_factory=lambda: array.array("d"))
    echoes_s: array.array = dataclasses.field(default_factory=lambda: array.array("d"))
    # Arrivals within the measured time, and when acks came.
    delivered: int = 0
    acked_at: array.array = dataclasses.field(default_factory=lambda: array.array("d"))
    late_s: array.array = dataclasses.field(default_factory=lambda: array.array("d"))
    cpu_s: float = 0
    faults: list = dataclasses.field(default_factory=list)
    notices: int = 0


class Reading:
    """Makes the result of the bytes of a load."""

    def __init__(self, load, plan):
        self.plan, self.result = plan, Result(late_s=load.late_s)
        self.due = {text: due for line in load.lines.values() for due, text in plan.sends_of(line.talker)}
        for line in load.lines.values():
            self.read(line)

    def read(self, line):
        owner, chat = line.talker.name, line.talker.chat
        mine = self.result.journals[owner] = [
            {"is": "sent", "chat": chat, "clientId": text} for _, text in self.plan.sends_of(line.talker)]
        if line.is_closed:
            self.result.faults.append(f"the connection of {owner} ended")
        frames = Frames()
        for at, data in line.chunks:
            frames.buffer += data
            while found := frames.next():
                if found[0] == TEXT:
                    self.take(owner, mine, at, json.loads(found[2]))

    def take(self, owner, mine, at, document):
        kind = document["type"]
        if kind == "ack":
            self.take_ack(mine, at, document["message"])
        elif kind == "event" and "seq" in document:
            self.take_event(owner, mine, at, document)
        elif kind == "event":
            self.result.notices += 1
        else:
            self.result.faults.append(f"{owner} was sent {json.dumps(document)[:200]}")

    def take_ack(self, mine, at, message):
        text = message["text"]
        mine.append({"is": "acked", "chat": message["chatId"], "clientId": text, "message": message["id"],
                     "seq": message["seq"]})
        self.result.acked_at.append(at)
        self.sample(self.result.acks_s, at, text)

    def take_event(self, owner, mine, at, document):
        text = document["data"].get("text")
        mine.append({"is": "event", "chat": int(document["channel"].removeprefix("chat:")), "seq": document["seq"],
                     "event": document["event"], "message": document["data"].get("id"), "text": text})
        is_own = f" of {owner} " in (text or "")
        self.sample(self.result.echoes_s if is_own else self.result.deliveries_s, at, text)
        if self.plan.measured_from <= at < self.plan.end:
            self.result.delivered += not is_own

    def sample(self, samples, at, text):
        due = self.due.get(text, 0)
        if due >= self.plan.measured_from:
            samples.append(at - due)


def talk(pipe, port, talkers):
    """The body of a process: connects, waits for its plan, carries it out, tells what it saw and stays
    connected until it is ended."""
    gc.disable()
    load = Load(port, talkers)
    pipe.send("open")
    plan = pipe.recv()
    before = time.process_time()
    load.run(plan)
    cpu_s = time.process_time() - before
    result = Reading(load, plan).result
    result.cpu_s = cpu_s
    pipe.send(result)
    pipe.poll(None)
