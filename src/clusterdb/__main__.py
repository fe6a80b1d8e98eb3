"""`python -m clusterdb`: the same as the command `clusterdb`."""

from __future__ import annotations

from clusterdb.cli import main

if __name__ == "__main__":
    main(prog_name="clusterdb")
