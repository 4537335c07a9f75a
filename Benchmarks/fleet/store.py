"""Where the fleet's files are put: a folder, or a bucket of moto's behind the proxy of
`Scripts/object-store`, which checks signatures, makes conditional writes one after the other, and
here refuses some requests and delays others."""

import logging
import os
import random
import sys
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


class Folder:
    name = "a folder"
    address = "public"
    environment = {}

    def __init__(self, folder):
        self.path = os.path.join(folder, "public")

    def read(self, name):
        """A file's bytes; None where it is not there."""
        try:
            with open(os.path.join(self.path, name), "rb") as file:
                return file.read()
        except FileNotFoundError:
            return None

    def judge(self, verdict):
        pass


class Bucket:
    name = "a bucket of moto's"

    def __init__(self, folder):
        sys.path.insert(0, os.path.join(ROOT, "Scripts", "object-store"))
        try:
            import boto3
            import checking_proxy
        except ImportError as error:
            sys.exit(f"--output s3 needs PyPI's moto[server] and boto3 ({error}): run the bench with "
                     "the Python of an environment that has them, as `make test-object-store` makes one")
        logging.getLogger("werkzeug").setLevel(logging.ERROR)
        self.proxy, direct = checking_proxy.started()
        self.client = boto3.client(
            "s3", endpoint_url=direct, aws_access_key_id="any", aws_secret_access_key="any",
            region_name=checking_proxy.REGION)
        self.client.create_bucket(
            Bucket="feeds",
            CreateBucketConfiguration={"LocationConstraint": checking_proxy.REGION})
        self.address = (
            f"s3://feeds/fleet?endpoint={self.proxy.address}&region={checking_proxy.REGION}")
        self.environment = {"AWS_ACCESS_KEY_ID": checking_proxy.KEY,
                            "AWS_SECRET_ACCESS_KEY": checking_proxy.SECRET}
        self.draw = random.Random(11)
        self.faults = 0
        self.proxy.fault = self.fault

    def fault(self, method, path, number):
        """Delays, so that writes overtake each other, and refusals that are asked again."""
        chance = self.draw.random()
        if chance < 0.02:
            self.faults += 1
            return 503, "SlowDown", {}
        if chance < 0.03:
            self.faults += 1
            return "cut"
        if method == "PUT":
            time.sleep(self.draw.random() * (0.5 if chance > 0.9 else 0.03))
        return None

    def read(self, name):
        try:
            return self.client.get_object(Bucket="feeds", Key=f"fleet/{name}")["Body"].read()
        except self.client.exceptions.NoSuchKey:
            return None

    def judge(self, verdict):
        """No object was put over one of a newer state of its feed."""
        newest, older = {}, []
        for path, headers in self.proxy.puts:
            version = tuple(
                int(part) for part in headers["x-amz-meta-refeed-version"].split("."))
            if version < newest.get(path, version):
                older.append((path, newest[path], version))
            newest[path] = version
        refused = sum(1 for method, _ in self.proxy.log if method == "PUT") - len(self.proxy.puts)
        verdict.say(
            "no object was put over a newer one", older,
            f"{len(self.proxy.puts)} objects were put, {refused} writes were refused or cut, "
            f"{self.faults} faults of the store's")
        verdict.say("all signatures were right", self.proxy.refused)
