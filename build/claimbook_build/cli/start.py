"""The first thing that the command does: while it loads, Ctrl-C ends it without a word."""

import gc
import os
import signal


def main() -> None:
    """Load the command and run it; whoever has Ctrl-C ignored keeps that."""
    heard = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    if heard:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    # To look for plugins among all that is installed takes time, and no verdict may hang on one.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    gc.disable()  # nothing of what loading makes is garbage: a tenth of its time
    from claimbook_build.cli.app import main as run

    gc.enable()
    if heard:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    run()
