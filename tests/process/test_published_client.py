# SPDX-License-Identifier: Apache-2.0
"""The requests of the published mobile client, byte for byte, and every alias it reads."""
import datetime
import itertools
import json

from support.case import ServerCase
from support.players import API, Administrators, Player, code_for
from support.published_client import PublishedClient, maybe, misfits, picture, picture_uri
from support.websocket import Rejected, WebSocket

PREFERENCES = {"categoryId": int, "vehicleId": int, "placeId": int, "group": int, "timeframe": maybe(int),
               "level": str, "mileage": str, "types": [int], "places": [int], "vehicles": [int], "tools": [int]}
PRICE = {"type": str, "isSubscription": bool, "amount": int}
CREDITS = {"auto": bool, "cost": int, "reward": int}
MERCH = {"id": int, "description": str, "price": int, "image": str}
ITEM = {"id": int, "name": str, "image": str, "rating": float, "reviewsCount": int, "categoryId": int,
        "mainPreferences": PREFERENCES, "credits": CREDITS, "priceSettings": PRICE}
POINT = {"id": int, "name": str, "order": int, "description": str, "typeId": int,
         "places": [{"latitude": float, "longitude": float}]}
QUEST = {"id": int, "name": str, "title": str, "image": str, "price": int, "merchList": [MERCH], "rating": float,
         "points": [POINT], "createdAt": str, "updatedAt": str, "mainPreferences": PREFERENCES}
CURRENT = {"questId": int, "mentorPreference": maybe(str), "mentorPreferences": str, "points": [{
    "id": int, "name": str, "nameOfLocation": str, "tool_id": maybe(int), "files": {"file": maybe(str), "isDivide": bool},
    "type": {"typeId": int}, "places": [{"longitude": float, "latitude": float, "detectionsRadius": float,
                                         "interactionInaccuracy": float, "height": float}]}]}
USER = {"id": str, "username": str, "email": str, "firstName": str, "lastName": str, "role": int, "isActive": bool,
        "isVerified": bool, "createdAt": str, "updatedAt": str, "profile": {"id": int, "avatarUrl": maybe(str),
                                                                            "credits": int}}
NAMED, PICTURED = {"id": int, "name": str}, {"id": int, "name": str, "image": str}
PREVIEW = {"id": int, "id_chat": int, "username": str, "photo_path": str, "recipient": {"fullName": str},
           "message": {"msg": str, "time": int, "new_message": int}}
OLD_MESSAGE = {"id_chat": str, "msg": str, "msgType": str, "timestamp_send": int, "media_path": maybe(str),
               "isMe": bool, "id": int, "is_read": bool}
BARE = [("quests/", ITEM), ("quests/admin/list", ITEM), ("quests/categories/", PICTURED), ("quests/vehicles", NAMED),
        ("quests/places", NAMED), ("quests/types", NAMED), ("quests/tools", PICTURED), ("chats/me", PREVIEW)]
PAGED = [("users", USER), ("friends/me", {"id": str}), ("friend-requests/sent/me", {"id": int}),
         ("friend-requests/received/me", {"id": int}), ("unlock_requests", {"id": str})]
# Canonical key, alias.
PREFERENCE_ALIASES = [("categoryId", "category_id"), ("vehicleId", "vehicle_id"), ("placeId", "place_id"),
                      ("mileage", "milage"), ("mileage", "milege")]
PRICE_ALIASES = [("isSubscription", "is_subscription"), ("amount", "pay_extra")]
SHORT_ALIASES = [("mentorPreference", "mentor_preference"), ("autoAccrual", "auto_accrual"),
                 ("categoryId", "category_id"), ("vehicleId", "vehicle_id"), ("placeId", "place_id"),
                 ("isSubscription", "is_subscription"), ("payExtra", "pay_extra"), ("mileage", "milage"),
                 ("createdAt", "created_at"), ("updatedAt", "updated_at")]
_names = itertools.count(1)


def create_form(**more):
    """What the create screen sends."""
    point = {"name": "Gate", "description": "The old gate.", "order": 0, "typeId": 1, "toolId": None, "places": [],
             "file": "/data/user/0/app/cache/photo.jpg", "isDivide": False}
    return {
        "name": f"Walk {next(_names)}", "description": "A walk.", "image": picture_uri(),
        "merch": [{"description": "Cup", "price": 3, "image": ""}], "credits": {"cost": 1, "reward": 2},
        "mainPreferences": {"categoryId": 1, "vehicleId": 1, "placeId": 1, "group": 2, "level": "Easy",
                            "milage": "5-10", "timeframe": 1,
                            "price_settings": {"is_subscription": False, "amount": 7}},
        "mentor_preferences": "",
        "points": [dict(point, typePhoto="Face verification"), dict(point, name="Tower", order=1, typeCode=4711)],
        **more}


