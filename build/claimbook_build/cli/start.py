"""The first thing that the command does: while it loads, Ctrl-C ends it without a word."""

import signal


def main() -> None:
    """Load the command and run it; whoever has Ctrl-C ignored keeps that."""
    heard = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    if heard:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from claimbook_build.cli.app import main as run

    if heard:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    run()
