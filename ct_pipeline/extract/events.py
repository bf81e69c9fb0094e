from ct_pipeline.extract.context import Context


def find_events(context: Context) -> None:
    """Not written yet."""
