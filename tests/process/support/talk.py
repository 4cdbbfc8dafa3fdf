# SPDX-License-Identifier: Apache-2.0
"""What the tests of live connections share: people with sockets."""
from support.case import ServerCase
from support.crowd import crowd, open_chat
from support.machine import within
from support.players import API, Administrators, Player
from support.websocket import WebSocket

# One address and few people do what many do elsewhere.
LIMITS = ('{"userPerMinute":100000,"userBurst":100000,"anonymousPerMinutePerAddress":100000,'
          '"anonymousBurst":100000,"liveQueueBytes":65536}')


class TalkCase(ServerCase):
    """One server with people; every test takes its own out of the crowd."""
    settings = {"LIMITS": LIMITS}
    PEOPLE = 24

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.people = crowd(cls.server, cls.database.url, cls.PEOPLE)

    def two(self):
        """Two people nobody else has, and their chat."""
        one, other = self.people.pop(), self.people.pop()
        return one, other, open_chat(self.server, one, other)

    def socket(self, person=None, server=None, path="/api/v1/ws", **more):
        socket = WebSocket((server or self.server).port, path, token=person.token if person else None, **more)
        self.addCleanup(socket.socket.close)
        return socket

    def live(self, person, server=None, **more):
        """Greeted."""
        socket = self.socket(person, server, **more)
        self.assertEqual(person.id, socket.expect("hello")["userId"])
        return socket

    def within(self, limit_s):
        """A limit of the contract for what is done."""
        return within(limit_s, [self.server], self.database.url)

    def post(self, person, path, body=None, status=200, server=None):
        return Player.expect(status, person.client(server or self.server).post(f"{API}{path}", body))

    def boss(self):
        cls = type(self)
        if not hasattr(cls, "administrator"):
            cls.administrator = Administrators(self.server, self.database).clients[0]
        return self.administrator
