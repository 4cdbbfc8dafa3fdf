# SPDX-License-Identifier: Apache-2.0
"""What the tests of the published mobile client share: the shapes it reads, and who signs in."""
import itertools

from support.case import ServerCase
from support.players import API, Administrators, Player
from support.published_client import PublishedClient, maybe, misfits, picture_uri

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
NAMES = itertools.count(1)


def create_form(**more):
    """What the create screen sends."""
    point = {"name": "Gate", "description": "The old gate.", "order": 0, "typeId": 1, "toolId": None, "places": [],
             "file": "/data/user/0/app/cache/photo.jpg", "isDivide": False}
    return {
        "name": f"Walk {next(NAMES)}", "description": "A walk.", "image": picture_uri(),
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
