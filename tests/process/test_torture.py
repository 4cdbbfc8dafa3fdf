# SPDX-License-Identifier: Apache-2.0
"""The torture of live chats in small, and its checker on planted faults."""
import pathlib
import sys
import tempfile
import unittest

from support.environment import ROOT, binary, database_server

sys.path.append(str(ROOT / "tools" / "torture"))
from journal import Checker, Journal  # noqa: E402
from storm import Storm  # noqa: E402
from town import Town  # noqa: E402

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
