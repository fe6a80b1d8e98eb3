"""Fill the output blocks of the READMEs with what the commands really print: python scripts/readme_output.py

A block is a line `<!-- output: clusterdb ARGUMENTS -->` and the fenced lines below it. The commands run on a database of
their own, filled from data/raw.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BLOCK = re.compile(r"(<!-- output: clusterdb (?P<arguments>.+?) -->\n```\n).*?(^```$)", re.MULTILINE | re.DOTALL)


def main() -> None:
    """Run every command that a README names, and write down what it printed."""
    home = Path(tempfile.mkdtemp(prefix="clusterdb-readme-"))
    home.chmod(0o711)  # where the server runs as an unprivileged user, it must come in
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("CLUSTERDB_", "PG"))}
    env = kept | {"CLUSTERDB_HOME": str(home), "COLUMNS": "100", "PAGER": "", "PYTHONUTF8": "1"}

    def run(arguments: str) -> str:
        command = [sys.executable, "-m", "clusterdb", *shlex.split(arguments)]
        done = subprocess.run(
            command, cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True, encoding="utf-8", check=True
        )
        return "".join(f"{line.rstrip()}\n" for line in done.stdout.rstrip().splitlines())

    try:
        run("ingest --quiet")
        for readme in sorted(ROOT.glob("README*.md")):
            words = readme.read_text(encoding="utf-8")
            filled = BLOCK.sub(lambda block: block[1] + run(block["arguments"]) + block[3], words)
            if filled != words:
                readme.write_text(filled, encoding="utf-8")
                print(f"wrote {readme.name}")
    finally:
        run("db stop")
        shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    main()
