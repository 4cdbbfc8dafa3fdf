# SPDX-License-Identifier: Apache-2.0
"""What one client saw, and the proof from the journals of all that nothing was lost or doubled."""
import collections
import dataclasses
import json

CREATED = "message.created"


class Journal:
    """Lines of one client, in the order in which they happened to it."""

    def __init__(self, owner, path=None):
        self.owner = owner
        self.lines = []
        self.file = open(path, "w", encoding="utf-8") if path else None

    def write(self, what, **members):
        line = {"is": what, **members}
        self.lines.append(line)
        if self.file:
            self.file.write(json.dumps(line, ensure_ascii=False) + "\n")

    def of(self, what):
        return [line for line in self.lines if line["is"] == what]

    def close(self):
        if self.file:
            self.file.close()


@dataclasses.dataclass
class Verdict:
    faults: list
    figures: dict

    def __str__(self):
        return "\n".join(self.faults) if self.faults else "nothing missing, nothing doubled, all in order"


class Checker:
    """`members`: chat -> the owners of journals; `last_seqs`: chat -> where the server says it ends."""

    def __init__(self, journals, members, last_seqs):
        self.journals = {journal.owner: journal for journal in journals}
        self.members, self.last_seqs = members, last_seqs
        self.faults = []

    def check(self):
        stories = {}
        for chat, owners in self.members.items():
            stories[chat] = {owner: self.story(chat, owner) for owner in owners}
            self.compare(chat, stories[chat])
        sends = [(journal.owner, line) for journal in self.journals.values() for line in journal.of("acked")]
        for owner, line in sends:
            self.check_send(owner, line, stories[line["chat"]])
        self.check_unknown_texts(stories)
        return Verdict(self.faults, self.figures())

    def story(self, chat, owner):
        """What the owner knows of the chat; every number exactly once and in order."""
        seen = [line for line in self.journals[owner].of("event") if line["chat"] == chat]
        expected = 1
        for line in seen:
            if line["seq"] != expected:
                wrong = "is out of order or doubled" if line["seq"] < expected else f"follows {expected - 1}"
                self.faults.append(f"chat {chat}, {owner}: event {line['seq']} {wrong}")
            expected = line["seq"] + 1
        if expected - 1 != self.last_seqs[chat]:
            self.faults.append(f"chat {chat}, {owner}: ends at {expected - 1}, the server at {self.last_seqs[chat]}")
        return seen

    def compare(self, chat, stories):
        """Everybody saw the same under the same number."""
        (first, one), *others = stories.items()
        for second, other in others:
            for mine, theirs in zip(one, other):
                if content(mine) != content(theirs):
                    self.faults.append(f"chat {chat}: event {mine['seq']} of {first} is not that of {second}")

    def check_send(self, owner, acked, stories):
        for reader, seen in stories.items():
            found = [line for line in seen if line["event"] == CREATED and line["text"] == acked["clientId"]]
            if len(found) != 1:
                self.faults.append(f"chat {acked['chat']}: acked {acked['clientId']} of {owner} "
                                   f"is {len(found)} times in the journal of {reader}")
            elif (found[0]["seq"], found[0]["message"]) != (acked["seq"], acked["message"]):
                self.faults.append(f"chat {acked['chat']}: {acked['clientId']} was acked as {acked['seq']}, "
                                   f"{reader} has it as {found[0]['seq']}")

    def check_unknown_texts(self, stories):
        """Nothing that nobody sent, and nothing twice, acked or not."""
        sent = {line["clientId"] for journal in self.journals.values() for line in journal.of("sent")}
        for chat, owners in stories.items():
            for owner, seen in owners.items():
                texts = collections.Counter(line["text"] for line in seen if line["event"] == CREATED)
                for text, times in texts.items():
                    if times > 1:
                        self.faults.append(f"chat {chat}, {owner}: {text} is there {times} times")
                    if text not in sent:
                        self.faults.append(f"chat {chat}, {owner}: nobody sent {text}")

    def figures(self):
        def count(what):
            return sum(len(journal.of(what)) for journal in self.journals.values())
        cuts = collections.Counter(line["how"] for journal in self.journals.values() for line in journal.of("cut"))
        return {"clients": len(self.journals), "chats": len(self.members), "sent": count("sent"),
                "acked": count("acked"), "repeated sends": count("repeated"), "events read": count("event"),
                "duplicates dropped": count("duplicate"), "connections": count("connected"),
                "connections refused": count("refused"), "resyncs": count("resync"), "cuts": dict(sorted(cuts.items()))}


def content(line):
    return line["seq"], line["event"], line["message"], line["text"]
