"""What is done to the data, one stage a folder; ``docs/architecture.md`` draws the straight line."""

import os

# One thread of linear algebra a process: faster for the language model, and the same results on any machine. numpy
# reads it once, when it is first imported; this module comes before that in every process, whoever starts it.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
