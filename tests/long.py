"""Whether random tests run in full, as `make test-long` has it, or the share of them that every change can wait for."""

import os

LONG = bool(os.environ.get("LONG"))
