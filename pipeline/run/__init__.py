"""The run: batches, the processes that work on them, and what people see of it."""
