"""What is done to the data, one stage a module; ``docs/architecture.md`` draws the straight line."""
