from ct_pipeline.extract.context import Context


def find_affiliations(context: Context) -> None:
    """Not written yet."""
