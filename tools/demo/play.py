#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Plays a whole quest against a running QuestCity, over HTTP only, as a phone would.

The answers come from the data file that the quests were imported from: the player reads them
from the wall. Every step says what it does; anything unexpected ends with exit code 1.
"""
import argparse
import pathlib
import secrets
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from client import Client, Refused, code_from_outbox  # noqa: E402
from wall import Wall, distance_m, north_of  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
WALKING_SPEED_LIMIT_MPS = 200.0  # The server refuses 280 m/s; we stay well below.
COLOURS = sys.stdout.isatty()


def say(mark, text):
    colour = {"step": "1;36", "ok": "32", "no": "33"}[mark]
    sign = {"step": "»", "ok": "✓", "no": "✗"}[mark]
    print(f"\033[{colour}m{sign}\033[0m {text}" if COLOURS else f"{sign} {text}", flush=True)


def expect(condition, text):
    if not condition:
        raise SystemExit(f"demo failed: {text}")


def expect_refusal(code, call, *arguments):
    try:
        call(*arguments)
    except Refused as refused:
        expect(refused.code == code, f"expected {code}, but {refused}")
        return refused.body
    raise SystemExit(f"demo failed: expected {code}, but the call succeeded")


def sign_up(client, outbox):
    name = "player" + secrets.token_hex(3)
    address = f"{name}@example.org"
    password = "Walk-" + secrets.token_urlsafe(9) + "1a!"
    say("step", f"Registering {name}")
    started = time.time()
    client.post("/auth/register", {
        "username": name, "email": address, "password1": password, "password2": password,
        "firstName": "Demo", "lastName": "Player"})
    code = code_from_outbox(outbox, address, started)
    say("ok", f"The mail says the code is {code}")
    client.post("/auth/register/verify-code", {"email": address, "code": code})
    tokens = client.post("/auth/login", {"login": name, "password": password, "device": "demo"})
    client.token = tokens["accessToken"]
    me = client.get("/users/me")
    expect(me["username"] == name and me["isVerified"], "/users/me shows somebody else")
    say("ok", f"Signed in; the wallet holds {client.get('/wallet')['balance']} credits")


def find_quest(client, center):
    say("step", f"Searching quests near {center[0]:.4f}, {center[1]:.4f}")
    page = client.get("/quests/search", near=f"{center[0]},{center[1]}", radius_m=20000, sort="distance")
    expect(page["items"], "no quest near the place; is the city imported?")
    for item in page["items"]:
        print(f"    {item['distance'] / 1000:5.1f} km  {item['name']}  ({item['priceSettings']['amount'] + item['credits']['cost']} credits)")
    with_answers = []
    for item in page["items"]:
        quest = client.get(f"/quests/{item['id']}")
        kinds = [point["answerKind"] for point in quest["points"]]
        with_answers.append((sum(kind in ("code", "word") for kind in kinds), -item["distance"], quest))
        expect("typeCode" not in str(quest), "the quest page gives answers away")
    count, _, quest = max(with_answers, key=lambda found: found[:2])
    expect(count > 0, "no quest here asks for a code or a word")
    say("ok", f"Taking \"{quest['name']}\": {len(quest['points'])} points, {count} with an answer to read on the spot")
    return quest


def buy(client, quest):
    expect_refusal("QUEST_NOT_PURCHASED", client.post, f"/quests/{quest['id']}/runs")
    say("no", "Without a purchase the quest does not start")
    key = "demo-" + secrets.token_hex(8)
    bought = client.post(f"/quests/{quest['id']}/purchase", {}, key)
    again = client.post(f"/quests/{quest['id']}/purchase", {}, key)
    expect(bought == again, "the repeated purchase answered something else")
    say("ok", f"Bought for {bought['price']} credits ({bought['balance']} left); the repeated request was replayed, not charged")


class Player:
    def __init__(self, client, wall, run):
        self.client, self.wall, self.run = client, wall, run
        self.place, self.moved_at = None, time.monotonic()
        self.did_wrong = self.did_far = False

    def walk_to(self, place):
        if self.place:
            metres = distance_m(self.place, place)
            pause = metres / WALKING_SPEED_LIMIT_MPS - (time.monotonic() - self.moved_at)
            if pause > 0:
                time.sleep(pause)
        self.place, self.moved_at = place, time.monotonic()

    def check_in(self, point, place, answer=None, target=None):
        body = {"pointId": point["id"], "latitude": place[0], "longitude": place[1], "accuracy": 5.0}
        if target:
            body["placeId"] = target["placeId"]
        if answer:
            body["answer"] = answer
        return self.client.post(f"/runs/{self.run['id']}/checkins", body, "demo-" + secrets.token_hex(8))

    def answer_of(self, point, place):
        kind = point["answerKind"]
        if kind == "none":
            return None
        if kind == "photo":
            return {"photo": PIXEL}
        answer = self.wall.answer(place, point["description"])
        expect(answer, f"nothing at {place} answers: {point['description']}")
        return {kind: answer}

    def pass_point(self, point):
        for target in point["targets"] or [None]:
            place = (target["latitude"], target["longitude"]) if target else self.place
            if not self.did_far and target and self.place:
                self.try_from_afar(point, place, target)
            self.walk_to(place)
            answer = self.answer_of(point, place)
            if not self.did_wrong and answer and point["answerKind"] in ("code", "word"):
                self.try_wrong(point, place, target)
            done = self.check_in(point, place, answer, target)
        said = f" with {list(answer.values())[0]}" if answer and "photo" not in answer else ""
        say("ok", f"{point['order']:2d}. {point['name']}{said}")
        return done["run"]

    def try_from_afar(self, point, place, target):
        far = north_of(place, 150)
        self.walk_to(far)
        body = expect_refusal("CHECKIN_OUT_OF_RANGE", self.check_in, point, far, None, target)
        say("no", f"150 m away the server says no: {body['details']['distance']:.0f} m, allowed {body['details']['allowed']:.0f} m")
        self.did_far = True

    def try_wrong(self, point, place, target):
        wrong = {"code": {"code": "000001"}, "word": {"word": "open sesame"}}[point["answerKind"]]
        body = expect_refusal("WRONG_ANSWER", self.check_in, point, place, wrong, target)
        say("no", f"A wrong answer is refused; {body['details']['attemptsLeft']} attempts left")
        self.did_wrong = True


# A photo answer needs a readable image: one grey pixel as PNG.
PIXEL = ("data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCB"
         "d81ytgAAAABJRU5ErkJggg==")


def walk(client, wall, quest):
    run = client.post(f"/quests/{quest['id']}/runs", {}, "demo-" + secrets.token_hex(8))
    say("step", f"Run {run['id']} started")
    player = Player(client, wall, run)
    while run["status"] == "active":
        points = client.get(f"/runs/{run['id']}/points")["points"]
        current = next(point for point in points if point["state"] == "current")
        run = player.pass_point(current)
    expect(run["status"] == "finished", f"the run ended as {run['status']}")
    expect(player.did_wrong and player.did_far, "the quest offered no chance to be refused")
    return run


def look_at_results(client, quest, run, before):
    wallet = client.get("/wallet")
    reward = run["reward"]
    expect(reward["state"] == "paid" and reward["amount"] == quest["credits"]["reward"], f"reward: {reward}")
    expect(wallet["balance"] == before + reward["amount"], "the wallet does not show the reward")
    say("ok", f"Finished with score {run['score']}; reward of {reward['amount']} credits is in the wallet: {wallet['balance']}")
    for entry in client.get("/wallet/entries")["items"]:
        print(f"    {entry['amount']:+5d}  {entry['kind']:<9} {entry['description']}")
    ranking = client.get(f"/quests/{quest['id']}/leaderboard")["items"]
    expect(any(row["score"] == run["score"] for row in ranking), "the ranking misses this run")
    me = client.get("/leaderboard", period="week")["me"]
    say("ok", f"Ranking of the week: place {me['rank']} with {me['score']} points")


def default_data():
    shared = ROOT.parent / "shared" / "data" / "osm"
    found = [shared / f"{city}.geojson" for city in ("krems", "monaco", "moscow")]
    found += sorted((ROOT / "db" / "sample").glob("*.geojson"))
    return next((path for path in found if path.exists()), None)


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--url", default="http://127.0.0.1:8000", help="the server (%(default)s)")
    options.add_argument("--outbox", default=str(ROOT / ".questcity" / "outbox"), help="folder of its mails (%(default)s)")
    options.add_argument("--data", default=default_data(), help="GeoJSON file of the city to play in (%(default)s)")
    chosen = options.parse_args()
    client = Client(chosen.url)
    wall = Wall(chosen.data)
    started = time.monotonic()
    try:
        sign_up(client, chosen.outbox)
        quest = find_quest(client, wall.center())
        buy(client, quest)
        balance = client.get("/wallet")["balance"]
        run = walk(client, wall, quest)
        look_at_results(client, quest, run, balance)
    except ConnectionRefusedError:
        raise SystemExit(f"nothing answers at {chosen.url}; start the server with ./dev run")
    except Refused as refused:
        raise SystemExit(f"demo failed: {refused}")
    say("ok", f"Played in {time.monotonic() - started:.1f} s")


if __name__ == "__main__":
    main()
