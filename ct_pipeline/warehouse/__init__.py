"""The Parquet store, the SQL models built on it, and the DuckDB file analysts read."""
