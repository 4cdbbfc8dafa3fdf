# SPDX-License-Identifier: Apache-2.0
"""Signals: SIGTERM lets what is under way finish, SIGHUP reads keys again."""
import base64
import json
import shutil
import signal
import subprocess
import threading
import time

from support.case import DatabaseCase
from support.client import Wire
from support.players import API, Administrators, Player
from support.server import Server, make_key_pair, patient
from support.wait import PATIENCE_S, until

class LockedTable:
    """Holds a table, so that a request that wants it is under way for as long as we like."""

    def __init__(self, url, table):
        self.url = url
        self.process = subprocess.Popen(["psql", url, "-X", "-q", "-A", "-t"], text=True,
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.process.stdin.write(f"BEGIN; LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE; SELECT 'held';\n")
        self.process.stdin.flush()
        assert self.process.stdout.readline().strip() == "held"

    def release(self):
        self.process.stdin.close()
        self.process.wait(PATIENCE_S)
        self.process.stdout.close()


class Shutdown(DatabaseCase):
    def waiting_statements(self):
        return int(self.database.value(
            "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"))

    def test_sigterm_answers_what_is_under_way(self):
        server = self.make_server()
        boss = Administrators(server, self.database).clients[0]
        lock = LockedTable(self.database.url, "vehicle")
        answers = []
        request = threading.Thread(
            target=lambda: answers.append(boss.post(f"{API}/quests/vehicles", {"name": "Last tram"})))
        request.start()
        until(lambda: self.waiting_statements() > 0, "the request waits for the lock")
        server.signal(signal.SIGTERM)
        until(lambda: not self.accepts(server), "no new connections")
        self.assertTrue(server.is_alive())
        lock.release()
        request.join(PATIENCE_S)
        self.assertEqual([201], [answer.status for answer in answers], answers)
        self.assertEqual("close", answers[0].header("Connection").lower())
        self.assertEqual(0, server.ended())
        self.assertEqual("1", self.database.value("SELECT count(*) FROM vehicle WHERE name = 'Last tram'"))

    @staticmethod
    def accepts(server):
        try:
            with Wire(server.port):
                return True
        except OSError:
            return False

    def test_sigterm_takes_the_rest_of_a_body(self):
        server = self.make_server()
        body = json.dumps({"email": "nobody@example.org"}).encode()
        with Wire(server.port) as wire:
            wire.send(b"POST /api/v1/auth/register/resend-code HTTP/1.1\r\nHost: a\r\n"
                      b"Content-Type: application/json\r\nExpect: 100-continue\r\nContent-Length: %d\r\n\r\n" % len(body))
            self.assertEqual(100, wire.answer().status, "the head was read")
            wire.send(body[:5])
            server.signal(signal.SIGTERM)
            until(lambda: not self.accepts(server), "no new connections")
            wire.send(body[5:])
            self.assertEqual(204, wire.answer().status)
        self.assertEqual(0, server.ended())

    def test_idle_connections_do_not_hold_up_the_end(self):
        server = self.make_server(APP_WORKERS="2")
        clients = [server.client() for _ in range(20)]
        for client in clients:
            self.assertEqual(200, client.get("/health/live").status)
        started = time.monotonic()
        self.assertEqual(0, server.stop())
        # A drain that waits for them takes 20 s.
        self.assertLess(time.monotonic() - started, 10)

    def test_sigint_is_a_clean_end_too(self):
        server = self.make_server()
        server.signal(signal.SIGINT)
        self.assertEqual(0, server.ended())

    def test_production_says_not_ready_before_it_closes(self):
        server = self.make_server(ENVIRONMENT="production")
        client = server.client()
        self.assertEqual(200, client.get("/health/ready").status)
        server.signal(signal.SIGTERM)
        until(lambda: client.get("/health/ready").status == 503, "readiness turns 503 during the grace")
        self.assertEqual(503, server.client().get("/health").status)
        self.assertEqual(200, server.client().get("/health/live").status)
        self.assertEqual(0, server.ended())


def kid_of(token):
    head = token.split(".")[0]
    return json.loads(base64.urlsafe_b64decode(head + "=" * (-len(head) % 4)))["kid"]


class Reload(DatabaseCase):
    def kids(self, server):
        return {key["kid"] for key in server.client().get("/.well-known/jwks.json").json()["keys"]}

    def test_sighup_takes_new_keys_and_keeps_the_previous_one(self):
        server = self.start_with_previous_key()
        player = Player(server)
        old = kid_of(player.client.token)
        keys = server.folder / "keys"
        shutil.copy(keys / "public.pem", keys / "previous.pem")
        make_key_pair(keys)
        server.signal(signal.SIGHUP)
        until(lambda: len(self.kids(server)) == 2 and "Keys reloaded" in server.log(), "both keys are published")
        self.assertEqual(200, player.client.get(f"{API}/users/me").status)
        player.sign_in()
        self.assertNotEqual(old, kid_of(player.client.token))
        self.assertIn(kid_of(player.client.token), self.kids(server))
        self.assertEqual(200, player.client.get(f"{API}/users/me").status)

    def start_with_previous_key(self):
        server = Server(self.database.url, **patient({}))
        previous = server.folder / "keys" / "previous.pem"
        shutil.copy(server.folder / "keys" / "public.pem", previous)
        server.settings["JWT_PREVIOUS_PUBLIC_KEYS"] = str(previous)
        self.addCleanup(self.end, server)
        server.start()
        return server

    def test_sighup_without_the_previous_key_ends_old_tokens(self):
        server = self.make_server(APP_WORKERS="2")
        player = Player(server)
        make_key_pair(server.folder / "keys")
        server.signal(signal.SIGHUP)
        until(lambda: player.another_client().get(f"{API}/users/me").code() == "INVALID_ACCESS_TOKEN",
              "tokens of the old key are refused")
        refreshed = player.client.post(f"{API}/auth/refresh-token", {"refreshToken": player.tokens["refreshToken"]})
        self.assertEqual(200, refreshed.status, refreshed)

    def test_sighup_with_broken_keys_keeps_the_old_ones(self):
        server = self.make_server()
        player = Player(server)
        before = self.kids(server)
        (server.folder / "keys" / "private.pem").write_text("no key")
        server.signal(signal.SIGHUP)
        until(lambda: "the old ones stay" in server.log(), "the log says so")
        self.assertEqual(before, self.kids(server))
        self.assertEqual(200, player.client.get(f"{API}/users/me").status)
