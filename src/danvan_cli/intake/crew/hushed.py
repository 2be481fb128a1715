"""Imported first, and only, by the server whose copies the workers are: what stops one is told by whoever waits for it, in a sentence.

Python's own server prints a traceback where it cannot take a request, and nobody can read that.
"""

import os

if not os.environ.get("DANVAN_DEBUG"):
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
