"""When the work came out: ``after_names`` looks for the date at the front, ``at_end`` for the one that closes the reference."""
