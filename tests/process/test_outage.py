# SPDX-License-Identifier: Apache-2.0
"""PostgreSQL restarted, stopped and frozen under load."""
import time
import unittest

from support.cluster import Cluster, Gate
from support.database import fill, psql
from support.environment import binary
from support.load import Load
from support.machine import Lateness, within
from support.players import API, Administrators
from support.server import Server
from support.wait import until

BACK_WITHIN_S = 5
ANSWER_WITHIN_S = 3
# Beside what is measured of the lateness of the machine.
SLACK_S = 1
# Older, and the heartbeat of a server says that it does not live.
HEARTBEAT_S = 2


class SomeDatabase:
    def __init__(self, url):
        self.url = url

    def rows(self, sql):
        return psql(self.url, sql)


class Outage(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        binary()
        cls.cluster = Cluster()
        cls.addClassCleanup(cls.cluster.end)
        fill(cls.cluster.url)
        cls.gate = Gate(cls.cluster.port)
        cls.addClassCleanup(cls.gate.end)
        cls.server = Server(f"postgresql://postgres@127.0.0.1:{cls.gate.port}/postgres", APP_WORKERS="2")
        cls.addClassCleanup(cls.server.forget)
        cls.server.start()
        cls.addClassCleanup(cls.server.stop)
        *cls.administrators, cls.victim = Administrators(
            cls.server, SomeDatabase(cls.cluster.url), count=13).clients

    def setUp(self):
        self.load = Load(self.administrators, self.server.client())
        self.addCleanup(self.load.stop)
        self.lateness = Lateness([self.server])
        self.addCleanup(self.lateness.end)
        until(lambda: len(self.succeeded(0, "write")) >= 50, "load runs")

    def succeeded(self, moment, kind):
        return [seen for seen in self.load.since(moment, kind) if seen.status in (200, 201)]

    def refused(self, moment, kind):
        return [seen for seen in self.load.since(moment, kind) if seen.status == 503]

    def wait_until_back(self, moment):
        for kind in ("write", "read"):
            until(lambda: self.succeeded(moment, kind), f"a {kind} succeeds again")
        back = time.monotonic() - moment
        self.assertLess(back, BACK_WITHIN_S + SLACK_S + self.lateness.seconds)
        return back

    def wait_until_refused(self, moment):
        for kind in ("write", "read"):
            until(lambda: self.refused(moment, kind), f"503 on a {kind}")
        self.assertLess(time.monotonic() - moment, ANSWER_WITHIN_S + SLACK_S + self.lateness.seconds)

    def check_everything_seen(self):
        """No broken connection, no other status, no long wait; what was acknowledged is there."""
        seen = self.load.stop()
        strange = [one for one in seen if one.status not in (200, 201, 503)]
        self.assertEqual([], strange[:5])
        late_s = self.lateness.end()
        slow = [one for one in seen if one.seconds > ANSWER_WITHIN_S + SLACK_S + late_s]
        self.assertEqual([], slow[:5])
        not_living = [one for one in seen if one.kind == "live" and one.status != 200]
        if late_s < HEARTBEAT_S:
            self.assertEqual([], not_living[:5])
        else:
            print(f"   liveness not judged: the server waited {late_s:.1f} s for a core", end=" ")
        for one in (one for one in seen if one.status == 503):
            self.assertGreaterEqual(int(one.answer.header("Retry-After") or 0), 1, one)
            self.assertIn(one.answer.code(), ("DATABASE_UNAVAILABLE", "SERVICE_UNAVAILABLE"))
        acknowledged = {one.name for one in seen if one.status == 201}
        kept = {row[0] for row in psql(self.cluster.url, "SELECT name FROM vehicle")}
        self.assertEqual(set(), acknowledged - kept)
        self.assertTrue(self.server.is_alive())
        refusals = sum(one.status == 503 for one in seen)
        print(f"   {len(acknowledged)} writes acknowledged, none lost; {refusals} refused", end=" ")

    def test_immediate_restart(self):
        self.cluster.restart()
        back = self.wait_until_back(time.monotonic())
        self.check_everything_seen()
        print(f"back after {back:.2f} s", end=" ")

    def test_stop_and_start_later(self):
        self.cluster.stop()
        down = time.monotonic()
        self.wait_until_refused(down)
        # One failure may be an accident: the second check says so.
        probe = self.server.client()
        until(lambda: probe.get("/health/ready").status == 503, "not ready")
        # Longer than the pause between two attempts to connect may become.
        until(lambda: time.monotonic() - down > 4, "the outage lasts")
        self.assertEqual(200, self.server.internal_client().get("/metrics").status)
        self.assertEqual(200, self.server.client().get("/openapi.json").status)
        self.cluster.start()
        back = self.wait_until_back(time.monotonic())
        self.check_everything_seen()
        print(f"back after {back:.2f} s", end=" ")

    def test_frozen_database(self):
        self.gate.freeze()
        frozen = time.monotonic()
        self.wait_until_refused(frozen)
        self.gate.thaw()
        back = self.wait_until_back(time.monotonic())
        self.check_everything_seen()
        print(f"back after {back:.2f} s", end=" ")

    def test_connections_killed_by_an_operator(self):
        killed = time.monotonic()
        psql(self.cluster.url, """
            SELECT pg_terminate_backend(pid) FROM pg_stat_activity
            WHERE datname = current_database() AND pid <> pg_backend_pid()""")
        self.wait_until_back(killed)
        self.check_everything_seen()

    def test_lock_of_a_user_is_felt_after_a_restart(self):
        """The notifications were interrupted; what comes later must reach the server again."""
        # One worker may still be pausing after the outage of the test before.
        until(lambda: self.victim.get(f"{API}/users/me").status == 200, "the user is known")
        self.cluster.restart()
        self.wait_until_back(time.monotonic())
        psql(self.cluster.url, "UPDATE \"user\" SET is_active = false WHERE username = 'boss12'")
        with within(BACK_WITHIN_S + SLACK_S, [self.server]):
            until(lambda: self.victim.get(f"{API}/users/me").code() == "INACTIVE_USER", "the lock is felt")
        psql(self.cluster.url, "UPDATE \"user\" SET is_active = true WHERE username = 'boss12'")
        self.check_everything_seen()
