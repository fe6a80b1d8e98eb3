"""Every message that clusterdb can say, found in its source: what the catalogue of the command line must hold.

In: the source tree. Out: messages with `{}` for whatever is filled in, so that f"{name}: no text" and "{file}: no text"
are one.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import click

import clusterdb
from clusterdb.checks import checks
from clusterdb.cli import main
from clusterdb.cli.commands import COMMANDS, GROUPS

SOURCE = Path(clusterdb.__file__).parent
ERRORS = re.compile(r"\w*Error|UnreadableDocument|NotFound|DocumentTimeout|DatabaseToo\w+|UnknownUnit|Refused")
FINDINGS = ("_ok", "_warning", "_fault", "Finding")
NOT_OURS = ("ValueError", "TypeError", "KeyError", "AssertionError", "YAMLError", "UsageError", "OSError")


def shape(message: str) -> str:
    """A message with `{}` for each of its places."""
    return re.sub(r"\{[^{}]*\}", "{}", message)


def said_by_commands() -> set[str]:
    """What the commands say through t() and count()."""
    found = set()
    for path in sorted((SOURCE / "cli").glob("*.py")):
        for call in _calls(path):
            name = call.func.id if isinstance(call.func, ast.Name) else ""
            places = {"t": (0,), "count": (2,)}.get(name, ())
            for place in places:
                found |= set(_texts(call.args[place], {}))
    return found


def said_elsewhere() -> set[str]:
    """What errors, findings of the doctor and checks of the data say, wherever they are made; as shapes."""
    found = {shape(check.promise) for check in checks()}
    for path in sorted(SOURCE.rglob("*.py")):
        constants = _constants(path)
        for call in _calls(path):
            name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
            ours = ERRORS.fullmatch(name) and name not in NOT_OURS
            if ours or (path.name == "doctor.py" and name in FINDINGS):
                for argument in call.args:
                    found |= {shape(text) for text in _texts(argument, constants)}
    return {text for text in found if re.search("[A-Za-z]{2}", text.replace("{}", ""))}


def said_by_help() -> set[str]:
    """The help of every option and the line of every command, and the headings above them."""
    found = {title for title, _ in GROUPS} | {line for _, _, line in COMMANDS.values()}
    for _, command in commands():
        if isinstance(command, click.Group):
            found |= {one.get_short_help_str(200) for one in command.commands.values()}
        for option in command.params:
            if isinstance(option, click.Option) and option.help:
                found.add(re.sub(r"\s*\[default: [^\]]*\]$", "", option.help))
                found |= set(re.findall(r"\[(default: [^\]]*)\]$", option.help))
    return {text for text in found if text}


def commands() -> Iterator[tuple[str, click.Command]]:
    """Every command with its whole name; the program's own is empty."""
    context = click.Context(main)
    yield "", main
    for name in COMMANDS:
        command = main.get_command(context, name)
        assert command is not None
        yield name, command
        if isinstance(command, click.Group):
            yield from ((f"{name} {below}", one) for below, one in command.commands.items())


def _calls(path: Path) -> Iterator[ast.Call]:
    return (node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call))


def _constants(path: Path) -> dict[str, ast.expr]:
    body = ast.parse(path.read_text(encoding="utf-8")).body
    return {
        node.targets[0].id: node.value
        for node in body
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
    }


def _texts(node: ast.expr, constants: dict[str, ast.expr]) -> Iterator[str]:
    """The texts that an expression may be: a literal, an f-string, either of two, a constant of the module."""
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.JoinedStr(values=parts):
            yield "".join(part.value if isinstance(part, ast.Constant) else "{}" for part in parts)
        case ast.IfExp(body=first, orelse=second):
            yield from _texts(first, constants)
            yield from _texts(second, constants)
        case ast.Name(id=name) if name in constants:
            yield from _texts(constants[name], constants)
