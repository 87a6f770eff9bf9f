"""Names of bodies: the words that tell ``Royal Society of London`` from a person."""

import re

from pipeline.references.name_shapes import INITIALS, UP, is_person
from pipeline.references.places import REGION

BODY_WORDS = frozenset(
    """
    Academy Academies Academia Académie Akademie Administration Agency Agence Agencia Alliance Archive Archives Assembly Association Associates
    Associação Asociación Associazione Authority Bank Bar Board Branch Broadcasting Bundesministerium Bundesamt Bundesregierung Bureau Business
    Center Centre Centro Centrum Chamber Church Club Coalition Collective College Commission Comisión Commonwealth Committee Comité Community
    Communities Company Confederation Conference Congress Conseil Consejo Consortium Convention Cooperative Corporation Council Court Department
    Deutsche Deutscher Deutsches Diocese Division Economist Editors Embassy Enterprise Enterprises Entertainment Faculty Federation Federación Fondation
    Forum Foundation Fund Fundación Fundação Gesellschaft Government Group Groupe Guild Headquarters Health Hospital House Inc Inc. Industries Initiative
    Inspectorate Institut Institute Institutes Instituto Institution Istituto International Journal Laboratory Laboratories Lab Labs League Library
    Ltd Ltd. Magazine Media Ministry Ministère Ministerio Ministerium Ministério Mission Movement Museum Musée Museo Nation Nations National Network News
    Observatory Office Offices Organization Organisation Organizations Organisations Organización Panel Parliament Partners Partnership Party Police Press
    Program Programme Project Registry Review School Schools Secretariat Senate Service Services Sociedad Societa Societies Society Société Società Staff Statistics
    Statistik Studio Studios Summit Survey Syndicate Synod Team Times Tribunal Trust UNESCO UNICEF Union United Univ Univ. Universidad Universidade
    Universitat Universität Universiteit University Universities Université Università Universitet Veterans Working Workshop World
    e.V. Verein Verband Stiftung Arbeitskreis Arbeitsgemeinschaft Kommission Bundeszentrale Landesamt Forschungsgemeinschaft
    Академия Ассоциация Банк Библиотека Институт Комиссия Комитет Министерство Общество Союз Совет Университет Управление
    академия ассоциация банк библиотека институт комиссия комитет министерство общество союз совет университет управление
    """.split()
)
_BODY_GRAMMAR = frozenset("of for on in to at the against des pour für per para sur".split())
_WEAK_BODY = frozenset(
    """
    Court Church Bank House Bar Board Branch Union Lab Club Press Times
    """.split()
)
ACRONYM = re.compile(rf"[{UP}][{UP}&./-]{{1,12}}\Z")


def is_body_name(text: str) -> bool:
    """Say whether a list of names is rather the name of one body, commas and conjunctions included."""
    first, comma, others = text.partition(",")
    words = first.split()
    if comma and REGION.match(first.partition(" (")[0]) and has_body_word(others.split()):
        return True  # "Great Britain, Foreign Office"
    if comma and (len(words) == 1 or INITIALS.match(others.partition(",")[0].strip())):
        return False
    if has_body_word(words):
        return True
    return len(words) == 1 and len(text) > 1 and bool(ACRONYM.match(text))


def has_name_of_body(words: list[str]) -> bool:
    """Say whether one of the words is one that bodies are called by."""
    return not BODY_WORDS.isdisjoint(words)


def has_body_word(words: list[str]) -> bool:
    """Say whether words are those of a body: one that bodies are called by, a preposition, *The* at the front, a genitive."""
    if not _BODY_GRAMMAR.isdisjoint(words[1:]) or (words[0] == "The" and len(words) > 1):
        return True
    if any(w.endswith(("’s", "'s")) for w in words[:-1]):
        return True
    return not BODY_WORDS.isdisjoint(words) and not (
        words[-1] in _WEAK_BODY and BODY_WORDS.isdisjoint(words[:-1]) and is_person(words)
    )
