"""Accounts on the command line, and serving to other computers."""

from __future__ import annotations

import io
import json
import os
import re
import socket
import ssl
import subprocess
import sys
import urllib.request

import pytest

from certificates import write_certificate
from ilium.app.hosting import Hosting
from ilium.app.serving import serve
from ilium.cli import app_extra, main
from ilium.errors import InputError
from ilium.store import open_store

PASSWORD = "walrus-lamp-quiet-forty"


@pytest.fixture(autouse=True)
def database(tmp_path, monkeypatch):
    url = f"sqlite:///{tmp_path / 'store' / 'ilium.db'}"
    monkeypatch.setenv("ILIUM_DATABASE", url)
    return url


def given(monkeypatch, text: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(text))


def test_accounts_are_made_listed_stopped_and_let_in(monkeypatch, capsys):
    given(monkeypatch, f"{PASSWORD}\n")
    assert main(["account", "add", "Ines", "--role", "coach"]) == 0
    client = open_store().clients.add("Ada", adult=True, consent=["store"])
    given(monkeypatch, f"{PASSWORD}\n")
    line = ["account", "add", "ada", "--role", "client", "--client", client]
    assert main(line) == 0
    assert main(["account", "off", "ada"]) == 0
    capsys.readouterr()
    assert main(["account", "list", "--json"]) == 0
    told = capsys.readouterr().out
    assert PASSWORD not in told
    assert "argon2" not in told
    rows = json.loads(told)["accounts"]
    assert [(each["login"], each["role"], each["active"]) for each in rows] == [
        ("ines", "coach", True),
        ("ada", "client", False),
    ]
    assert main(["account", "on", "ada"]) == 0
    given(monkeypatch, "marble-otter-seven-kites\n")
    assert main(["account", "password", "ada"]) == 0


@pytest.mark.parametrize(
    ("typed", "line", "said"),
    [
        ("short\n", ["add", "ines", "--role", "coach"], "12 are needed"),
        ("", ["add", "ines", "--role", "coach"], "0 letters"),
        (f"{PASSWORD}\n", ["add", "ada", "--role", "client"], "names its client"),
        (f"{PASSWORD}\n", ["add", "a", "--role", "coach"], "3 to 64"),
        ("", ["off", "nobody"], "No account has this login"),
    ],
)
def test_what_cannot_be_an_account_is_refused(monkeypatch, capsys, typed, line, said):
    given(monkeypatch, typed)
    assert main(["account", *line]) == 2
    assert said in capsys.readouterr().err


def test_a_password_is_no_option(capsys):
    with pytest.raises(SystemExit):
        main(["account", "add", "ines", "--role", "coach", "--password", PASSWORD])


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ([], "on which address"),
        (["--host", "192.0.2.1"], "by https alone"),
        (["--host", "192.0.2.1", "--certificate", "a.pem"], "by https alone"),
        (["--behind-proxy", "127.0.0.1"], "under which name"),
    ],
)
def test_serving_without_https_or_a_name_is_refused(capsys, line, said):
    assert main(["serve", *line]) == 2
    shown = capsys.readouterr().err
    assert said in shown
    assert "Remedy:" in shown


def test_serving_without_a_coach_is_refused(tmp_path, capsys):
    pem, key = write_certificate(tmp_path, "localhost")
    line = ["--host", "127.0.0.1", "--certificate", str(pem), "--key", str(key)]
    assert main(["serve", *line]) == 2
    assert "no coach's account" in capsys.readouterr().err


def test_serving_in_the_clear_is_no_setting():
    for hosting in (Hosting(), Hosting(served=True), Hosting(secure=True)):
        with pytest.raises(InputError, match="https alone"):
            serve(hosting, "127.0.0.1", 0)


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ("another key", "does not belong"),
        ("over", "holds from"),
        ("no name", "names no host"),
        ("open key", "may read the key"),
        ("no certificate", "cannot be read as a certificate"),
        ("no key", "cannot be read as a private key"),
    ],
)
def test_a_certificate_that_browsers_would_refuse_is(tmp_path, capsys, fault, said):
    names = () if fault == "no name" else ("ilium.example",)
    days = -1 if fault == "over" else 30
    if fault == "over":
        import datetime as dt

        begins = dt.datetime.now(dt.UTC) - dt.timedelta(days=60)
        pem, key = write_certificate(tmp_path, *names, begins=begins)
    else:
        pem, key = write_certificate(tmp_path, *names, days=days)
    if fault == "another key":
        _, key = write_certificate(tmp_path, "other", stem="other")
    if fault == "open key":
        key.chmod(0o644)
    if fault == "no certificate":
        pem = key
    if fault == "no key":
        key = tmp_path / "missing.key"
    line = ["--host", "127.0.0.1", "--certificate", str(pem), "--key", str(key)]
    assert main(["serve", *line]) == 2
    assert said in capsys.readouterr().err


def test_it_is_served_by_https_to_its_own_name_alone(tmp_path, monkeypatch):
    given(monkeypatch, f"{PASSWORD}\n")
    assert main(["account", "add", "ines", "--role", "coach"]) == 0
    pem, key = write_certificate(tmp_path, "localhost", "127.0.0.1")
    line = ["--host", "127.0.0.1", "--port", "0"]
    files = ["--certificate", str(pem), "--key", str(key)]
    command = [sys.executable, "-m", "ilium", "serve", *line, *files]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env=os.environ
    ) as process:
        try:
            address = re.search(r"https://\S+", process.stdout.readline())[0]
            trusting = ssl.create_default_context(cafile=pem)
            with urllib.request.urlopen(address, context=trusting) as page:
                headers, text = page.headers, page.read().decode()
            assert "Sign in" in text
            assert "server" not in headers
            assert headers["set-cookie"].startswith("__Host-ilium=")
            port = int(address.rstrip("/").rsplit(":", 1)[1])
            with socket.create_connection(("127.0.0.1", port)) as plain:
                plain.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
                assert not plain.recv(100).startswith(b"HTTP")
        finally:
            process.terminate()


@pytest.mark.parametrize("command", ["start", "serve"])
def test_without_the_apps_packages_their_installation_is_named(
    command, monkeypatch, capsys
):
    monkeypatch.setattr(app_extra, "PACKAGES", ("sys", "not_installed_anywhere"))
    assert main([command]) == 2
    shown = capsys.readouterr().err
    assert "not_installed_anywhere" in shown
    assert "pip install 'ilium[app]'" in shown
