"""The whole way on one page: paths -> documents -> analysis -> coding -> the record.

``read`` takes one text or file and gives its ``Coding``; ``read_all`` takes many and never stops at
a bad one: what cannot be read comes out as ``Rejected`` in its place. The order is the input's, and a
document's coding depends on nothing but the document and the settings, however many workers there are.
``add`` writes what it reads into a record and may be stopped at any moment: called again with the same
input it goes on where it was. ``link`` joins what belongs together across the record's documents.
"""

from __future__ import annotations

import datetime
import json
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import asdict, dataclass
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from typing import BinaryIO

from standoff.coding import Knowledge, code
from standoff.discourse import copies, copy_groups, join, join_acts
from standoff.errors import InputError
from standoff.garbage import look_rarely
from standoff.language import Model, analyse, load_model, model_hash
from standoff.ontology import data_hash
from standoff.ontology.actors import load_actors
from standoff.ontology.cues import load_cues
from standoff.ontology.lexicon import load_lexicon
from standoff.reading import documents, from_text
from standoff.record import Links, Record
from standoff.settings import DEFAULTS, VERSION, Settings
from standoff.types import Coding, Document, Rejected, Run

_AHEAD = 8  # documents per worker that may wait for their turn


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """How to code: settings, and the user's own tables (tried before ours)."""

    settings: Settings = DEFAULTS
    actors: tuple[Path, ...] = ()
    lexicon: tuple[Path, ...] = ()


@cache
def _knowledge(actors: tuple[Path, ...], lexicon: tuple[Path, ...]) -> Knowledge:
    return Knowledge(actors=load_actors(actors), events=load_lexicon(lexicon), cues=load_cues())


@cache
def _model(settings: Settings) -> Model:
    return load_model(settings)


def code_document(document: Document, job: Job) -> Coding | Rejected:
    """One document's coding. A fault of ours in it is a ``Rejected``, so that a run goes on."""
    knowledge, model = _knowledge(job.actors, job.lexicon), _model(job.settings)
    try:
        return code(document, analyse(document.text, model), knowledge)
    except Exception as error:
        where = document.origin or document.id
        return Rejected(origin=where, reason="failed", detail=f"{type(error).__name__}: {error}")


def read_all(
    paths: Iterable[str | Path],
    *,
    date: datetime.date | None = None,
    source: str | None = None,
    job: Job | None = None,
    workers: int = 1,
    stdin: BinaryIO | None = None,
) -> Iterator[Coding | Rejected]:
    """Read and code files, folders and standard input (``-``), in the order of the input.

    ``date`` and ``source`` are for documents that do not say their own. Raises ``InputError`` for
    fewer than one worker and ``DataError`` for an unusable table of the user's.
    """
    job = job or Job()
    found = documents(paths, published=date, source=source, settings=job.settings, stdin=stdin)
    return _coded(found, job, workers)


def _coded(
    found: Iterable[Document | Rejected], job: Job, workers: int
) -> Iterator[Coding | Rejected]:
    """What was found, coded, in its order."""
    if workers < 1:
        raise InputError(f"workers is {workers}; give 1 or more")
    _knowledge(job.actors, job.lexicon)  # a bad table is an error at once, not per document
    return _alone(found, job) if workers == 1 else _shared(found, job, workers)


def _alone(found: Iterable[Document | Rejected], job: Job) -> Iterator[Coding | Rejected]:
    for item in found:
        yield item if isinstance(item, Rejected) else code_document(item, job)


def _shared(
    found: Iterable[Document | Rejected], job: Job, workers: int
) -> Iterator[Coding | Rejected]:
    """The same with several processes: a bounded queue, emptied in order."""
    waiting: deque[Future[Coding | Rejected] | Rejected] = deque()
    with ProcessPoolExecutor(
        workers, mp_context=get_context("spawn"), initializer=look_rarely
    ) as pool:
        for item in found:
            if isinstance(item, Rejected):
                waiting.append(item)
            else:
                waiting.append(pool.submit(code_document, item, job))
            while len(waiting) > workers * _AHEAD:
                yield _settled(waiting.popleft())
        while waiting:
            yield _settled(waiting.popleft())


