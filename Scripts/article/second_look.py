"""What the second look knows of blocks; the same as SecondLook.swift, number by number."""
import numpy


def log(value):
    """Evidence.log: a straight line between powers of two."""
    exponent = numpy.floor(numpy.log2(value + 1))
    return exponent + (value + 1) / 2 ** exponent - 1


def second_look(page, first):
    weight = page.length + 0.5
    lengths = numpy.concatenate([[0], numpy.cumsum(weight)])
    kept = numpy.concatenate([[0], numpy.cumsum(weight * first)])
    whole, total = kept[-1], max(kept[-1], 0.01)
    start, end, parent = page.regions.T

    def mean(a, b):
        length = lengths[b] - lengths[a]
        return numpy.where(length > 0, (kept[b] - kept[a]) / numpy.maximum(length, 1e-9), 0)

    def up(region):
        return numpy.where(parent[region] >= 0, parent[region], region)

    count = len(first)
    index = numpy.arange(count)
    columns = [first]
    for offset in (-1, -2, 1, 2):
        columns.append(numpy.array([first[i + offset] if 0 <= i + offset < count else -1 for i in index]))
    region = page.region
    for _ in range(4):
        columns.append(mean(start[region], end[region]))
        region = up(region)
    of_kind, kept_of_kind = numpy.bincount(page.kind, weight), numpy.bincount(page.kind, weight * first)
    columns.append((kept_of_kind / numpy.maximum(of_kind, 1e-9))[page.kind])
    columns += [kept[:-1] / total, (whole - kept[1:]) / total]
    sure = (first > 0.7) & (page.length > 8)
    columns += [distances(sure), distances(sure[::-1])[::-1]]
    low, high = container(start, end, numpy.concatenate([[0], numpy.cumsum((first - 0.4) * weight)]))
    columns.append((index >= low) & (index <= high))
    columns.append(numpy.full(count, mean(numpy.array([low]), numpy.array([high + 1]))[0]))
    columns.append(numpy.full(count, log(numpy.float32(whole))))
    columns.append(mean(numpy.maximum(0, index - 5), numpy.minimum(count, index + 6)))
    columns += kinship(page, parent, weight * first, total)
    region = parent[page.region]
    for _ in range(3):
        columns.append(numpy.where(region >= 0, (kept[end[region]] - kept[start[region]]) / total, 1))
        region = numpy.where(region >= 0, parent[region], region)
    of_path, kept_of_path = numpy.bincount(page.path, weight), numpy.bincount(page.path, weight * first)
    columns.append((kept_of_path / numpy.maximum(of_path, 1e-9))[page.path])
    return numpy.stack([numpy.asarray(c, dtype=numpy.float32) for c in columns], axis=1)


def distances(sure):
    """How many blocks before each the last sure one is; 99 at most."""
    result, distance = [], 99
    for is_sure in sure:
        result.append(distance)
        distance = 0 if is_sure else min(99, distance + 1)
    return numpy.array(result)


def container(start, end, worth):
    """The first and last block of the region whose text is worth the most."""
    best, found = 0, (0, 0)
    for a, b in zip(start, end):
        if b > a and worth[b] - worth[a] >= best - 0.001 * abs(best):
            found, best = (a, b - 1), max(worth[b] - worth[a], best)
    return found


def kinship(page, parent, value, total):
    """How each block's region lies to the region with the most text of its own."""
    masses = numpy.zeros(len(parent))
    numpy.add.at(masses, page.region, value)
    above = parent[page.region]
    numpy.add.at(masses, above[above >= 0], value[above >= 0])
    count = len(page.region)
    if masses.max() <= 0:
        return [numpy.full(count, 20), numpy.full(count, 20), numpy.zeros(count)]
    seed = int(masses.argmax())
    depth = numpy.zeros(len(parent), dtype=int)
    for i in range(1, len(parent)):
        depth[i] = depth[parent[i]] + 1
    ancestors, current = set(), seed
    while current >= 0:
        ancestors.add(current)
        current = parent[current]
    up, down = numpy.zeros(len(parent)), numpy.zeros(len(parent))
    for i in range(len(parent)):
        if i in ancestors:
            down[i] = depth[seed] - depth[i]
        else:
            up[i], down[i] = up[parent[i]] + 1, down[parent[i]]
    return [numpy.minimum(20, up[page.region]), numpy.minimum(20, down[page.region]),
            numpy.full(count, masses[seed] / total)]
