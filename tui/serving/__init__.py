"""The program in a browser: a small web server, and a process of the program for each tab.

::

    door.py      how many may connect, and for how long in silence
    guard.py     who is let in: names it answers to, origins, the token and what it is exchanged for
    page.py      what the browser is sent: the page in page/, and textual-serve's terminal for it
    session.py   one tab's process: what is typed goes in, what is painted comes out
    seat.py      what that process runs: the screens of one workspace, no other file within reach
    server.py    all of it put together, from the first request to the last process
    telling.py   what went wrong, said in a line each
    address.py   where it listens, and what that means for who can reach it

Of textual-serve only the terminal for browsers is used: its server would start a shell, accept any
origin, ask nobody for anything, and load a font from the network. The wire between server and
process is Textual's own (`textual.drivers.web_driver`). aiohttp is imported by these modules only,
and they by `diptych serve` only.
"""
