"""The matcher on an engine that has more hands than one machine: an optional extra.

::

    cluster.py   a Dask cluster, found or started, and what to say where there is none
    dask.py      the matcher's heavy work as tasks of that cluster
    corpus.py    exported articles → spans and documents, as a workspace would hand them over
    links.py     what the matcher came to → links that a workspace takes in
    run.py       all of it: files in, a file out

Nothing here is imported unless an engine is asked for, and Dask by `cluster` and `dask` only.
"""
