# SPDX-License-Identifier: Apache-2.0
"""Many people at little cost: one registers, the others are copies of his row, all sign in."""
import secrets
from concurrent.futures import ThreadPoolExecutor

from support.database import psql
from support.players import API, Player, address


class Person:
    """Somebody with a session; the instance that he talks to is chosen with every call."""

    def __init__(self, name, person_id, password):
        self.name, self.id, self.password = name, person_id, password
        self.token = None

    def sign_in(self, server):
        client = server.client(address=address())
        answer = client.post(f"{API}/auth/login", {"login": self.name, "password": self.password})
        self.token = Player.expect(200, answer).json()["accessToken"]
        client.close()
        return self

    def client(self, server):
        return server.client(self.token, address=address())


def crowd(server, database_url, count):
    """`count` verified people with role 0 who are signed in."""
    first = Player(server)
    mark = "c" + secrets.token_hex(3)
    rows = psql(database_url, f"""
        WITH source AS (SELECT * FROM "user" WHERE username = '{first.name}'),
        made AS (INSERT INTO profile (credits) SELECT 0 FROM generate_series(1, {count}) RETURNING id),
        numbered AS (SELECT id, row_number() OVER (ORDER BY id) AS number FROM made)
        INSERT INTO "user" (id, username, first_name, last_name, password, email, profile_id, role, is_verified)
        SELECT gen_random_uuid(), '{mark}x' || number, 'Crowd', 'Member', source.password,
               '{mark}x' || number || '@example.org', numbered.id, 0, true
        FROM numbered, source RETURNING username, id""")
    people = [Person(name, person_id, first.password) for name, person_id in rows]
    with ThreadPoolExecutor(4) as pool:
        return list(pool.map(lambda person: person.sign_in(server), people))


def open_chat(server, one, other):
    """The id of the new chat of two people."""
    return Player.expect(201, one.client(server).post(f"{API}/chats/{other.id}")).json()["id"]
