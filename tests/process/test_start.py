# SPDX-License-Identifier: Apache-2.0
"""What it takes to start, and what keeps the server from it."""
import secrets

from support.case import DatabaseCase, ServerCase
from support.database import Database, tool
from support.server import Server


class Start(DatabaseCase):
    def test_is_ready_after_a_start(self):
        server = Server(self.database.url)
        self.addCleanup(self.end, server)
        took_ms = server.start()
        print(f"   start-up {took_ms:.0f} ms, idle memory {server.resident_mib():.1f} MiB", end=" ")
        answer = server.client().get("/health/ready")
        self.assertEqual("ready", answer.json()["status"])
        self.assertEqual({"database": "healthy"}, answer.json()["critical_services"])
        self.assertEqual("alive", server.client().get("/health/live").json()["status"])
        self.assertEqual({"status": "healthy", "service": "questcity-backend"},
                         server.client().get("/health").json())

    def test_second_server_on_the_same_port_says_so(self):
        first = self.make_server()
        second = Server(self.database.url, APP_PORT=str(first.port))
        self.addCleanup(second.forget)
        second.launch()
        self.addCleanup(second.stop)
        self.assertNotEqual(0, second.ended())
        self.assertIn(f":{first.port}", second.errors())
        self.assertIn("APP_PORT", second.errors())
        self.assertEqual(200, first.client().get("/health/live").status)

    def test_two_workers_serve_on_one_port(self):
        server = self.make_server(APP_WORKERS="2")
        statuses = {server.client().get("/health/live").status for _ in range(50)}
        self.assertEqual({200}, statuses)
        metrics = server.internal_client().get("/metrics").body.decode()
        self.assertIn("questcity_pool_in_use", metrics)


class Refusals(DatabaseCase):
    """Each is a sentence that names the setting, and never shows a secret."""

    def refused(self, database=None, **settings):
        server = Server((database or self.database).url, **settings)
        self.addCleanup(server.forget)
        server.launch()
        self.addCleanup(lambda: server.is_alive() and server.process.kill())
        self.assertEqual(1, server.ended(), server.log())
        said = server.errors() + server.log()
        for name, text in settings.items():
            if text and ("SECRET" in name or "PASSWORD" in name):
                self.assertNotIn(text, said)
        self.assertNotIn(server.secret(), said)
        return said

    def test_missing_secret(self):
        self.assertIn("APP_SESSION_SECRET_KEY is missing", self.refused(APP_SESSION_SECRET_KEY=None))

    def test_empty_secret(self):
        self.assertIn("APP_SESSION_SECRET_KEY", self.refused(APP_SESSION_SECRET_KEY=""))

    def test_short_secret(self):
        self.assertIn("APP_SESSION_SECRET_KEY must have at least 32 bytes",
                      self.refused(APP_SESSION_SECRET_KEY=secrets.token_hex(15)))

    def test_weak_secret(self):
        self.assertIn("APP_SESSION_SECRET_KEY", self.refused(APP_SESSION_SECRET_KEY="abab" * 16))

    def test_short_previous_secret(self):
        self.assertIn("APP_SESSION_SECRET_KEY_PREVIOUS",
                      self.refused(APP_SESSION_SECRET_KEY_PREVIOUS=secrets.token_hex(8)))

    def test_missing_public_url(self):
        self.assertIn("APP_PUBLIC_URL is missing", self.refused(APP_PUBLIC_URL=None))

    def test_unknown_name_with_our_prefix(self):
        self.assertIn("APP_PROT", self.refused(APP_PROT="80"))

    def test_value_out_of_range(self):
        self.assertIn("APP_PORT must be an integer", self.refused(APP_PORT="70000"))

    def test_every_problem_at_once(self):
        said = self.refused(APP_SESSION_SECRET_KEY=None, APP_WORKERS="0", LOG_LEVEL="loud", DATABASE_URL=None)
        for name in ("APP_SESSION_SECRET_KEY", "APP_WORKERS", "LOG_LEVEL", "DATABASE_URL"):
            self.assertIn(name, said)

    def test_revealed_answers_in_production_without_a_word_for_it(self):
        self.assertIn("COMPAT_REVEAL_ANSWERS_ACK",
                      self.refused(ENVIRONMENT="production", COMPAT_REVEAL_ANSWERS="true"))

    def test_production_makes_no_keys(self):
        said = self.refused(ENVIRONMENT="production", PRIVATE_KEY_PATH="none/private.pem",
                            PUBLIC_KEY_PATH="none/public.pem")
        self.assertIn("none/private.pem", said)

    def test_database_without_schema(self):
        empty = Database(empty=True)
        self.addCleanup(empty.drop)
        self.assertIn("questcity migrate up", self.refused(empty))

    def test_database_that_is_behind(self):
        behind = Database()
        self.addCleanup(behind.drop)
        behind.rows("DELETE FROM schema_migration WHERE version = (SELECT max(version) FROM schema_migration)")
        self.assertIn("questcity migrate up", self.refused(behind))

    def test_database_that_does_not_answer(self):
        canary = "pw" + secrets.token_hex(8)
        said = self.refused(DATABASE_URL=f"postgresql://nobody:{canary}@127.0.0.1:1/none")
        self.assertNotIn(canary, said)
        self.assertIn("connection to server", said)


class Tools(ServerCase):
    """Commands beside the server, on the same database."""

    def test_config_hides_secrets(self):
        shown = tool(self.database.url, "config", "--json", **self.server.settings)
        self.assertEqual(0, shown.returncode, shown.stderr)
        self.assertNotIn(self.server.secret(), shown.stdout)
        self.assertNotIn(self.database.url, shown.stdout)

    def test_printed_document_is_the_served_one(self):
        printed = tool(self.database.url, "openapi").stdout
        self.assertEqual(printed.strip(), self.server.client().get("/openapi.json").body.decode().strip())
