from ct_pipeline.extract.context import Context


def find_names(context: Context) -> None:
    """Not written yet."""
