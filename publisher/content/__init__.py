"""Layer 1: the bytes of a file to an Article; places of keys and values on demand; walking a folder."""
