"""The errors of Standoff, one tree. A message says what was found, where, and what to do.

    StandoffError
    ├── InputError      what the user gave cannot be used (a path, an option, a date)
    ├── DataError       a data file of ours or of the user's is malformed
    ├── ModelError      the language model is missing, damaged or of another version
    └── RecordError     the record cannot be opened, read or written; what it holds is as it was

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


class RecordError(StandoffError):
    """The record cannot be opened, read or written; what it holds is as it was."""
