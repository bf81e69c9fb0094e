"""Dagster: a thin shell over :mod:`ct_pipeline.pipeline` and :mod:`ct_pipeline.warehouse`."""
