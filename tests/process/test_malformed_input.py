# SPDX-License-Identifier: Apache-2.0
"""Every route of the document gets input that nobody should send: a clear 4xx, never a 5xx."""
import itertools
import json
import uuid

from support.case import ServerCase
from support.environment import shared_data
from support.players import API, Administrators, address

DEEP = 100
NOBODY = str(uuid.UUID(int=0x1234_0000_4000_8000_0000_0000_0000, version=4))
METHODS = ("get", "post", "put", "patch", "delete")

# Whole bodies that are no JSON, or JSON that the input rule refuses, whatever the route wants.
BROKEN_BODIES = [
    b'{"name":', b"{", b"[", b"]", b'{"a" 1}', b"{'a':1}", b'{"a":1,}', b"nul", b"NaN", b'{"a":NaN}',
    b'{"a":Infinity}', b'{"a":01}', b'{"a":1}x', b'"unfinished', b"\xef\xbb\xbf{}", b"\x00", b"\xff\xfe",
    b'{"name":"\xff"}', b'{"name":"\xed\xa0\x80"}', b'{"name":"\xc0\x80"}', b'{"name":"a\x00b"}',
    b'{"name":"a\\u0000b"}', b'{"name":"\\ud800"}', b'{"name":"\\ud800\\u0041"}', b'{"name":"\x01"}',
    b'{"a":1e999}', b'{"a":-1e999}', b'{"a":1,"a":2}', b'{"a":{"b":1,"b":1}}',
    b"[" * DEEP + b"]" * DEEP, b'{"a":' * DEEP + b"1" + b"}" * DEEP, b"[" * 50_000, b'{"a":' * 20_000,
]
NO_OBJECTS = [b"[]", b"1", b'"text"', b"true", b"null", b"[[{}]]"]
# One of them as the value of every key that the route knows.
VALUES = [
    None, True, -1, 0, 2**31, 2**53 + 1, 10**30, 1.5, 1e308, "", " ", "x", "a" * 20_000, "\u202e\u0007",
    "2026-13-45T99:99:99Z", "../../etc/passwd", "' OR 1=1 --", "data:image/png;base64,AAAA", [], [None],
    [{}], [[]], {}, {"id": {}}, list(range(1500)),
]
BAD_IDS = ["abc", "0", "-1", "1.5", "1e3", "2147483648", "9" * 30, "%00", "%FF", "%C3%28", "..%2F..%2Fx",
           "%20", "null", "{}", "a" * 500, "00000000-0000-0000-0000", NOBODY + "0", "%2e%2e", "+1"]
BAD_QUERY = ["abc", "", "-1", "0", "9" * 30, "1e999", "nan", "%00", "%FF", "%C3%28", "1,2,x", "a" * 1500,
             "true%00", "'", "%27%20OR%201=1", "{}", "91,181", "1,", "%0a"]
CONTENT_TYPES = ["text/plain", "application/xml", "application/octet-stream", "application/json2",
                 "multipart/form-data", "multipart/form-data; boundary=", "garbage"]


class Operation:
    """One method on one path of the OpenAPI document."""

    def __init__(self, document, path, method):
        self.path, self.method = path, method
        record = document["paths"][path][method]
        places = document["paths"][path].get("parameters", []) + record.get("parameters", [])
        places = [resolved(document, place) for place in places]
        self.ids = {place["name"]: place["schema"].get("format") for place in places if place["in"] == "path"}
        self.queries = [place["name"] for place in places if place["in"] == "query"]
        content = resolved(document, record.get("requestBody", {})).get("content", {})
        self.takes_json = "application/json" in content
        self.forms = [kind for kind in content if kind != "application/json"]
        schema = content.get("application/json", {}).get("schema", {})
        known = members_of(document, schema)
        self.keys = sorted(known)
        # An object without any member it knows may be a good value for these.
        self.objects = {key for key, member in known.items() if takes_objects(document, member)}

    def target(self, **ids):
        path = self.path
        for name, form in self.ids.items():
            # Nobody's id: what is well-formed must not change anything.
            path = path.replace("{" + name + "}", ids.get(name, NOBODY if form == "uuid" else "2147483647"))
        return path

    def __str__(self):
        return f"{self.method.upper()} {self.path}"


def resolved(document, node):
    while "$ref" in node:
        target = document
        for part in node["$ref"].removeprefix("#/").split("/"):
            target = target[part.replace("~1", "/").replace("~0", "~")]
        node = target
    return node


