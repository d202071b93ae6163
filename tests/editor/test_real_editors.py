"""Editors that people use, without a screen, with `claimcheck lsp`: those that are installed here."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.editor.test_lsp import CRATE, SPEAKERS

HERE = Path(__file__).parent
pytestmark = pytest.mark.skipif(
    not os.environ.get("CLAIMCHECK_TEST_EDITOR"), reason="a language server is run by `make test-editor` only"
)

EDITORS = {
    "nvim": ["--headless", "-n", "-i", "NONE", "-u", "NONE", "-c", f"luafile {HERE / 'drive.lua'}"],
    "emacs": ["--batch", "-l", str(HERE / "drive.el")],
}


@pytest.mark.parametrize("editor", EDITORS)
def test_an_editor_shows_what_is_wrong_while_it_is_typed(editor: str, tmp_path: Path) -> None:
    if shutil.which(editor) is None:
        pytest.skip(f"{editor} is not installed: apt-get install neovim, or emacs-nox and elpa-eglot")
    crate = tmp_path / "claims" / "incidents" / "crate.yaml"
    crate.parent.mkdir(parents=True)
    crate.write_text(CRATE, encoding="utf-8")
    (tmp_path / "claims" / "speakers.yaml").write_text(SPEAKERS, encoding="utf-8")
    told = subprocess.run(
        [editor, *EDITORS[editor]],
        env={
            "PATH": os.environ["PATH"],
            "HOME": str(tmp_path),
            "LC_ALL": "C.UTF-8",
            "FILE": str(crate),
            "ROOT": str(tmp_path),
            "SERVER": f"{sys.executable} -m claimcheck lsp",
        },
        capture_output=True,
        encoding="utf-8",
        timeout=90,
        check=False,
    )
    assert "right" in told.stdout, told.stdout + told.stderr
    assert told.returncode == 0
    assert crate.read_text(encoding="utf-8") == CRATE
    log = tmp_path / ".cache" / "nvim" / "lsp.log"
    assert not log.exists() or "[ERROR]" not in log.read_text(encoding="utf-8")
