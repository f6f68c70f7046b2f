"""Sangfroid, a reply assistant for public reviews."""

import os

__version__ = "0.1.0"

# The matrices of a text are small: a second thread of numpy's costs twice what it saves, and waits for work
# on the processor of the next request. It must be said before numpy is first imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
