# SPDX-License-Identifier: Apache-2.0
"""The torture of live chats in small, and its checker on planted faults."""
import json
import pathlib
import sys
import tempfile
import types
import unittest
from unittest import mock

from support.database import Database
from support.environment import ROOT, binary, database_server
from support.server import Server, patient
from support.websocket import TEXT, frame

sys.path.append(str(ROOT / "tools" / "torture"))
import judge  # noqa: E402
import talkers  # noqa: E402
from idlers import PER_PERSON  # noqa: E402
from journal import Checker, Journal  # noqa: E402
from rush import GROUP, Rush  # noqa: E402
from storm import Storm  # noqa: E402
from town import LIMITS, Town  # noqa: E402

CHAT = 7


class Proof(unittest.TestCase):
    """Two journals of a chat in which everything went well, and what somebody does to them."""

    def setUp(self):
        self.one, self.other = Journal("one"), Journal("other")
        for seq in range(1, 6):
            owner = (self.one, self.other)[seq % 2]
            owner.write("sent", chat=CHAT, clientId=f"t{seq}")
            owner.write("acked", chat=CHAT, clientId=f"t{seq}", message=100 + seq, seq=seq)
            for journal in (self.one, self.other):
                journal.write("event", chat=CHAT, seq=seq, event="message.created", message=100 + seq, text=f"t{seq}")

    def faults(self, last_seq=5):
        return Checker([self.one, self.other], {CHAT: ("one", "other")}, {CHAT: last_seq}).check().faults

    def event(self, journal, seq):
        return next(line for line in journal.of("event") if line["seq"] == seq)

    def assert_found(self, words, **more):
        faults = self.faults(**more)
        self.assertTrue(any(words in fault for fault in faults), faults)

    def test_finds_nothing_where_nothing_is_wrong(self):
        self.assertEqual([], self.faults())

    def test_finds_a_missing_event(self):
        self.one.lines.remove(self.event(self.one, 3))
        self.assert_found("event 4 follows 2")

    def test_finds_an_end_that_never_came(self):
        self.other.lines.remove(self.event(self.other, 5))
        self.assert_found("ends at 4, the server at 5")

    def test_finds_what_all_readers_miss(self):
        self.assert_found("ends at 5, the server at 6", last_seq=6)

    def test_finds_a_doubled_event(self):
        self.one.lines.append(dict(self.event(self.one, 5)))
        self.assert_found("event 5 is out of order or doubled")

    def test_finds_swapped_events(self):
        lines = self.one.lines
        first, second = lines.index(self.event(self.one, 2)), lines.index(self.event(self.one, 3))
        lines[first], lines[second] = lines[second], lines[first]
        self.assert_found("out of order")

    def test_finds_a_different_event_under_the_same_number(self):
        self.event(self.other, 2)["text"] = "t9"
        self.assert_found("event 2 of one is not that of other")

    def test_finds_an_acked_send_that_is_gone(self):
        self.one.write("acked", chat=CHAT, clientId="lost", message=200, seq=6)
        self.assert_found("acked lost of one is 0 times")

    def test_finds_a_send_that_became_two_messages(self):
        for journal in (self.one, self.other):
            journal.write("event", chat=CHAT, seq=6, event="message.created", message=106, text="t5")
        self.assert_found("t5 is there 2 times", last_seq=6)

    def test_finds_a_send_acked_under_another_number(self):
        self.one.of("acked")[0]["seq"] = 4
        self.assert_found("was acked as 4")

    def test_finds_a_message_that_nobody_sent(self):
        for journal in (self.one, self.other):
            journal.write("event", chat=CHAT, seq=6, event="message.created", message=106, text="ghost")
        self.assert_found("nobody sent ghost", last_seq=6)


