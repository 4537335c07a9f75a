"""An S3 store on loopback for tests: moto behind a proxy that checks what moto does not.

The proxy refuses every request whose signature botocore's own signer would not have made, that leaves a header out that must be
signed, whose `x-amz-content-sha256` is not the body's, or whose time is off; it makes conditional writes of one key one after
the other; it counts, keeps an account of every object that was put, and can be told to misbehave.
"""
import collections, datetime, hashlib, http.client, http.server, re, socket, threading
from urllib.parse import urlsplit

import botocore.auth, botocore.awsrequest, botocore.credentials
from moto.server import ThreadedMotoServer

KEY, SECRET, REGION = "AKIAEXAMPLEEXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "eu-central-1"


def document(code, message=""):
    return (f'<?xml version="1.0" encoding="UTF-8"?><Error><Code>{code}</Code><Message>{message}</Message></Error>').encode()


class Proxy(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 512

    def __init__(self, store_port):
        super().__init__(("127.0.0.1", 0), Handler)
        self.store_port = store_port
        self.lock = threading.Lock()
        self.key_locks = collections.defaultdict(threading.Lock)
        self.forget()
        # What to do with a request before it is passed on: gives None, "cut" or (status, code, headers).
        self.fault = lambda method, path, number: None
        self.knows_conditions = True
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def address(self):
        return f"http://127.0.0.1:{self.server_port}"

    def forget(self):
        with self.lock:
            self.counts = collections.Counter()
            self.refused = []      # why requests were refused
            self.puts = []         # (path, headers) of all that were stored, in order
            self.log = []          # (method, path)
            self.number = 0

    def handle_error(self, request, client_address):
        pass


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def log_message(self, *arguments):
        pass

    def do_any(self):
        proxy = self.server
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length) if length else b""
        with proxy.lock:
            proxy.number += 1
            number = proxy.number
            kind = "LIST" if "list-type=2" in self.path else self.command
            proxy.counts[kind] += 1
            proxy.log.append((self.command, self.path))
        fault = proxy.fault(self.command, self.path, number)
        if fault == "cut":
            self.close_connection = True
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")
            self.connection.close()
            return
        if fault:
            return self.answer(fault[0], dict(fault[2]), document(fault[1]))
        problem = self.problem_of_signature(body)
        if problem:
            with proxy.lock:
                proxy.refused.append(f"{self.command} {self.path}: {problem[1]}")
            return self.answer(403, {}, document(*problem))
        conditional = self.headers.get("If-Match") or self.headers.get("If-None-Match")
        if self.command == "PUT" and conditional and not proxy.knows_conditions:
            return self.answer(501, {}, document("NotImplemented"))
        with proxy.key_locks[self.path]:
            status, headers, answer = self.forward(body)
            if self.command == "PUT" and status == 200:
                with proxy.lock:
                    proxy.puts.append((self.path, dict((k.lower(), v) for k, v in self.headers.items())))
        self.answer(status, headers, answer)

    do_GET = do_HEAD = do_PUT = do_DELETE = do_POST = do_any

    def problem_of_signature(self, body):
        found = re.fullmatch(
            r"AWS4-HMAC-SHA256 ?Credential=([^/]+)/(\d{8})/([^/]+)/s3/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})",
            self.headers.get("Authorization", ""))
        if not found:
            return ("AccessDenied", "no signature")
        key, day, region, names, signature = found.groups()
        if key != KEY:
            return ("InvalidAccessKeyId", "unknown key")
        if region != REGION:
            return ("AuthorizationHeaderMalformed", f"region {region}")
        names = names.split(";")
        must = {"host"} | {name.lower() for name in self.headers if name.lower().startswith("x-amz-")}
        if not must <= set(names):
            return ("AccessDenied", f"not signed: {sorted(must - set(names))}")
        stamp = self.headers["X-Amz-Date"]
        when = datetime.datetime.strptime(stamp, "%Y%m%dT%H%M%SZ").replace(tzinfo=datetime.timezone.utc)
        if abs((datetime.datetime.now(datetime.timezone.utc) - when).total_seconds()) > 900:
            return ("RequestTimeTooSkewed", "clock")
        digest = self.headers.get("X-Amz-Content-SHA256")
        if not digest:
            return ("MissingSecurityHeader", "no x-amz-content-sha256")
        if re.fullmatch("[0-9a-f]{64}", digest) and digest != hashlib.sha256(body).hexdigest():
            return ("XAmzContentSHA256Mismatch", "another body")
        auth = botocore.auth.S3SigV4Auth(botocore.credentials.Credentials(KEY, SECRET), "s3", region)
        request = botocore.awsrequest.AWSRequest(
            method=self.command, url=f"http://{self.headers['Host']}{self.path}",
            headers={name: self.headers[name] for name in names}, data=body)
        request.context["timestamp"] = stamp
        canonical = auth.canonical_request(request)
        if auth.signature(auth.string_to_sign(request, canonical), request) != signature:
            return ("SignatureDoesNotMatch", canonical.replace("\n", " | "))
        return None

    def forward(self, body):
        store = http.client.HTTPConnection("127.0.0.1", self.server.store_port, timeout=30)
        try:
            headers = {k: v for k, v in self.headers.items() if k.lower() not in ("connection", "expect")}
            store.request(self.command, self.path, body=body, headers=headers)
            answer = store.getresponse()
            return answer.status, {k: v for k, v in answer.getheaders()}, answer.read()
        finally:
            store.close()

    def answer(self, status, headers, body):
        self.send_response(status)
        length = headers.get("Content-Length") or headers.get("content-length")
        for name, value in headers.items():
            if name.lower() not in ("connection", "transfer-encoding", "content-length", "date", "server"):
                self.send_header(name, value)
        self.send_header("Content-Length", length if self.command == "HEAD" and length else str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


def started():
    """The proxy, with a store behind it."""
    store = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    store.start()
    port = store.get_host_and_port()[1]
    return Proxy(port), f"http://127.0.0.1:{port}"
