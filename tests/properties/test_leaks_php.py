"""What a real PHP prints comes back as it was, or the verdict says that it is not sure."""

import json
import shutil
import subprocess
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsclean.core.document import Leak, Verdict
from newsclean.leaks.find import find_leaks

PHP = shutil.which("php")
SEPARATOR = "\x1e"
PROGRAM = """
ini_set('xdebug.mode', 'off');
foreach (json_decode(stream_get_contents(STDIN), true) as $value) {
    ob_start(); var_dump($value); $printed[] = ob_get_clean();
    $printed[] = serialize($value); $printed[] = var_export($value, true); $printed[] = print_r($value, true);
}
echo implode("\\x1e", $printed);
"""

pytestmark = pytest.mark.skipif(PHP is None, reason="needs php-cli")

words = st.text(alphabet="ab 1\"'[](){}=>;:,\\\n|é", max_size=12)
keys = words.filter(lambda key: not key.lstrip("-").isdigit())
scalars = st.one_of(st.none(), st.booleans(), st.integers(-(2**53), 2**53), st.floats(-1e6, 1e6), words)
values = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, min_size=1, max_size=4) | st.dictionaries(keys, inner, min_size=1, max_size=4)
    ),
    max_leaves=12,
)
containers = st.lists(values, min_size=1, max_size=4) | st.dictionaries(keys, values, min_size=1, max_size=4)


def printed(batch: list[Any]) -> list[list[str]]:
    """For each value its var_dump, serialize, var_export and print_r."""
    assert PHP is not None
    run = subprocess.run(
        [PHP, "-n", "-r", PROGRAM], input=json.dumps(batch).encode(), capture_output=True, check=True
    )
    dumps = run.stdout.decode().split(SEPARATOR)
    return [dumps[start : start + 4] for start in range(0, len(dumps), 4)]


def longest(text: str) -> Leak | None:
    return max(find_leaks(text), key=lambda leak: len(leak.span), default=None)


def untyped(value: Any) -> Any:
    """A value as print_r shows it: all leaves strings, nothing for None and False."""
    if isinstance(value, dict):
        return {key: untyped(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [untyped(inner) for inner in value]
    return "1" if value is True else "" if value is None or value is False else str(value)


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(containers, min_size=4, max_size=8))
def test_what_php_printed_comes_back(batch: list[Any]) -> None:
    for value, (var_dump, serialized, exported, _) in zip(batch, printed(batch), strict=True):
        for text in (var_dump, serialized, exported):
            leak = longest(f"Words.\n\n{text}\n\nWords.")

            assert leak is not None
            assert leak.value == value or leak.verdict in (Verdict.AMBIGUOUS, Verdict.PARTIAL)


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(containers, min_size=4, max_size=8))
def test_a_collapsed_dump_is_never_wrong_without_a_word(batch: list[Any]) -> None:
    for value, dumps in zip(batch, printed(batch), strict=True):
        for text in dumps[:3]:
            leak = longest(" ".join(text.split()))

            told = leak is None or collapsed(leak.value) == collapsed(value) or unsure(leak)
            assert told or keys_fall_together(value)


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.lists(st.integers(-(2**53), 2**53) | st.sampled_from(["a", "b c", "d: e"]), min_size=1), min_size=4
    )
)
def test_a_print_r_of_plain_words_is_exact(batch: list[Any]) -> None:
    for value, dumps in zip(batch, printed(batch), strict=True):
        leak = longest(dumps[3])

        assert leak is not None
        assert (leak.value, leak.verdict) == (untyped(value), Verdict.EXACT)


def unsure(leak: Leak) -> bool:
    return leak.verdict in (Verdict.AMBIGUOUS, Verdict.PARTIAL)


def keys_fall_together(value: Any) -> bool:
    """Whether two keys of one array differ in white space only: then the collapsed dump has lost one."""
    if isinstance(value, dict):
        return len(collapsed(value)) < len(value) or any(map(keys_fall_together, value.values()))
    return isinstance(value, list) and any(map(keys_fall_together, value))


def collapsed(value: Any) -> Any:
    if isinstance(value, dict):
        return {" ".join(str(key).split()): collapsed(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [collapsed(inner) for inner in value]
    return " ".join(value.split()) if isinstance(value, str) else value
