"""What must hold, checked from outside: by what the web has logged and what stands in the folder."""

import collections
import json

import web

# What a request may be early by: the way from the database's commit to the web, and the web's own
# time to see it, on a machine that is busy.
TOLERANCE = 0.25

# So long before it is killed a process may have been told something that it has not noted yet.
NOTING = 1

# What it may take, beyond a lease, to publish what a killed process has left, in seconds: the way
# itself on a machine that is busy, and half a second in which it is looked for here.
PUBLISHING = 2


class Verdict:
    def __init__(self):
        self.lines = []
        self.is_good = True

    def say(self, what, faults, detail=""):
        ok = not faults
        self.is_good = self.is_good and ok
        shown = f": {faults[:3]}" if faults else ""
        self.lines.append(
            f"  {'ok   ' if ok else 'WRONG'} {what}{' (' + detail + ')' if detail else ''}"
            + (f", {len(faults)} times{shown}" if faults else ""))

    def print(self):
        print("\n".join(self.lines), flush=True)


def by(records, field):
    groups = collections.defaultdict(list)
    for record in records:
        groups[record[field]].append(record)
    for group in groups.values():
        group.sort(key=lambda record: record[0])
    return groups


def requests(verdict, records, runs, plan, gap, per_host):
    """One request to a source at a time, few repeats, hosts' gaps and holds kept."""
    known = {run.name: run for run in runs}

    def run_of(record):
        return known.get(record[4].split()[-1])

    # A run counts by the clock at its beginning, which is behind its start and before its first
    # request: what is less than an interval even so was not due.
    firsts = {}
    for record in records:
        name = record[4].split()[-1]
        firsts[name] = min(firsts.get(name, record[0]), record[0])
    overlaps, repeats, excused = [], [], collections.Counter()
    for source, group in by(records, 2).items():
        for first, second in zip(group, group[1:]):
            if first[1] is None or second[0] < first[1]:
                overlaps.append((source, first[4], second[4]))
            asked, again = run_of(first), run_of(second)
            # A tenth of the interval is slack, and up to a tenth is taken off after a failure.
            least = (0.89 if first[5] in (200, 304) else 0.79) * plan.hour
            if not asked or not again or firsts[again.name] - asked.start >= least:
                continue
            # What a killed process had asked, and not remembered yet.
            if asked is not again and asked.killed and asked.killed <= second[0]:
                excused[(source, asked.name)] += 1
            else:
                repeats.append((source, first[4], second[4], round(second[0] - first[0], 2)))
    repeats += [key for key, count in excused.items() if count > 1]
    verdict.say("never two requests to one source at a time", overlaps, f"{len(records)} requests")
    verdict.say(
        "no source is asked again too soon, but once for each kill", repeats,
        f"{sum(excused.values())} repeats after kills")

    early, crowded, disturbed, unheard, worst = [], [], [], 0, None
    for host, group in by(records, 3).items():
        for first, second in zip(group, group[1:]):
            between = second[0] - first[0]
            worst = between if worst is None else min(worst, between)
            if between < gap - TOLERANCE:
                early.append((host, round(between, 3), first[4], second[4]))
        ends = []
        for record in group:
            ends = [end for end in ends if end > record[0]]
            ends.append(record[1] or record[0])
            if len(ends) > per_host:
                crowded.append((host, record[4]))
        for place, record in enumerate(group):
            if not record[7]:
                continue
            # What a process was told that was killed before it could note that.
            killed = run_of(record).killed if run_of(record) else None
            if killed and killed < record[1] + NOTING:
                unheard += 1
                continue
            for later in group[place + 1:]:
                # One that was on its way when the host said so is no fault.
                if record[1] + 0.5 < later[0] < record[1] + record[7] - 0.5:
                    disturbed.append((host, record[4], later[4], round(later[0] - record[1], 2),
                                      killed and round(killed - record[1], 2)))
    shared = sum(1 for group in by(records, 3).values() if len({r[2] for r in group}) > 1)
    verdict.say(
        "gaps of hosts are kept", early,
        f"{shared} hosts of several sources, {gap} s, least {worst or 0:.3f} s")
    verdict.say(f"at most {per_host} requests to a host at once", crowded)
    verdict.say(
        "Retry-After of hosts is kept", disturbed,
        f"{unheard} were told to a process within {NOTING} s before it was killed")


def leftovers(verdict, behind, kills, done, lease):
    """What was the newest is published within one lease of a kill."""
    late = max(0, done - kills[-1]) if kills else 0
    verdict.say(
        f"what was the newest at the last kill is published within a lease and {PUBLISHING} s",
        [] if late <= lease + PUBLISHING else [round(late, 1)],
        f"{late:.1f} s; the lease is {lease} s")
    # Who has taken it over may have been killed too: then a lease begins anew.
    slow = []
    for since, until, key in behind.spans:
        count = sum(1 for kill in kills if since - 1 <= kill <= until)
        if until - since > max(1, count) * lease + PUBLISHING:
            slow.append((key, round(until - since, 1), count))
    times = sorted(until - since for since, until, _ in behind.spans)
    verdict.say(
        "so it is after every kill", slow,
        f"{len(times)} generations were seen behind, {sum(1 for time in times if time > 3)} of them "
        f"for more than 3 s, none for more than {times[-1] if times else 0:.1f} s")


def entries(verdict, records, output):
    """All that a source has offered is published, once."""
    offered = collections.defaultdict(set)
    for record in records:
        if record[5] == 200 and record[1] is not None:
            last = record[6]
            offered[record[2]].update(range(max(1, last - web.SHOWN + 1), last + 1))
    lost, doubled, total = [], [], 0
    for source, places in sorted(offered.items()):
        document = output.read(f"f{source}.json")
        if document is None:
            lost.append((source, "all"))
            continue
        ids = [item["id"] for item in json.loads(document)["items"]]
        total += len(ids)
        wanted = {f"urn:x:{source}:{place}" for place in places}
        if wanted - set(ids):
            lost.append((source, sorted(wanted - set(ids))[:3]))
        if len(ids) != len(set(ids)):
            doubled.append(source)
    verdict.say("no entry is lost", lost, f"{total} entries of {len(offered)} sources")
    verdict.say("no entry is doubled", doubled)


def lags(records, plan, since):
    """By how much later than due sources that are well were asked; in hours of the web."""
    found = []
    for source, group in by([r for r in records if plan.is_well(r[2])], 2).items():
        for first, second in zip(group, group[1:]):
            if second[0] >= since and first[5] in (200, 304):
                found.append(max(0, (second[0] - first[0]) / plan.hour - 1))
    return sorted(found)
