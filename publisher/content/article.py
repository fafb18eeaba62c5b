"""The Article: one file's front matter and body."""

from __future__ import annotations

import hashlib
from typing import NamedTuple


class Article(NamedTuple):
    """One file as read. A tuple, because one is made for every file on the hot path.

    ``path`` is as the user wrote the argument joined with the rest; ``front_matter`` is as parsed,
    never flattened; ``source`` are the bytes of the whole file; ``body_offset`` counts bytes
    from the beginning of the file, a byte order mark included.
    """

    path: str
    front_matter: dict[str, object]
    source: bytes
    body_offset: int

    @property
    def digest(self) -> str:
        """SHA-256 of the file's bytes, 64 hex digits."""
        return hashlib.sha256(self.source).hexdigest()

    @property
    def body(self) -> bytes:
        """The bytes behind the front matter, as the site's generator takes them."""
        return self.source[self.body_offset :]