def members_of(document, schema):
    schema = resolved(document, schema)
    members = dict(schema.get("properties", {}))
    for part in alternatives(schema):
        members |= members_of(document, part)
    return members


def alternatives(schema):
    return schema.get("anyOf", []) + schema.get("oneOf", []) + schema.get("allOf", [])


def takes_objects(document, schema):
    schema = resolved(document, schema)
    kinds = schema.get("type", [])
    return "object" in kinds or any(takes_objects(document, part) for part in alternatives(schema))


class EveryRoute(ServerCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.administrators = Administrators(cls.server, cls.database, count=64)
        cls.clients = itertools.cycle(cls.administrators.clients)
        document = cls.server.client().get("/openapi.json").json()
        cls.operations = [Operation(document, path, method) for path in document["paths"]
                          for method in METHODS if method in document["paths"][path]]
        cls.sent = 0

    def call(self, operation, target, body=None, content_type=None, **headers):
        """As a user whose limits leave room, from an address nobody used."""
        if content_type:
            headers["Content-Type"] = content_type
        for _ in range(len(self.administrators.clients)):
            client = next(self.clients)
            client.address = address()
            answer = client.call(operation.method.upper(), target, body, headers)
            if answer.code() == "SESSION_REVOKED":
                self.sign_in_again(client)
            elif answer.status != 429:
                break
        type(self).sent += 1
        return answer

    def sign_in_again(self, client):
        position = self.administrators.clients.index(client)
        fresh = self.administrators.sign_in(f"boss{position}")
        client.token = fresh.token

    def check(self, operation, answer, sent, allowed=()):
        """4xx with an envelope, or a success where the input does no harm."""
        what = f"{operation} with {sent[:120]!r} answered {answer!r}"
        self.assertLess(answer.status, 500, what)
        self.assertNotEqual(429, answer.status, what)
        if allowed:
            self.assertIn(answer.status, allowed, what)
        if answer.status >= 400:
            document = answer.json()
            self.assertEqual(answer.status, document["status"], what)
            self.assertEqual(answer.header("X-Correlation-Id"), document["correlationId"], what)
            if document["code"] == "VALIDATION_ERROR":
                self.assertTrue(document["errors"], what)

    def test_document_lists_the_routes(self):
        self.assertGreater(len(self.operations), 70, [str(one) for one in self.operations])

    def test_bodies_that_are_no_json(self):
        for operation in self.with_json():
            for body in BROKEN_BODIES:
                answer = self.call(operation, operation.target(), body)
                self.check(operation, answer, body, allowed=(422,))
                self.assertEqual("VALIDATION_ERROR", answer.code(), (str(operation), body[:80], answer))

    def with_json(self):
        return [one for one in self.operations if one.takes_json]

    def test_bodies_that_are_no_object(self):
        for operation in self.with_json():
            for body in NO_OBJECTS:
                # A bare list is the body of one published route.
                allowed = (400, 404, 422, 200) if body.startswith(b"[") else (422,)
                self.check(operation, self.call(operation, operation.target(), body), body, allowed)

    def test_wrong_values_in_every_key(self):
        for operation in self.with_json():
            for value in VALUES:
                body = json.dumps({key: value for key in operation.keys}).encode()
                self.check(operation, self.call(operation, operation.target(), body), body)

    def test_wrong_value_in_one_key_names_its_place(self):
        for operation in self.with_json():
            for key in operation.keys:
                body = json.dumps({key: {"unexpected": [1]}}).encode()
                answer = self.call(operation, operation.target(), body)
                self.check(operation, answer, body)
                if answer.code() == "VALIDATION_ERROR" and key not in operation.objects:
                    places = [error["loc"] for error in answer.json()["errors"]]
                    self.assertTrue(any(key in place for place in places), (str(operation), key, places))

    def test_wrong_content_types(self):
        for operation in self.with_json():
            for kind in CONTENT_TYPES:
                if any(kind.startswith(form) for form in operation.forms):
                    allowed = (400, 415, 422)
                else:
                    allowed = (415,)
                self.check(operation, self.call(operation, operation.target(), b"{}", kind), kind, allowed)

    def test_broken_forms(self):
        forms = {
            "application/x-www-form-urlencoded": [b"%", b"a=%ZZ", b"login=%FF", b"login=%00", b"=", b"&&&",
                                                  b"login=a&login=b", b"\xff\xfe"],
            "multipart/form-data; boundary=x": [b"", b"--x", b"--x\r\n\r\n", b"--x--\r\n", b"--x\r\nA: b\r\n\r\nc",
                                                b"--x\r\nContent-Disposition: form-data; name=\"login\"\r\n\r\n\xff\r\n--x--\r\n",
                                                b"--y\r\n", b"--x\r\n" * 2000],
        }
        for operation in (one for one in self.operations if one.forms):
            for kind, bodies in forms.items():
                for body in bodies:
                    self.check(operation, self.call(operation, operation.target(), body, kind), body)

    def test_bodies_where_none_belongs(self):
        for operation in (one for one in self.operations if not one.takes_json and not one.forms):
            for body in (b'{"a":', b"\xff", b"[" * 10_000):
                self.check(operation, self.call(operation, operation.target(), body), body)

    def test_bad_ids(self):
        for operation in self.operations:
            for name in operation.ids:
                for bad in BAD_IDS:
                    answer = self.call(operation, operation.target(**{name: bad}))
                    self.check(operation, answer, bad)

    def test_bad_query_values(self):
        for operation in self.operations:
            for name in operation.queries:
                for bad in BAD_QUERY:
                    target = f"{operation.target()}?{name}={bad}"
                    self.check(operation, self.call(operation, target), target)
                twice = f"{operation.target()}?{name}=1&{name}=1"
                self.check(operation, self.call(operation, twice), twice, allowed=(422,))

    def test_bad_headers(self):
        bad = {"Idempotency-Key": "x", "If-Match": "\"\\", "Range": "bytes=9-1,,", "Accept-Language": "," * 500,
               "X-Correlation-Id": "a b", "traceparent": "00-zz", "If-None-Match": "W/",
               "X-Forwarded-For": "999.1.1.1, ,::"}
        for operation in self.operations:
            self.check(operation, self.call(operation, operation.target(), None, None, **bad), str(bad))

    def test_bad_credentials(self):
        for text in ("Bearer", "Bearer ", "Bearer null", "Basic YTpi", "Bearer a.b.c", "Bearer " + "a" * 5000,
                     "Bearer \xff", "bearer e30.e30.", "Bearer eyJhbGciOiJub25lIn0.e30."):
            answer = self.server.client(address=address()).call(
                "GET", f"{API}/users/me", None, {"Authorization": text.encode("latin-1")})
            self.assertIn(answer.status, (400, 401), (text, answer))

    def test_xx_server_lives_and_logged_no_failure(self):
        self.assertTrue(self.server.is_alive())
        failures = [line for line in self.server.log_lines()
                    if line.get("http.response.status_code", 0) >= 500 or line["log.level"] == "error"]
        self.assertEqual([], failures[:3])
        print(f"   {self.sent} hostile requests on {len(self.operations)} routes", end=" ")


class JsonParsingSuite(ServerCase):
    """The suite of ../shared/data/json-parsing, each file as the body of a request."""
    OUR_RULE = {"y_object_duplicated_key.json", "y_object_duplicated_key_and_value.json",
                "y_object_escaped_null_in_key.json", "y_string_null_escape.json"}

    @classmethod
    def setUpClass(cls):
        cls.folder = shared_data("json-parsing")
        super().setUpClass()
        cls.client = Administrators(cls.server, cls.database).clients[0]

    def answers(self, prefix):
        files = sorted(self.folder.glob(f"{prefix}_*.json"))
        self.assertGreater(len(files), 10)
        for file in files:
            yield file.name, self.client.call("POST", f"{API}/permissions/check", file.read_bytes())

    @staticmethod
    def types(answer):
        return {error["type"] for error in answer.json()["errors"]} if answer.code() == "VALIDATION_ERROR" else set()

    def test_every_n_is_refused(self):
        for name, answer in self.answers("n"):
            self.assertEqual((422, "VALIDATION_ERROR"), (answer.status, answer.code()), name)

    def test_every_y_is_read_except_the_four(self):
        for name, answer in self.answers("y"):
            if name in self.OUR_RULE:
                self.assertEqual(422, answer.status, name)
                self.assertIn("value_error", self.types(answer), name)
            else:
                self.assertLess(answer.status, 500, name)
                self.assertNotIn("json_invalid", self.types(answer), name)
                self.assertNotIn("value_error", self.types(answer), name)

    def test_no_i_breaks_anything(self):
        for name, answer in self.answers("i"):
            self.assertIn(answer.status, (200, 422), name)
        self.assertTrue(self.server.is_alive())
