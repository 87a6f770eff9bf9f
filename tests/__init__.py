"""The tests of annobib; `made` and `broken` build what several of them need."""
