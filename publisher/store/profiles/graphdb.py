"""Ontotext GraphDB, which speaks RDF4J's protocol: the address ends in the ID of a repository."""

from publisher.store.profiles.profile import StoreProfile

PROFILE = StoreProfile(
    name="graphdb",
    title="GraphDB",
    example="graphdb+http://HOST:PORT/repositories/ID",
    query_path="",
    update_path="/statements",
)
