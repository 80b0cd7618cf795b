"""
Wall time of the workbench in a real browser: a dump is shown, and read anew on an edited profile.

    python -m tests.bench.bench_workbench [--times N] [--workers N] DUMP…

From the last key to the frame that shows the answer; `after` leaves out the wait for a further key. Of
several times the middle one is told, the shortest and the longest.
Needs chromium with its driver, and selenium.
"""

import argparse
import statistics
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.browser import browsing

# A key is struck in a control; the answer is drawn; the frame that shows it is done.
_LAP = """
const [id, text, done] = arguments, control = document.getElementById(id);
const before = document.body.dataset.read;
control.value = text;
performance.clearResourceTimings();
const struck = performance.now();
const drawn = new MutationObserver(() => {
  if (document.body.dataset.read === before) return;
  drawn.disconnect();
  const answered = performance.getEntriesByType("resource").find((each) => each.name.endsWith("/explain"));
  requestAnimationFrame(() => setTimeout(() => done({
    total: performance.now() - struck, wait: WAIT, service: answered.responseEnd - answered.startTime,
  })));
});
drawn.observe(document.body, { attributes: true });
control.dispatchEvent(new Event("input", { bubbles: true }));
"""


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser()
    options.add_argument("dumps", nargs="+", type=Path)
    options.add_argument("--times", type=int, default=9)
    options.add_argument("--workers", type=int, default=1)
    given = options.parse_args()
    print(f"{'milliseconds':40}{'kB':>7}{'all':>7}{'after':>7}{'from':>7}{'to':>7}{'service':>9}")
    with _served(given.workers) as address, browsing("1400,1100") as browser:
        browser.set_script_timeout(120)
        for path in given.dumps:
            _open(browser, address)
            text = path.read_text(encoding="utf-8", errors="replace")
            size = len(text.encode()) / 1000
            shown = [_lap(browser, "text", text + " " * number) for number in range(given.times)]
            again = [_lap(browser, "profile", f'ends = ["Read {number}"]') for number in range(given.times)]
            for name, laps in (("shown", shown), ("read anew", again)):
                print(f"{path.name[:28] + ' ' + name:40}{size:7.0f}{_told(laps)}", flush=True)


def _told(laps: list[dict[str, float]]) -> str:
    total = statistics.median(lap["total"] for lap in laps)
    after = [lap["total"] - lap["wait"] for lap in laps]
    service = statistics.median(lap["service"] for lap in laps)
    return f"{total:7.0f}{statistics.median(after):7.0f}{min(after):7.0f}{max(after):7.0f}{service:9.0f}"


def _lap(browser: Any, control: str, text: str) -> dict[str, float]:
    told: dict[str, float] = browser.execute_async_script(_LAP, control, text)
    return told


def _open(browser: Any, address: str) -> None:
    from selenium.webdriver.support.ui import WebDriverWait

    browser.get(address)
    ready = "return document.body.dataset.ready"
    WebDriverWait(browser, 60, poll_frequency=0.05).until(lambda _: browser.execute_script(ready))


@contextmanager
def _served(workers: int) -> Iterator[str]:
    """The address of a service on a free port."""
    command = [sys.executable, "-m", "newsclean", "serve", "--port", "0", "--workers", str(workers)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stderr is not None
            yield process.stderr.readline().split()[-1]
        finally:
            process.terminate()


if __name__ == "__main__":
    main()
