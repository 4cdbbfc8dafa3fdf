# SPDX-License-Identifier: Apache-2.0
"""Credits under contention, and answers that stay the same."""
import secrets
import threading
from concurrent.futures import ThreadPoolExecutor

from support.case import DatabaseCase
from support.players import API, Player
from support.server import Server, patient

CLIENTS = 64
# Purchases are limited to 10 a minute per user and process: with seven instances on one database
# all 64 reach the ledger.
INSTANCES = 7


class Ledger:
    def assert_ledger_is_sound(self):
        self.assertEqual("0", self.database.value("SELECT coalesce(sum(amount), 0) FROM wallet_entry"))
        self.assertEqual("0", self.database.value("""
            SELECT count(*) FROM (SELECT transaction_id FROM wallet_entry GROUP BY transaction_id
                                  HAVING sum(amount) <> 0) t"""))
        self.assertEqual("0", self.database.value("""
            SELECT count(*) FROM profile p WHERE p.credits < 0 OR p.credits <>
                (SELECT coalesce(sum(amount), 0) FROM wallet_entry e WHERE e.profile_id = p.id)"""))

    def quests(self):
        """Published quests that cost exactly what a new player owns."""
        rows = self.database.rows("SELECT id FROM quest WHERE status = 'published' AND cost + pay_extra = 10 ORDER BY id")
        self.assertGreaterEqual(len(rows), 1, "the sample holds no quest for 10 credits")
        return [int(row[0]) for row in rows]


class Race(DatabaseCase, Ledger):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.first = Server(cls.database.url, **patient({}))
        cls.servers = [cls.first] + [Server(cls.database.url, folder=cls.first.folder, **patient({}))
                                     for _ in range(INSTANCES - 1)]
        cls.addClassCleanup(cls.end_all)
        with ThreadPoolExecutor(INSTANCES) as pool:
            list(pool.map(Server.start, cls.servers))

    @classmethod
    def end_all(cls):
        with ThreadPoolExecutor(INSTANCES) as pool:
            codes = list(pool.map(Server.stop, cls.servers))
        cls.first.forget()
        if any(codes):
            raise AssertionError(f"exit codes {codes}")

    def race(self, player, quest_of):
        """All at once; the answers."""
        barrier = threading.Barrier(CLIENTS)

        def buy(number):
            client = player.another_client(self.servers[number % INSTANCES])
            client.get("/health/live")  # The connection stands before the start.
            barrier.wait()
            return client.post(f"{API}/quests/{quest_of(number)}/purchase")

        with ThreadPoolExecutor(CLIENTS) as pool:
            return list(pool.map(buy, range(CLIENTS)))

    def check(self, player, answers, refusals):
        self.assertEqual(1, [answer.status for answer in answers].count(201), answers)
        losers = {(answer.status, answer.code()) for answer in answers if answer.status != 201}
        self.assertLessEqual(losers, refusals)
        self.assertEqual(0, player.balance())
        self.assertEqual(1, player.client.get(f"{API}/purchases").json()["total"])
        self.assert_ledger_is_sound()

    def test_64_clients_buy_one_quest_once(self):
        player = Player(self.first)
        self.assertEqual(10, player.balance())
        quest = self.quests()[0]
        answers = self.race(player, lambda number: quest)
        self.check(player, answers, {(409, "ALREADY_PURCHASED"), (402, "INSUFFICIENT_CREDITS")})

    def test_64_clients_buy_different_quests_with_credits_for_one(self):
        quests = self.quests()
        if len(quests) < 2:
            base = quests[0]
            self.database.rows(f"""
                CREATE TEMP TABLE copy AS SELECT * FROM quest WHERE id = {base};
                UPDATE copy SET id = (SELECT max(id) + 1 FROM quest), name = name || ' II', source = NULL;
                INSERT INTO quest SELECT * FROM copy""")
            quests = self.quests()
        player = Player(self.first)
        answers = self.race(player, lambda number: quests[number % len(quests)])
        self.check(player, answers, {(409, "ALREADY_PURCHASED"), (402, "INSUFFICIENT_CREDITS")})


class Replay(DatabaseCase, Ledger):
    @staticmethod
    def bytes_of(answer):
        return answer.status, answer.header("Location"), answer.header("Content-Type"), answer.body

    def test_first_answer_comes_again_byte_for_byte_also_after_a_restart(self):
        server = self.make_server()
        player = Player(server)
        path = f"{API}/quests/{self.quests()[0]}/purchase"
        key = "key-" + secrets.token_hex(8)
        first = player.client.post(path, key=key)
        self.assertEqual(201, first.status, first)
        again = player.client.post(path, key=key)
        self.assertEqual(self.bytes_of(first), self.bytes_of(again))
        self.assertEqual(0, server.stop())
        server.start()
        player.client.close()
        self.assertEqual(self.bytes_of(first), self.bytes_of(player.client.post(path, key=key)))
        self.assertEqual("IDEMPOTENCY_KEY_REUSED",
                         player.client.call("POST", path, {"method": "credits"}, {"Idempotency-Key": key}).code())
        self.assertEqual("ALREADY_PURCHASED", player.client.post(path, key=key + "x").code())
        self.assertEqual(1, player.client.get(f"{API}/purchases").json()["total"])
        self.assert_ledger_is_sound()

    def test_twins_of_one_key_charge_once(self):
        server = self.make_server(APP_WORKERS="2")
        player = Player(server)
        path = f"{API}/quests/{self.quests()[0]}/purchase"
        key = "twin-" + secrets.token_hex(8)
        clients = [player.another_client() for _ in range(8)]
        with ThreadPoolExecutor(8) as pool:
            answers = list(pool.map(lambda client: client.post(path, key=key), clients))
        created = {self.bytes_of(answer) for answer in answers if answer.status == 201}
        self.assertEqual(1, len(created), answers)
        others = {answer.code() for answer in answers if answer.status != 201}
        self.assertLessEqual(others, {"IDEMPOTENCY_IN_PROGRESS"})
        self.assertEqual(0, player.balance())
        self.assert_ledger_is_sound()
