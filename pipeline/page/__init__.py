"""The page: cut into named pieces that cover every character that is not blank; nothing is parsed here."""
