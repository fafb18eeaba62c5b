"""What the publisher must know of a kind of store to speak to it and to stay within its limits."""

from __future__ import annotations

from dataclasses import dataclass

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class StoreProfile:
    """One kind of store. Paths are what it puts behind its address for queries and for updates.

    ``private_query_path`` takes queries that come with a user's name, where that is another path. ``example`` is
    an address in the form that ``--store`` takes. ``triples_an_insert`` and ``iri_bytes`` are None without a limit.
    """

    name: str
    title: str
    example: str
    query_path: str
    update_path: str
    private_query_path: str | None = None
    authentication: str = "basic"
    graphs_a_request: int = 100
    bytes_a_request: int = 4 * MEBIBYTE
    triples_an_insert: int | None = None
    iri_bytes: int | None = None
    takes_blank_nodes: bool = True

    @property
    def has_limits(self) -> bool:
        """Whether there is data that this kind of store cannot take."""
        return self.iri_bytes is not None or not self.takes_blank_nodes
