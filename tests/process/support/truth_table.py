# SPDX-License-Identifier: Apache-2.0
"""Who may call what, written down by hand from the contract, beside the route table of the server.

A rule says what a route needs: P (everybody), A (an active user), V (a proven address) or permission
numbers of the contract of which any will do. `kind` names what the route works on; then `own` and
`foreign` say what happens with a thing of the caller's and of somebody else's: "ok", a status, or a
status with its code. `own_unless` and `unless` list permissions whose holders meet "ok" all the same.
"""
from dataclasses import dataclass


@dataclass(frozen=True)
class Rule:
    route: str
    needs: str
    kind: str = ""
    own: str = "ok"
    foreign: str = "ok"
    unless: tuple = ()
    own_unless: tuple = ()
    # Or a function of the thing's path parameters.
    body: object = None
    query: str = ""


def rule(route, needs, kind="", **more):
    method, path = route.split(" ")
    return Rule(f"{method} {path if path[1:7] != 'api/v1' and path in OUTSIDE else '/api/v1' + path}",
                needs, kind, **more)


OUTSIDE = {"/.well-known/jwks.json", "/openapi.json", "/api/docs", "/health"}
PUBLIC = """
GET /.well-known/jwks.json, GET /openapi.json, GET /api/docs, GET /health,
GET /health, GET /health/live, GET /health/ready, GET /health/detailed, GET /health/services/{name},
POST /auth/login, GET /auth/password-policy, POST /auth/refresh-token,
POST /auth/register, POST /auth/register/resend-code, POST /auth/register/verify-code,
POST /auth/reset-password, POST /auth/reset-password/verify-code, POST /auth/reset-password/{token},
GET /files/{key...}, GET /permissions/available, POST /unlock_requests
"""
WRONG_PASSWORD = "401 INVALID_USER_CREDENTIALS"
NO_CHAT, NO_MESSAGE = "404 CHAT_NOT_FOUND", "404 MESSAGE_NOT_FOUND"
NO_REQUEST = "404 FRIEND_REQUEST_NOT_FOUND"
NOBODYS_QUEST = "404 QUEST_NOT_FOUND"
NOT_THE_AUTHOR = "403 PERMISSION_DENIED"
EDIT = dict(needs="10|11", kind="quest", foreign=NOT_THE_AUTHOR, unless=(11,))
RUN_READ = dict(needs="9|13", kind="run", foreign="404 RUN_NOT_FOUND", unless=(13,))
RUN_OWNER = dict(needs="9", kind="run", foreign="404 RUN_NOT_FOUND")
POINT = {"nameOfLocation": "Gate", "description": "The old gate.", "typeId": 1}


