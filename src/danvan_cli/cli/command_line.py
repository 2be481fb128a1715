"""The command line in the words of the catalogue: its help, and what is wrong with what was typed; typer's own are English."""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from difflib import get_close_matches
from typing import IO, TYPE_CHECKING, Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.exceptions import TyperException

from danvan_cli.cli.speech import say
from danvan_cli.messages import text


class Misuse(typer.BadParameter):
    """A command line that cannot be understood: a sentence, and where its help is."""

    def __init__(self, sentence: str, command: str) -> None:
        super().__init__(sentence)
        self.command = command

    def show(self, file: IO[Any] | None = None) -> None:  # noqa: ARG002 - talk goes to stderr
        """Say it."""
        say(self.message)
        say(text("usage", "see-help", command=self.command))


if TYPE_CHECKING:
    _Either = TyperCommand
else:
    _Either = object


class _Worded(_Either):
    """What commands and groups of commands say of themselves."""

    def make_context(self, info_name: str | None, *arguments: Any, **settings: Any) -> Any:
        """Read the command line; what is wrong with it is told in our words."""
        self.options_metavar = text("usage", "options-metavar")
        for param in self.params:
            named = param.metavar or (param.name if param.param_type_name == "argument" else "") or ""
            param.metavar = text("argument", named) or param.metavar
        parent = settings.get("parent")
        with _misuse_told(" ".join(filter(None, (parent and parent.command_path, info_name)))):
            return super().make_context(info_name, *arguments, **settings)

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """The first line of the help."""
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), text("usage", "usage"))

    def get_help_option(self, ctx: Any) -> Any:
        """`--help` itself."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = text("usage", "help")
        return option

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """What the command takes, and of a group which commands there are."""
        records: dict[str, list[tuple[str, str]]] = {
            "argument": [],
            "option": [],
            "command": self._commands(ctx, formatter),
        }
        for param in self.get_params(ctx):
            if record := param.get_help_record(ctx):
                records[param.param_type_name].append((_kind_worded(record[0]), _added_worded(record[1])))
        for kind, rows in records.items():
            if rows:
                with formatter.section(text("usage", f"{kind}s")):
                    formatter.write_dl(rows)

    def _commands(self, ctx: Any, formatter: Any) -> list[tuple[str, str]]:  # noqa: ARG002 - of a group
        return []


class Command(_Worded, TyperCommand):
    """One command."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """What was typed; of an option that takes one value a second one would drop the first without a word."""
        given: list[Any] = [*self.make_parser(ctx).parse_args(args=list(args))[-1]]
        for param in given:
            if param.param_type_name == "option" and not (param.multiple or param.is_flag) and given.count(param) > 1:
                raise Misuse(text("usage", "twice", name=_name_of(param)), ctx.command_path)
        return super().parse_args(ctx, args)


class Group(_Worded, TyperGroup):
    """Several commands under one name."""

    def make_context(self, *arguments: Any, **settings: Any) -> Any:
        """The same; what stands for its commands is a word, too."""
        self.subcommand_metavar = text("usage", "command-metavar")
        return super().make_context(*arguments, **settings)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that was typed; where there is none of that name, the nearest ones are told."""
        name = args[0]
        if not name.startswith("-") and self.get_command(ctx, name) is None:
            near = get_close_matches(name, self.list_commands(ctx))
            raise Misuse(_unknown("no-such-command", near, name=name), ctx.command_path)
        return super().resolve_command(ctx, args)

    def _commands(self, ctx: Any, formatter: Any) -> list[tuple[str, str]]:
        names = self.list_commands(ctx)
        room = formatter.width - _BESIDE - max(map(len, names), default=0)
        return [(name, _short(self.commands[name].help or "", room)) for name in names]


def _short(told: str, room: int) -> str:
    """What stands beside a command in a list: its help, or its first clause where that is long; never half of one."""
    told = " ".join(told.split())
    return told if len(told) <= room else _CLAUSE.split(told, maxsplit=1)[0]


_CLAUSE = re.compile(r"(?<=\.) |[;:] ")
_ALIKE = 0.7  # of an option a slip of the fingers; "--field" is no "--help"
_BESIDE = 6  # columns around the name of a command
_KIND = re.compile(r"<([^<>|]+)>")


def _kind_worded(name: str) -> str:
    """An option with the kind of its value, which typer names as Python does: `--year <str>`."""
    return _KIND.sub(lambda kind: f"<{text('kind-of-value', kind[1]) or kind[1]}>", name)


def _added_worded(told: str) -> str:
    """A help text with what typer adds to it in brackets: the default, the variable of the environment."""
    own, bracket, added = told.rpartition("[")
    for word in ("env var", "default", "required"):
        added = added.replace(word, text("usage", word.replace(" ", "-")))
    return f"{own}{bracket}{added}"


@contextmanager
def _misuse_told(command: str) -> Iterator[None]:
    try:
        yield
    except Misuse:
        raise
    except TyperException as error:
        if type(error).__name__ == "NoArgsIsHelpError":
            raise  # its text is the help
        raise Misuse(_told(error), command) from error


def _told(error: Any) -> str:
    """The sentence for what typer found wrong. It keeps the kinds of its errors to itself: they are known by their names."""
    param = getattr(error, "param", None)
    name = getattr(error, "option_name", "") if param is None else _name_of(param)
    match type(error).__name__:
        case "NoSuchOption":
            near = get_close_matches(name, error.possibilities or (), cutoff=_ALIKE)
            return _unknown("no-such-option", near, name=name)
        case "MissingParameter":
            return text("usage", f"missing-{error.param.param_type_name}", name=name, what=error.param.help)
        case "BadOptionUsage":
            return text("usage", "takes-no-value" if "does not take" in error.message else "needs-value", name=name)
        case "BadParameter":
            return _not_valid(error.message, param, name)
    _, found, words = error.message.partition("unexpected extra argument(s) (")
    return text("usage", "too-much", words=words.rstrip(")")) if found else str(error.message)


def _name_of(param: Any) -> str:
    """An option as it is typed, an argument by what it stands for."""
    return str(param.metavar or param.name) if param.param_type_name == "argument" else " / ".join(param.opts)


def _not_valid(reason: str, param: Any, name: str) -> str:
    """A value that is none of those, or no such number, that an option takes."""
    _, among, known = reason.partition("is not one of ")
    if among:
        return text("usage", "not-among", name=name, known=known.rstrip(".").replace("'", ""))
    least, most = getattr(param, "min", None), getattr(param, "max", None)
    code = "no-number" if least is None else "too-small" if most is None else "not-between"
    return text("usage", code, name=name, least=least, most=most)


def _unknown(code: str, near: Iterable[str], **seen: str) -> str:
    perhaps = ", ".join(sorted(near))
    return text("usage", code, **seen) + (text("usage", "perhaps", near=perhaps) if perhaps else "")
