# SPDX-License-Identifier: Apache-2.0
"""Connections that only wait, as phones in pockets do."""
import resource
import selectors
import time

from support.websocket import PING, PONG, Closed, WebSocket, frame

# More would end the oldest.
PER_PERSON = 5
# What a process needs besides its sockets.
SPARE_DESCRIPTORS = 500


def sockets_allowed():
    """As many as this process and those it starts may open, after the limit is raised as far as it goes."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    return hard - SPARE_DESCRIPTORS


class Idlers:
    def __init__(self):
        self.selector = selectors.DefaultSelector()
        self.sockets = []
        self.pings = self.closed = 0

    def open(self, port, people, count, say=lambda opened: None):
        for number in range(count):
            socket = WebSocket(port, token=people[number % len(people)].token)
            socket.expect("hello")
            self.sockets.append(socket)
            self.selector.register(socket.socket, selectors.EVENT_READ, socket)
            if number % 1000 == 999:
                # The first ones must not miss a heartbeat while the last ones come.
                self.answer_pings(0.2)
                say(number + 1)

    def answer_pings(self, seconds):
        """Reads what comes and answers pings."""
        until = time.monotonic() + seconds
        while (now := time.monotonic()) < until:
            for key, _ in self.selector.select(min(0.2, until - now)):
                self.read(key.data)

    def read(self, socket):
        try:
            socket.fill(time.monotonic() + 1)
        except Closed:
            self.selector.unregister(socket.socket)
            self.closed += 1
            return
        while found := socket.frames.next():
            if found[0] == PING:
                socket.send_raw(frame(PONG, found[2]))
                self.pings += 1


def idle(pipe, port, people, count):
    """The body of a process: answers pings until it hears a word; tells (pings, closed connections)."""
    idlers = Idlers()
    idlers.open(port, people, count)
    pipe.send("open")
    while not pipe.poll():
        idlers.answer_pings(0.5)
    pipe.send((idlers.pings, idlers.closed))