def table():
    rules = [rule(route.strip(), "P") for route in PUBLIC.replace("\n", " ").split(",")]
    rules += [
        Rule("GET /api/v1/health", "P"),
        # Without a refresh token it would end the session of the caller.
        rule("POST /auth/logout", "P", body={"refreshToken": "nobody's"}),
        rule("POST /health/services/{name}/reset", "34"),
        # Sign-in and permissions
        rule("GET /auth/sessions", "1"),
        rule("DELETE /auth/sessions/{id}", "2", "session", foreign="404 SESSION_NOT_FOUND"),
        rule("POST /auth/logout-all", "2", body={"keepCurrent": True}),
        rule("GET /audit", "35"),
        rule("GET /notifications", "1"), rule("GET /notifications/unread-count", "1"),
        rule("POST /notifications/read", "1", body={"all": True}),
        rule("DELETE /notifications/{id}", "1"),
        rule("PUT /devices/{token}", "1", body={"platform": "web"}),
        rule("DELETE /devices/{token}", "1"),
        rule("GET /permissions/me", "1"),
        rule("POST /permissions/check", "1"),
        # People
        rule("GET /users/me", "1"),
        rule("GET /users", "3"),
        rule("GET /users/{id}", "A", "user"),
        rule("PATCH /users/me", "2", body={"firstName": "Renamed"}),
        rule("DELETE /users/me", "2", own=WRONG_PASSWORD, body={"password": "not mine"}),
        rule("POST /users/me/change-password", "2", own=WRONG_PASSWORD, body={
            "oldPassword": "not mine", "password1": "Abcdef-1!Abcdef", "password2": "Abcdef-1!Abcdef"}),
        rule("POST /users/me/verify-email-change-code", "2", body={"email": "a@example.org", "code": 123456}),
        rule("POST /users", "8"),
        rule("PATCH /users/{id}", "4|5|6|8", "user", own="403 PERMISSION_DENIED", own_unless=(4, 8),
             body={"firstName": "Renamed"}),
        rule("POST /users/{id}/lock", "5", "user", own="403 ROLE_ESCALATION", body={}),
        rule("POST /users/{id}/unlock", "6", "user", own="403 ROLE_ESCALATION", body={}),
        rule("DELETE /users/{id}", "7", "user", own="403 ROLE_ESCALATION"),
        rule("PATCH /profiles/me", "2", body={"instagramUsername": "me"}),
        rule("PATCH /profiles/{id}", "4", "user", own="403 PERMISSION_DENIED", own_unless=(8,),
             body={"credits": 5}),
        rule("POST /files", "V"),
        # Friends
        rule("GET /friends/me", "30"),
        rule("GET /friends/{id}", "3|30", "user", foreign="403 PERMISSION_DENIED", unless=(3,)),
        rule("DELETE /friends/me/{id}", "30", "friend", foreign="404 FRIENDSHIP_NOT_FOUND"),
        rule("GET /friend-requests/sent/me", "30"), rule("GET /friend-requests/received/me", "30"),
        rule("POST /friend-requests/me", "31"),
        rule("PATCH /friend-requests/received/me/{id}", "30", "received_request", foreign=NO_REQUEST,
             body={"status": "rejected"}),
        rule("DELETE /friend-requests/sent/me/{id}", "30", "sent_request", foreign=NO_REQUEST),
        # Users who are locked out
        rule("GET /unlock_requests", "26"), rule("GET /unlock_requests/{id}", "26"),
        rule("PATCH /unlock_requests/{id}", "26"),
        # Chats
        rule("POST /chats/{recipientId}", "19"), rule("POST /chats/support", "19"),
        rule("GET /chats/me", "20"), rule("GET /chats/unread", "20"), rule("GET /chats/reports", "22"),
        rule("GET /chats/{chatId}", "20", "chat", foreign=NO_CHAT),
        rule("GET /chats/{chatId}/events", "20", "chat", foreign=NO_CHAT, query="?afterSeq=0"),
        rule("POST /chats/{chatId}/read", "20", "chat", foreign=NO_CHAT,
             body=lambda thing: {"messageId": int(thing["messageId"])}),
        rule("POST /chats/messages/{chatId}", "20", "chat", foreign=NO_CHAT, body={"text": "Hello."}),
        rule("PATCH /chats/messages/{messageId}", "20", "received_message", foreign=NO_MESSAGE,
             body={"isRead": True}),
        rule("PATCH /chats/messages/update-content/{messageId}", "20", "sent_message", foreign=NO_MESSAGE,
             body={"text": "Rewritten."}),
        rule("POST /chats/messages/{messageId}/report", "20", "received_message", foreign=NO_MESSAGE,
             body={"reason": "Rude."}),
        rule("DELETE /chats/messages/{messageId}", "20", "sent_message", foreign=NO_MESSAGE, unless=(22,)),
        # Live connections; a ticket is as good as a token
        rule("POST /ws/ticket", "20"), rule("GET /events", "20"),
        # Reference lists
        *[rule(f"GET /quests/{items}", "9") for items in ("categories", "places", "vehicles", "tools", "types")],
        *[rule(f"{method} /quests/{items}{path}", needs)
          for items, needs in (("categories", "14"), ("places", "15"), ("vehicles", "16"), ("tools", "17"),
                               ("types", "18"))
          for method, path in (("POST", ""), ("PATCH", "/{id}"), ("DELETE", "/{id}"))],
        # Reading quests
        rule("GET /quests", "9"), rule("GET /quests/search", "9"), rule("GET /quests/my", "9"),
        *[rule(f"GET /quests/{form}{{id}}", "9", "quest", foreign=NOBODYS_QUEST, unless=(11, 13))
          for form in ("", "user/", "get-quest/")],
        rule("GET /quests/me/{id}", "9", "published_quest"),
        rule("GET /quests/admin/list", "10|11|12|13"),
        rule("GET /quests/admin/analytics", "10|11|12|13"),
        rule("GET /quests/admin/{id}", "10|11|13", "quest", foreign=NOBODYS_QUEST, unless=(11, 13)),
        rule("GET /quests/moderation", "13"),
        # Writing quests
        rule("POST /quests", "10|11"), rule("POST /quests/admin/create", "10|11"),
        rule("PATCH /quests/{id}", body={"description": "Rewritten."}, **EDIT),
        rule("PUT /quests/admin/update/{id}", needs="10|11"),
        rule("DELETE /quests/{id}", "10|12", "quest", foreign=NOT_THE_AUTHOR, unless=(12,)),
        rule("DELETE /quests/admin/delete/{id}", "10|12", "quest", foreign=NOT_THE_AUTHOR, unless=(12,)),
        rule("POST /quests/admin/bulk-action", "10|11|12|13"),
        rule("POST /quests/{id}/submit", "10|11", "quest", foreign=NOT_THE_AUTHOR, unless=(11,)),
        rule("POST /quests/{id}/publish", "13"),
        rule("POST /quests/{id}/reject", "13"),
        rule("POST /quests/{id}/archive", "10|11|13", "quest", foreign=NOT_THE_AUTHOR, unless=(11, 13)),
        rule("POST /quests/{id}/restore", "10|11|13", "quest", foreign=NOT_THE_AUTHOR, unless=(11, 13)),
        rule("GET /quests/{questId}/points", "10|11|13", "quest", foreign=NOBODYS_QUEST, unless=(11, 13)),
        rule("POST /quests/{questId}/points", body=POINT, **EDIT),
        rule("PUT /quests/{questId}/points/{pointId}", body=POINT, **EDIT),
        rule("PATCH /quests/{questId}/points/{pointId}", body={"description": "New."}, **EDIT),
        rule("DELETE /quests/{questId}/points/{pointId}", **EDIT),
        rule("GET /quests/{questId}/points/{pointId}/qr", **EDIT),
        rule("POST /quests/{questId}/points/{pointId}/qr", **EDIT),
        # Playing
        rule("POST /quests/{questId}/runs", "9", "published_quest"),
        rule("GET /runs", "9|13"), rule("GET /runs/current", "9|13"),
        rule("GET /runs/{id}", **RUN_READ), rule("GET /runs/{id}/points", **RUN_READ),
        rule("GET /runs/{id}/checkins", **RUN_READ), rule("GET /runs/{id}/results", **RUN_READ),
        rule("POST /runs/{id}/checkins", body={"pointId": 1}, needs="9", kind="run", own="404 POINT_NOT_FOUND",
             foreign="404 RUN_NOT_FOUND"),
        rule("POST /runs/{id}/hints/{hintId}/unlock", needs="9", kind="run", own="404 HINT_NOT_FOUND",
             foreign="404 RUN_NOT_FOUND"),
        *[rule(f"POST /runs/{{id}}/{verb}", **RUN_OWNER) for verb in ("pause", "resume", "finish", "abandon")],
        rule("POST /runs/{id}/checkins/{checkinId}/review", "13"),
        rule("GET /reward-requests", "13"), rule("PATCH /reward-requests/{id}", "13"),
        rule("GET /leaderboard", "9"), rule("GET /quests/{id}/leaderboard", "9"),
        # Money
        rule("GET /wallet", "1"), rule("GET /wallet/entries", "1"), rule("GET /purchases", "1"),
        rule("POST /quests/{id}/purchase", "9", "published_quest"),
        rule("POST /wallet/transfers", "2"), rule("POST /wallet/subscription", "2"),
        rule("POST /wallet/grants", "4"),
        *[rule(f"GET /wallet/{{userId}}{path}", "4", "user", own="403 PERMISSION_DENIED", own_unless=(8,))
          for path in ("", "/entries")],
    ]
    return {one.route: one for one in rules}
