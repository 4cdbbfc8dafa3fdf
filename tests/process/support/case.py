# SPDX-License-Identifier: Apache-2.0
"""Base of the test classes: a database and a server that end well."""
import unittest

from support.database import Database
from support.environment import binary, database_server
from support.server import Server, patient


class DatabaseCase(unittest.TestCase):
    """The servers of its tests wait longer than the contract wants, unless a class says otherwise."""
    is_patient = True

    @classmethod
    def setUpClass(cls):
        binary()
        database_server()
        cls.database = Database()
        cls.addClassCleanup(cls.database.drop)

    def make_server(self, **settings):
        """Started; stopped at the end of the test, which fails when the end is not clean."""
        server = Server(self.database.url, **(patient(settings) if self.is_patient else settings))
        self.addCleanup(self.end, server)
        server.start()
        return server

    def end(self, server):
        code = server.stop()
        errors = server.errors()
        server.forget()
        self.assertEqual(0, code, errors)


class ServerCase(DatabaseCase):
    """One server for the whole class."""
    settings = {}

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.server = Server(cls.database.url, **(patient(cls.settings) if cls.is_patient else cls.settings))
        cls.addClassCleanup(cls.end_of_class)
        cls.server.start()

    @classmethod
    def end_of_class(cls):
        code = cls.server.stop()
        errors = cls.server.errors()
        cls.server.forget()
        if code != 0:
            raise AssertionError(f"serve ended with {code}: {errors}")