class PublishedClientCase(ServerCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.boss = Administrators(cls.server, cls.database)
        cls.player, cls.friend = Player(cls.server), Player(cls.server)
        cls.friend_id = cls.friend.client.get(f"{API}/users/me").json()["id"]
        cls.chat = Player.expect(201, cls.player.client.post(f"{API}/chats/{cls.friend_id}")).json()["id"]

    def client(self, player=None, base="/api/v1"):
        """Signed in."""
        client = PublishedClient(self.server, base)
        name, password = (player.name, player.password) if player else ("boss0", self.boss.password)
        self.assertEqual(200, client.log_in(name, password).status)
        return client

    def read(self, answer, shape, status=200):
        self.assertEqual(status, answer.status, answer)
        self.assertEqual([], misfits(answer.json(), shape), answer)
        return answer.json()

    def write_message(self, author, text):
        return Player.expect(201, author.client.post(f"{API}/chats/messages/{self.chat}", {"text": text})).json()

    def created(self, client, **more):
        return self.read(client.post("quests/admin/create", create_form(**more)), {"id": int})["id"]

    def quest(self, number):
        return self.boss.clients[0].get(f"{API}/quests/admin/{number}").json()

    def published(self, client):
        """An imported one: quests of the create form have no places."""
        item = next(item for item in client.get("quests/").json() if item["priceSettings"]["amount"] == 0)
        return item["id"]

    def assert_aliases(self, document, aliases):
        for key, alias in aliases:
            self.assertIn(alias, document)
            self.assertEqual(document[key], document[alias], alias)


class Screens(PublishedClientCase):
    def test_signs_in_with_a_chunked_form(self):
        client = PublishedClient(self.server)
        tokens = self.read(client.log_in(self.player.name, self.player.password),
                           {"accessToken": str, "refreshToken": str, "token_type": str, "expires_in": int})
        self.assert_aliases(tokens, [("tokenType", "token_type"), ("expiresIn", "expires_in")])
        again = self.read(client.post("auth/refresh", {"refreshToken": tokens["refreshToken"]}), {"expires_in": int})
        self.read(client.post("auth/refresh-token", {"refreshToken": again["refreshToken"]}), {"accessToken": str})

    def test_hears_that_null_is_no_token(self):
        client = PublishedClient(self.server)
        client.token = "null"
        for path in ("users/me", "quests/", "chats/me"):
            answer = client.get(path)
            self.assertEqual((401, "INVALID_ACCESS_TOKEN"), (answer.status, answer.code()), path)

    def test_registers_and_resets_its_password_with_the_old_statuses(self):
        client = PublishedClient(self.server)
        person = Player(self.server, sign_in=False)
        answer = client.post("auth/get_registration_code", {"email": person.email})
        self.assertEqual((200, {}), (answer.status, answer.json()))
        code = code_for(self.server.outbox, person.email)
        self.assertEqual(204, client.post("auth/register/verify-code", {"email": person.email, "code": code}).status)
        self.assertEqual(204, client.post("auth/reset-password", {"email": person.email}).status)
        code = code_for(self.server.outbox, person.email, seen={code})
        token = self.read(client.post("auth/reset-password/verify-code", {"email": person.email, "code": code}),
                          {"token": str})["token"]
        new = person.password + "x"
        self.assertEqual(204, client.post(f"auth/reset-password/{token}", {"password1": new, "password2": new}).status)
        self.assertEqual(200, client.log_in(person.name, new).status)
        newer = {"oldPassword": new, "password1": new + "y", "password2": new + "y"}
        self.assertEqual(200, client.post("users/me/change-password", newer).status)

    def test_reads_lists_in_both_forms_of_their_path(self):
        client = self.client()
        for path, shape in BARE:
            for form in (path.rstrip("/"), path.rstrip("/") + "/"):
                with self.subTest(form):
                    self.read(client.get(form), [shape])
        for path, shape in PAGED:
            for form in (path, path + "/"):
                with self.subTest(form):
                    self.read(client.get(form), {"items": [shape]})
        self.assertTrue(client.get("quests/").json())

    def test_declares_utf8_but_for_chats(self):
        client = self.client(self.player)
        self.assertEqual("application/json; charset=utf-8", client.get("users/me").header("Content-Type"))
        text = self.write_message(self.friend, "žluť")["text"]
        for answer in (client.get("chats/me"), client.get("chats/me/"),
                       client.post("chats/get_messages", {"id_chat": self.chat})):
            self.assertEqual("application/json", answer.header("Content-Type"))
            self.assertIn(text.encode(), answer.body)
        refused = client.post("chats/get_messages", {"id_chat": 2000000000})
        self.assertEqual((404, "CHAT_NOT_FOUND"), (refused.status, refused.code()))

    def test_reads_itself_and_changes_itself(self):
        client = self.client(self.player)
        me = self.read(client.get("users/me"), USER)
        for key in ("createdAt", "updatedAt"):
            datetime.datetime.fromisoformat(me[key].replace("Z", "+00:00"))
        self.assertLess(client.call("PATCH", "users/me", {"firstName": "Anna"}).status, 300)
        self.assertEqual("Anna", client.get("users/me").json()["firstName"])

    def test_plays_a_quest(self):
        client = self.client(self.player)
        number = self.published(client)
        self.read(client.get(f"quests/{number}"), QUEST)
        self.read(client.get(f"quests/user/{number}"), {"id": int, "merchList": [MERCH], "title": str, "rating": float})
        current = self.read(client.get(f"quests/me/{number}"), CURRENT)
        self.assertTrue(current["points"][0]["places"])
        self.assertNotEqual(200, client.get("quests/2000000000").status)

    def test_shows_pictures_that_a_plain_get_reads(self):
        client = self.client()
        for path in ("quests/", "quests/categories/", "quests/tools"):
            for item in client.get(path).json():
                self.assertTrue(item["image"].startswith("http://questcity.test/api/v1/files/"), item["image"])
        anonymous = PublishedClient(self.server)
        for kind in ("quest", "merch", "category", "tool"):
            answer = anonymous.get(f"files/static/default-{kind}.png")
            self.assertEqual((200, b"\x89PNG"), (answer.status, answer.body[:4]))

    def test_manages_accounts(self):
        client = self.client()
        for number, more in enumerate(({"image": None}, {"image": picture_uri().partition(",")[2]})):
            body = {"username": f"made{number}", "email": f"made{number}@example.org", "password1": "Dd-4dddddd",
                    "password2": "Dd-4dddddd", "firstName": "M", "lastName": "N", "role": 0, "isVerified": False,
                    "instagram": "made", **more}
            self.assertEqual(204, client.post("users", body).status)
            found = self.read(client.get(f"users?search=made{number}"), {"items": [USER]})["items"][0]
            idle = self.read(client.post(f"users/{found['id']}", {"isActive": False}), USER)
            self.assertFalse(idle["isActive"])
            self.assertEqual(found["id"], idle["id"])
        nobody = client.post("users/00000000-0000-4000-8000-000000000000", {"isActive": False})
        self.assertEqual((404, "USER_NOT_FOUND"), (nobody.status, nobody.code()))

    def test_asks_to_be_let_in_again_with_an_id_that_is_text(self):
        locked = Player(self.server)
        number = locked.client.get(f"{API}/users/me").json()["id"]
        client = self.client()
        client.post(f"users/{number}", {"isActive": False})
        body = {"email": locked.email, "reason": "Other", "message": "Please."}
        self.assertEqual(204, PublishedClient(self.server).post("unlock_requests", body).status)
        requests = self.read(client.get("unlock_requests"), {"items": [{"id": str, "email": str, "status": str}]})
        self.assertIn(locked.email, [one["email"] for one in requests["items"]])

    def test_reads_notifications_day_by_day(self):
        client = self.client(self.player)
        self.boss.clients[0].post(f"{API}/wallet/grants", {
            "userId": client.get("users/me").json()["id"], "amount": 5, "reason": "Thanks"})
        told = self.read(client.post("users/notification", {}), {
            "status": bool, "message": str, "total": int,
            "notifications": [{"date_name": str, "notification": [{"title": str, "action": str, "date": str}]}]})
        self.assertEqual((True, ""), (told["status"], told["message"]))
        self.assertEqual(told["total"], sum(len(day["notification"]) for day in told["notifications"]))
        self.assertGreater(told["total"], 0)
        for day in told["notifications"]:
            for notice in day["notification"]:
                self.assertTrue(notice["date"].startswith(day["date_name"]))

    def test_asks_for_friends_with_the_slash(self):
        client = self.client(self.player)
        self.assertEqual(204, client.post("friend-requests/me/", {"recipientEmail": self.friend.email}).status)
        sent = self.read(client.get("friend-requests/sent/me"), {"items": [{"id": int, "recipientId": str}]})
        self.assertEqual([self.friend_id], [one["recipientId"] for one in sent["items"]])
        own = self.read(client.get(f"friends/me?search={self.player.name}"), {"items": []})
        self.assertEqual([], own["items"])

    def test_uploads_files_and_gives_them_to_a_category(self):
        client = self.client()
        answer = self.read(client.upload(picture(10)), {"filesPath": [str], "files_path": [str]})
        self.assertEqual(answer["filesPath"], answer["files_path"])
        url = answer["filesPath"][0]
        stored = PublishedClient(self.server).get(url.removeprefix("http://questcity.test/api/v1/"))
        self.assertEqual((200, b"\x89PNG"), (stored.status, stored.body[:4]))
        category = client.get("quests/categories/").json()[0]
        for image in (url, url, picture_uri(20)):
            body = {"id": category["id"], "name": f"Parks {next(_names)}", "image": image}
            written = self.read(client.call("PUT", f"admins/category/{category['id']}", body), PICTURED)
            self.assertEqual(body["name"], written["name"])
        self.assertNotEqual(url, written["image"])
        same = client.call("PUT", f"admins/category/{category['id']}/", {"name": "Parks", "image": written["image"]})
        self.assertEqual(written["image"], self.read(same, PICTURED)["image"])
        self.assertEqual(404, client.call("PUT", "admins/category/30000", {"name": "Nowhere", "image": url}).status)


class Chats(PublishedClientCase):
    def test_pages_through_a_chat(self):
        client = self.client(self.player)
        texts = [self.write_message(self.player if turn % 2 else self.friend, f"m{turn}")["text"] for turn in range(13)]
        texts.reverse()
        shape = {"messages": [OLD_MESSAGE]}

        def page(**more):
            return self.read(client.post("chats/get_messages", {"id_chat": self.chat, **more}), shape)["messages"]
        self.assertEqual(texts[:10], [one["msg"] for one in page()])
        self.assertEqual(texts[:10], [one["msg"] for one in page(offset=0)])
        self.assertEqual(texts[10:13], [one["msg"] for one in page(offset=10, limit=3)])
        self.assertEqual(texts[3:4], [one["msg"] for one in page(offset=3, limit=1)])
        self.assertEqual([], page(offset=5000))
        newest = page(limit=2)
        self.assertEqual([False, True], [one["isMe"] for one in newest])
        for one in newest:
            self.assertEqual((str(self.chat), "text", None, None),
                             (one["id_chat"], one["msgType"], one["media_path"], one["id_sender"]))
        for wrong in ({"offset": -1}, {"offset": 10001}, {"limit": 0}, {"limit": 101}):
            self.assertEqual(422, client.post("chats/get_messages", {"id_chat": self.chat, **wrong}).status, wrong)
        stranger = self.client()
        self.assertEqual(404, stranger.post("chats/get_messages", {"id_chat": self.chat}).status)

    def test_previews_carry_what_the_list_shows(self):
        self.write_message(self.friend, "newest")
        preview = self.read(self.client(self.player).get("chats/me"), [PREVIEW])[0]
        self.assert_aliases(preview, [("id", "id_chat"), ("lastMessage", "last_message")])
        self.assertEqual((preview["recipient"]["fullName"], ""), (preview["username"], preview["photo_path"]))
        at = datetime.datetime.fromisoformat(preview["lastMessage"]["createdAt"].replace("Z", "+00:00"))
        self.assertEqual({"msg": "newest", "time": int(at.timestamp()), "new_message": preview["unreadCount"]},
                         preview["message"])

    def test_a_chat_without_messages_has_a_message_all_the_same(self):
        someone = Player(self.server)
        Player.expect(201, someone.client.post(f"{API}/chats/{self.friend_id}"))
        preview = self.read(self.client(someone).get("chats/me"), [PREVIEW])[0]
        self.assertEqual(("", 0), (preview["message"]["msg"], preview["message"]["new_message"]))
        self.assertGreater(preview["message"]["time"], 1_600_000_000)

    def test_listens_under_both_bases(self):
        aliases = [("file", "file_url"), ("chatId", "chat_id"), ("authorId", "author_id"),
                   ("createdAt", "created_at"), ("updatedAt", "updated_at")]
        for base in ("/api/v1", "/api/v1.0"):
            with WebSocket(self.server.port, f"{base}/chats/{self.chat}", self.player.client.token) as chat, \
                    WebSocket(self.server.port, f"{base}/ws", self.player.client.token) as device:
                device.expect("hello")
                wanted = self.write_message(self.friend, f"over {base}")["id"]
                self.assert_aliases(chat.receive_until(lambda message: message["id"] == wanted), aliases)


class Author(PublishedClientCase):
    def test_creates_with_either_form_and_is_told_in_the_old_way(self):
        client = self.client()
        form = create_form()
        short = self.read(client.post("quests/admin/create", form), {"id": int, "payExtra": int, "warnings": [str]})
        self.assert_aliases(short, SHORT_ALIASES)
        made = self.quest(short["id"])
        self.assertEqual(("5-10", 1, 7), (made["mainPreferences"]["mileage"], made["mainPreferences"]["timeframe"],
                                          made["priceSettings"]["amount"]))
        self.assertEqual([("Gate", 1, None), ("Tower", 2, "4711")],
                         [(point["nameOfLocation"], point["order"], point["typeCode"]) for point in made["points"]])
        self.assertEqual(2, len(short["warnings"]))
        shape = {"success": bool, "message": str, "questId": int,
                 "quest": {"id": int, "name": str, "description": str, "image": str}}
        told = self.read(client.post("quests/create", create_form()), shape)
        self.assertEqual("Quest created successfully", told["message"])
        self.assertEqual({told["questId"]}, {told["quest_id"], told["quest"]["id"]})
        number = told["questId"]
        told = self.read(client.call("PUT", f"quests/update/{number}", {"name": "New name"}), shape)
        self.assertEqual(("Quest updated successfully", "New name"), (told["message"], told["quest"]["name"]))
        silent = client.call("PATCH", f"quests/update-quest/{number}", {"description": "Newer."})
        self.assertEqual((204, b""), (silent.status, silent.body))
        self.assertEqual("Newer.", self.quest(number)["description"])
        gone = self.read(client.call("DELETE", f"quests/admin/delete/{number}", {}), {"message": str, "questId": int})
        self.assertEqual(number, gone["quest_id"])

    def test_edit_form_loses_nothing(self):
        client = self.client()
        number = self.created(client, credits={"auto": True, "cost": 1, "reward": 2})
        before = self.quest(number)
        first, second = before["points"]
        form = {"id": number, "name": before["name"], "description": "Edited.", "image": before["image"],
                "credits": {"auto": False, "cost": 4, "reward": 2},
                "mainPreferences": {"categoryId": 1, "vehicleId": 1, "placeId": 1, "group": 1, "level": "Hard",
                                    "mileage": "10-30", "timeframe": 3,
                                    "price_settings": {"is_subscription": False, "amount": 0.0}},
                "points": [{"id": second["id"], "nameOfLocation": "Keep", "description": "Changed.", "order": 0,
                            "typeId": second["typeId"], "toolId": None, "places": []}]}
        self.read(client.call("PATCH", f"quests/{number}", form), {"id": int, "message": str})
        after = self.quest(number)
        self.assertEqual((7, "Edited.", 4, True), (after["priceSettings"]["amount"], after["description"],
                                                   after["credits"]["cost"], after["credits"]["auto"]))
        self.assertEqual(before["merchList"], after["merchList"])
        points = {point["id"]: point for point in after["points"]}
        self.assertEqual({first["id"], second["id"]}, set(points))
        self.assertEqual(("Gate", "Keep", "4711"), (points[first["id"]]["nameOfLocation"],
                                                    points[second["id"]]["nameOfLocation"],
                                                    points[second["id"]]["typeCode"]))
        self.assertEqual({1, 2}, {point["order"] for point in after["points"]})

    def test_without_its_id_a_body_means_what_it_says(self):
        client = self.client()
        number = self.created(client, credits={"auto": True, "cost": 1, "reward": 2})
        reset = {"credits": {"auto": False}, "priceSettings": {"isSubscription": False, "amount": 0}}
        self.read(client.call("PATCH", f"quests/{number}", reset), {"id": int})
        after = self.quest(number)
        self.assertEqual((False, 0), (after["credits"]["auto"], after["priceSettings"]["amount"]))

    def test_points_have_a_second_path(self):
        client = self.client()
        number = self.created(client)
        base = f"quests/quests/{number}/points"
        body = {"name": "Well", "description": "A well.", "typeId": 1, "places": []}
        made = self.read(client.post(base, body), {"pointId": int}, 201)
        self.assert_aliases(made, [("pointId", "point_id")])
        listed = self.read(client.get(base + "/"), {"points": [{"name_of_location": str, "type_id": int}]})
        self.assertEqual({number}, {point["quest_id"] for point in listed["points"]})
        one = f"{base}/{made['pointId']}"
        self.read(client.call("PUT", one, dict(body, name="Spring")), {"pointId": int})
        self.read(client.call("DELETE", one, {}), {"pointId": int})

    def test_bulk_action_reads_its_old_names(self):
        client = self.client()
        number = self.created(client)
        told = self.read(client.post("quests/admin/bulk-action", {"action": "delete", "quest_ids": [number]}),
                         {"results": [{"questId": int, "quest_id": int, "status": str}]})
        self.assertEqual("deleted", told["results"][0]["status"])


class Golden(PublishedClientCase):
    """Every alias of the document with the value of its canonical key."""

    def document(self, path, client=None):
        answer = (client or self.client()).get(path)
        self.assertEqual(200, answer.status, answer)
        return answer.json()

    def test_items(self):
        for path in ("quests/", "quests/admin/list"):
            for item in self.document(path):
                self.assert_aliases(item, [("categoryId", "category_id"), ("name", "title")])
                self.assert_aliases(item["mainPreferences"], PREFERENCE_ALIASES)
                self.assert_aliases(item["priceSettings"], PRICE_ALIASES)
                self.assertNotIn("price", item["mainPreferences"])

    def test_quests(self):
        client = self.client()
        number = self.created(client)
        for path in (f"quests/{number}", f"quests/admin/{number}"):
            quest = self.document(path, client)
            self.assert_aliases(quest, [("merchList", "merch"), ("mentorPreference", "mentor_preference")])
            self.assert_aliases(quest["mainPreferences"], PREFERENCE_ALIASES)
            self.assert_aliases(quest["priceSettings"], PRICE_ALIASES)
            for point in quest["points"]:
                self.assert_aliases(point, [("typeId", "type_id"), ("toolId", "tool_id")])

    def test_cards(self):
        number = self.published(self.client())
        for path in (f"quests/user/{number}", f"quests/get-quest/{number}"):
            card = self.document(path)
            self.assert_aliases(card, [
                ("merch", "merchList"), ("mentorPreference", "mentor_preference"), ("name", "title"),
                ("image", "imageUrl"), ("description", "shortDescription"), ("description", "fullDescription")])
            self.assert_aliases(card["mainPreferences"], PREFERENCE_ALIASES)

    def test_current_quests(self):
        current = self.document(f"quests/me/{self.published(self.client())}")
        self.assert_aliases(current, [("questId", "quest_id")])
        self.assertEqual(current["mentorPreference"] or "", current["mentorPreferences"])
        for point in current["points"]:
            self.assert_aliases(point, [("toolId", "tool_id"), ("nameOfLocation", "name")])

    def test_runs(self):
        number = self.published(self.client())
        bought = self.player.client.post(f"{API}/quests/{number}/purchase", {"method": "credits"})
        self.assert_aliases(Player.expect(201, bought).json(), [("questId", "quest_id")])
        run = Player.expect(201, self.player.client.post(f"{API}/quests/{number}/runs")).json()
        self.assert_aliases(run, [("questId", "quest_id")])
        for point in self.document(f"runs/{run['id']}/points", self.client(self.player))["points"]:
            self.assert_aliases(point, [("typeId", "type_id"), ("toolId", "tool_id")])

    def test_analytics(self):
        self.assert_aliases(self.document("quests/admin/analytics"), [
            ("totalQuests", "total_quests"), ("activeQuests", "active_quests"), ("draftQuests", "draft_quests"),
            ("categoriesStats", "categories_stats"), ("difficultyStats", "difficulty_stats"),
            ("recentActivity", "recent_activity"), ("popularQuests", "popular_quests"),
            ("userEngagement", "user_engagement")])

    def test_permissions(self):
        self.assert_aliases(self.document("permissions/me"), [
            ("userId", "user_id"), ("roleName", "role_name"), ("isActive", "is_active"),
            ("isVerified", "is_verified"), ("canEditQuests", "can_edit_quests"),
            ("canLockUsers", "can_lock_users"), ("permissionCount", "permission_count")])
        checked = self.client().post("permissions/check", {"permission": "view_quests"}).json()
        self.assert_aliases(checked, [("hasPermission", "has_permission")])

    def test_old_base_answers_the_same(self):
        for path in ("quests/", "quests/admin/analytics", "permissions/me", "users/me", "health"):
            client = self.client()
            new = client.get(path)
            client.base = "/api/v1.0"
            old = client.get(path)
            self.assertEqual(new.status, old.status, path)
            if path != "health":
                self.assertEqual(new.json(), old.json(), path)


ALIAS_KEYS = {
    "token_type", "expires_in", "category_id", "vehicle_id", "place_id", "milage", "milege", "is_subscription",
    "pay_extra", "type_id", "tool_id", "mentor_preference", "mentorPreferences", "auto_accrual", "created_at",
    "updated_at", "quest_id", "point_id", "name_of_location", "total_quests", "active_quests", "draft_quests",
    "categories_stats", "difficulty_stats", "recent_activity", "popular_quests", "user_engagement", "last_message",
    "id_chat", "photo_path", "user_id", "role_name", "is_active", "is_verified", "can_edit_quests", "can_lock_users",
    "permission_count", "has_permission", "file_url", "chat_id", "author_id"}
ALIAS_ROUTES = [
    ("POST", "auth/refresh"), ("POST", "auth/get_registration_code"), ("PUT", "admins/category/1"),
    ("POST", "files/upload_files"), ("POST", "users/00000000-0000-4000-8000-000000000000"),
    ("POST", "users/notification"), ("POST", "chats/get_messages"), ("POST", "quests/create"), ("PUT", "quests/update/1"),
    ("PATCH", "quests/update-quest/1"), ("GET", "quests/quests/1/points")]


def keys_of(document):
    if isinstance(document, dict):
        return set(document).union(*(keys_of(value) for value in document.values()))
    return set().union(*(keys_of(value) for value in document)) if isinstance(document, list) else set()


class WithoutAliases(PublishedClientCase):
    settings = {"COMPAT_ALIASES": "false"}

    def test_no_alias_field_is_there_and_every_canonical_one_is(self):
        self.write_message(self.friend, "hello")
        client = self.client()
        number = self.published(client)
        documents = [client.log_in("boss0", self.boss.password).json()]
        for path in ("quests/", "quests/admin/list", f"quests/{number}", f"quests/admin/{number}",
                     f"quests/user/{number}", f"quests/me/{number}", f"quests/{number}/points",
                     "quests/admin/analytics", "permissions/me"):
            documents.append(client.get(path).json())
        documents.append(self.client(self.player).get("chats/me").json())
        for document in documents:
            self.assertEqual(set(), keys_of(document) & ALIAS_KEYS)
        self.assertEqual([], misfits(documents[1], [ITEM]))
        self.assertEqual([], misfits(documents[3], QUEST))

    def test_no_alias_route_is_there(self):
        client = self.client()
        for method, path in ALIAS_ROUTES:
            answer = client.call(method, path, {})
            # A path that a canonical route has with a parameter answers 405 or 422 instead.
            self.assertIn(answer.status, (404, 405, 415, 422), path)
            self.assertNotIn("quest_id", answer.body.decode())
        self.assertEqual(404, PublishedClient(self.server, "/api/v1.0").get("health").status)
        with self.assertRaises(Rejected):
            WebSocket(self.server.port, f"/api/v1.0/chats/{self.chat}", self.player.client.token)
        self.assertEqual("application/json; charset=utf-8",
                         self.client(self.player).get("chats/me").header("Content-Type"))


class DeclaredCharset(PublishedClientCase):
    settings = {"COMPAT_CHAT_CHARSET": "utf8"}

    def test_chats_declare_it_too(self):
        client = self.client(self.player)
        for answer in (client.get("chats/me"), client.post("chats/get_messages", {"id_chat": self.chat})):
            self.assertEqual((200, "application/json; charset=utf-8"), (answer.status, answer.header("Content-Type")))
            json.loads(answer.body)
