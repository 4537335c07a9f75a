"""Processes that refresh in a loop, and are killed."""

import os
import random
import signal
import subprocess
import threading
import time


def seconds_of(pid):
    """Processor seconds of one process; 0 where it is gone."""
    try:
        with open(f"/proc/{pid}/stat") as file:
            fields = file.read().rsplit(")", 1)[1].split()
    except OSError:
        return 0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def last_lines(path, begin, count=20):
    """The end of what a log holds behind a place."""
    with open(path, "rb") as log:
        log.seek(begin)
        lines = log.read()[-65536:].decode(errors="replace").splitlines()
    return "\n".join("    " + line for line in lines[-count:]) or "    (nothing)"


class Run:
    """One `refeed refresh`: who it was, from when to when, and whether it was killed."""

    def __init__(self, name, start):
        self.name = name
        self.start = start
        self.end = None
        self.killed = None
        self.code = None
        self.cpu = 0.0
        self.memory = 0


class Worker(threading.Thread):
    def __init__(self, number, command, folder, pause, environment):
        super().__init__(daemon=True)
        self.number = number
        self.command = command
        self.folder = folder
        self.pause = pause
        self.environment = environment
        self.runs = []
        self.is_over = False
        self.process = None
        self.errors = []

    def run(self):
        while not self.is_over:
            run = Run(f"w{self.number}.{len(self.runs)}", time.time())
            self.runs.append(run)
            path = os.path.join(self.folder, f"w{self.number}.log")
            with open(path, "ab") as log:
                begin = log.tell()
                self.process = subprocess.Popen(
                    self.command, cwd=self.folder, stdout=log, stderr=log,
                    env={**os.environ, **self.environment, "FLEET_WORKER": run.name})
                _, status, usage = os.wait4(self.process.pid, 0)
            run.end = time.time()
            run.code = os.waitstatus_to_exitcode(status)
            run.cpu = usage.ru_utime + usage.ru_stime
            run.memory = usage.ru_maxrss / 1024
            if run.code not in (0, 1, -signal.SIGKILL):
                self.errors.append(f"{run.name} left with {run.code}")
                print(f"{self.errors[-1]}; the end of {path}:\n{last_lines(path, begin)}", flush=True)
                time.sleep(1)
            time.sleep(self.pause)

    def kill(self):
        """Ends the present run as a power failure would; gives whether there was one."""
        run, process = self.runs[-1] if self.runs else None, self.process
        if run is None or process is None or run.end is not None:
            return False
        run.killed = time.time()
        try:
            os.kill(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            run.killed = None
            return False
        return True


class Fleet:
    def __init__(self, count, command, folder, pause=0.2, first=1, environment={}):
        self.workers = [
            Worker(first + place, command, folder, pause, environment) for place in range(count)]
        for worker in self.workers:
            worker.start()

    def kill_at_random(self, seconds, mean, draw=random.Random(3)):
        """Kills one after the other for a time, and at its end; gives the moments of the kills."""
        end, moments = time.time() + seconds, []
        while time.time() < end:
            time.sleep(min(draw.expovariate(1 / mean), max(0, end - time.time())))
            if draw.choice(self.workers).kill():
                moments.append(time.time())
        return moments

    def kill(self):
        """Kills all at once, which then begin no new run."""
        for worker in self.workers:
            worker.is_over = True
        for worker in self.workers:
            worker.kill()

    def cpu(self):
        """Processor seconds of the runs until now, those under way included."""
        used = sum(run.cpu for run in self.runs)
        for worker in self.workers:
            if worker.process and worker.runs and worker.runs[-1].end is None:
                used += seconds_of(worker.process.pid)
        return used

    def stop(self, limit=1800):
        """Lets the present runs come to their ends."""
        for worker in self.workers:
            worker.is_over = True
        for worker in self.workers:
            worker.join(limit)

    @property
    def runs(self):
        return [run for worker in self.workers for run in worker.runs]

    @property
    def errors(self):
        return [error for worker in self.workers for error in worker.errors]


class Behind(threading.Thread):
    """Looks twice a second which generations are not published yet, until it is stopped."""

    def __init__(self, rows):
        super().__init__(daemon=True)
        self.rows = rows
        # By feed: the generation that is waited for, and since when.
        self.waiting = {}
        # From when to when a generation was behind.
        self.spans = []
        self.over = threading.Event()
        self.start()

    def run(self):
        while not self.over.wait(0.5):
            self.look()

    def look(self):
        now = time.time()
        found = {key: (int(generation), int(published)) for key, generation, published in self.rows(
            "SELECT key, generation, published FROM feed WHERE published < generation")}
        for key, (wanted, since) in list(self.waiting.items()):
            if found.get(key, (0, wanted))[1] >= wanted:
                self.spans.append((since, now, key))
                del self.waiting[key]
        for key, (generation, _) in found.items():
            self.waiting.setdefault(key, (generation, now))

    def stop(self):
        self.over.set()
        self.join()

    def wait(self, limit):
        """When all generations are published that are behind now; gives that moment."""
        due = {key: generation for key, (generation, _) in dict(self.waiting).items()}
        end = time.time() + limit
        while time.time() < end and any(
                self.waiting.get(key, (0, 0))[0] == generation for key, generation in due.items()):
            time.sleep(0.1)
        return time.time()


class Cuts(threading.Thread):
    """Cuts connections to the database at random, until it is stopped."""

    def __init__(self, cluster, mean):
        super().__init__(daemon=True)
        self.cluster = cluster
        self.mean = mean
        self.count = 0
        self.over = threading.Event()
        self.start()

    def run(self):
        draw = random.Random(5)
        while not self.over.wait(draw.expovariate(1 / self.mean)):
            self.count += self.cluster.cut()

    def stop(self):
        self.over.set()
        self.join()
        return self.count
