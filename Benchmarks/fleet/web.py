"""The simulated web: one HTTP proxy on 127.0.0.1 behind which there are any number of hosts.

A source is `http://hN.example/f/M`. What it offers follows from its number and the time alone. Every
request is logged with its beginning and end, who asked, and what was answered.
"""

import asyncio
import json
import multiprocessing
import os
import random
import socket
import time

BEGUN = 10  # entries that every source has from the start
SHOWN = 15  # entries that a document holds


class Plan:
    """Which sources there are, on which hosts, and how they behave."""

    def __init__(self, sources, hour, seed=1):
        self.sources = sources
        self.hour = hour  # real seconds of an hour of this web
        self.seed = seed
        self.host = []
        self.kind = {}  # of a host: "dead", "silent", "broken", "moody"
        draw = random.Random(seed)
        host = 0
        while len(self.host) < sources:
            shares = draw.random() < 0.02
            # Few enough for the gap to let each be asked once an hour.
            most = max(3, min(30, int(hour / 3)))
            size = min(draw.randint(2, most) if shares else 1, sources - len(self.host))
            self.host += [host] * size
            fate = draw.random()
            if not shares:
                if fate < 0.010:
                    self.kind[host] = "dead"
                elif fate < 0.013:
                    self.kind[host] = "silent"
                elif fate < 0.018:
                    self.kind[host] = "broken"
            if host not in self.kind and fate > 0.98:
                self.kind[host] = "moody"
            host += 1
        self.hosts = host

    def address(self, source):
        return f"http://h{self.host[source]}.example/f/{source}"

    def is_well(self, source):
        """Whether nothing but us decides when it is asked."""
        return self.host[source] not in self.kind


class Source:
    """What one source offers, as time goes by: nothing new at 19 of 20 askings, bursts at times."""

    __slots__ = ("draw", "count", "next", "dates", "mean")

    def __init__(self, number, plan, start):
        self.draw = random.Random(plan.seed * 1_000_003 + number)
        self.mean = 20 * plan.hour
        self.dates = [start - (BEGUN - place) * self.mean for place in range(BEGUN)]
        self.next = start + self.draw.expovariate(1 / self.mean)

    def advance(self, now):
        while self.next <= now:
            size = self.draw.randint(3, 8) if self.draw.random() < 0.15 else 1
            self.dates += [self.next] * size
            self.next += self.draw.expovariate(1 / self.mean)

    def document(self, number):
        last = len(self.dates)
        entries = "".join(self.entry(number, place) for place in range(last, max(0, last - SHOWN), -1))
        return (
            f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Source {number}</title>'
            f"<id>urn:x:{number}</id><link href=\"http://s{number}.example/\"/>"
            f"<updated>2024-01-01T00:00:00Z</updated>{entries}</feed>").encode()

    def entry(self, number, place):
        date = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(self.dates[place - 1]))
        return (
            f"<entry><id>urn:x:{number}:{place}</id><title>Entry {place} of source {number}</title>"
            f'<link href="http://s{number}.example/{place}"/><published>{date}</published>'
            f"<updated>{date}</updated><content type=\"html\">&lt;p&gt;What source {number} says for "
            f"the {place}. time, in a sentence or two of its own.&lt;/p&gt;</content></entry>")


class Web:
    def __init__(self, plan, log):
        self.plan = plan
        self.log = log
        self.start = time.time()
        self.known = {}
        self.held = {}  # by host: until when it answers 429
        self.frozen = None
        self.asked = set()  # sources of which a request has ended
        self.agents = set()
        self.random = random.Random(plan.seed + 7)

    def answer(self, number, tag, now):
        """Status, headers, body, how long it takes; how many entries were offered."""
        plan, host = self.plan, self.plan.host[number]
        kind = plan.kind.get(host)
        wait = self.random.uniform(0.002, 0.03) if self.random.random() < 0.98 else 0.8
        if kind == "dead":
            return 504, [], b"", 0.2, 0
        if kind == "silent":
            return None, [], b"", 60, 0
        if kind == "broken":
            return 500, [], b"", wait, 0
        if kind == "moody" and self.frozen is None:
            until = self.held.get(host, 0)
            if until <= now and self.random.random() < 0.2:
                until = now + self.random.uniform(0.1, 0.6) * plan.hour
                self.held[host] = until
            if until > now:
                return 429, [f"Retry-After: {int(until - now) + 1}"], b"", wait, 0
        source = self.known.get(number)
        if source is None:
            source = self.known[number] = Source(number, plan, self.start)
        source.advance(self.frozen or now)
        count = len(source.dates)
        etag = f'"{number}-{count}"'
        if tag == etag:
            return 304, [f"ETag: {etag}"], b"", wait, count
        return 200, [f"ETag: {etag}", "Content-Type: application/atom+xml"], \
            source.document(number), wait, count


