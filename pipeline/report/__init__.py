"""What the checks found, for people and programs: failures, text, JSON, JUnit XML, and a page with plots."""
