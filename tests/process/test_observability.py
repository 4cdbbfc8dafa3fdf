# SPDX-License-Identifier: Apache-2.0
"""What the server says about itself: logs without secrets, headers on every answer, metrics."""
import re
import secrets

from support.case import ServerCase
from support.client import Wire
from support.players import API, Administrators, Player, address

# limits.md 5, on everything that the API answers.
ALWAYS = {
    "X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY", "Referrer-Policy": "no-referrer",
    "Server": "questcity", "Permissions-Policy": "geolocation=(), camera=(), microphone=()",
    "Cross-Origin-Resource-Policy": "same-site",
}
API_POLICY = "default-src 'none'; frame-ancestors 'none'"


def upgrade_to(target, version="13", **fields):
    """The opening handshake of RFC 6455 1.3."""
    lines = {"Host": "localhost", "Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Version": version,
             "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==", **fields}
    head = "".join(f"{name}: {text}\r\n" for name, text in lines.items())
    return f"GET {target} HTTP/1.1\r\n{head}\r\n".encode()


class Logs(ServerCase):
    settings = {"LOG_LEVEL": "debug"}

    def test_lines_are_ecs_and_hold_no_secret(self):
        player = Player(self.server)
        wrong = "Wrong-1" + secrets.token_urlsafe(12)
        client = self.server.client(address=address())
        client.post(f"{API}/auth/login", {"login": player.name, "password": wrong})
        client.call("POST", f"{API}/auth/login?token={wrong}", b'{"password":"' + wrong.encode() + b'",')
        client.post(f"{API}/auth/reset-password/{wrong}", {"password1": wrong, "password2": wrong})
        refreshed = player.client.post(f"{API}/auth/refresh-token", {"refreshToken": player.tokens["refreshToken"]})
        self.upgrade(f"/api/v1/ws?ticket={wrong}&%74oken={wrong}&events=1")
        self.upgrade(f"/api/v1/chats/1?token={player.tokens['accessToken']}")
        canaries = {
            "password": player.password, "wrong password": wrong, "code": player.code,
            "access token": player.tokens["accessToken"], "refresh token": player.tokens["refreshToken"],
            "new refresh token": refreshed.json()["refreshToken"], "secret": self.server.secret(),
            "signature": player.tokens["accessToken"].split(".")[2], "database": self.database.url,
        }
        self.assertEqual(0, self.server.stop())
        log, errors = self.server.log(), self.server.errors()
        self.server.start()
        for name, canary in canaries.items():
            if name == "code":  # Six digits may be part of a longer number.
                self.assertNotRegex(log, rf"(?<!\d){canary}(?!\d)", name)
            else:
                self.assertNotIn(canary, log, name)
                self.assertNotIn(canary, errors, name)
        self.check_lines()

    def upgrade(self, target):
        with Wire(self.server.port) as wire:
            wire.send(upgrade_to(target))
            self.assertEqual(101, wire.answer().status)

    def check_lines(self):
        lines = self.server.log_lines()
        self.assertGreater(len(lines), 10)
        for line in lines:
            for field in ("@timestamp", "log.level", "message", "ecs.version"):
                self.assertIn(field, line)
            self.assertEqual("questcity-backend", line["service.name"])
            self.assertRegex(line["@timestamp"], r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z$")
        requests = [line for line in lines if line.get("event.action") == "api_request"]
        self.assertTrue(requests)
        for line in requests:
            for field in ("http.request.method", "url.path", "http.response.status_code", "event.duration",
                          "labels.correlation_id"):
                self.assertIn(field, line)

    def test_request_is_found_by_its_correlation_id_and_trace(self):
        trace = secrets.token_hex(16)
        answer = self.server.client().get("/health/live", **{
            "X-Correlation-Id": "find-me-again", "traceparent": f"00-{trace}-{secrets.token_hex(8)}-01"})
        self.assertEqual("find-me-again", answer.header("X-Correlation-Id"))
        self.server.client().get("/nowhere", **{"X-Correlation-Id": "find-me-too"})
        self.assertEqual(0, self.server.stop())
        lines = {line.get("labels.correlation_id"): line for line in self.server.log_lines()}
        self.server.start()
        self.assertEqual(trace, lines["find-me-again"]["trace.id"])
        self.assertEqual(404, lines["find-me-too"]["http.response.status_code"])


class Headers(ServerCase):
    settings = {"APP_ALLOW_ORIGINS": '["https://app.example.org"]'}

    def check(self, answer, policy=API_POLICY, cache="no-store"):
        for name, text in ALWAYS.items():
            self.assertEqual(text, answer.header(name), (name, answer))
        self.assertEqual(policy, answer.header("Content-Security-Policy"))
        self.assertEqual(cache, answer.header("Cache-Control"))
        self.assertRegex(answer.header("X-Correlation-Id"), r"^req_[0-9A-Za-z]{22}$")
        if answer.body:
            self.assertRegex(answer.header("Content-Type"), r"; charset=utf-8$")

    def test_every_kind_of_answer_carries_them(self):
        player = Player(self.server)
        anonymous = self.server.client(address=address())
        answers = {
            200: player.client.get(f"{API}/users/me"),
            204: anonymous.post(f"{API}/auth/logout"),
            401: anonymous.get(f"{API}/users/me"),
            403: player.client.post("/health/services/database/reset"),
            404: anonymous.get("/nowhere"),
            405: anonymous.call("DELETE", "/health/live"),
            409: self.registered_twice(player),
            413: anonymous.post(f"{API}/auth/login", {"login": "a" * 300_000, "password": "x"}),
            414: anonymous.get("/" + "a" * 3000),
            415: anonymous.call("POST", f"{API}/auth/register", b"x", {"Content-Type": "text/plain"}),
            422: anonymous.post(f"{API}/auth/register", {}),
        }
        for status, answer in answers.items():
            with self.subTest(status):
                self.assertEqual(status, answer.status, answer)
                self.check(answer)
        self.assertEqual("Bearer", answers[401].header("WWW-Authenticate"))
        self.assertIn("GET", answers[405].header("Allow"))

    def registered_twice(self, player):
        return self.server.client(address=address()).post(f"{API}/auth/register", {
            "username": player.name, "email": f"other-{player.email}", "password1": player.password,
            "password2": player.password, "firstName": "A", "lastName": "B"})

    def test_refused_framing_carries_them_too(self):
        with Wire(self.server.port) as wire:
            wire.send(b"GET / HTTP/1.1\r\n\r\n")
            answer = wire.answer()
        self.assertEqual(400, answer.status)
        self.check(answer)

    def test_handshakes_carry_them_too(self):
        for status, code, request in (
                (101, None, upgrade_to("/api/v1/ws", Origin="https://app.example.org")),
                (403, "ORIGIN_NOT_ALLOWED", upgrade_to("/api/v1/ws", Origin="https://evil.test")),
                (426, "UPGRADE_REQUIRED", upgrade_to("/api/v1/ws", version="12")),
                (400, "BAD_REQUEST", upgrade_to("/api/v1/ws", **{"Sec-WebSocket-Key": "c2hvcnQ="}))):
            with self.subTest(status), Wire(self.server.port) as wire:
                wire.send(request)
                answer = wire.answer()
                self.assertEqual(status, answer.status)
                self.check(answer)
                self.assertNotEqual("", answer.header("RateLimit"))
                if code:
                    self.assertEqual(code, answer.code())

    def test_head_answers_like_get_without_a_body(self):
        client = self.server.client()
        get, head = client.get("/health/live"), client.call("HEAD", "/health/live")
        self.assertEqual((200, b""), (head.status, head.body))
        self.assertEqual(get.header("Content-Type"), head.header("Content-Type"))
        # The length of a timestamp differs by a digit or two.
        self.assertAlmostEqual(int(get.header("Content-Length")), int(head.header("Content-Length")), delta=6)
        for name, text in ALWAYS.items():
            self.assertEqual(text, head.header(name))

    def test_preflight_knows_the_listed_origin_only(self):
        ask = {"Access-Control-Request-Method": "PATCH", "Access-Control-Request-Headers": "authorization"}
        known = self.server.client().call("OPTIONS", f"{API}/users/me", None, {"Origin": "https://app.example.org", **ask})
        self.assertEqual("https://app.example.org", known.header("Access-Control-Allow-Origin"))
        self.assertIn("PATCH", known.header("Access-Control-Allow-Methods"))
        self.assertIn("Origin", known.header("Vary"))
        strange = self.server.client().call("OPTIONS", f"{API}/users/me", None, {"Origin": "https://evil.test", **ask})
        self.assertEqual("", strange.header("Access-Control-Allow-Origin"))

    def test_api_browser_works_offline_under_its_own_policy(self):
        page = self.server.client().get("/api/docs")
        self.assertEqual(200, page.status)
        self.assertTrue(page.header("Content-Type").startswith("text/html"))
        self.assertIn("script-src 'self'", page.header("Content-Security-Policy"))
        self.assertNotRegex(page.body.decode(), r"(?:src|href)=\"https?://")
        for target in re.findall(r"(?:src|href)=\"([^\"#]+)\"", page.body.decode()):
            part = self.server.client().get(target if target.startswith("/") else f"/api/docs/{target}")
            self.assertEqual(200, part.status, target)

    def test_unusable_correlation_id_is_replaced(self):
        for text in ("short", "a" * 65, "white space", "semi;colon1"):
            answer = self.server.client().get("/health/live", **{"X-Correlation-Id": text})
            self.assertRegex(answer.header("X-Correlation-Id"), r"^req_[0-9A-Za-z]{22}$")

    def test_both_slash_forms_are_one_route(self):
        player = Player(self.server)
        self.assertEqual(player.client.get(f"{API}/users/me").body, player.client.get(f"{API}/users/me/").body)


class Metrics(ServerCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.boss = Administrators(cls.server, cls.database).clients[0]

    def test_metrics_are_internal_and_count(self):
        self.assertEqual(404, self.server.client().get("/metrics").status)
        self.boss.get(f"{API}/users/me")
        self.boss.get("/nowhere")
        answer = self.server.internal_client().get("/metrics")
        self.assertEqual(200, answer.status)
        self.assertTrue(answer.header("Content-Type").startswith("text/plain"))
        text = answer.body.decode()
        for family in ("questcity_api_requests_total", "questcity_api_errors_total",
                       "questcity_request_duration_seconds_bucket", "questcity_db_duration_seconds_bucket",
                       "questcity_pool_in_use"):
            self.assertIn(family, text)
        self.assertRegex(text, r'questcity_api_requests_total\{[^}]*/api/v1/users/me[^}]*\} [1-9]')
        self.assertNotIn("/nowhere", text, "a label that clients choose")

    def test_health_answers_on_the_internal_port_and_the_api_does_not(self):
        client = self.server.internal_client()
        for path in ("/health", "/health/live", "/health/ready"):
            self.assertEqual(200, client.get(path).status, path)
        self.assertEqual(404, client.get(f"{API}/users/me").status)

    def test_detailed_health_shows_figures_to_staff_only(self):
        anonymous = self.server.client().get("/health/detailed").json()
        self.assertEqual({"state": "closed"}, anonymous["circuit_breakers"]["mail"])
        self.assertEqual({"status"}, set(anonymous["services"]["database"]))
        self.assertIn("metrics", self.boss.get("/health/detailed").json()["services"]["database"])