class Bytes(unittest.TestCase):
    """What the load of the capacity run kept, read afterwards."""

    def setUp(self):
        self.plan = talkers.Plan(start=100, warm=1, seconds=3, period=2)
        self.ada, self.ben = (talkers.Talker(name, "", CHAT, 0) for name in ("ada", "ben"))
        self.texts = [text for _, text in self.plan.sends_of(self.ada)]

    def read(self, *arrivals, is_closed=False):
        """The result when ada hears what comes at a time."""
        line = types.SimpleNamespace(talker=self.ada, chunks=arrivals, is_closed=is_closed)
        silent = types.SimpleNamespace(talker=self.ben, chunks=[], is_closed=False)
        return talkers.Reading(types.SimpleNamespace(lines={1: line, 2: silent}, late_s=[]), self.plan).result

    def event(self, text, seq=1):
        return frame(TEXT, json.dumps({"type": "event", "channel": f"chat:{CHAT}", "seq": seq, "event": "message.created",
                                       "data": {"id": 1, "text": text}}).encode(), mask=False)

    def test_plans_every_send_until_the_end(self):
        self.assertEqual([100, 102], [due for due, _ in self.plan.sends_of(self.ada)])
        self.assertEqual(2, len(set(self.texts)))

    def test_counts_an_event_when_its_last_byte_is_there(self):
        of_ben = [text for _, text in self.plan.sends_of(self.ben)][1]
        whole = self.event(of_ben)
        result = self.read((102.01, whole[:30]), (102.05, whole[30:]))
        self.assertEqual([0.05], [round(sample, 6) for sample in result.deliveries_s])
        self.assertEqual((1, of_ben), (result.delivered, result.journals["ada"][-1]["text"]))

    def test_keeps_the_event_of_the_author_apart(self):
        result = self.read((102.02, self.event(self.texts[1])))
        self.assertEqual((0, 0, 1), (result.delivered, len(result.deliveries_s), len(result.echoes_s)))

    def test_measures_nothing_that_was_due_while_warming_up(self):
        self.assertEqual(0, len(self.read((101.5, self.event(self.texts[0]))).echoes_s))

    def test_calls_a_refusal_a_fault(self):
        refusal = frame(TEXT, b'{"type":"error","code":"TOO_MANY_REQUESTS"}', mask=False)
        self.assertIn("TOO_MANY_REQUESTS", self.read((102, refusal)).faults[0])

    def test_calls_an_ended_connection_a_fault(self):
        self.assertEqual(["the connection of ada ended"], self.read(is_closed=True).faults)


class Plants(unittest.TestCase):
    def test_need_something_to_be_planted_into(self):
        faults = list(judge.blind_spots({"ada": [], "ben": []}, {CHAT: ["ada", "ben"]}, {CHAT: 0}))
        self.assertEqual(["ada has read too little to plant faults into it"], faults)


class Target(unittest.TestCase):
    def missed(self, deliveries_s, delivered=2000, acked=1000):
        result = talkers.Result(deliveries_s=deliveries_s, delivered=delivered, acked_at=[0.5] * acked)
        plan = talkers.Plan(start=0, warm=0, seconds=1, period=2)
        return list(judge.missed(types.SimpleNamespace(plan=plan, rate=1000), judge.Sum([result])))

    def test_is_met(self):
        self.assertEqual([], self.missed([0.01] * 995 + [0.2] * 5))

    def test_is_missed_when_two_of_a_hundred_are_late(self):
        self.assertEqual(1, len(self.missed([0.01] * 98 + [0.1] * 2)))

    def test_is_missed_when_nothing_arrives(self):
        self.assertEqual(2, len(self.missed([], delivered=0)))

    def test_is_missed_when_sends_wait_for_their_acks(self):
        self.assertEqual(1, len(self.missed([0.01], acked=900)))


class SmallRush(unittest.TestCase):
    """The capacity run in small; how fast it is says nothing here."""

    @classmethod
    def setUpClass(cls):
        binary(), database_server()
        database = Database()
        cls.addClassCleanup(database.drop)
        server = Server(database.url, **patient({"LIMITS": LIMITS, "APP_WORKERS": "2"}))
        cls.addClassCleanup(server.forget)
        cls.addClassCleanup(server.stop)
        server.start()
        cls.rush = Rush(server, database)
        cls.addClassCleanup(cls.rush.end)
        cls.rush.gather(groups=4, idle_count=2 * PER_PERSON)
        cls.outcome = cls.rush.run(seconds=4, rate=5, warm_s=1)
        cls.whole = judge.Sum(cls.outcome.results)

    def test_nothing_is_lost_or_doubled(self):
        self.assertEqual([], judge.wrong(self.rush, self.outcome, self.whole))
        sent = self.whole.count("sent")
        self.assertGreater(sent, 4 * GROUP)
        self.assertEqual((sent, GROUP * sent), (self.whole.count("acked"), self.whole.count("event")))

    def test_a_checker_that_sees_nothing_is_found_out(self):
        with mock.patch.object(judge, "faults_of", return_value=[]):
            blind = judge.wrong(self.rush, self.outcome, self.whole)
        self.assertEqual(["lose", "double", "swap", "forge"],
                         [word.removesuffix("()") for fault in blind for word in fault.split() if word.endswith("()")])

    def test_an_idle_connection_that_ended_is_a_fault(self):
        self.outcome.idle_closed, was = 1, self.outcome.idle_closed
        self.addCleanup(setattr, self.outcome, "idle_closed", was)
        self.assertEqual(1, len(judge.wrong(self.rush, self.outcome, self.whole)))


class SmallStorm(unittest.TestCase):
    def test_nothing_is_lost_or_doubled(self):
        binary()
        database_server()
        folder = self.enterContext(tempfile.TemporaryDirectory())
        town = Town(folder)
        self.addCleanup(town.leave)
        verdict = Storm(town, pathlib.Path(folder), clients=10, disconnects=200, kills=2).run()
        self.assertEqual([], verdict.faults)
        self.assertEqual((200, 2), (verdict.figures["forced disconnects"], verdict.figures["kills"]))
        self.assertGreater(verdict.figures["acked"], 20)
        self.assertEqual(verdict.figures["sent"], verdict.figures["acked"])
