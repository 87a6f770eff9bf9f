"""Quality: how much of what a page says the parser gets right, and floors under it that only rise."""
