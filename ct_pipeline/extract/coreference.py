from ct_pipeline.extract.context import Context


def resolve_references(context: Context) -> None:
    """Not written yet."""
