"""ct_pipeline: raw Arabic news on counter-terrorism cooperation, turned into dated, sourced facts in DuckDB."""

__version__ = "0.1.0"
