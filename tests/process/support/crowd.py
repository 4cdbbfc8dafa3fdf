# SPDX-License-Identifier: Apache-2.0
"""Many people at little cost: one registers, the others are copies of his row, all sign in."""
import secrets
from concurrent.futures import ThreadPoolExecutor

from support.database import copies, psql
from support.players import API, Player, address, sign_in


class Person:
    """Somebody with a session; the instance that he talks to is chosen with every call."""

    def __init__(self, name, person_id, password):
        self.name, self.id, self.password = name, person_id, password
        self.token = None

    def sign_in(self, server):
        client = server.client(address=address())
        self.token = sign_in(client, self.name, self.password)["accessToken"]
        client.close()
        return self

    def client(self, server):
        return server.client(self.token, address=address())


def crowd(server, database_url, count):
    """`count` verified people with role 0 who are signed in."""
    first = Player(server)
    mark = "c" + secrets.token_hex(3)
    rows = psql(database_url, copies(first.name, [f"{mark}x{number}" for number in range(1, count + 1)]))
    people = [Person(name, person_id, first.password) for name, person_id, _ in rows]
    with ThreadPoolExecutor(4) as pool:
        return list(pool.map(lambda person: person.sign_in(server), people))


def open_chat(server, one, other):
    """The id of the new chat of two people."""
    return Player.expect(201, one.client(server).post(f"{API}/chats/{other.id}")).json()["id"]
