"""The errors of Standoff, one tree. A message says what was found, where, and what to do.

    StandoffError
    ├── InputError      what the user gave cannot be used (a path, an option, a date)
    ├── DataError       a data file of ours or of the user's is malformed
    └── ModelError      the language model is missing, damaged or of another version

A document that cannot be read is no error but a ``Rejected`` value.
"""


class StandoffError(Exception):
    """Whatever Standoff raises on purpose."""


class InputError(StandoffError):
    """What the user gave cannot be used."""


class DataError(StandoffError):
    """A data file is malformed; the message names file, line and column."""


class ModelError(StandoffError):
    """The language model cannot be used."""
