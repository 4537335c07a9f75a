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
            with open(os.path.join(self.folder, f"w{self.number}.log"), "ab") as log:
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
        """Kills one after the other for a time; gives the moment of the last kill, and how many."""
        end, last, count = time.time() + seconds, None, 0
        while time.time() < end:
            time.sleep(min(draw.expovariate(1 / mean), max(0, end - time.time())))
            if draw.choice(self.workers).kill():
                last, count = time.time(), count + 1
        return last, count

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
