"""How the shipped language model is made: ``python -m training --help``. Needs torch; run time does not."""
