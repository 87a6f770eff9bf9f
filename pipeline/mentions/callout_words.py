"""Words that tell callouts from other capitalised words before a year."""

MONTHS = frozenset(
    """
    january february march april may june july august september october november december spring summer autumn
    fall winter
    """.split()
)
TIME_WORDS = frozenset(
    """
    in on of by since until till from to during before after between late early mid around circa
    """.split()
)
"""Words that make *May 2004* a date even when someone named May is listed."""

NEVER_NAMES = MONTHS | frozenset(
    """
    act acts amendment article articles bill book books census century chapter code conference congress
    constitution convention court decree edition election elections exhibition figure games issue law march
    olympics op page part press protocol reform report revolution riots season section series session statute
    street summit symposium table treaty university vol volume war wars year monday tuesday wednesday thursday
    friday saturday sunday easter christmas world cup no number a an and although after all also among as at
    because before between both but by de during each finally first for from here however if in into it its later like
    many more most no not of on or other others our over see since some still such than that the their then
    there these they this those though through thus to under unlike until use when where whereas which while who
    with within without yet compare cf
    """.split()
)
"""Capitalised words that stand before years and are nobody's name."""

REPORTS = frozenset(
    """
    accounts addresses advances analyses analyzes applies approaches argues asks assembles asserts assesses
    brings builds catalogs challenges charts claims collects compares compiles concludes connects considers
    contains contends contextualizes contrasts contributes covers critiques deals defends defines delineates
    demonstrates describes details develops discusses documents draws edits elaborates emphasizes engages
    establishes evaluates examines explains explores extends finds focuses follows frames gathers gives
    highlights identifies illuminates illustrates includes interprets introduces investigates is links locates
    looks maintains makes maps notes observes offers outlines points posits presents probes proposes provides
    questions reads reconsiders reconstructs reflects relates remains reports reveals reviews sees sets sheds
    shows situates stresses studies suggests summarizes supplies surveys synthesizes takes tests theorizes
    traces tracks treats turns uncovers understands uses views warns writes
    """.split()
)
"""Verbs that say what a work does, as they follow a callout that is the subject of its sentence."""

PARTICLES = frozenset(
    """
    de del della di da do dos das du des la le van von der den ten ter te zu zur af al el bin ibn
    """.split()
)
JOINERS = frozenset(("and", "&", "y", "und", "et"))
"""Words between the last two names of a list."""
LEADING = PARTICLES | frozenset(("los", "las", "y", "e", "of", "the", "st"))
"""Words a listed name may be called out without, when it begins with them."""

EDITORIAL = frozenset(
    """
    see also e.g cf eg for example and compare but
    """.split()
)
"""Words that may come before the first callout inside parentheses."""
