# SPDX-License-Identifier: Apache-2.0
"""A run of ./dev torture capacity: who takes part, the processes of the load, and the verdict."""
import dataclasses
import multiprocessing
import os
import random
import time

import gauges
import talkers
from idlers import PER_PERSON, idle
from support.crowd import crowd

GROUP = 3
# The contract lets a user send 30 messages a minute.
SEND_EVERY_S = 2.4
WARM_S = 5
TALKING_PROCESSES = 2
START_S = 3
PATIENCE_S = 300
_fork = multiprocessing.get_context("fork")


@dataclasses.dataclass
class Outcome:
    plan: talkers.Plan
    rate: int
    results: list
    spent: dict
    before_mib: float
    after_mib: float
    connected: int
    pings: int
    idle_closed: int
    last_seqs: dict
    durability: dict


class Processes:
    """Processes with a pipe to each."""

    def __init__(self):
        self.all = []

    def start(self, body, *arguments):
        ours, theirs = _fork.Pipe()
        process = _fork.Process(target=body, args=(theirs, *arguments), daemon=True)
        process.start()
        theirs.close()
        self.all.append((process, ours))
        return ours

    def end(self):
        for process, pipe in self.all:
            process.terminate()
            process.join(10)
            pipe.close()


def hear(pipe):
    if not pipe.poll(PATIENCE_S):
        raise RuntimeError(f"a process of the load says nothing for {PATIENCE_S} s")
    return pipe.recv()


def make_groups(database, names):
    """Chats of three, as runs with a team have them: (chat, name) for each name."""
    return database.rows(f"""
        WITH chats AS (INSERT INTO chat (kind) SELECT 'run' FROM generate_series(1, {len(names) // GROUP}) RETURNING id),
        numbered AS (SELECT id, row_number() OVER (ORDER BY id) - 1 AS number FROM chats),
        seats AS (SELECT id, username, (row_number() OVER (ORDER BY username) - 1) / {GROUP} AS number
                  FROM "user" WHERE username = ANY ('{{{",".join(names)}}}')),
        joined AS (INSERT INTO chat_participant (chat_id, user_id)
                   SELECT numbered.id, seats.id FROM seats JOIN numbered USING (number))
        SELECT numbered.id, username FROM seats JOIN numbered USING (number)""")


class Rush:
    def __init__(self, server, database, say=lambda text: None):
        self.server, self.database, self.say = server, database, say
        self.processes = Processes()
        self.members = {}

    def end(self):
        self.processes.end()

    def workers(self):
        return int(self.server.settings.get("APP_WORKERS", os.cpu_count()))

    def gather(self, groups, idle_count):
        self.idle_count = idle_count
        idle_people = -(-idle_count // PER_PERSON)
        self.say(f"{groups * GROUP + idle_people} people sign in")
        people = crowd(self.server, self.database.url, groups * GROUP + idle_people)
        self.before_mib = self.server.resident_mib()
        talking = people[:groups * GROUP]
        tokens = {person.name: person.token for person in talking}
        chance = random.Random(1)
        places = [talkers.Talker(name, tokens[name], int(chat), chance.uniform(0, SEND_EVERY_S))
                  for chat, name in make_groups(self.database, list(tokens))]
        for place in places:
            self.members.setdefault(place.chat, []).append(place.name)
        chats = list(self.members)
        self.say(f"{len(places)} connections in {len(chats)} chats and {idle_count} idle ones open")
        self.idling = self.processes.start(idle, self.server.port, people[groups * GROUP:], idle_count)
        hear(self.idling)
        # The last to come: until they have a plan nobody answers their pings.
        self.talking = []
        for number in range(TALKING_PROCESSES):
            mine = set(chats[number::TALKING_PROCESSES])
            self.talking.append(self.processes.start(talkers.talk, self.server.port,
                                                   [place for place in places if place.chat in mine]))
        for pipe in self.talking:
            hear(pipe)

    def run(self, seconds, rate, warm_s=WARM_S):
        plan = talkers.Plan(time.monotonic() + START_S, warm_s, seconds, SEND_EVERY_S)
        self.say(f"{rate} messages/s for {warm_s} + {seconds} s")
        for pipe in self.talking:
            pipe.send(plan)
        postmaster = gauges.postmaster_of(self.database)
        time.sleep(max(0, plan.measured_from - time.monotonic()))
        before = gauges.Reading(self.server, self.database, postmaster)
        time.sleep(max(0, plan.end - time.monotonic()))
        after = gauges.Reading(self.server, self.database, postmaster)
        results = [hear(pipe) for pipe in self.talking]
        connected = gauges.metric(self.server, "questcity_ws_connections")
        self.idling.send("enough")
        pings, closed = hear(self.idling)
        return Outcome(plan, rate, results, gauges.between(before, after), before.resident_mib, after.resident_mib,
                       connected, pings, closed, self.last_seqs(), gauges.durability(self.database))

    def last_seqs(self):
        return {int(chat): int(seq) for chat, seq in self.database.rows("SELECT id, last_seq FROM chat")}
