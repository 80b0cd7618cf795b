"""
What two tellings of the same article share, as text that travels with the outcome.

Exact: a digest of the words of headline and body. Near: MinHash values of the body's word shingles,
by datasketch; the share of equal values estimates the share of equal shingles (Broder, 1997).
"""

from hashlib import blake2b
from importlib.util import find_spec
from typing import Any

from newsclean.article import Article
from newsclean.errors import MissingExtra
from newsclean.text.whitespace import key

PERMUTATIONS = 128
_SHINGLE = 3  # words; scripts without blanks are cut into letters instead
_FEWEST_WORDS = 20  # a body with fewer says too little to be like another one but exactly
_DIGEST = 32  # hexadecimal digits


def check_dedupe(dedupe: str | None) -> None:
    """Raises `MissingExtra` before a run in which every dump would."""
    if dedupe == "near" and find_spec("datasketch") is None:
        raise MissingExtra("finding near duplicates", "dedupe")


def signature_of(article: Article, dedupe: str) -> str:
    """The exact digest and, for `near` and a body that is long enough, the MinHash values."""
    words = key(article.body)
    digest = blake2b(f"{key(article.headline or '')}\n{words}".encode(), digest_size=_DIGEST // 2).hexdigest()
    tokens = words.split() if words.isascii() or words.count(" ") * 8 > len(words) else list(words)
    if dedupe != "near" or len(tokens) < _FEWEST_WORDS:
        return digest
    shingles = {" ".join(tokens[at : at + _SHINGLE]).encode() for at in range(len(tokens) - _SHINGLE + 1)}
    values: bytes = minhash(sorted(shingles)).astype("<u4").tobytes()
    return digest + values.hex()


def exact_part(signature: str) -> str:
    """The digest."""
    return signature[:_DIGEST]


def near_part(signature: str) -> bytes:
    """The MinHash values, four bytes each; empty where there are none."""
    return bytes.fromhex(signature[_DIGEST:])


def minhash(shingles: list[bytes]) -> Any:
    """The MinHash values of a set of shingles, an array of numpy."""
    from datasketch import MinHash

    hashed = MinHash(num_perm=PERMUTATIONS, seed=1)
    hashed.update_batch(shingles)
    return hashed.hashvalues
