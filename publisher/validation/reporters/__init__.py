"""One file a format; `registry` names them. A reporter takes findings and writes text, and never fails on odd characters."""
