# SPDX-License-Identifier: Apache-2.0
"""The requests of the published mobile client, byte for byte: what its screens and chats send and read."""
import base64
import datetime
import json

from support.players import API, Player, code_for
from support.published_case import (
    BARE, CURRENT, MERCH, NAMES, OLD_MESSAGE, PAGED, PICTURED, PREVIEW, QUEST, USER, PublishedClientCase)
from support.published_client import PublishedClient, picture, picture_uri
from support.websocket import WebSocket


class Screens(PublishedClientCase):
    def test_signs_in_with_a_chunked_form(self):
        client = PublishedClient(self.server)
        tokens = self.read(client.log_in(self.player.name, self.player.password),
                           {"accessToken": str, "refreshToken": str, "token_type": str, "expires_in": int})
        self.assertEqual(1800, tokens["expires_in"])
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
            body = {"id": category["id"], "name": f"Parks {next(NAMES)}", "image": image}
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

    def test_pages_down_to_the_ten_thousandth_message(self):
        """The first messages of a chat of 10,005, each of which says its place."""
        one, other = Player(self.server), Player(self.server)
        user = other.client.get(f"{API}/users/me").json()["id"]
        chat = Player.expect(201, one.client.post(f"{API}/chats/{user}")).json()["id"]
        self.database.rows(
            "with said as (insert into message (chat_id, author_id, text, seq) "
            f"select {chat}, '{user}', 'm' || place, place from generate_series(1, 10005) place "
            "returning id) update chat set last_seq = 10005, last_message_id = (select max(id) from said) "
            f"where id = {chat}")
        client = self.client(one)

        def page(**more):
            answer = self.read(client.post("chats/get_messages", {"id_chat": chat, **more}), {"messages": [OLD_MESSAGE]})
            return [one["msg"] for one in answer["messages"]]
        self.assertEqual([f"m{place}" for place in range(106, 6, -1)], page(offset=9899, limit=100))
        self.assertEqual([f"m{place}" for place in range(6, 0, -1)], page(offset=9999))
        self.assertEqual([f"m{place}" for place in range(5, 0, -1)], page(offset=10000))
        self.assertEqual(["m5"], page(offset=10000, limit=1))

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


class WholeSessions(PublishedClientCase):
    """Between two starts of the app one access token serves, so the deployment chooses its life."""
    settings = {"ACCESS_TOKEN_EXPIRE_MINUTES": "720"}

    def claims(self, token):
        part = token.split(".")[1]
        return json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))

    def test_a_token_lives_as_long_as_the_deployment_says(self):
        tokens = PublishedClient(self.server).log_in(self.player.name, self.player.password).json()
        claims = self.claims(tokens["accessToken"])
        self.assertEqual((43200, 43200), (tokens["expires_in"], claims["exp"] - claims["iat"]))

    def test_a_token_outlives_the_renewal_of_its_session(self):
        client = PublishedClient(self.server)
        tokens = client.log_in(self.player.name, self.player.password).json()
        renewed = PublishedClient(self.server).post("auth/refresh", {"refreshToken": tokens["refreshToken"]})
        self.assertEqual(43200, self.read(renewed, {"expires_in": int})["expires_in"])
        self.read(client.get("users/me"), USER)
