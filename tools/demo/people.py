#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Two people become friends and chat live across two instances; one instance is killed and the
conversation goes on.

Starts Redis, nginx and two instances of its own, on a database of its own: in the PostgreSQL of a
running ./dev run, or in one that it starts. Everything is gone at the end. Anything unexpected ends
with exit code 1.
"""
import argparse
import os
import pathlib
import re
import secrets
import subprocess
import sys
import time

sys.dont_write_bytecode = True
ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT / "tools" / "torture"), str(ROOT / "tests" / "process")]
from play import expect, say  # noqa: E402
from scene import scene  # noqa: E402
from support.players import API, Player  # noqa: E402
from support.websocket import Closed, Rejected, WebSocket  # noqa: E402
from town import Town  # noqa: E402

PATIENCE_S = 15
# Three before it, and then one of each.
AFTER_THE_KILL = 5


def use_running_postgres():
    """The server of ./dev run, when there is one that answers."""
    found = ROOT / ".questcity" / "dev.env"
    if "QC_TEST_DATABASE_URL" in os.environ or not found.exists():
        return False
    url = re.search(r"""^DATABASE_URL=['"]?([^'"\n]+)""", found.read_text(), re.M)
    if not url or subprocess.run(["psql", url[1], "-X", "-q", "-c", "SELECT 1"], capture_output=True).returncode:
        return False
    os.environ["QC_TEST_DATABASE_URL"] = url[1]
    return True


class Friend:
    """A person with a phone: it comes back with its last seq and repeats what was not acked."""

    def __init__(self, nickname, town):
        self.nickname, self.town = nickname, town
        self.player = Player(town.instances[0])
        client = self.player.client
        Player.expect(204, client.patch(f"{API}/users/me", {"firstName": nickname}))
        self.id = client.get(f"{API}/users/me").json()["id"]
        self.last, self.heard, self.inbox = 0, [], []
        self.socket = None

    def connect(self, away_from=None):
        """Through nginx, and for the start to another instance than `away_from`."""
        until = time.monotonic() + PATIENCE_S
        while time.monotonic() < until:
            try:
                self.socket = WebSocket(self.town.proxy.port, token=self.player.client.token)
                self.socket.expect("hello")
                if self.instance() != away_from:
                    return
                self.socket.close()
            except (Rejected, Closed, OSError):
                time.sleep(0.1)  # nginx has not noticed yet.
        raise SystemExit(f"demo failed: {self.nickname} does not get in")

    def instance(self):
        return int(self.socket.fields["x-instance"].rsplit(":", 1)[1])

    def call(self, method, path, body=None, status=200):
        answer = self.player.client.call(method, f"{API}{path}", body)
        expect(answer.status == status, f"{method} {path} answered {answer!r}")
        return answer.json() if answer.body else None

    def catch_up(self, chat):
        self.inbox = []
        ack = self.ask("subscribe", channel=f"chat:{chat}", afterSeq=self.last)
        while self.last < ack["lastSeq"]:
            self.listen()

    def receive(self, fits):
        """The first frame that fits; messages on the way to it are kept."""
        while True:
            frame = self.socket.receive(PATIENCE_S)
            if frame.get("event") == "message.created":
                self.inbox.append(frame)
            if fits(frame):
                return frame

    def ask(self, kind, **members):
        frame_id = secrets.token_hex(4)
        self.socket.send({"type": kind, "id": frame_id, **members})
        ack = self.receive(lambda frame: frame.get("id") == frame_id)
        expect(ack["type"] == "ack", f"{kind} answered {ack}")
        return ack

    def news(self, name):
        return self.receive(lambda frame: frame.get("event") == name)["data"]

    def listen(self):
        """The next message of the chat, whoever wrote it."""
        while True:
            if not self.inbox:
                self.news("message.created")
            event = self.inbox.pop(0)
            if event["seq"] > self.last:
                expect(event["seq"] == self.last + 1, f"{self.nickname} has a hole before {event['seq']}")
                self.last = event["seq"]
                self.heard.append((event["seq"], event["data"]["text"]))
                return event["data"]["text"]

    def write(self, chat, text, client_id=None):
        ack = self.ask("message.send", chatId=chat, text=text, clientId=client_id or secrets.token_hex(8))
        return ack["message"]["seq"]


