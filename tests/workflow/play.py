"""A code host on this machine: it runs the jobs of a workflow file step by step.

Known are just the things that our workflows use; anything else is an error, so that a step that is
written differently cannot pass unseen. `make` is a stand-in that installs a tree, as the real one
would, without the network: the tree's own `claimbook` in the tree's own `.venv`. `gh` is one that
writes down what it is asked, and what attests is an instance of our own.
"""

import os
import re
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from git_project import git

ACTION = re.compile(r"actions/(checkout|upload-artifact|download-artifact|attest)@[0-9a-f]{40}")
EXPRESSION = re.compile(r"\$\{\{ ([^}]+) \}\}")
MAKE = """#!{python}
import pathlib, sys
arguments = sys.argv[1:]
folder = arguments.pop(1) if arguments[0] == "-C" else "."
assert arguments[-1] in {{".venv/.build", ".venv/.dev"}}, arguments
tree = pathlib.Path(folder).resolve()
program = tree / ".venv/bin/claimbook"
program.parent.mkdir(parents=True, exist_ok=True)
start = f"import sys; sys.path[:0] = [{{str(tree / 'schema')!r}}, {{str(tree / 'build')!r}}]"
run = {run!r}
program.write_text(f"#!{python}\\n{{start}}\\n{{run}}\\n", "utf-8")
program.chmod(0o755)
"""
RUN = "from claimbook_build.cli.app import main; main()"
GH = """#!{python}
import json, os, sys
with open({asked!r}, "w", encoding="utf-8") as file:
    json.dump([sys.argv[1:], os.environ["GH_TOKEN"]], file)
"""


@dataclass
class Done:
    """What became of a job."""

    code: int = 0
    log: str = ""
    summary: str = ""
    artifacts: dict[str, bytes] = field(default_factory=dict)

    def commands(self) -> list[str]:
        """Return the lines that a runner takes for commands."""
        lines = re.split("\r\n|\r|\n", self.log)
        return [line for line in lines if line.lstrip().startswith("::") or "##[" in line]


class Host:
    """A bare repository with a branch main, and pull requests against it."""

    def __init__(self, folder: Path, base: Path) -> None:
        self.folder = folder
        self.bare = folder / "origin.git"
        git("clone", "--quiet", "--bare", base, self.bare, cwd=folder)
        tools = folder / "tools"
        tools.mkdir()
        self.tools, self.asked = tools, folder / "asked.json"
        self.artifacts: dict[str, dict[str, bytes]] = {}
        self.notary: Callable[[bytes], bytes] | None = None
        self.trust(RUN)
        (tools / "gh").write_text(GH.format(python=sys.executable, asked=str(self.asked)), "utf-8")
        (tools / "gh").chmod(0o755)

    def trust(self, run: str) -> None:
        """Have `make` install a command that runs as these lines of Python say."""
        (self.tools / "make").write_text(MAKE.format(python=sys.executable, run=run), "utf-8")
        (self.tools / "make").chmod(0o755)

    def open(self, head: Path) -> None:
        """Take a branch as pull request 1, and merge it as a code host does for its jobs."""
        git("push", "--quiet", "--force", self.bare, "HEAD:refs/pull/1/head", cwd=head)
        merging = self.folder / "merging"
        shutil.rmtree(merging, ignore_errors=True)
        git("clone", "--quiet", "--branch=main", self.bare, merging, cwd=self.folder)
        git("fetch", "--quiet", "origin", "refs/pull/1/head", cwd=merging)
        git("merge", "--quiet", "--no-ff", "--no-edit", "FETCH_HEAD", cwd=merging)
        git("push", "--quiet", "--force", "origin", "HEAD:refs/pull/1/merge", cwd=merging)

    def run(self, workflow: Path, name: str, tag: str | None = None) -> Done:
        """Run a job of a workflow, for the pull request or for a tag, in a folder of its own."""
        job = yaml.safe_load(workflow.read_text("utf-8"))["jobs"][name]
        workspace = self.folder / f"work-{name}"
        shutil.rmtree(workspace, ignore_errors=True)
        workspace.mkdir()
        if tag is None:
            return _Job(self, workspace, *self._pull_request()).run(job["steps"])
        return _Job(self, workspace, *self._tag(tag, workflow.name)).run(job["steps"])

    def _pull_request(self):
        base = git("rev-parse", "refs/heads/main", cwd=self.bare)
        said = {"github.base_ref": "main", "github.event.pull_request.base.sha": base}
        return git("rev-parse", "refs/pull/1/merge", cwd=self.bare), said

    def _tag(self, tag, workflow):
        path = f"somebody/claimbook/.github/workflows/{workflow}"
        said = {
            "github.ref_name": tag,
            "github.server_url": "https://host.example",
            "github.workflow_ref": f"{path}@refs/tags/{tag}",
            "github.repository": "somebody/claimbook",
            "github.token": "token",
        }
        return git("rev-parse", f"refs/tags/{tag}^{{commit}}", cwd=self.bare), said


