"""Who speaks: from the cue word to the noun phrase that names the speaker, and how it is sourced."""

from __future__ import annotations

from collections.abc import Container, Iterator

from standoff.coding.mentions import Mentions
from standoff.coding.organs import HOLDER_ROLES
from standoff.coding.syntax import Syntax
from standoff.ontology.cues import CueLexicon
from standoff.ontology.wordlists import word_list
from standoff.types import Actor, Mention, SourceType, Sourcing

_POLLS = word_list("poll")
_DATABASES = word_list("database")
_QUANTITIES = word_list("quantity")
_UTTERS = word_list("utters")
_LIGHT_VERBS = word_list("light verb") | _UTTERS | word_list("issues")
_CALENDAR = word_list("calendar")
_HEARS = word_list("hears")
_SAY = word_list("takes any clause")
_FELT = word_list("is felt")
_THINGS_DO = word_list("things do")
_PEOPLE = word_list("people")
_OWN_PAGES = word_list("own page")
_OF_OBJECTS = word_list("of object")
_MINDLESS = {"there", "it", "this", "that", "what", "which", "who", "anyone", "anybody", "nobody"}
_OWN = {"person", "organisation", "group"}
_MADE_WITH = {"with", "in"}
_OWNER_ROLES = ("poss", "by", "from", "of")


