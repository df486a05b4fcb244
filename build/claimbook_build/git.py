"""How git is run here: so that nothing runs which a tree, or a variable, could bring along.

Switched off is what a configuration could have run: monitors, hooks, external differences, text
conversion, transports, repositories inside the work tree. Filters of the user's own configuration
stay: git needs them to tell whether a file was changed.
"""

import os
from typing import Final

GIT: Final = (
    "git",
    "--no-pager",
    "--no-replace-objects",
    "--literal-pathspecs",
    *("-c", "core.fsmonitor=false"),
    *("-c", f"core.hooksPath={os.devnull}"),
    *("-c", "core.untrackedCache=false"),
    *("-c", "core.quotePath=false"),
    *("-c", "diff.external="),
    *("-c", "diff.autoRefreshIndex=false"),  # it would write the index
    *("-c", "protocol.allow=never"),
    *("-c", "safe.bareRepository=explicit"),
)
"""The beginning of every command; a sub-command and its arguments follow."""

ENVIRONMENT: Final = {
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}
"""The variables of git's own that a command is given; the others are withheld."""
