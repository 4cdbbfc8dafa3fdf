# SPDX-License-Identifier: Apache-2.0
"""What connected players hear of their runs, on every device."""
from support.players import API
from support.talk import TalkCase


class Runs(TalkCase):
    PEOPLE = 6

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.quest = cls.database.value(
            "UPDATE quest SET cost = 0, pay_extra = 0, is_subscription = false "
            "WHERE id = (SELECT min(id) FROM quest WHERE status = 'published') RETURNING id")
        cls.database.rows(f"UPDATE point SET type_id = 1, tool_id = NULL, type_code = NULL, type_word = NULL, "
                          f"type_photo = NULL WHERE quest_id = {cls.quest}")

    def start(self, person):
        return self.post(person, f"/quests/{self.quest}/runs", status=201).json()

    def join(self, person, run):
        self.database.rows(f"INSERT INTO run_member VALUES ('{run}', '{person.id}', 'joined', now())")

    def assert_nothing_more(self, socket):
        """The answer to a ping is the next frame."""
        socket.send({"type": "ping"})
        self.assertEqual("pong", socket.receive()["type"])

    def test_every_device_of_every_player_hears_of_it_once(self):
        owner, member = self.people.pop(), self.people.pop()
        following, other, theirs = self.live(owner), self.live(owner), self.live(member)
        run = self.start(owner)
        for socket in (following, other):
            self.assertEqual((run["id"], "user"), self.told(socket, "active"))
        self.join(member, run["id"])
        self.assertEqual("ack", following.ask("subscribe", channel=f"run:{run['id']}")["type"])
        self.post(owner, f"/runs/{run['id']}/pause")
        for socket, channel in ((following, f"run:{run['id']}"), (other, "user"), (theirs, "user")):
            self.assertEqual((run["id"], channel), self.told(socket, "paused"))
            self.assert_nothing_more(socket)

    def told(self, socket, status):
        event = socket.event("run.updated")
        self.assertEqual(status, event["data"]["status"])
        return event["data"]["id"], event["channel"]

    def test_passed_point_is_shown_to_all_players(self):
        owner, member = self.people.pop(), self.people.pop()
        run = self.start(owner)["id"]
        self.join(member, run)
        points = owner.client(self.server).get(f"{API}/runs/{run}/points").json()["points"]
        sockets = [self.live(owner), self.live(member)]
        self.check_in(owner, run, points[0])
        for socket in sockets:
            told = [socket.event("run.point", channel="user")["data"] for _ in range(2)]
            self.assertEqual([(run, points[0]["id"], "passed"), (run, points[1]["id"], "current")],
                             [(data["runId"], data["point"]["id"], data["point"]["state"]) for data in told])

    def check_in(self, person, run, point):
        latitude, longitude = self.database.rows(
            f"SELECT latitude, longitude FROM place_settings WHERE point_id = {point['id']} ORDER BY id LIMIT 1")[0]
        self.post(person, f"/runs/{run}/checkins", {"pointId": point["id"], "latitude": float(latitude),
                                                    "longitude": float(longitude), "accuracy": 5}, 201)

    def test_who_was_excluded_hears_no_more(self):
        owner, member = self.people.pop(), self.people.pop()
        run = self.start(owner)["id"]
        self.join(member, run)
        socket = self.live(member)
        self.assertEqual("ack", socket.ask("subscribe", channel=f"run:{run}")["type"])
        self.database.rows(f"UPDATE run_member SET status = 'excluded', left_at = now() WHERE user_id = '{member.id}'")
        self.post(owner, f"/runs/{run}/pause")
        self.assertEqual("NOT_A_PARTICIPANT", socket.expect("error")["code"])
        self.assert_nothing_more(socket)
