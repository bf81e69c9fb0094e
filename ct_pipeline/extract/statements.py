from ct_pipeline.extract.context import Context


def find_statements(context: Context) -> None:
    """Not written yet."""
