"""Apache Jena Fuseki: the address ends in the name of a dataset."""

from publisher.store.profiles.profile import StoreProfile

PROFILE = StoreProfile("fuseki", "Apache Jena Fuseki", "fuseki+http://HOST:PORT/DATASET", "/query", "/update")
