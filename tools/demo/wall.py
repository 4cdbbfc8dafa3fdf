# SPDX-License-Identifier: Apache-2.0
"""The player's eyes: what can be read at a place, taken from the map file and nothing else."""
import json
import math
import pathlib
import re

EARTH_RADIUS_M = 6_371_008.8

# What a question asks for, by words of the four languages that imported quests are written in.
QUESTIONS = [
    (r"inscription|Inschrift|надпис", "inscription"),
    (r"\byear\b|Jahreszahl|année|\bгод\b", "year"),
    (r"surname|Nachname|nom de famille|фамили", "artist"),
    (r"letter|Buchstabe|lettre|букв", "house_mark"),
    (r"street sign|Straßenschild|plaque de rue|улиц", "street"),
    (r"number|nummer|numéro|номер", "house_number"),
]


def distance_m(a, b):
    """Haversine distance of two (latitude, longitude) pairs in metres."""
    lat1, lon1, lat2, lon2 = map(math.radians, (*a, *b))
    half = math.sin((lat2 - lat1) / 2) ** 2 + (
        math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2)
    return 2 * EARTH_RADIUS_M * math.asin(min(1.0, math.sqrt(half)))


def north_of(place, metres):
    return place[0] + math.degrees(metres / EARTH_RADIUS_M), place[1]


def read(subject, tags):
    number = tags.get("addr:housenumber", "").strip()
    if subject == "inscription":
        words = re.findall(r"[^\W\d_]+", tags.get("inscription", ""))
        return max(words, key=len, default=None)
    if subject == "year":
        dates = (tags.get(key, "") for key in ("start_date", "year_of_construction", "year"))
        return next((date[:4] for date in dates if date[:4].isdigit()), None)
    if subject == "artist":
        artist = tags.get("artist_name") or tags.get("artist") or ""
        return artist.split()[-1] if artist else None
    if subject == "street":
        return tags.get("addr:street")
    return number or None


class Wall:
    def __init__(self, path):
        features = json.loads(pathlib.Path(path).read_text(encoding="utf-8"))["features"]
        self.places = [
            ((f["geometry"]["coordinates"][1], f["geometry"]["coordinates"][0]), f["properties"])
            for f in features if f["geometry"]["type"] == "Point"]

    def center(self):
        latitudes = sorted(place[0][0] for place in self.places)
        longitudes = sorted(place[0][1] for place in self.places)
        middle = len(self.places) // 2
        return latitudes[middle], longitudes[middle]

    def answer(self, place, question):
        """What a player in front of `place` would write down; None when nothing fits."""
        where, tags = min(self.places, key=lambda known: distance_m(known[0], place))
        if distance_m(where, place) > 30:
            return None
        asked = question.strip().splitlines()[-1]
        for pattern, subject in QUESTIONS:
            if re.search(pattern, asked, re.I) and (answer := read(subject, tags)):
                return answer
        return None
