"""The network, where the user asks for it: pages and feeds by http and https, from public sites only.

Nothing else of Standoff opens a socket. What cannot be had is a ``Rejected`` value with a reason.
"""

from standoff.fetching.client import Client, Fetched, fetch
from standoff.fetching.lists import feeds_of
from standoff.fetching.polling import FeedState, Outcome, due, poll

__all__ = ["Client", "FeedState", "Fetched", "Outcome", "due", "feeds_of", "fetch", "poll"]
