"""What tests of several folders share: real servers, each started once a session."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from servers import STARTERS, Server

pytest.register_assert_rewrite("bench")


@pytest.fixture(scope="session")
def server_of(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Server]]:
    """Gives the server of a kind, and starts it where it does not run yet."""
    running: dict[str, Server] = {}

    def get(kind: str) -> Server:
        if kind not in running:
            running[kind] = STARTERS[kind](tmp_path_factory.mktemp(kind))
        return running[kind]

    yield get
    for server in running.values():
        server.kill()
