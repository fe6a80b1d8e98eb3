"""Every error that clusterdb raises on purpose.

    ClusterdbError                   what a user can mend; its text names the thing and the remedy
    ├── SettingsError                a setting, an option or a side file makes no sense
    ├── UnreadableDocument           one document cannot be read; the run goes on without it
    ├── ExtractionError              one document cannot be understood; the run goes on without it
    │   └── DocumentTimeout          one document took longer than its limit
    ├── LexiconError                 the hand-kept data contradicts itself
    │   └── UnknownUnit              a unit that no entry of lexicon/units.yaml covers
    ├── ServerError                  the embedded PostgreSQL cannot be made, started or reached
    ├── DatabaseError                the database refuses what is asked of it
    │   ├── DatabaseTooNew           made by a newer clusterdb than this one
    │   └── DatabaseTooOld           a PostgreSQL or a schema older than this version needs
    └── NotFound                     a claim, source or document that is not there

Exit codes of the command line: 0 all well; 1 a ClusterdbError; 2 wrong usage; 3 the run went through and some
documents were set aside; 4 a data check failed; 130 interrupted.
"""

from __future__ import annotations


class ClusterdbError(Exception):
    """An error that a user can mend: `message` says what and where, `remedy` says what to do."""

    exit_code = 1

    def __init__(self, message: str, remedy: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.message}; {self.remedy}" if self.remedy else self.message

    def __reduce__(self) -> tuple[type[ClusterdbError], tuple[str, str | None]]:
        # so that an error crosses from a worker process to its parent whole
        return type(self), (self.message, self.remedy)


class SettingsError(ClusterdbError):
    """A setting, an option or a side file makes no sense."""


class UnreadableDocument(ClusterdbError):
    """One document cannot be read: it is set aside and the run goes on."""


class ExtractionError(ClusterdbError):
    """One document cannot be understood: it is set aside and the run goes on."""


class DocumentTimeout(ExtractionError):
    """One document took longer than its limit."""


class LexiconError(ClusterdbError):
    """The hand-kept data contradicts itself."""


class UnknownUnit(LexiconError):
    """A unit that no entry of lexicon/units.yaml covers."""


class ServerError(ClusterdbError):
    """The embedded PostgreSQL cannot be made, started or reached."""


class DatabaseError(ClusterdbError):
    """The database refuses what is asked of it."""


class DatabaseTooNew(DatabaseError):
    """The database was made by a newer clusterdb than this one."""


class DatabaseTooOld(DatabaseError):
    """A PostgreSQL or a schema older than this version needs."""


class NotFound(ClusterdbError):
    """A claim, source or document that is not there."""
