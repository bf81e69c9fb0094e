from ct_pipeline.extract.context import Context


def find_people(context: Context) -> None:
    """Not written yet."""
