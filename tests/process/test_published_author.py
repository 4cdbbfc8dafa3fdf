# SPDX-License-Identifier: Apache-2.0
"""The requests of the published mobile client, byte for byte: its forms for quests."""
from support.published_case import SHORT_ALIASES, PublishedClientCase, create_form


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
