"""Secrets are taken out of what others say, and nothing else is."""

from __future__ import annotations

import pytest
from servers import free_port

from publisher.cli import main
from publisher.store.credentials import read_credentials


@pytest.mark.parametrize(
    ("secret", "said", "shown"),
    [
        ("t", "that is not it; Authorization: Bearer t, token=t, password 't'", 3),
        ("ok", "it is ok at http://host/ok; Basic ok and basic okay", 1),
        ("dba", "the user dba is no dbadmin; password: dba", 1),
        ("store", "restored by store, no storehouse: (store)", 2),
        ("hunter2-of-the-night", "xhunter2-of-the-nightx hunter2-of-the-night", 2),
        ("a+b$c?", "is a+b$c? or xa+b$c?x", 1),
    ],
)
def test_a_short_secret_does_not_mangle_what_is_said(secret: str, said: str, shown: int) -> None:
    told = read_credentials({"PUBLISHER_STORE_TOKEN": secret}).redact(said)
    assert told.count("***") == shown
    assert len(told) == len(said) + shown * (3 - len(secret))
    for before in ("Bearer ", "token: ", "password='"):
        assert read_credentials({"PUBLISHER_STORE_TOKEN": secret}).redact(f"{before}{secret}") == f"{before}***"


def test_our_own_words_are_never_masked(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("PUBLISHER_STORE_TOKEN", "reached")
    port = free_port()
    with pytest.raises(SystemExit):
        main(["query", "--store", f"http://127.0.0.1:{port}/", "ASK {}"])
    assert f"http://127.0.0.1:{port}/ cannot be reached: Connection refused" in capsys.readouterr().err
