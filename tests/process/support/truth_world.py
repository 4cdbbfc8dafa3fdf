# SPDX-License-Identifier: Apache-2.0
"""Callers of every role and flag, and things of theirs and of others'."""
import itertools
import re
import secrets
import uuid
from dataclasses import dataclass, field

from support.database import Session, copies, must, offline_settings, tool
from support.players import API, Player, address, sign_in

PERMISSION_NAMES = """
view_own_profile edit_own_profile view_users edit_user_profiles lock_users unlock_users delete_users
manage_user_roles view_quests create_quests edit_quests delete_quests moderate_quests manage_categories
manage_places manage_vehicles manage_tools manage_activities create_chats send_messages delete_messages
moderate_chats write_reviews moderate_reviews view_user_favorites manage_unlock_requests
respond_to_reviews view_merch manage_merch manage_friends send_friend_requests manage_favorites
view_admin_panel manage_system_settings view_logs manage_backups
""".split()
USER = {1, 2, 9, 19, 20, 23, 28, 30, 31, 32}
MANAGER = USER | {3, 10, 13, 21, 22, 24, 27}
ROLES = {0: USER, 1: MANAGER, 2: set(range(1, 37))}
EDITS_QUESTS = {10, 11, 12, 14, 15, 16, 17, 18}
LOCKS_USERS = {3, 4, 5, 6}
PROFILE_ONLY = {1, 2}


@dataclass
class Caller:
    """Somebody with a session; `granted` is what the contract says he holds."""
    name: str
    role: int = 0
    edits: bool = False
    locks: bool = False
    is_active: bool = True
    is_verified: bool = True
    id: str = ""
    profile: int = 0
    client: object = None
    things: dict = field(default_factory=dict)

    def granted(self):
        held = ROLES[self.role] | (EDITS_QUESTS if self.edits else set()) | (LOCKS_USERS if self.locks else set())
        return held if self.is_verified else held & PROFILE_ONLY

    def __str__(self):
        flags = [word for word, on in (("canEditQuests", self.edits), ("canLockUsers", self.locks),
                                       ("inactive", not self.is_active), ("unverified", not self.is_verified)) if on]
        return " ".join([f"role {self.role}", *flags])


