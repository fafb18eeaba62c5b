"""A batch by name: all that its findings depend on, so that they need not be made twice."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import NamedTuple, Protocol

from publisher.core.findings import Finding


class Memory(Protocol):
    """Keeps the findings of batches from one run to the next."""

    def findings(self, key: str) -> tuple[Finding, ...] | None:
        """What was kept under the key."""
        ...

    def keep_findings(self, key: str, findings: Iterable[Finding]) -> None:
        """Keeps the findings."""
        ...


class Remembered(NamedTuple):
    """The name of a batch's articles as they are, and who may know of it."""

    key: str
    memory: Memory

    def with_earlier(self, earlier: Mapping[str, str]) -> Remembered:
        """The name with what else the batch can see."""
        text = "\n".join((self.key, *(f"{path} {line}" for line, path in earlier.items())))
        return self._replace(key=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest())
