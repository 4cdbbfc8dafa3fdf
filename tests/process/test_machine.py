# SPDX-License-Identifier: Apache-2.0
"""The measure of the machine's lateness excuses a machine, and no server."""
import os
import subprocess
import sys
import types
import unittest

from support.machine import Lateness, within
from support.wait import until


class Machine(unittest.TestCase):
    def process(self, *command):
        process = subprocess.Popen(command)
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        return types.SimpleNamespace(process=process)

    def test_server_that_blocks_is_not_excused(self):
        blocking = self.process("sleep", "2")
        with self.assertRaisesRegex(AssertionError, "the machine was late by"):
            with within(0.2, [blocking]):
                blocking.process.wait()

    def test_server_without_a_core_is_excused(self):
        core = str(min(os.sched_getaffinity(0)))
        crowd = [self.process("taskset", "-c", core, sys.executable, "-c", "while True: pass") for _ in range(4)]
        lateness = Lateness(crowd[:1])
        self.addCleanup(lateness.end)
        until(lambda: lateness.waited_s(crowd[0].process.pid) > 0.3, "one of four waits for their core")
