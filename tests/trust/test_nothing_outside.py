"""
`parse` reads, and does nothing else: no file, no network, no process, no code from a dump.

Runs in an interpreter of its own, because an audit hook cannot be removed. The first parse warms up
what is loaded when first used (modules, knowledge files); from then on every forbidden event raises.
"""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROGRAM = r"""
import sys
from pathlib import Path

import newsclean

FORBIDDEN = (
    "open", "os.", "shutil.", "socket.", "subprocess.", "urllib.", "http.", "ftplib.", "smtplib.",
    "tempfile.",
    "exec", "compile", "import", "marshal.", "pickle.", "ctypes.", "code.__new__", "sqlite3.", "webbrowser.",
    "glob.", "pathlib.", "syslog.", "winreg.", "mmap.", "signal.", "builtins.input",
)
SEEN = []


def hook(event, arguments):
    if WATCHING and event.startswith(FORBIDDEN):
        SEEN.append((event, repr(arguments)[:200]))
        raise RuntimeError(f"{event} {arguments!r:.200}")


def everything(raw):
    for call in (newsclean.parse, newsclean.explain):
        try:
            call(raw, url="https://tern.example/news/1.html")
        except newsclean.NewscleanError:
            pass


raws = [path.read_bytes() for path in map(Path, sys.argv[1:])]
WATCHING = False
sys.addaudithook(hook)
for raw in raws:
    everything(raw)
WATCHING = True
for raw in raws:
    everything(raw)
for event in SEEN:
    print(*event)
"""


def hostile(folder: Path) -> list[Path]:
    """Dumps that would do something if they were believed."""
    canary = folder / "canary.txt"
    canary.write_text("CANARY", encoding="utf-8")
    dumps = {
        "entity.html": f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY x SYSTEM "{canary.as_uri()}">]>'
        "<html><body><h1>Bridge to open in spring</h1><p>before &x; after</p></body></html>",
        "include.html": f'<html><head><link rel=stylesheet href="{canary.as_uri()}"></head><body><iframe '
        f'src="{canary.as_uri()}"></iframe><h1>Bridge to open in spring</h1><p>Text.</p></body></html>',
        "pickle.txt": "Bridge to open in spring\n\ncos\nsystem\n(S'touch /tmp/newsclean-canary'\ntR.",
        "php.txt": 'Opens\n\nstring(24) "<?php system(\'id\'); ?> "\n\nO:8:"Evil\\Cls":1:{s:1:"a";b:1;}',
        "format.txt": "Bridge {0.__class__.__mro__} %s%n ${jndi:ldap://x} opens\n\n{{7*7}} `id` $(id) text.",
        "path.txt": f"{canary}\n\n{canary}\n\nThe bridge will open in spring, the council said on Monday.",
        "mojibake.txt": "Café to open Ã© Ã¼ â€œ\n\nThe bridge will open in spring, said the mayor Ã©.",
    }
    for name, text in dumps.items():
        (folder / name).write_text(text, encoding="utf-8")
    return [folder / name for name in dumps]


def pages() -> list[Path]:
    return sorted((ROOT / "fixtures" / "pages").glob("*/input.*")) + sorted((ROOT / "seeds").glob("*.txt"))


@pytest.mark.parametrize("kind", ["golden", "hostile"])
def test_parse_touches_nothing_outside(kind: str, tmp_path: Path) -> None:
    """Once warm, the audit hook sees no file, no network, no process, no compiled or imported code."""
    raws = pages() if kind == "golden" else hostile(tmp_path)

    told = subprocess.run(
        [sys.executable, "-c", PROGRAM, *map(str, raws)],
        capture_output=True, text=True, cwd=ROOT, check=False,
    )  # fmt: skip

    assert told.stdout + told.stderr == ""
    assert told.returncode == 0


def test_a_file_that_a_dump_names_is_not_read(tmp_path: Path) -> None:
    """The canary of the external entity stays where it is."""
    import newsclean

    for path in hostile(tmp_path):
        try:
            article = newsclean.parse(path)
        except newsclean.NewscleanError:
            continue
        assert "CANARY" not in article.model_dump_json().replace(str(tmp_path / "canary.txt"), "")
