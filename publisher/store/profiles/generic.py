"""Any other endpoint of the SPARQL 1.1 Protocol, named by its own URL."""

from publisher.store.profiles.profile import StoreProfile

PROFILE = StoreProfile("generic", "a SPARQL 1.1 endpoint", "http://HOST:PORT/PATH", "", "")