def befriend(one, other):
    one.call("POST", "/friend-requests/me", {"recipientId": other.id}, 204)
    request = other.news("friend_request")
    say("ok", f"{one.nickname} asks to be friends; {other.nickname}'s phone shows it at once")
    other.call("PATCH", f"/friend-requests/received/me/{request['id']}", {"status": "accepted"}, 204)
    news = one.news("friendship")
    expect(news == {"userId": other.id, "state": "added"}, f"friendship: {news}")
    friends = [friend["id"] for friend in one.call("GET", "/friends/me")["items"]]
    expect(friends == [other.id], f"friends: {friends}")
    say("ok", f"{other.nickname} accepts; both are friends")
    return one.call("POST", f"/chats/{other.id}", {}, 201)["id"]


def converse(chat, lines):
    for writer, reader, text in lines:
        seq = writer.write(chat, text)
        heard = reader.listen()
        expect(heard == text, f"{reader.nickname} heard {heard!r}")
        print(f"    {seq:2d}  {writer.nickname}: {text}")
        writer.listen()


def survive(town, ada, ben, chat):
    """Ada's instance dies between her message and its ack; Ben writes while she is away."""
    doomed = next(instance for instance in town.instances if instance.port == ada.instance())
    ada.socket.send({"type": "message.send", "chatId": chat, "text": "Can you hear me?", "clientId": "last-words"})
    doomed.process.kill()
    killed = time.monotonic()
    doomed.process.wait()
    say("no", f"kill -9: the instance on port {doomed.port} is gone in the middle of Ada's message")
    try:
        while True:
            ada.socket.receive(PATIENCE_S)
    except Closed:
        pass  # Her phone notices.
    ben.write(chat, "Ada? You are so quiet")
    ada.connect()
    ada.catch_up(chat)
    say("ok", f"{(time.monotonic() - killed) * 1000:.0f} ms later Ada's phone is back, on port {ada.instance()}, with what she missed")
    seq = ada.write(chat, "Can you hear me?", "last-words")
    again = ada.write(chat, "Can you hear me?", "last-words")
    expect(seq == again, "the repeated message became two")
    for friend in (ada, ben):
        while friend.last < AFTER_THE_KILL:
            friend.listen()
    say("ok", f"The message whose ack was lost is there once, as number {seq}, however often it is sent")
    town.revive(doomed)
    say("ok", "The dead instance is back too")


def main():
    argparse.ArgumentParser(prog="./dev demo people", description=__doc__,
                            formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    borrowed = use_running_postgres()
    postgres = "the PostgreSQL of ./dev run" if borrowed else "PostgreSQL"
    say("step", f"Starting two instances behind nginx, with Redis and {postgres}")
    with scene() as folder:
        town = Town(folder)
        try:
            play(town)
        finally:
            town.leave()


def play(town):
    started = time.monotonic()
    ada, ben = Friend("Ada", town), Friend("Ben", town)
    say("ok", "Ada and Ben are registered, with codes from their mails")
    ada.connect()
    ben.connect(away_from=ada.instance())
    say("ok", f"Their phones are connected through nginx: Ada to port {ada.instance()}, Ben to port {ben.instance()}")
    chat = befriend(ada, ben)
    for friend in (ada, ben):
        friend.catch_up(chat)
    converse(chat, [(ada, ben, "Quest tonight?"), (ben, ada, "Seven, at the old bridge"),
                    (ada, ben, "Bring a torch \U0001f526")])
    survive(town, ada, ben, chat)
    converse(chat, [(ben, ada, "Loud and clear"), (ada, ben, "See you at seven")])
    expect(ada.heard == ben.heard, f"they remember different things:\n{ada.heard}\n{ben.heard}")
    say("ok", f"Both phones hold the same {len(ada.heard)} messages in the same order")
    say("ok", f"Told in {time.monotonic() - started:.1f} s")


if __name__ == "__main__":
    main()
