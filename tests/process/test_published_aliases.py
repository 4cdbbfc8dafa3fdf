# SPDX-License-Identifier: Apache-2.0
"""Every alias that the published mobile client reads, and what is left when a switch turns them off."""
import json

from support.players import API, Player
from support.published_case import ITEM, PREFERENCE_ALIASES, PRICE_ALIASES, QUEST, PublishedClientCase
from support.published_client import PublishedClient, misfits
from support.websocket import Rejected, WebSocket


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
