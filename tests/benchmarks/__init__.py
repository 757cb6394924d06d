"""How fast it is, as ratios: `python -m tests.benchmarks`, or `make bench`; and other figures.

What can be counted instead of timed is tested in `tests/tui/test_work_per_key.py`. Times on a
shared machine mean nothing by themselves, so each figure is the ratio of two programs whose runs
are interleaved in one go, by their medians.

::

    articles.py    texts and spans made up by a seed
    terminal.py    a terminal that notes when bytes arrive, and a key pressed on it
    bare.py        the yardsticks: a bare Textual app, and a TextArea
    contestant.py  one of the programs in a process of its own, waiting for keys
    latency.py     key → bytes, and rows painted per key
    starting.py    start of the process → first paint, in a real pseudo-terminal
    saving.py      one tag against one raw commit
    counterparts.py  how often the first counterpart is right, where gold articles are at hand

What finds candidates among very many spans is a run of its own too, `python -m
tests.benchmarks.matching`, with seconds and memory beside what others need in the same run::

    synthetic.py   news made up by a seed, with what is the same in it
    matching.py    time, memory, pairs and recall among up to a million spans

How long agreement takes is another, `python -m tests.benchmarks.agreement`::

    agreement.py   time and memory of all figures over 100,000 spans in two layers

How few keys it takes is a run of its own, `python -m tests.benchmarks.keys`, which counts and does
not time::

    gold.py        articles with the spans that must come out
    sample/        such articles, written and annotated for this
    expert/        types the cheapest keys for them into the running program
    slate.py       the keys that the same takes in another tool
    quality.py     precision and recall of candidates
    keys.py        keys per gold span
"""
