# SPDX-License-Identifier: Apache-2.0
"""Clients that go on through an outage and write down everything they saw."""
import itertools
import threading
import time

from support.players import API


class Seen:
    def __init__(self, kind, name, started, answer, broken):
        self.kind, self.name, self.started = kind, name, started
        self.seconds = time.monotonic() - started
        self.answer, self.broken = answer, broken

    @property
    def status(self):
        return self.answer.status if self.answer else 0

    def __repr__(self):
        return f"{self.kind} {self.name} after {self.seconds:.2f} s: {self.broken or self.answer!r}"


class Load:
    """Writers make rows with names of their own, readers read them, a watcher asks for liveness."""

    # Staff may ask 20 times a second for as long as they like; who reads and writes stays below.
    PAUSE_S = 0.11
    numbers = itertools.count(1)

    def __init__(self, administrators, watcher, readers=2):
        self.seen = []
        self.going = True
        self.threads = [threading.Thread(target=self.repeat, args=(client, self.write))
                        for client in administrators]
        self.threads += [threading.Thread(target=self.repeat, args=(client.twin(), self.read))
                         for client in administrators[:readers]]
        self.threads.append(threading.Thread(target=self.repeat, args=(watcher, self.live)))
        for thread in self.threads:
            thread.start()

    def repeat(self, client, action):
        while self.going:
            started = time.monotonic()
            kind, name, call = action(client)
            try:
                self.seen.append(Seen(kind, name, started, call(), None))
            except OSError as broken:
                self.seen.append(Seen(kind, name, started, None, broken))
            time.sleep(self.PAUSE_S)

    def write(self, client):
        name = f"Cart {next(self.numbers)}"
        return "write", name, lambda: client.post(f"{API}/quests/vehicles", {"name": name})

    def read(self, client):
        return "read", "", lambda: client.get(f"{API}/wallet")

    def live(self, client):
        return "live", "", lambda: client.get("/health/live")

    def stop(self):
        self.going = False
        for thread in self.threads:
            thread.join()
        return self.seen

    def since(self, moment, kind):
        return [seen for seen in list(self.seen) if seen.kind == kind and seen.started >= moment]
