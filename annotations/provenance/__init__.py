"""What follows from verdicts: pure functions and values, no storage.

::

    clusters.py     what is known to be one thing, what a verdict implies, forbids and contradicts
    groups.py       the groups that this makes, and what each is called
    calling.py      what sources and outlets are called, and which source is an outlet
    paths.py        by which verdicts two spans are the same
    dates.py        what was published first
    copies.py       which article copies which
    citing.py       whom an article cites for a claim, and who was reached by whom
    apart.py        how many things are certainly distinct
    ground.py       what is known of sources and outlets, whichever claim is asked about
    ends.py         where chains end
    doubts.py       which roots may be one
    roots.py        on whom a claim rests in the end
    case.py         all of it for one layer
    board.py        claims by articles
    glance.py       a case in a few numbers
    timeline.py     claims by days
    wording.py      counts and links in words
    why.py          why a count is what it is, link by link
    network.py      articles, sources and claims as a graph
"""
