"""`clusterdb doctor`: is everything in order, and if not, what to do."""

from __future__ import annotations

import json
import sys

import click

from clusterdb.cli.context import Session, pass_session
from clusterdb.cli.grid import columns
from clusterdb.cli.language import count, t, told
from clusterdb.cli.terminal import clean, say

HELP = """Look whether everything is in order, and say what to do.

Looks at the program, the server and its folder, permissions, disk, tables, views, lexicon, runs, documents and the
promises of the data. Changes nothing. A warning leaves the exit status at 0; a fault makes it 4.

\b
Examples:
  clusterdb doctor
  clusterdb doctor --json | jq 'select(.state != "ok")'
"""


@click.command("doctor", help=HELP, short_help="Look whether everything is in order, and say what to do.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
@pass_session
def doctor(session: Session, as_json: bool) -> None:
    """Look whether everything is in order, and say what to do."""
    from clusterdb.doctor import State, examine

    found = dict.fromkeys(State, 0)
    marks = {State.OK: t("ok"), State.WARNING: t("look"), State.FAULT: t("FAULT")}
    for finding in examine(session.database_url):
        found[finding.state] += 1
        if as_json:
            # for programs: in English whatever the language
            record = {
                "subject": finding.subject,
                "state": finding.state.value,
                "said": finding.said,
                "remedy": finding.remedy,
            }
            click.echo(json.dumps(record, ensure_ascii=False))
            continue
        columns([(marks[finding.state], 5), (told(finding.subject), 11)], clean(told(finding.said)))
        if finding.remedy:
            columns([("", 5), ("", 11)], "-> " + clean(told(finding.remedy)))
    if faults := found[State.FAULT]:
        say(count(faults, "{count:,} fault", "{count:,} faults"), "red")
        sys.exit(4)
    warnings = found[State.WARNING]
    say(t("nothing is broken; {count} worth a look", count=warnings) if warnings else t("all well"))
