# SPDX-License-Identifier: Apache-2.0
"""Raw bytes on a socket: request smuggling, limits and slow clients (limits.md 6 and 7)."""
import socket
import time

from support.case import ServerCase
from support.client import Wire

HEAD = b"POST %s HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
# Anybody may call it, so its body is read; an empty object is 422.
CHECK = HEAD % b"/api/v1/auth/refresh-token"
PROTECTED = HEAD % b"/api/v1/permissions/check"
GET = b"GET /health/live HTTP/1.1\r\n"
SMUGGLED = b"GET /health/smuggled HTTP/1.1\r\nHost: a\r\n\r\n"


def chunked(body):
    return CHECK + b"Transfer-Encoding: chunked\r\n\r\n" + body


# name: (bytes, allowed statuses). After each of them the connection is closed.
FRAMING = {
    "no Host": (GET + b"\r\n", {400}),
    "two Hosts": (GET + b"Host: a\r\nHost: a\r\n\r\n", {400}),
    "Host with illegal characters": (GET + b"Host: a/b\r\n\r\n", {400}),
    "unknown transfer coding": (CHECK + b"Transfer-Encoding: xchunked\r\n\r\n" + SMUGGLED, {400, 501}),
    "coding list": (CHECK + b"Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", {400, 501}),
    "coding twice": (CHECK + b"Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", {400, 501}),
    "coding and length": (CHECK + b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + SMUGGLED, {400}),
    "length and coding": (CHECK + b"Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n" + SMUGGLED, {400}),
    "coding in HTTP/1.0": (b"POST / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", {400}),
    "coding with a tab": (CHECK + b"Transfer-Encoding:\tchunked\x0b\r\n\r\n0\r\n\r\n" + SMUGGLED, {400, 501}),
    "length twice": (CHECK + b"Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}", {400}),
    "two lengths": (CHECK + b"Content-Length: 2\r\nContent-Length: 40\r\n\r\n{}" + SMUGGLED, {400}),
    "length list": (CHECK + b"Content-Length: 2, 2\r\n\r\n{}", {400}),
    "signed length": (CHECK + b"Content-Length: +2\r\n\r\n{}", {400}),
    "hexadecimal length": (CHECK + b"Content-Length: 0x2\r\n\r\n{}", {400}),
    "length beyond 64 bits": (CHECK + b"Content-Length: 99999999999999999999999\r\n\r\n{}", {400, 413}),
    "space before the colon": (CHECK + b"Content-Length : 2\r\n\r\n{}", {400}),
    "folded field": (GET + b"Host: a\r\nX: a\r\n b\r\n\r\n", {400}),
    "bare CR": (GET + b"Host: a\r\nX: a\rb\r\n\r\n", {400}),
    "bare LF": (b"GET /health/live HTTP/1.1\nHost: a\n\n", {400}),
    "bare LF in a field": (GET + b"Host: a\r\nX: a\nTransfer-Encoding: chunked\r\n\r\n", {400}),
    "NUL in a field": (GET + b"Host: a\r\nX: a\x00b\r\n\r\n", {400}),
    "NUL in the target": (b"GET /\x00 HTTP/1.1\r\nHost: a\r\n\r\n", {400}),
    "high byte in the target": (b"GET /\xff HTTP/1.1\r\nHost: a\r\n\r\n", {400}),
    "space in the target": (b"GET /a b HTTP/1.1\r\nHost: a\r\n\r\n", {400}),
    "HTTP/1.2": (b"GET / HTTP/1.2\r\nHost: a\r\n\r\n", {400}),
    "HTTP/2 preface": (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", {400}),
    "foreign absolute form": (b"GET http://evil.test/ HTTP/1.1\r\nHost: a\r\n\r\n", {400}),
    "no HTTP at all": (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", {400}),
    "bad chunk size": (chunked(b"zz\r\n{}\r\n0\r\n\r\n"), {400}),
    "negative chunk size": (chunked(b"-2\r\n{}\r\n0\r\n\r\n"), {400}),
    "chunk size with 0x": (chunked(b"0x2\r\n{}\r\n0\r\n\r\n"), {400}),
    "chunk size overflow": (chunked(b"ffffffffffffffffff\r\n{}\r\n0\r\n\r\n"), {400, 413}),
    "chunk longer than its size": (chunked(b"2\r\n{}x\r\n0\r\n\r\n"), {400}),
    "chunk ends without CR": (chunked(b"2\r\n{}\n0\r\n\r\n"), {400}),
    "long chunk extension": (chunked(b"2;" + b"a" * 300 + b"\r\n{}\r\n0\r\n\r\n"), {400}),
    "header block too large": (GET + b"Host: a\r\nX: " + b"a" * 20_000 + b"\r\n\r\n", {431}),
    "too many fields": (GET + b"Host: a\r\n" + b"X: a\r\n" * 200 + b"\r\n", {431}),
    "target too long": (b"GET /" + b"a" * 3000 + b" HTTP/1.1\r\nHost: a\r\n\r\n", {414}),
    "body announced too large": (CHECK + b"Content-Length: 300000\r\n\r\n", {413}),
    "chunks beyond the limit": (chunked((b"10000\r\n" + b" " * 65536 + b"\r\n") * 5), {413}),
}
# Refused, but the framing is clear: the connection may go on.
REFUSED = {
    "TRACE": (b"TRACE / HTTP/1.1\r\nHost: a\r\n\r\n", {405}),
    "CONNECT": (b"CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n", {400, 405}),
    "unknown expectation": (CHECK + b"Expect: a-miracle\r\nContent-Length: 2\r\n\r\n{}", {417}),
    "encoded content": (CHECK + b"Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}", {415}),
    "unknown method": (b"BREW /health/live HTTP/1.1\r\nHost: a\r\n\r\n", {405}),
    "unknown path": (b"GET /nowhere HTTP/1.1\r\nHost: a\r\n\r\n", {404}),
    "dots in the path": (b"GET /api/v1/files/../../etc/passwd HTTP/1.1\r\nHost: a\r\n\r\n", {400, 404, 422}),
    "encoded slash": (b"GET /api%2fv1/users/me HTTP/1.1\r\nHost: a\r\n\r\n", {400, 404}),
}


class HostileHttp(ServerCase):
    def test_framing_that_is_not_clear_is_refused_and_closed(self):
        for name, (sent, allowed) in FRAMING.items():
            with self.subTest(name), Wire(self.server.port) as wire:
                wire.send(sent)
                answer = wire.answer()
                self.assertIsNotNone(answer, "closed without an answer")
                self.assertIn(answer.status, allowed, answer)
                self.assertEqual("close", answer.header("Connection").lower())
                self.assertEqual(answer.status, answer.json()["status"])
                self.assertEqual(b"", wire.receive_all(), "a second request was read out of the first")
        self.alive()

    def alive(self):
        self.assertEqual(200, self.server.client().get("/health/live").status)

    def test_clear_requests_that_are_refused(self):
        for name, (sent, allowed) in REFUSED.items():
            with self.subTest(name), Wire(self.server.port) as wire:
                wire.send(sent)
                answer = wire.answer()
                self.assertIsNotNone(answer, "closed without an answer")
                self.assertIn(answer.status, allowed, answer)
        self.alive()

    def test_body_of_a_refused_request_is_never_taken_for_the_next_one(self):
        bodies = [b"Transfer-Encoding: chunked\r\n\r\nzz\r\n" + SMUGGLED,
                  b"Transfer-Encoding: chunked\r\n\r\n2\r\n{}" + SMUGGLED,
                  b"Content-Length: %d\r\n\r\n" % len(SMUGGLED) + SMUGGLED]
        for sent in bodies:
            with self.subTest(sent), Wire(self.server.port) as wire:
                wire.send(PROTECTED + sent)
                self.assertEqual(401, wire.answer().status)
                wire.socket.shutdown(socket.SHUT_WR)
                rest = wire.receive_all()
                self.assertNotIn(b" 404 ", rest, "the body was taken for a request")
                self.assertNotIn(b"smuggled", rest)

    def test_pipelined_requests_are_answered_in_order(self):
        with Wire(self.server.port) as wire:
            paths = [b"/health/live", b"/nowhere", b"/health", b"/.well-known/jwks.json"] * 4
            wire.send(b"".join(b"GET %s HTTP/1.1\r\nHost: a\r\n\r\n" % path for path in paths))
            self.assertEqual([200, 404, 200, 200] * 4, [wire.answer().status for _ in paths])

    def test_chunked_and_counted_bodies_mean_the_same(self):
        with Wire(self.server.port) as wire:
            wire.send(chunked(b"1\r\n{\r\n1;x=y\r\n}\r\n0\r\nTrailer: t\r\n\r\n"))
            first = wire.answer()
            wire.send(CHECK + b"Content-Length: 2\r\n\r\n{}")
            second = wire.answer()
        self.assertEqual((422, first.json()["errors"]), (second.status, second.json()["errors"]))

    def test_expectation_is_answered_before_the_body(self):
        with Wire(self.server.port) as wire:
            wire.send(CHECK + b"Expect: 100-continue\r\nContent-Length: 2\r\n\r\n")
            self.assertEqual(100, wire.answer().status)
            wire.send(b"{}")
            self.assertEqual(422, wire.answer().status)
        with Wire(self.server.port) as wire:
            wire.send(PROTECTED + b"Expect: 100-continue\r\nContent-Length: 200000\r\n\r\n")
            self.assertEqual(401, wire.answer().status)

    def test_slow_heads_are_cut_off_and_hold_nobody_up(self):
        started = time.monotonic()
        slow = [Wire(self.server.port) for _ in range(100)]
        for wire in slow:
            self.assertTrue(wire.send(b"GET /health/live HTTP/1.1\r\nHost: a\r\n"))
        client = self.server.client()
        for _ in range(20):
            asked = time.monotonic()
            self.assertEqual(200, client.get("/health/live").status)
            # Whoever waits for one of them waits 10 s.
            self.assertLess(time.monotonic() - asked, 9)
        for number, wire in enumerate(slow):
            answer = wire.answer()
            if number == 0:
                self.assertGreater(time.monotonic() - started, 5)
            self.assertTrue(answer is None or answer.status == 408, answer)
            wire.close()
        # One after the other would take 1000 s.
        self.assertLess(time.monotonic() - started, 60)

    def test_clients_that_vanish_leave_nothing_behind(self):
        for _ in range(200):
            with Wire(self.server.port) as wire:
                wire.send(CHECK + b"Content-Length: 100\r\n\r\n{")
        self.alive()
