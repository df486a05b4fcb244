"""``python -m claimbook``: the console script, found by its entry point.

The command line lives in a package that this one never imports; the installed script's entry point
is the way to it that keeps it so.
"""

from importlib.metadata import entry_points

if __name__ == "__main__":
    (script,) = entry_points(group="console_scripts", name="claimbook")
    script.load()()
