# SPDX-License-Identifier: Apache-2.0
"""The verdict on a run of ./dev torture capacity: journals, target and what it cost."""
import copy

from journal import Checker, Journal

# realtime.md 7.
DELIVERY_GOAL_MS = 100
# Of the wanted rate: arrivals at both ends of the time may fall outside.
HELD = 0.99
READERS = 2
SHOWN_FAULTS = 20


def percentile(samples, share):
    return samples[min(len(samples) - 1, int(len(samples) * share))]


def milliseconds(samples_s):
    """[median, 99th percentile, worst] of sorted samples."""
    if not samples_s:
        return ["none"]
    return [round(found * 1000, 1)
            for found in (percentile(samples_s, 0.5), percentile(samples_s, 0.99), samples_s[-1])]


def journals_of(lines):
    for owner, of_owner in lines.items():
        journal = Journal(owner)
        journal.lines = of_owner
        yield journal


def faults_of(lines, members, last_seqs):
    checker = Checker(journals_of(lines), members, {chat: last_seqs[chat] for chat in members})
    faults = checker.check().faults
    sent = sum(line["is"] == "sent" for of_owner in lines.values() for line in of_owner)
    acked = sum(line["is"] == "acked" for of_owner in lines.values() for line in of_owner)
    return faults if sent == acked else [*faults, f"{sent} were sent, {acked} acked"]


def lose(events):
    events[len(events) // 2]["is"] = "lost"


def double(events):
    events[len(events) // 2]["seq"] = events[len(events) // 2 - 1]["seq"]


def swap(events):
    one, other = events[0], events[1]
    one["seq"], other["seq"] = other["seq"], one["seq"]


def forge(events):
    events[-1]["text"] += "!"


def blind_spots(lines, members, last_seqs):
    """What the checker does not find in the journals of one chat when it is planted there."""
    chat, owners = next(iter(members.items()))
    if sum(line["is"] == "event" for line in lines[owners[0]]) < 3:
        yield f"{owners[0]} has read too little to plant faults into it"
        return
    for plant in (lose, double, swap, forge):
        some = {owner: copy.deepcopy(lines[owner]) for owner in owners}
        plant([line for line in some[owners[0]] if line["is"] == "event"])
        if not faults_of(some, {chat: owners}, last_seqs):
            yield f"the checker does not see what {plant.__name__}() has planted"


class Sum:
    """The results of all processes together."""

    def __init__(self, results):
        self.lines = {owner: lines for result in results for owner, lines in result.journals.items()}
        self.acks_s = sorted(one for result in results for one in result.acks_s)
        self.deliveries_s = sorted(one for result in results for one in result.deliveries_s)
        self.echoes_s = sorted(one for result in results for one in result.echoes_s)
        self.late_s = sorted(one for result in results for one in result.late_s)
        self.faults = [fault for result in results for fault in result.faults]
        self.acked_at = [at for result in results for at in result.acked_at]
        self.delivered = sum(result.delivered for result in results)
        self.notices = sum(result.notices for result in results)

    def rate_of_acks(self, plan):
        return sum(plan.measured_from <= at < plan.end for at in self.acked_at) / plan.seconds

    def count(self, kind):
        return sum(line["is"] == kind for lines in self.lines.values() for line in lines)


def wrong(rush, outcome, whole):
    """What must not be on any machine."""
    faults = faults_of(whole.lines, rush.members, outcome.last_seqs) + whole.faults
    faults += blind_spots(whole.lines, rush.members, outcome.last_seqs)
    expected = len(whole.lines) + rush.idle_count
    if outcome.connected != expected or outcome.idle_closed:
        faults.append(f"{expected} were connected, {outcome.connected} are, {outcome.idle_closed} idle ones were ended")
    return faults


def missed(outcome, whole):
    """Where the run stays behind the target."""
    acked, delivered, wanted = whole.rate_of_acks(outcome.plan), whole.delivered / outcome.plan.seconds, outcome.rate
    if min(acked, delivered / READERS) < wanted * HELD:
        yield f"{acked:.0f} sends and {delivered:.0f} deliveries a second, not {wanted} and {wanted * READERS}"
    slow_s = percentile(whole.deliveries_s, 0.99) if whole.deliveries_s else float("inf")
    if slow_s * 1000 >= DELIVERY_GOAL_MS:
        yield f"1 % of the deliveries took {slow_s * 1000:.0f} ms or more, and {DELIVERY_GOAL_MS} is too much"


def figures_of(rush, outcome, whole):
    plan, spent = outcome.plan, outcome.spent
    load_s = sum(result.cpu_s for result in outcome.results)
    return {
        "chats of three": len(rush.members), "talking connections": len(whole.lines),
        "idle connections": rush.idle_count, "workers": rush.workers(), "PostgreSQL": outcome.durability,
        "seconds measured": plan.seconds, "sent": whole.count("sent"), "acked": whole.count("acked"),
        "events read": whole.count("event"), "unread notices read": whole.notices,
        "pings answered by idle ones": outcome.pings,
        "acked a second": round(whole.rate_of_acks(plan), 1),
        "delivered to readers a second": round(whole.delivered / plan.seconds, 1),
        "send to delivery, ms (median, 99th percentile, worst)": milliseconds(whole.deliveries_s),
        "send to ack, ms (the same)": milliseconds(whole.acks_s),
        "send to the author's own event, ms (the same)": milliseconds(whole.echoes_s),
        "lateness of the load, ms (the same; part of the times above)": milliseconds(whole.late_s),
        "CPU of the server, % of a core": spent["server"], "CPU of PostgreSQL, % of a core": spent["postgres"],
        "CPU of the load, % of a core": round(load_s / (plan.warm + plan.seconds) * 100),
        "CPU left idle, % of a core": spent["idle"], "commits a second": spent["commits"],
        "WAL syncs a second": spent["syncs"], "a WAL sync takes, ms (mean)": spent["sync_ms"],
        "WAL KiB a second": spent["wal_kib"],
        "resident before anybody connects, before and after, MiB": [
            round(rush.before_mib, 1), round(outcome.before_mib, 1), round(outcome.after_mib, 1)],
    }


def judge(rush, outcome):
    """(faults, figures)"""
    whole = Sum(outcome.results)
    faults = [*wrong(rush, outcome, whole), *missed(outcome, whole)]
    if len(faults) > SHOWN_FAULTS:
        faults = [*faults[:SHOWN_FAULTS], f"and {len(faults) - SHOWN_FAULTS} more"]
    return faults, figures_of(rush, outcome, whole)
