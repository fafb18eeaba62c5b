"""The bench of each kind of store."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from bench import SERVER_OF, Bench
from proxy import proxy_before
from servers import Server
from small_site import three_articles

from publisher.store.profiles.registry import PROFILES


@pytest.fixture(params=list(PROFILES))
def bench(
    request: pytest.FixtureRequest,
    server_of: Callable[[str], Server],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Bench]:
    server = server_of(SERVER_OF.get(request.param, request.param))
    for name, value in server.secrets.items():
        monkeypatch.setenv(name, value)
    with proxy_before(server.port) as proxy:
        yield Bench(request.param, server, proxy, three_articles(tmp_path / "site"))
