"""The faces of a coding: the terminal brief, the page, the JSON record. They ask, they never code."""
