"""The fast reading of a plan: one generated Python function a mapping, and closures for what is rare.

Fast code decides only what is surely right; for all else it raises `UndecidedError`, and the interpreter
maps that one article. Nothing here uses the interpreter's code for terms: each is the other's oracle.
"""