class _Job:
    def __init__(self, host: Host, workspace: Path, sha: str, context: dict[str, str]) -> None:
        self.host, self.workspace, self.done = host, workspace, Done()
        self.sha, self.context = sha, context

    def run(self, steps):
        for step in steps:
            condition = step.get("if", "success")
            assert condition in {"success", "${{ !cancelled() }}"}, condition
            if self.done.code and condition == "success":
                continue
            if "run" in step:
                self._shell(step["run"], step.get("env", {}))
            else:
                kind = ACTION.fullmatch(step["uses"])[1]
                getattr(self, f"_{kind.replace('-', '_')}")(**self._filled(step.get("with", {})))
        return self.done

    def _filled(self, values):
        known = self.context
        return {
            name.replace("-", "_"): EXPRESSION.sub(lambda found: known[found[1]], str(value))
            for name, value in values.items()
        }

    def _checkout(self, persist_credentials, ref=None, path=".", fetch_depth="1"):
        assert persist_credentials == "False"
        tree = self.workspace / path
        git("init", "--quiet", tree, cwd=self.workspace)
        git("remote", "add", "origin", self.host.bare.as_uri(), cwd=tree)
        wanted = ref or self.sha
        depth = [] if fetch_depth == "0" else [f"--depth={fetch_depth}"]
        branches = [] if depth else ["+refs/heads/*:refs/remotes/origin/*"]
        git("config", "uploadpack.allowAnySHA1InWant", "true", cwd=self.host.bare)
        git("fetch", "--quiet", *depth, "origin", wanted, *branches, cwd=tree)
        git("checkout", "--quiet", "--detach", wanted, cwd=tree)

    def _upload_artifact(self, name, path, if_no_files_found, retention_days):
        assert (if_no_files_found, int(retention_days) > 0) in {("warn", True), ("error", True)}
        file = self.workspace / path
        if path.endswith("/"):
            self.host.artifacts[name] = {one.name: one.read_bytes() for one in file.iterdir()}
        elif file.is_file() and not file.is_symlink():
            self.done.artifacts[name] = file.read_bytes()
            self.host.artifacts[name] = {file.name: file.read_bytes()}
        else:
            assert if_no_files_found == "warn"

    def _download_artifact(self, name, path):
        (self.workspace / path).mkdir(parents=True, exist_ok=True)
        for file, data in self.host.artifacts[name].items():
            (self.workspace / path / file).write_bytes(data)

    def _attest(self, subject_path):
        assert self.host.notary is not None
        bundle = self.host.folder / "attestation.json"  # outside of what the job works in
        bundle.write_bytes(self.host.notary((self.workspace / subject_path).read_bytes()))
        self.context = self.context | {"steps.attest.outputs.bundle-path": str(bundle)}

    def _shell(self, script, env):
        assert "${{" not in script
        summary = self.host.folder / "summary.md"
        summary.unlink(missing_ok=True)
        environment = {
            "PATH": f"{self.host.tools}:{os.environ['PATH']}",
            "HOME": str(self.host.folder),
            "LANG": "C.UTF-8",
            "CI": "true",
            "GITHUB_ACTIONS": "true",
            "GITHUB_WORKSPACE": str(self.workspace),
            "GITHUB_STEP_SUMMARY": str(summary),
            "GITHUB_SERVER_URL": "https://host.example",
            "GITHUB_REPOSITORY": "somebody/claimbook",
            "GITHUB_SHA": self.sha,
        }
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
            cwd=self.workspace,
            env=environment | {n.upper(): v for n, v in self._filled(env).items()},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        self.done.log += done.stdout.decode("utf-8")
        if summary.exists():
            assert stat.S_ISREG(summary.lstat().st_mode)
            self.done.summary += summary.read_text("utf-8")
        self.done.code = self.done.code or done.returncode
