"""A private nginx with the configuration that the kit ships, in front of a running kit."""

from __future__ import annotations

import http.client
import os
import re
import shutil
import socket
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psutil
import pytest
from serving import ROOT

PLACE = ROOT / ".venv" / "nginx" / "usr" / "sbin" / "nginx"
MAIN = """
daemon off;
pid {folder}/pid;
error_log {folder}/main.log;
events {{ worker_connections 256; }}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/kit.conf;
}}
"""


@dataclass(frozen=True)
class Front:
    """A running nginx; ``plain`` and ``safe`` are its ports for HTTP and HTTPS."""

    plain: int
    safe: int
    folder: Path
    trust: ssl.SSLContext = field(repr=False)

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.safe}"

    @contextmanager
    def asking(
        self, method: str, path: str, body: bytes | None = None, **headers: str
    ) -> Iterator[http.client.HTTPResponse]:
        """Ask by HTTPS, as a page of this site does."""
        sent = {"Content-Type": "application/json", "Origin": f"https://{self.host}"}
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        with closing(http.client.HTTPSConnection(self.host, context=self.trust)) as connection:
            connection.request(method, path, body, sent)
            yield connection.getresponse()

    def log(self) -> str:
        return (self.folder / "kit.log").read_text(encoding="utf-8")


def program() -> str:
    """Return nginx; skips where there is none."""
    found = shutil.which("nginx") or shutil.which("/usr/sbin/nginx")
    if found is None and PLACE.exists():
        found = str(PLACE)
    if found is None:
        pytest.skip("nginx is not installed; tools/nginx.sh says how to get it")
    return found


def adapted(folder: Path, ports: dict[int, int]) -> str:
    """Return the shipped configuration with these ports, for these files, on loopback alone."""
    text = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    text = re.sub(r"\n *listen \[::\].*", "", text)
    for shipped, ours in ports.items():
        text = re.sub(rf"(listen |127\.0\.0\.1:){shipped}\b", rf"\g<1>{ours}", text)
    text = re.sub(r"listen (\d+)", r"listen 127.0.0.1:\1", text)
    text = re.sub(r"/etc/letsencrypt/live/kit.example.org|/var/log/nginx", str(folder), text)
    return text.replace("server_name kit.example.org", "server_name 127.0.0.1")


@contextmanager
def in_front(folder: Path, ports: dict[int, int]) -> Iterator[Front]:
    """Run nginx; ``ports`` says by which port of ours each of the kit's in the file is replaced."""
    nginx, openssl = program(), shutil.which("openssl")
    assert openssl, "openssl, which makes nginx a certificate, is not installed"
    made = ("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost")
    files = ("-keyout", folder / "privkey.pem", "-out", folder / "fullchain.pem")
    subprocess.run([openssl, *made, *files], check=True, capture_output=True)
    with ExitStack() as stack:
        # nginx takes sockets over from whoever starts it, as when it is upgraded.
        plain, safe = (
            stack.enter_context(socket.create_server(("127.0.0.1", 0), backlog=128)) for _ in "12"
        )
        own = {80: plain.getsockname()[1], 443: safe.getsockname()[1]}
        (folder / "kit.conf").write_text(adapted(folder, {**own, **ports}), encoding="utf-8")
        (folder / "nginx.conf").write_text(MAIN.format(folder=folder), encoding="utf-8")
        errors = stack.enter_context((folder / "stderr").open("w"))
        process = stack.enter_context(
            subprocess.Popen(
                [nginx, "-e", "stderr", "-p", folder, "-c", folder / "nginx.conf"],
                env={**os.environ, "NGINX": f"{plain.fileno()};{safe.fileno()};"},
                pass_fds=[plain.fileno(), safe.fileno()],
                stderr=errors,
            )
        )
        stack.callback(ended, process)
        trust = ssl.create_default_context(cafile=folder / "fullchain.pem")
        trust.check_hostname = False
        yield Front(own[80], own[443], folder, trust)


def ended(process: subprocess.Popen[bytes]) -> None:
    """End nginx with its workers."""
    everyone = psutil.Process(process.pid).children() if process.poll() is None else []
    process.terminate()
    process.wait()
    psutil.wait_procs(everyone, timeout=60)