class World:
    def __init__(self, server, database):
        self.server, self.database = server, Session(database.url)
        self.password = "Cc-3" + secrets.token_urlsafe(15)
        self.numbers = itertools.count(1)
        must(tool(database.url, "admin", "create", "--username", "source", "--email", "source@example.org",
                  "--password", self.password, **offline_settings(server.folder / "tools")))
        self.stranger = self.make(Caller("stranger"))
        self.third = self.make(Caller("third"))
        self.callers = [self.make(Caller(f"r{role}{int(edits)}{int(locks)}", role, edits, locks))
                        for role in (0, 1, 2) for edits in (False, True) for locks in (False, True)]
        self.callers += [self.make(Caller(f"new{role}", role, is_verified=False)) for role in (0, 2)]
        self.callers += [self.make(Caller(f"idle{role}", role, is_active=False)) for role in (0, 2)]

    def make(self, caller):
        """Signed in while active: what is taken away later must be felt by his next request."""
        self.add(caller)
        caller.client = self.server.client(address=address())
        sign_in(caller.client, caller.name, self.password)
        if not (caller.is_active and caller.is_verified):
            self.database.rows(f"""UPDATE "user" SET is_active = {caller.is_active},
                                   is_verified = {caller.is_verified} WHERE id = '{caller.id}'""")
        return caller

    def add(self, caller):
        (_, caller.id, profile), = self.database.rows(copies(
            "source", [caller.name], credits=1000, role=caller.role, edits=caller.edits, locks=caller.locks))
        caller.profile = int(profile)
        return caller

    def close(self):
        self.database.close()

    def quest(self, owner, status="draft"):
        """With three points of an imported one; free of charge."""
        name = f"Truth {next(self.numbers)}"
        quest = self.database.value(f"""
            DROP TABLE IF EXISTS copy;
            CREATE TEMP TABLE copy AS SELECT * FROM quest WHERE status = 'published' AND source IS NOT NULL
                ORDER BY id LIMIT 1;
            UPDATE copy SET id = nextval(pg_get_serial_sequence('quest', 'id')), name = '{name}', source = NULL,
                status = '{status}', author_id = '{owner.id}', cost = 0, pay_extra = 0,
                published_at = CASE WHEN '{status}' = 'draft' THEN NULL ELSE now() END;
            ALTER TABLE copy DROP COLUMN search_tsv;
            INSERT INTO quest (id, name, description, image, mentor_preference, auto_accrual, cost, reward,
                               category_id, "group", vehicle_id, level, mileage, place_id, status, author_id,
                               published_at)
            SELECT id, name, description, image, mentor_preference, auto_accrual, cost, reward, category_id,
                   "group", vehicle_id, level, mileage, place_id, status, author_id, published_at FROM copy
            RETURNING id""")
        self.database.rows(f"""
            WITH old AS (SELECT * FROM point WHERE quest_id =
                            (SELECT min(id) FROM quest WHERE source IS NOT NULL AND status = 'published')),
                 made AS (INSERT INTO point (quest_id, "order", name_of_location, description, type_id)
                          SELECT {quest}, "order", name_of_location, description, 1 FROM old
                          RETURNING id, "order")
            INSERT INTO place_settings (point_id, longitude, latitude)
            SELECT made.id, s.longitude, s.latitude
            FROM made JOIN old USING ("order") JOIN place_settings s ON s.point_id = old.id""")
        point = self.database.value(f"SELECT min(id) FROM point WHERE quest_id = {quest}")
        return {"id": quest, "questId": quest, "pointId": point}

    def published_quest(self, owner):
        return self.quest(owner, "published")

    def run(self, owner):
        quest = self.published_quest(self.third)["id"]
        # Nobody has more than a few unfinished runs.
        self.database.rows(f"UPDATE quest_run SET status = 'abandoned' WHERE owner_id = '{owner.id}'")
        starter = owner if owner.is_active and owner.is_verified else self.stranger
        answer = Player.expect(201, starter.client.post(f"{API}/quests/{quest}/runs"))
        return {"id": answer.json()["id"]}

    def user(self, owner):
        """The caller himself, else somebody who may be locked and deleted."""
        if owner is self.stranger:
            owner = self.add(Caller(f"victim{next(self.numbers)}"))
        return {"id": owner.id, "userId": owner.id, "profileId": owner.profile}

    def chat(self, owner, author=None):
        """With the third person; a message of the author, who is that person unless said."""
        author = author or self.third
        reader = owner if author is self.third else self.third
        chat = self.database.value(f"""
            INSERT INTO chat (pair_low, pair_high)
            VALUES (least('{owner.id}'::uuid, '{self.third.id}'), greatest('{owner.id}'::uuid, '{self.third.id}'))
            ON CONFLICT (pair_low, pair_high) DO UPDATE SET kind = 'pair' RETURNING id""")
        self.database.rows(f"""
            INSERT INTO chat_participant (chat_id, user_id)
            VALUES ({chat}, '{owner.id}'), ({chat}, '{self.third.id}') ON CONFLICT DO NOTHING;
            UPDATE chat_participant SET unread_count = unread_count + 1
            WHERE chat_id = {chat} AND user_id = '{reader.id}'""")
        message = self.database.value(f"""
            WITH next AS (UPDATE chat SET last_seq = last_seq + 1 WHERE id = {chat} RETURNING last_seq)
            INSERT INTO message (chat_id, author_id, text, seq)
            SELECT {chat}, '{author.id}', 'Hello.', last_seq FROM next RETURNING id""")
        self.database.rows(f"UPDATE chat SET last_message_id = {message} WHERE id = {chat}")
        return {"chatId": chat, "messageId": message}

    def received_message(self, owner):
        return self.chat(owner)

    def sent_message(self, owner):
        return self.chat(owner, author=owner)

    def strangers_again(self, owner):
        """Neither friends nor asking each other: the owner and the third person."""
        pair = f"('{owner.id}', '{self.third.id}')"
        self.database.rows(f"""
            DELETE FROM friend WHERE user_id IN {pair} AND friend_id IN {pair};
            DELETE FROM friend_request WHERE requester_id IN {pair} AND recipient_id IN {pair}""")

    def friend(self, owner):
        self.strangers_again(owner)
        self.database.rows(f"""
            INSERT INTO friend (user_id, friend_id)
            VALUES ('{owner.id}', '{self.third.id}'), ('{self.third.id}', '{owner.id}')""")
        return {"id": self.third.id}

    def sent_request(self, owner, recipient=None):
        self.strangers_again(owner)
        requester, recipient = (owner, self.third) if recipient is None else (self.third, recipient)
        return {"id": self.database.value(f"""
            INSERT INTO friend_request (requester_id, recipient_id)
            VALUES ('{requester.id}', '{recipient.id}') RETURNING id""")}

    def received_request(self, owner):
        return self.sent_request(owner, recipient=owner)

    def session(self, owner):
        return {"id": self.database.value(f"""
            INSERT INTO session (id, user_id, token_key, idle_expires_at, expires_at)
            VALUES (gen_random_uuid(), '{owner.id}', 'x', now() + '1 day', now() + '1 day') RETURNING id""")}

    def path(self, template, values):
        """The path with its parameters; what the thing does not name gets an id that nobody has."""
        unknown = {"token": "x" * 43, "name": "database", "key...": "none.png"}
        uuids = {"userId", "recipientId", "sessionId"}

        def fill(found):
            name = "profileId" if template.startswith(f"{API}/profiles/") and "profileId" in values else found[1]
            if name in values:
                return str(values[name])
            if name in unknown:
                return unknown[name]
            wants_uuid = name in uuids or template.startswith((f"{API}/users/", f"{API}/runs/{{id}}",
                                                               f"{API}/auth/sessions", f"{API}/friends/"))
            return str(uuid.uuid4()) if wants_uuid and name in ("id", *uuids) else "2000000000"

        return re.sub(r"\{([^}]+)\}", fill, template)
