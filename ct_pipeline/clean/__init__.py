"""The article within the page, its source, its day."""
