"""A PostgreSQL of the bench's own: Debian's, on a socket in a temporary folder, gone at its end."""

import glob
import os
import pwd
import shutil
import sqlite3
import subprocess
import sys
import time


def binaries():
    found = sorted(
        glob.glob("/usr/lib/postgresql/*/bin/postgres"), key=lambda path: int(path.split("/")[4]))
    return os.path.dirname(found[-1]) if found else None


class Cluster:
    port = 5432
    arguments = ["-c", "listen_addresses=", "-c", "shared_buffers=512MB", "-c", "max_wal_size=4GB"]

    def __init__(self, folder):
        self.folder = folder
        self.binaries = binaries()
        os.makedirs(folder)
        self.as_user = []
        if os.geteuid() == 0:
            user = pwd.getpwnam("postgres")
            os.chown(folder, user.pw_uid, user.pw_gid)
            self.as_user = ["runuser", "-u", "postgres", "--"]
        self.prepare()
        self.start()
        self.make_database()

    def prepare(self):
        self.run("initdb", "-D", os.path.join(self.folder, "data"), "-E", "UTF8", "--locale=C",
                 "--no-sync", "-A", "trust", "-U", "fleet")

    def start(self):
        with open(os.path.join(self.folder, "log"), "a") as log:
            self.process = subprocess.Popen(
                [*self.as_user, f"{self.binaries}/postgres", "-D", os.path.join(self.folder, "data"),
                 "-k", self.folder, *self.arguments, "-c", "log_min_messages=warning"],
                stdout=log, stderr=log, cwd="/")
        self.wait()

    def make_database(self):
        self.run("createdb", "-h", self.folder, "-p", str(self.port), "-U", "fleet", "-E", "UTF8",
                 "-T", "template0", "fleet")

    def wait(self):
        """Until the server takes connections."""
        for _ in range(1200):
            done = subprocess.run(
                [*self.as_user, f"{self.binaries}/pg_isready", "-q", "-h", self.folder,
                 "-p", str(self.port)], cwd="/")
            if done.returncode == 0:
                return
            time.sleep(0.05)
        sys.exit("PostgreSQL does not start; see its log")

    @property
    def address(self):
        return f"postgresql:///fleet?host={self.folder}&user=fleet"

    def run(self, name, *arguments):
        done = subprocess.run(
            [*self.as_user, f"{self.binaries}/{name}", *arguments], capture_output=True, text=True,
            cwd="/")
        if done.returncode != 0:
            sys.exit(f"{name}: {done.stderr}")
        return done.stdout

    def rows(self, query):
        out = self.run("psql", "-h", self.folder, "-p", str(self.port), "-U", "fleet",
                       "-d", "fleet", "-X", "-A", "-t", "-F", "\t", "-c", query)
        return [line.split("\t") for line in out.splitlines()]

    def session(self):
        """Asks again and again on one connection; a function of a query that gives its rows."""
        process = subprocess.Popen(
            [*self.as_user, f"{self.binaries}/psql", "-h", self.folder, "-p", str(self.port),
             "-U", "fleet", "-d", "fleet", "-X", "-q", "-A", "-t", "-F", "\t"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd="/")

        def rows(query):
            process.stdin.write(f"{query};\n\\echo =\n")
            process.stdin.flush()
            found = []
            while (line := process.stdout.readline()) not in ("", "=\n"):
                found.append(line.rstrip("\n").split("\t"))
            return found

        return rows

    def commits(self):
        return int(self.rows(
            "SELECT xact_commit FROM pg_stat_database WHERE datname = 'fleet'")[0][0])

    def cpu(self):
        """Processor seconds of the server and all that it has started."""
        parents, times = {}, {}
        for name in os.listdir("/proc"):
            if not name.isdigit():
                continue
            try:
                with open(f"/proc/{name}/stat") as file:
                    fields = file.read().rsplit(")", 1)[1].split()
            except OSError:
                continue
            parents[int(name)] = int(fields[1])
            times[int(name)] = sum(int(field) for field in fields[11:15])
        family = {self.process.pid}
        while True:
            more = {pid for pid, parent in parents.items() if parent in family} - family
            if not more:
                break
            family |= more
        return sum(times.get(pid, 0) for pid in family) / os.sysconf("SC_CLK_TCK")

    def cut(self):
        """Cuts one connection of a run, as a failover would; gives how many."""
        return len(self.rows(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'fleet' "
            "AND application_name = 'refeed' ORDER BY random() LIMIT 1"))

    def stop(self):
        self.run("pg_ctl", "-D", os.path.join(self.folder, "data"), "-m", "immediate", "stop")
        self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


class File:
    """A file of SQLite in the same place, for one process."""

    def __init__(self, folder):
        os.makedirs(folder)
        self.address = os.path.join(folder, "archive.sqlite")

    def rows(self, query):
        with sqlite3.connect(self.address, timeout=30) as connection:
            return [[str(field) for field in row] for row in connection.execute(query)]

    def commits(self):
        return 0

    def cpu(self):
        return 0

    def stop(self):
        pass
