"""The commands, one a module; ``app`` lists them.

A command imports what it needs when it runs, so that each starts as fast as its own work allows.
"""
