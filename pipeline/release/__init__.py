"""The release: built, checked, published. Arrow and DuckDB stand behind one module each (``parquet``, ``query``)."""