class Connection(asyncio.Protocol):
    web = None

    def connection_made(self, transport):
        self.transport = transport
        self.buffer = b""
        self.pending = None

    def data_received(self, data):
        self.buffer += data
        end = self.buffer.find(b"\r\n\r\n")
        if end < 0 or self.pending:
            return
        head, self.buffer = self.buffer[:end].decode("latin-1"), self.buffer[end + 4:]
        lines = head.split("\r\n")
        target = lines[0].split(" ")[1]
        fields = {}
        for line in lines[1:]:
            name, _, value = line.partition(":")
            fields[name.lower()] = value.strip()
        if target.startswith("/control/"):
            self.control(target)
            return
        now = time.time()
        number = int(target.rsplit("/", 1)[1])
        status, headers, body, wait, count = self.web.answer(
            number, fields.get("if-none-match"), now)
        record = [now, None, number, self.web.plan.host[number], fields.get("user-agent", ""),
                  status, count, 0]
        for header in headers:
            if header.startswith("Retry-After: "):
                record[7] = int(header[13:])
        self.pending = record
        if status is not None:
            asyncio.get_running_loop().call_later(wait, self.send, record, status, headers, body)

    def send(self, record, status, headers, body):
        if self.pending is not record:
            return
        head = [f"HTTP/1.1 {status} X", f"Content-Length: {len(body)}", *headers, "", ""]
        if status == 304:
            head.pop(1)
        self.transport.write("\r\n".join(head).encode() + body)
        self.finish()

    def finish(self):
        record, self.pending = self.pending, None
        if record:
            record[1] = time.time()
            self.web.asked.add(record[2])
            self.web.agents.add(record[4].split()[-1])
            self.web.log.write(json.dumps(record) + "\n")

    def control(self, target):
        if target == "/control/freeze":
            self.web.frozen = time.time()
        if target == "/control/thaw":
            self.web.frozen = None
        self.web.log.flush()
        said = {"asked": len(self.web.asked), "agents": sorted(self.web.agents)}
        if target == "/control/forget":
            self.web.agents = set()
        self.transport.write(json.dumps(said).encode() + b"\n")

    def connection_lost(self, error):
        self.finish()


def serve(listener, plan, path):
    async def run():
        Connection.web = Web(plan, open(path, "w", buffering=1 << 16))
        server = await asyncio.get_running_loop().create_server(
            Connection, sock=listener, backlog=4096)

        async def flush():
            while True:
                await asyncio.sleep(0.5)
                Connection.web.log.flush()

        await asyncio.gather(server.serve_forever(), flush())

    try:
        asyncio.run(run())
    except KeyboardInterrupt:
        pass


def start(plan, path):
    """Starts the web in a process of its own; gives the process and its port."""
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    port = listener.getsockname()[1]
    process = multiprocessing.Process(target=serve, args=(listener, plan, path), daemon=True)
    process.start()
    listener.close()
    while process.is_alive():
        try:
            control(port, "look")
            break
        except OSError:
            time.sleep(0.02)
    return process, port


def control(port, word):
    """Tells the web something; gives how many sources were asked, and by whom since "forget"."""
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall(f"GET /control/{word} HTTP/1.1\r\n\r\n".encode())
        with connection.makefile() as answer:
            return json.loads(answer.readline())


def read_log(path):
    with open(path) as file:
        return [json.loads(line) for line in file if line.endswith("\n")]
