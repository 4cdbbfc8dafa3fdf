# SPDX-License-Identifier: Apache-2.0
"""Live connections across two instances with one Redis, and without it."""
from support.case import DatabaseCase
from support.crowd import crowd, open_chat
from support.machine import within
from support.players import API, Administrators
from support.redis import Redis, is_linked
from support.server import Server, patient
from support.talk import LIMITS
from support.wait import until
from support.websocket import Silent, WebSocket

REVOCATION_S = 2


class TwoInstances(DatabaseCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.redis = Redis()
        cls.addClassCleanup(cls.redis.kill)
        settings = patient({"REDIS_URL": cls.redis.url, "LIMITS": LIMITS})
        first = Server(cls.database.url, **settings)
        cls.addClassCleanup(first.forget)
        second = Server(cls.database.url, folder=first.folder, **settings)
        cls.servers = [first, second]
        for server in cls.servers:
            cls.addClassCleanup(server.stop)
            server.start()
        for server in cls.servers:
            until(lambda: is_linked(server), "connected to Redis")
        cls.people = crowd(first, cls.database.url, 10)

    def within(self, limit_s):
        return within(limit_s, self.servers, self.database.url)

    def live(self, person, server, path="/api/v1/ws"):
        socket = WebSocket(server.port, path, token=person.token)
        self.addCleanup(socket.socket.close)
        socket.expect("hello")
        return socket

    def two(self):
        one, other = self.people.pop(), self.people.pop()
        return one, other, open_chat(self.servers[0], one, other)

    def test_people_on_different_instances_chat_with_one_order(self):
        one, other, chat = self.two()
        mine, theirs = self.live(one, self.servers[0]), self.live(other, self.servers[1])
        for number in range(5):
            mine.ask("message.send", chatId=chat, text=f"a{number}", clientId=f"a{number}")
            theirs.ask("message.send", chatId=chat, text=f"b{number}", clientId=f"b{number}")
        stories = []
        for person, server in ((one, self.servers[1]), (other, self.servers[0])):
            socket = self.live(person, server)
            socket.ask("subscribe", channel=f"chat:{chat}", afterSeq=0)
            stories.append([(event["seq"], event["data"]["id"]) for event in
                            (socket.event("message.created") for _ in range(10))])
        self.assertEqual(stories[0], stories[1])
        self.assertEqual(list(range(1, 11)), [seq for seq, _ in stories[0]])

    def test_typing_crosses_instances(self):
        one, other, chat = self.two()
        mine, theirs = self.live(one, self.servers[0]), self.live(other, self.servers[1])
        theirs.ask("subscribe", channel=f"chat:{chat}")

        def heard():
            """Nobody promises that it arrives: it is said again."""
            mine.send({"type": "typing", "chatId": chat, "active": True})
            try:
                return theirs.event("typing", 1)
            except Silent:
                return None
        self.assertEqual(one.id, until(heard, "typing is heard")["data"]["userId"])

    def test_revocation_closes_on_the_other_instance(self):
        person = self.people.pop()
        for server, path in ((self.servers[1], "/auth/logout"), (self.servers[0], "/auth/logout-all")):
            person.sign_in(self.servers[0])
            sockets = [self.live(person, one) for one in self.servers]
            with self.within(REVOCATION_S):
                self.assertEqual(204, person.client(server).post(f"{API}{path}").status)
                for socket in sockets:
                    self.assertEqual((1008, "Session revoked"), socket.close_code())

    def test_lock_closes_on_the_other_instance(self):
        person = self.people.pop()
        boss = Administrators(self.servers[0], self.database).clients[0]
        socket = self.live(person, self.servers[1])
        with self.within(REVOCATION_S):
            self.assertEqual(200, boss.post(f"{API}/users/{person.id}/lock", {}).status)
            self.assertEqual(1008, socket.close_code()[0])

    def test_zz_without_redis_new_chats_are_heard_of(self):
        self.redis.kill()
        one, other = self.people.pop(), self.people.pop()
        theirs = self.live(other, self.servers[1])
        chat = open_chat(self.servers[0], one, other)
        client = one.client(self.servers[0])
        self.assertEqual(201, client.post(f"{API}/chats/messages/{chat}", {"text": "first"}).status)
        self.assertEqual("first", theirs.event("message.created", channel=f"chat:{chat}")["data"]["text"])

    def test_zz_without_redis_events_are_late_none_is_lost_and_revocation_is_felt(self):
        one, other, chat = self.two()
        theirs = self.live(other, self.servers[1])
        theirs.ask("subscribe", channel=f"chat:{chat}")
        self.redis.kill()
        client = one.client(self.servers[0])
        for number in range(3):
            self.assertEqual(201, client.post(f"{API}/chats/messages/{chat}", {"text": f"m{number}"}).status)
        self.assertEqual([1, 2, 3], [theirs.event("message.created")["seq"] for _ in range(3)])
        with self.within(REVOCATION_S):
            self.assertEqual(204, other.client(self.servers[0]).post(f"{API}/auth/logout").status)
            self.assertEqual((1008, "Session revoked"), theirs.close_code())
