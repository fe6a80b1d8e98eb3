"""Runs killed at any moment, and runs at once: the next run completes, and the rows are those of an undisturbed run.

`make test` kills a few times over a small corpus; `make faults` does it 50 times over 200 documents.
"""

from __future__ import annotations

import os
import shutil
import signal
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from tests.db.loading import dump
from tests.faults.conftest import DOCUMENTS, KILLS, SEED, Rows, compare
from tests.faults.corpus import change_some, write_corpus
from tests.faults.rows import whole_documents
from tests.faults.stable import Stable

from clusterdb.db.engine import make_engine

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="kills processes as Unix does")


def test_runs_killed_at_random_moments_lose_and_double_nothing(
    corpus: Path, new_database: Callable[..., str], undisturbed: Callable[..., Rows]
) -> None:
    random = Random(SEED)
    url = new_database()  # without tables: the first kills may hit the migration
    engine = make_engine(url)
    with Stable(url) as stable:
        began = time.monotonic()
        for kill in range(KILLS):
            run = stable.start(corpus, workers=2 if kill % 10 == 9 else 1)
            time.sleep(random.uniform(0, 1.5 + DOCUMENTS / 40))
            run.kill()
            assert run.wait() in {-signal.SIGKILL, 0}
            assert whole_documents(engine), f"half a document, seed {SEED}"
            change_some(corpus, random.randrange(10**6))
        assert stable.start(corpus).wait() == 0
    assert time.monotonic() - began < 60 + 30 * KILLS
    compare(dump(engine, clocks=False), undisturbed(corpus))
    engine.dispose()


def test_runs_at_once_over_overlapping_folders_load_everything_once(
    tmp_path: Path, new_database: Callable[..., str], undisturbed: Callable[..., Rows]
) -> None:
    folders = [tmp_path / name for name in ("甲", "乙", "丙")]
    for number, folder in enumerate(folders):
        write_corpus(folder, DOCUMENTS // 4, SEED + number)
    for name in ("broken.docx", "empty.txt"):  # once is enough to compare
        for folder in folders[1:]:
            (folder / name).unlink()
    shutil.copytree(folders[0], folders[1], dirs_exist_ok=True, ignore=shutil.ignore_patterns("broken*", "empty*"))
    url = new_database()  # both make the tables, too
    with Stable(url) as stable:
        runs = [stable.start(folders[0], folders[1]), stable.start(folders[1], folders[2], workers=1)]
        assert [run.wait() for run in runs] == [0, 0]
        assert stable.start(*folders).wait() == 0
    engine = make_engine(url)
    compare(dump(engine, clocks=False), undisturbed(*folders))
    engine.dispose()
