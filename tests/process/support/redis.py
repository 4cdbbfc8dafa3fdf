# SPDX-License-Identifier: Apache-2.0
"""A Redis that a test may kill, freeze and replace by something that only pretends."""
import os
import shutil
import signal
import socket
import subprocess
import threading

from support.environment import free_port


def is_linked(server):
    """Both connections of the server to Redis stand."""
    shown = server.internal_client().get("/metrics").body.decode().splitlines()
    return all(f'questcity_redis_connections{{link="{link}"}} 1' in shown for link in ("commands", "subscriber"))


class Redis:
    def __init__(self):
        if shutil.which("redis-server") is None:
            raise RuntimeError("redis-server is not in PATH; tools/packages.txt names its package")
        self.port = free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self.process = None
        self.start()

    def start(self):
        self.process = subprocess.Popen(
            ["redis-server", "--port", str(self.port), "--bind", "127.0.0.1", "--save", "",
             "--appendonly", "no"], cwd="/", stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True)
        for line in self.process.stdout:
            if "Ready to accept connections" in line:
                return
        raise RuntimeError("redis-server ended at once")

    def kill(self):
        if self.process.poll() is None:
            self.resume()
            self.process.kill()
        self.process.wait()
        self.process.stdout.close()

    def pause(self):
        os.kill(self.process.pid, signal.SIGSTOP)

    def resume(self):
        os.kill(self.process.pid, signal.SIGCONT)

    def ask(self, *words):
        """What redis-cli prints, a line each."""
        done = subprocess.run(["redis-cli", "-p", str(self.port), *words], check=True, timeout=60,
                              capture_output=True, text=True)
        return done.stdout.split()


class Pretender:
    """Listens on a port and answers everything with the same bytes."""

    def __init__(self, port, answer):
        self.answer = answer
        self.listener = socket.create_server(("127.0.0.1", port))
        self.threads = [threading.Thread(target=self.accept, daemon=True)]
        self.threads[0].start()

    def accept(self):
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self.talk, args=(client,), daemon=True).start()

    def talk(self, client):
        with client:
            try:
                while client.recv(65536):
                    client.sendall(self.answer)
            except OSError:
                pass  # The other side has had enough.

    def end(self):
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
