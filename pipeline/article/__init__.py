"""The article: the pieces of a page become records, from the head to the notes on the works."""
