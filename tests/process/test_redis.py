# SPDX-License-Identifier: Apache-2.0
"""Two instances on one database with one Redis: together while it is there, each alone while not."""
import pathlib
import tempfile
import time

from support.case import DatabaseCase
from support.database import offline_settings, tool
from support.players import API, address
from support.redis import Pretender, Redis, is_linked
from support.server import Server
from support.wait import until

BURST = 6
# One token comes back in a minute, so that the time a test takes is worth none.
LIMITS = f'{{"loginPerMinutePerAddress":1,"loginBurst":{BURST}}}'


class TwoInstances(DatabaseCase):
    # How soon Redis is given up is what they are about.
    is_patient = False

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.redis = Redis()
        cls.addClassCleanup(cls.redis.kill)

    def setUp(self):
        if self.redis.process.poll() is not None:
            self.redis.start()
        self.servers = [self.make_server(REDIS_URL=self.redis.url, LIMITS=LIMITS) for _ in range(2)]
        self.wait_until_shared()

    def metric(self, server, line):
        return line in server.internal_client().get("/metrics").body.decode().splitlines()

    def wait_until_shared(self):
        for server in self.servers:
            until(lambda: is_linked(server), "connected")

    def logins(self, server, times, where):
        """The codes of sign-ins without credentials: they count before anybody reads them."""
        client = server.client(address=where)
        return [client.post(f"{API}/auth/login", {}).code() for _ in range(times)]

    def allowed(self, server, times, where):
        codes = self.logins(server, times, where)
        self.assertLessEqual(set(codes), {"VALIDATION_ERROR", "TOO_MANY_REQUESTS"})
        return codes.count("VALIDATION_ERROR")

    def assert_everything_goes_on(self):
        for server in self.servers:
            ready = server.client().get("/health/ready")
            self.assertEqual((200, "ready"), (ready.status, ready.json()["status"]))
            self.assertEqual(200, server.client().get("/api/v1/health/live").status)
            # In process at the same rates: neither closed nor open.
            self.assertEqual(BURST, self.allowed(server, BURST + 3, address()))

    def wait_until_degraded(self):
        for server in self.servers:
            until(lambda: self.is_degraded(server.client().get("/health/detailed").json()), "only Redis is missing")

    @staticmethod
    def is_degraded(shown):
        return (shown["overall_status"] == "degraded" and "redis" in shown["circuit_breakers"]
                and shown["services"]["database"]["status"] == "healthy")

    def assert_shared(self):
        """An instance that Redis does not answer within 100 ms decides alone, also because of a slow machine."""
        until(self.is_shared, "the rate is shared")

    def is_shared(self):
        first, second = self.servers
        where = address()
        allowed = [self.allowed(first, 4, where), self.allowed(second, 4, where), self.allowed(first, 2, where)]
        return allowed == [4, BURST - 4, 0]

    def test_limits_and_events_are_shared(self):
        until(lambda: self.servers[0].client().get("/health/detailed").json()["services"]["redis"]["status"] == "healthy",
              "Redis is healthy")
        self.assert_shared()
        until(lambda: self.redis.ask("pubsub", "numsub", "qc:live:0") == ["qc:live:0", "2"], "both listen")
        self.assertIn("qc:rate:login:", " ".join(self.redis.ask("keys", "qc:rate:login:*")))

    def test_killed_and_started_again(self):
        where = address()
        self.assertEqual(4, self.allowed(self.servers[0], 4, where))
        self.redis.kill()
        until(lambda: not self.metric(self.servers[0], 'questcity_redis_connections{link="commands"} 1'),
              "the end is noticed")
        self.assertEqual(BURST - 4, self.allowed(self.servers[0], BURST, where), "what was taken stays taken")
        self.assert_everything_goes_on()
        self.wait_until_degraded()
        self.redis.start()
        self.wait_until_shared()
        self.assert_shared()

    def test_frozen(self):
        self.redis.pause()
        began = time.monotonic()
        self.assert_everything_goes_on()
        self.assertLess(time.monotonic() - began, 10)
        self.redis.resume()
        self.wait_until_shared()
        self.assert_shared()

    def test_full(self):
        self.redis.ask("config", "set", "maxmemory", "1")
        self.assert_everything_goes_on()
        for server in self.servers:
            until(lambda: self.metric(server, 'questcity_redis_connections{link="commands"} 1'), "it answers")
            until(lambda: "Redis refuses commands" in server.log(), "the refusals are logged")
            self.assertEqual(1, server.log().count("Redis refuses commands"))
        self.redis.ask("config", "set", "maxmemory", "0")
        until(self.asks_redis_again, "the breaker lets commands through")

    def asks_redis_again(self):
        self.logins(self.servers[0], 1, address())
        shown = self.servers[0].client().get("/health/detailed").json()
        return shown["circuit_breakers"]["redis"]["state"] == "closed"

    def test_replaced_by_nonsense(self):
        for answer in (b"HTTP/1.1 400 Bad Request\r\n\r\n", b"+PONG\r\n" * 100, b"$500000000\r\n" + b"x" * 60000,
                       b"*2147483647\r\n"):
            self.redis.kill()
            pretender = Pretender(self.redis.port, answer)
            self.assert_everything_goes_on()
            pretender.end()
            self.redis.start()
            self.wait_until_shared()
            self.assert_shared()


class Settings(DatabaseCase):
    def test_a_missing_redis_does_not_keep_the_server_from_starting(self):
        server = self.make_server(REDIS_URL="redis://:sesame@127.0.0.1:1/0")
        self.assertEqual(200, server.client().get("/health/ready").status)
        self.assertNotIn("sesame", server.log())

    def test_a_wrong_url_is_named_without_its_password(self):
        server = Server(self.database.url, REDIS_URL="redis://:sesame@cache/first")
        server.launch()
        self.assertNotEqual(0, server.ended())
        said = server.errors() + server.log()
        server.forget()
        self.assertIn("REDIS_URL", said)
        self.assertNotIn("sesame", said)

    def test_doctor_looks_at_redis(self):
        redis = Redis()
        self.addCleanup(redis.kill)
        settings = offline_settings(pathlib.Path(self.enterContext(tempfile.TemporaryDirectory())))
        found = tool(self.database.url, "doctor", REDIS_URL=redis.url, **settings)
        self.assertIn("Redis answers", found.stdout)
        missing = tool(self.database.url, "doctor", REDIS_URL="redis://:sesame@127.0.0.1:1", **settings)
        self.assertIn("correct REDIS_URL", missing.stdout)
        self.assertNotIn("sesame", missing.stdout + missing.stderr)
