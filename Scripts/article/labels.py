"""Which blocks of a page stand in its marked text."""
import collections, re

WORD = re.compile(r'[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[^\W\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+')
LONG = 4


def words(text):
    return WORD.findall(text.lower())


def places(sequence, n):
    found = collections.defaultdict(list)
    for i in range(len(sequence) - n + 1):
        found[tuple(sequence[i:i + n])].append(i)
    return found


def labels(blocks, text):
    """The share of each block's words that the text has, in order as far as that can be told."""
    truth = words(text)
    split = [words(b) for b in blocks]
    long_places = places(truth, LONG)
    share = [0.0] * len(blocks)
    spans = [None] * len(blocks)
    for i, block in enumerate(split):
        if len(block) < LONG:
            continue
        covered = [False] * len(block)
        hits = []
        for k in range(len(block) - LONG + 1):
            at = long_places.get(tuple(block[k:k + LONG]))
            if at:
                covered[k:k + LONG] = [True] * LONG
                hits.append((k, at))
        share[i] = sum(covered) / len(block)
        if share[i] > 0.5:
            spans[i] = hits[0][1][0], hits[-1][1][-1] + LONG
    # Short ones: only where they stand between their neighbours in the text as well.
    before, last = [0] * len(blocks), 0
    for i, span in enumerate(spans):
        before[i] = last
        if span:
            last = max(last, span[1]) if span[0] >= last - 50 else span[1]
    after, coming = [len(truth)] * len(blocks), len(truth)
    for i in range(len(blocks) - 1, -1, -1):
        after[i] = coming
        if spans[i]:
            coming = spans[i][0]
    short = {n: places(truth, n) for n in range(1, LONG)}
    seen_any = any(spans)
    for i, block in enumerate(split):
        if 0 < len(block) < LONG:
            at = short[len(block)].get(tuple(block), [])
            low, high = before[i] - 2, after[i] + 2
            if high - low > 400:
                continue
            if seen_any and any(low <= p <= high for p in at):
                share[i] = 1.0
                for p in at:
                    if before[i] <= p <= after[i]:
                        before[i] = p
                        break
    return deduplicated(split, share, long_places)


def deduplicated(split, share, long_places):
    """Of copies of one long text, the one among others of the text counts."""
    copies = collections.defaultdict(list)
    for i, block in enumerate(split):
        if len(block) >= LONG and share[i] > 0.5:
            copies[tuple(block)].append(i)
    for text, places_of in copies.items():
        wanted = len(long_places.get(text[:LONG], []))
        if len(places_of) <= wanted:
            continue
        def company(i):
            return sum(share[k] * min(len(split[k]), 40) for k in range(max(0, i - 4), min(len(split), i + 5)) if k != i)
        for i in sorted(places_of, key=company, reverse=True)[max(1, wanted):]:
            share[i] = 0.0
    return share
