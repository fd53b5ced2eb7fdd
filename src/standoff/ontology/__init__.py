"""What Standoff knows before it reads: PLOVER, CAMEO, and who is who.

``load_actors()`` gives the table of actors; ``plover`` the event types, modes, contexts, codes and
scores; ``rows`` reads any table of this kind.
"""

from standoff.ontology import plover
from standoff.ontology.actors import ActorTable, load_actors
from standoff.ontology.build import Agent, Region
from standoff.ontology.names import Form, Name
from standoff.ontology.tables import Row, data_hash, rows, several

__all__ = [
    "ActorTable",
    "Agent",
    "Form",
    "Name",
    "Region",
    "Row",
    "data_hash",
    "load_actors",
    "plover",
    "rows",
    "several",
]
