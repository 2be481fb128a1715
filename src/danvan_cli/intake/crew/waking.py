"""Waking the workers before all else, while a command still imports: this module takes no time to import itself."""

from multiprocessing import get_all_start_methods, get_context

_HUSHED = "danvan_cli.intake.crew.hushed"
_WORKERS = "danvan_cli.intake.crew.workers"

FORKSERVER = "forkserver"
"""How workers start where the system can: as copies of a server that has all imports behind it."""


def start_method() -> str:
    """How workers start here. Where there is no server (Windows), each imports for itself."""
    return FORKSERVER if FORKSERVER in get_all_start_methods() else "spawn"


def wake(module: str) -> None:
    """Start the server whose copies the workers are, with the imports of what they will be asked to do."""
    if start_method() == FORKSERVER:
        from multiprocessing import forkserver  # noqa: PLC0415 - not every system has it

        get_context(FORKSERVER).set_forkserver_preload([_HUSHED, module, _WORKERS])
        forkserver.ensure_running()
