from ct_pipeline.extract.context import Context


def find_bodies(context: Context) -> None:
    """Not written yet."""
