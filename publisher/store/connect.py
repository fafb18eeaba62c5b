"""From what the user says of a store to a client that speaks to it."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass

from publisher.store.address import read_address
from publisher.store.client import TIMEOUT, StoreClient
from publisher.store.credentials import read_credentials
from publisher.store.patience import Patience


@dataclass(frozen=True, slots=True)
class StoreOptions:
    """A store by its name, how the publisher signs itself there, and how patient it is. ``timeout`` in seconds."""

    store: str
    update_url: str | None = None
    credentials: str | None = None
    scheme: str | None = None
    timeout: float = TIMEOUT
    retries: int = 0


def connect(options: StoreOptions, tell: Callable[[str], None] | None = None) -> StoreClient:
    """A client of the store; nothing is sent yet. ``tell`` gets a sentence before each pause.

    Secrets come from the file that the options name, or from the environment. Raises UsageError.
    """
    address = read_address(options.store, options.update_url)
    credentials = read_credentials(os.environ, options.credentials)
    patience = Patience(options.retries, tell) if tell else Patience(options.retries)
    return StoreClient(address, credentials, options.scheme, options.timeout, patience)
