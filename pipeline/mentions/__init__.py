"""Mentions: callouts and pointers in prose, and the works, sections and articles they mean."""
