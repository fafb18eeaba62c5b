"""One file a SHACL engine; `registry` names them. An engine's library is imported only when it is chosen."""
