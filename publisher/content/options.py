"""How content is read."""

from __future__ import annotations

from dataclasses import dataclass

from publisher.core.errors import ConfigurationError


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How large a file and its front matter may be, in bytes; and whether the last of two equal keys is good enough."""

    max_file_size: int = 16 * 1024 * 1024
    max_front_matter: int = 1024 * 1024
    lenient: bool = False

    def __post_init__(self) -> None:
        if self.max_file_size < 1 or self.max_front_matter < 1:
            raise ConfigurationError("the largest size of a file and of its front matter is a number of bytes above 0")
