"""A simulated expert, who types the cheapest keys that the program allows.

It knows the text, the gold spans and what every key does (the program's own pure functions), plans
some spans ahead, and types through the real bindings. What comes of each step is read from the
running program: where a key led elsewhere than planned, the keys are spent and it plans anew; where
a wrong stretch is tagged, the run fails.

::

    keyboard.py   the keys of the commands
    ground.py     where motions lead from a place, and the cheapest way between two places
    finishing.py  keys that tag one span, by where the caret or what the selection is
    approaches.py how to get there: candidates, motions, hints, search
    state.py      where one is, and ways on from there
    planner.py    the cheapest ways for the next spans
    hands.py      typing them
"""
