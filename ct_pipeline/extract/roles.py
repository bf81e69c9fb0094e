from ct_pipeline.extract.context import Context


def find_roles(context: Context) -> None:
    """Not written yet."""
