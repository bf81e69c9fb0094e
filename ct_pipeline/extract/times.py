from ct_pipeline.extract.context import Context


def find_times(context: Context) -> None:
    """Not written yet."""
