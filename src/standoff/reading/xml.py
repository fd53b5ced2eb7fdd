"""XML becomes a tree with nothing in it that asks for more: no entity is expanded, no DTD and no file is loaded.

libxml2's own bounds stand (256 levels, 10 million bytes in one text), and what is broken is mended as far as it goes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from standoff.reading.refusal import Refusal

if TYPE_CHECKING:
    from lxml.etree import _Element


def root_of(text: str) -> tuple[_Element, bool]:
    """Return the root element of an XML text, and whether its end was reached; raise ``malformed`` where there is none.

    It was not where the root is never closed, or a bound of libxml2's is passed.
    """
    from lxml import etree

    parser = etree.XMLParser(
        encoding="utf-8", recover=True, resolve_entities=False, load_dtd=False, no_network=True,
        huge_tree=False, remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root: _Element | None = etree.fromstring(text.lstrip().encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Refusal("malformed", f"it is no XML: {error}") from None
    if root is None:
        raise Refusal("malformed", "it is no XML: no element stands in it")
    etree.strip_elements(root, etree.Entity, with_tail=False)
    limited = any(error.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for error in parser.error_log)
    closed = re.search(rf"</(?:[\w.-]+:)?{re.escape(local_name(root))}\s*>", text) or not len(root)
    return root, bool(closed) and not limited


def local_name(element: _Element) -> str:
    """Return the name of an element without its namespace; "" for what is no element."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