def _settled(item: Future[Coding | Rejected] | Rejected) -> Coding | Rejected:
    return item if isinstance(item, Rejected) else item.result()


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """A document that came to a record: ``new``, or there already."""

    document: Document
    new: bool


def add(
    record: Record,
    found: Iterable[Document | Rejected],
    *,
    now: Callable[[], datetime.datetime],
    job: Job | None = None,
    workers: int = 1,
    command: str = "add",
) -> Iterator[Added | Rejected]:
    """Code the documents that the record does not have and write each as soon as it is coded.

    ``now`` gives the time in UTC. Call ``link`` when the iterator is empty. Raises as ``read_all`` does, and
    ``RecordError`` where the record cannot be written; what was written stays.
    """
    job = job or Job()
    known: deque[Added] = deque()
    coded = _coded(_unknown(record, found, known), job, workers)
    run = record.begin(this_run(command, job, now()))
    for item in coded:
        while known:
            yield known.popleft()
        if isinstance(item, Rejected):
            record.reject(item, run)
            yield item
        else:
            yield Added(document=item.document, new=record.put(item, run))
    yield from known
    record.finish(run, now())


def _unknown(
    record: Record, found: Iterable[Document | Rejected], known: deque[Added]
) -> Iterator[Document | Rejected]:
    """What has yet to be coded; what the record has goes to ``known``."""
    for item in found:
        if isinstance(item, Document) and record.has(item.id):
            known.append(Added(document=item, new=False))
        else:
            yield item


def this_run(command: str, job: Job, now: datetime.datetime) -> Run:
    """What a record notes of a run that starts now."""
    return Run(
        command=command, started=now, code=VERSION, model=model_hash(),
        ontology=data_hash((*job.actors, *job.lexicon)), settings=json.dumps(asdict(job.settings)),
    )  # fmt: skip


def link(record: Record) -> None:
    """Join copies of one report, tellings of one act and renderings of one utterance over all documents, corrections
    applied; where somebody else adds to the record meanwhile, again.
    """
    joined = False
    while not joined:
        extent = record.extent
        joined = record.link(_links(record), extent)


def _links(record: Record) -> Links:
    codings = [state.right for state in record.states()]
    found = copies(coding.document for coding in codings)
    return Links(
        acts=join_acts(codings, record.actors), utterances=join(codings, record.actors), reports=copy_groups(found),
        copies=tuple((c.a, c.b, c.likeness, c.kind) for c in found),
    )  # fmt: skip


def read(
    path_or_text: str | Path,
    *,
    date: datetime.date | str | None = None,
    source: str | None = None,
    title: str | None = None,
    job: Job | None = None,
) -> Coding:
    """Read one article: a ``Path``, the name of a file that exists, or the text itself.

    ``date`` is the day of publication (a ``date`` or ``"2024-11-22"``). Raises ``InputError`` if
    it cannot be read, with the reason.
    """
    job, day = job or Job(), _day(date)
    found: Document | Rejected
    if _is_path(path_or_text):
        several = list(
            documents([path_or_text], published=day, source=source, settings=job.settings)
        )
        if len(several) != 1:
            raise InputError(
                f"{path_or_text} holds {len(several)} documents; use read_all for more than one"
            )
        found = several[0]
    else:
        found = from_text(str(path_or_text), title=title, source=source, published=day)
    coded = found if isinstance(found, Rejected) else code_document(found, job)
    if isinstance(coded, Rejected):
        raise InputError(f"{coded.origin}: {coded.detail}")
    return coded


def _is_path(value: str | Path) -> bool:
    if isinstance(value, Path):
        return True
    try:
        return len(value) < 4096 and "\n" not in value and Path(value).is_file()
    except (OSError, ValueError):
        return False


def _day(value: datetime.date | str | None) -> datetime.date | None:
    if value is None or isinstance(value, datetime.date):
        return value
    try:
        return datetime.date.fromisoformat(value)
    except ValueError:
        raise InputError(f"date is {value!r}; write it as YYYY-MM-DD") from None
