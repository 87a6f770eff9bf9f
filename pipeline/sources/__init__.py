"""Sources: files, folders, archives and standard input become source texts, one for each article."""