class Speakers:
    """Finds the speaker of a cue."""

    def __init__(
        self, syntax: Syntax, mentions: Mentions, cues: CueLexicon, quoted: Container[int]
    ) -> None:
        self.syntax, self.mentions, self.cues, self.quoted = syntax, mentions, cues, quoted

    def of(self, cue: int) -> Mention | None:
        """The speaker that belongs to a cue verb or noun, or None if the text names none."""
        for k in self._candidates(cue):
            if k in self.quoted and cue not in self.quoted:
                continue  # ""Russia, if you listen …," Trump said": called to, not speaking
            mention = self.named(k, says=self._says(cue))
            if mention is not None:
                return mention
        return None

    def _says(self, cue: int) -> bool:
        """A verb that only somebody can be the subject of ("say", not "suggest")."""
        says = self.syntax.is_verb(cue) or self.syntax.tokens[cue].upos == "ADJ"
        return says and self.syntax.lemma(cue) not in _THINGS_DO

    def _candidates(self, cue: int) -> Iterator[int]:
        upos = self.syntax.tokens[cue].upos
        if upos == "NOUN":
            yield from self._owners(cue)
        elif upos != "ADV":
            yield from self._subjects(cue)

    def _subjects(self, cue: int) -> Iterator[int]:
        """Who may do what a verb or an adjective says."""
        token, own = self.syntax.tokens[cue], self.syntax.roles(cue).get("subj", ())
        if token.rel == "xcomp" and not own:
            for k in self.syntax.roles(token.head).get("subj", ()):  # "remain wary"
                yield from self._author_and(k)
        quoting = self.syntax.quoting(cue)
        if quoting is not None:
            yield from self.syntax.roles(quoting).get("obj", ())
            return
        if self._is_felt(cue, own):
            yield from self.syntax.roles(cue).get("obj", ()) or self.syntax.control.felt_by(cue)
            return
        if token.rel == "acl" and token.xpos == "VBG" and not self._is_party(token.head):
            own = (*self.syntax.control.of_noun(token.head), *own)
        said = self.syntax.split_subject(cue)
        for k in (k for k in own if k != said):
            yield from self._author_and(k)
        if token.rel == "amod" and token.head < cue and not own:
            yield token.head  # "an envoy willing to talk"
        if self.syntax.is_verb(cue) and cue not in self.quoted:
            yield from self._stranded(cue)
            yield from self._adjacent(cue)

    def _is_felt(self, cue: int, agents: tuple[int, ...]) -> bool:
        """ "Is worried that", "is opposed to": a participle of what somebody feels."""
        if not self.syntax.is_passive(cue):
            return False
        feels = bool(self.cues.readings(self.syntax.words[cue], "A")) and not agents
        return feels or self.syntax.lemmas[cue] in _FELT

    def _is_party(self, k: int) -> bool:
        return self.mentions.who(k) is not None or self._can_speak(k)

    def _author_and(self, k: int) -> Iterator[int]:
        """Who speaks through a document or a page of his own, then that; anybody else himself."""
        if self.syntax.lemmas[k] in self.cues.documents | _OWN_PAGES:
            yield from self._owners(k)
        yield k

    def _stranded(self, cue: int) -> Iterator[int]:
        """ "“…,” its prime minister said": the noun before a cue that the tree hangs into the quotation."""
        tokens = self.syntax.tokens
        k = cue - 1
        while k >= 0 and k not in self.quoted and tokens[k].sentence == tokens[cue].sentence:
            if tokens[k].head in self.quoted and tokens[k].rel.startswith(
                ("nsubj", "appos", "obl")
            ):
                yield k
            k -= 1

    def _adjacent(self, cue: int) -> Iterator[int]:
        """ "Suu Kyi, 70, said": the name before a finite cue that the tree hangs elsewhere."""
        tokens = self.syntax.tokens
        says = self.syntax.lemmas[cue] in _SAY and tokens[cue].xpos in {"VBD", "VBZ", "VBP"}
        if not says or self.syntax.roles(cue).get("subj"):
            return
        k = cue - 1
        if k > 0 and tokens[k].text == ",":
            k = next((n for n in range(k - 1, 0, -1) if tokens[n].text == ","), 0)
        before = tokens[k if tokens[k].text != "," else k - 1]
        if before.upos in {"PROPN", "NOUN", "PRON"} and before.sentence == tokens[cue].sentence:
            flat = before.rel.startswith(("flat", "compound"))
            yield before.head if flat else before.index

    def _owners(self, noun: int) -> Iterator[int]:
        """Whose statement, belief, fear: possessor, "of", "by", a name before it, who utters it, or the
        subject of the verb that issues it.
        """
        roles = self.syntax.roles(noun)
        owners = [self.syntax.tokens[k].upos for k in roles.get("poss", ())]
        if owners == ["PRON"]:
            yield from self._utterers(noun)
        about = self.syntax.lemmas[noun] in _OF_OBJECTS  # "the condemnation of Israel"
        for role in _OWNER_ROLES[: -1 if about else None]:
            yield from (k for k in roles.get(role, ()) if self._may_own(k, role))
        yield from (k for k in self.mentions.phrases.left(noun) if self._is_named(k, noun))
        for verb in self.syntax.children(noun, "acl"):
            whose = self.syntax.roles(verb)
            if self.syntax.lemma(verb) in _LIGHT_VERBS and set(whose.get("obj", ())) <= {noun}:
                yield from whose.get("subj", ())  # "the promise that she made"
        if self.syntax.preposition(noun) == "in" and any(self.syntax.children(noun, "cop")):
            yield from self.syntax.children(noun, "nsubj")  # "Japan is in favour"
        yield from self._issuers(noun)
        above = self.syntax.tokens[noun].head
        if self.syntax.preposition(noun) == "of" and self._is_speech(above):
            yield from self._owners(above)  # "made statements of support for"

    def _is_speech(self, k: int) -> bool:
        return self.syntax.tokens[k].upos == "NOUN" and bool(
            self.cues.readings(self.syntax.lemmas[k], "N")
        )

    def _may_own(self, k: int, role: str) -> bool:
        if self.mentions.who(k) is not None:
            return True
        named = self.syntax.tokens[k].upos == "PROPN" or self.syntax.lemmas[k] in _PEOPLE
        return role != "of" and (named or role != "poss") and self._can_speak(k)

    def _issuers(self, noun: int) -> tuple[int, ...]:
        """The subject of the verb that issues a statement or that it is made with ("made a call for
        restraint", "ended with a call for restraint", "waited in the hope that …").
        """
        token = self.syntax.tokens[noun]
        verb = token.head
        if verb < 0 or not self.syntax.is_verb(verb) or not token.rel.startswith(("obj", "obl")):
            return ()
        lemma = self.syntax.lemma(verb)
        if lemma in _HEARS and self.syntax.bases[noun] == "obj":
            return ()  # "faced criticism for the delay"
        issued = (
            self.syntax.preposition(noun) in _MADE_WITH
            or lemma in _LIGHT_VERBS
            or self.syntax.tokens[verb].lemma in _LIGHT_VERBS
            or bool(self.cues.readings(lemma, "V"))
        )
        return self.syntax.roles(verb).get("subj", ()) if issued else ()

    def _utterers(self, noun: int) -> tuple[int, ...]:
        """ "She renewed her call": who utters something of their own."""
        token = self.syntax.tokens[noun]
        verb = token.head if token.rel == "obj" and self.syntax.is_verb(token.head) else None
        utters = verb is not None and self.syntax.lemma(verb) in _UTTERS
        return self.syntax.roles(verb).get("subj", ()) if verb is not None and utters else ()

    def _is_named(self, k: int, noun: int) -> bool:
        """ "A North Korean demand" is North Korea's, "Trump criticism" is Trump's."""
        hit = self.mentions.names.at.get(k)
        mention = self.mentions.who(k) if hit is not None and hit.head == k else None
        if mention is None:
            return False
        owns = mention.actor.kind in _OWN and self.syntax.tokens[k].head == noun
        return mention.actor.kind == "state" or owns

    def named(self, k: int, *, says: bool = False) -> Mention | None:
        """The speaker that the noun phrase at k names; made from its words if no actor is known,
        from any noun where it is the subject of a verb that only people ``says``.
        """
        token = self.syntax.tokens[k]
        if token.text in _CALENDAR:
            return None
        mention = self.mentions.who(k)
        if mention is not None:
            return None if mention.actor.kind == "place" and not says else mention
        if token.upos == "PRON" and token.text.lower() in _MINDLESS - ({"it"} if says else set()):
            return None
        noun = says and token.upos == "NOUN" and not self._is_speech(k)
        return self.mentions.described(k) if noun or self._can_speak(k) else None

    def _can_speak(self, k: int) -> bool:
        """Names, pronouns, quantities of people ("many", "two"), people, documents; not any other noun."""
        token = self.syntax.tokens[k]
        if token.upos == "NOUN":
            lemma = token.lemma.lower()
            of = self.syntax.roles(k).get("of", ()) if lemma in _QUANTITIES else ()
            return lemma in self.cues.documents | _PEOPLE or any(map(self._can_speak, of))
        return token.upos in {"PROPN", "PRON", "ADJ", "DET", "NUM"} or token.text == "%"

    def sourcing(self, speaker: Mention | None) -> Sourcing:
        """How well the source can be checked, from the speaker alone."""
        if speaker is None:
            return "none"
        agent = self.mentions.agent(speaker)
        if agent is not None and not self._has_name(speaker.actor):
            unnamed_person = agent.sourcing == "named-if-name" and agent.role not in HOLDER_ROLES
            return "anonymous" if unnamed_person or agent.sourcing == "anonymous" else "institution"
        if speaker.actor.kind == "person":
            unknown = speaker.resolved_by in {"description", "unresolved"}
            return "anonymous" if unknown or not self._is_called(speaker.actor) else "named"
        if speaker.resolved_by != "description":
            return "anonymous" if speaker.actor.kind == "group" else "institution"
        return "institution" if self._is_document(speaker) else "anonymous"

    def source_type(self, speaker: Mention | None) -> SourceType | None:
        """What kind of source a speaker is; None for none."""
        if speaker is None:
            return None
        head = self._head(speaker)
        known = speaker.resolved_by not in {"description", "unresolved"}
        lemma = self.syntax.lemmas[head] if head is not None else ""
        if not known and lemma in _POLLS:
            return "poll"
        if not known and lemma in _DATABASES:
            return "database"
        if not known and lemma in self.cues.documents:
            return "document"
        person = speaker.actor.kind == "person"
        if self._has_name(speaker.actor) or (person and self._is_called(speaker.actor) and known):
            return "named-individual"
        named = self.sourcing(speaker) == "institution" and self.mentions.agent(speaker) is None
        if named or speaker.actor.kind in {"state", "media", "armed-force", "armed-group"}:
            return "named-group"
        many = head is not None and self._is_many(head)
        return "unnamed-group" if many else "unnamed-individual"

    def _head(self, speaker: Mention) -> int | None:
        """The head word of the speaker's words."""
        inside = self.syntax.between(speaker.span.start, speaker.span.end)
        return self.mentions.phrases.head_in(inside[0], inside[-1]) if inside else None

    def _is_many(self, head: int) -> bool:
        """A plural, a quantity or several joined."""
        token = self.syntax.tokens[head]
        plural = token.xpos in {"NNS", "NNPS"} or "Number=Plur" in token.feats
        return (
            plural or token.lemma.lower() in _QUANTITIES or any(self.syntax.children(head, "conj"))
        )

    def _has_name(self, actor: Actor) -> bool:
        """A person of the table or of the text with a name of his own."""
        return (
            actor.kind == "person"
            and actor.name[:1].isupper()
            and " " in actor.name
            and ":" not in actor.id
        )

    def _is_called(self, actor: Actor) -> bool:
        """Whether an actor has a name and is not just "a witness" that a pronoun goes back to."""
        return not actor.id.startswith("text:") or actor.name[:1].isupper()

    def _is_document(self, speaker: Mention) -> bool:
        words = speaker.actor.name.lower().split()
        return bool(words) and words[-1] in self.cues.documents
