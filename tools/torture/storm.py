# SPDX-License-Identifier: Apache-2.0
"""The run: phones that talk while they are cut off and instances die, and the proof at its end."""
import dataclasses
import pathlib
import statistics
import threading
import time

from journal import Checker, Journal
from phone import Phone
from support.crowd import crowd, open_chat
from support.players import API
from town import wait_for


@dataclasses.dataclass
class Pace:
    cuts: int
    session_s: float
    # The contract lets a user send 30 a minute.
    send_every_s: float = 2.4


class Killer:
    """Kills one instance after the other and starts it again."""

    def __init__(self, town, kills, pause_s):
        self.town, self.kills, self.pause_s = town, kills, pause_s
        self.done = 0
        self.starts_ms = []
        self.failure = None
        self.thread = threading.Thread(target=self.work, daemon=True)
        self.thread.start()

    def work(self):
        try:
            for number in range(self.kills):
                time.sleep(self.pause_s)
                instance = self.town.kill(number)
                time.sleep(self.pause_s / 4)
                self.starts_ms.append(self.town.revive(instance))
                self.done += 1
        except Exception as failure:
            self.failure = failure


class Storm:
    def __init__(self, town, folder, clients, disconnects, kills, say=lambda text: None):
        self.town, self.folder, self.say = town, pathlib.Path(folder), say
        self.clients, self.kills = clients, kills
        # More than a phone a second that comes back for each core would measure the machine.
        session_s = max(0.3, clients / 80)
        self.pace = Pace(-(-disconnects // clients), session_s)
        self.planned_s = self.pace.cuts * (session_s * 1.0 + 0.15)
        self.phones = []

    def run(self):
        started = time.monotonic()
        self.gather()
        self.say(f"{self.clients} clients in {len(self.members)} chats; about {self.planned_s:.0f} s of storm")
        stormed = time.monotonic()
        killer = Killer(self.town, self.kills, self.planned_s / (self.kills * 1.6 + 1))
        self.ride_out(killer)
        storm_s = time.monotonic() - stormed
        self.calm_down()
        self.raise_failures(killer)
        verdict = Checker([phone.journal for phone in self.phones], self.members, self.last_seqs).check()
        self.add_figures(verdict.figures, killer, storm_s, time.monotonic() - started)
        return verdict

    def gather(self):
        """Everybody chats with the next one, so that each is in two chats."""
        server = self.town.instances[0]
        people = crowd(server, self.town.database.url, self.clients)
        self.members = {}
        for one, other in zip(people, people[1:] + people[:1]):
            self.members[open_chat(server, one, other)] = (one.name, other.name)
        self.people = {person.name: person for person in people}
        journals = self.folder / "journals"
        journals.mkdir(parents=True, exist_ok=True)
        for person in people:
            chats = [chat for chat, names in self.members.items() if person.name in names]
            journal = Journal(person.name, journals / f"{person.name}.jsonl")
            self.phones.append(Phone(person, self.town.proxy.port, chats, journal, self.pace))

    def ride_out(self, killer):
        told = time.monotonic()
        patience = time.monotonic() + self.planned_s * 6 + 120
        while killer.thread.is_alive() or any(phone.cuts_left for phone in self.phones):
            time.sleep(0.1)
            self.raise_failures(killer)
            if time.monotonic() > patience:
                raise RuntimeError(f"the storm does not end: {sum(phone.cuts_left for phone in self.phones)} cuts left")
            if time.monotonic() - told > 10:
                told = time.monotonic()
                left = sum(phone.cuts_left for phone in self.phones)
                self.say(f"  {left} disconnects left, {killer.done} kills done")
        self.raise_failures(killer)

    def raise_failures(self, killer):
        for one in [killer, *self.phones]:
            if one.failure:
                raise RuntimeError(f"{type(one).__name__} failed: {one.failure!r}") from one.failure

    def calm_down(self):
        """Every send is acked and every reader is where the server is."""
        for phone in self.phones:
            phone.is_quiet = True
        wait_for(lambda: not any(phone.pending for phone in self.phones), 90, "every send is acked")
        self.last_seqs = {chat: self.last_seq(chat, names[0]) for chat, names in self.members.items()}
        try:
            wait_for(lambda: not self.is_anybody_late(), 15, "every reader has caught up")
        except RuntimeError:
            pass  # The checker names those who have not.
        for phone in self.phones:
            phone.stop()

    def is_anybody_late(self):
        return any(seq < self.last_seqs[chat] for phone in self.phones for chat, seq in phone.last.items())

    def last_seq(self, chat, name):
        client = self.people[name].client(self.town.instances[0])
        seq = client.get(f"{API}/chats/{chat}?limit=1").json()["lastSeq"]
        client.close()
        return seq

    def add_figures(self, figures, killer, storm_s, whole_s):
        latencies = sorted(sample for phone in self.phones for sample in phone.latencies_ms)
        forced = sum(count for how, count in figures["cuts"].items() if how != "server")
        figures.update({
            "forced disconnects": forced, "kills": killer.done, "storm seconds": round(storm_s, 1),
            "whole seconds": round(whole_s, 1), "events in the chats": sum(self.last_seqs.values())})
        if killer.starts_ms:
            figures["start after a kill, ms (median, worst)"] = [round(statistics.median(killer.starts_ms)),
                                                                 round(max(killer.starts_ms))]
        if latencies:
            figures["send to ack, ms (median, 99th percentile; breaks included)"] = [
                round(statistics.median(latencies), 1), round(latencies[int(len(latencies) * 0.99)], 1)]
