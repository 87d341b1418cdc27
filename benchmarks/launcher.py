"""Runs one command and prints its exit status, wall seconds and peak resident kilobytes.

It runs as a small process of its own (``python -I -S``), because a child's peak begins with the size of the process it
was forked from: started from the benchmark itself, with its dictionaries, every contender would look as large as that.
"""

import os
import sys
import time


def main(command: list[str]) -> None:
    """Run the command with its output thrown away; what it says on standard error is passed on."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    start = time.perf_counter()
    child = os.posix_spawnp(command[0], command, os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, nowhere, 1)])
    _, status, usage = os.wait4(child, 0)
    seconds = time.perf_counter() - start
    print(os.waitstatus_to_exitcode(status), seconds, usage.ru_maxrss)


if __name__ == "__main__":
    main(sys.argv[1:])
