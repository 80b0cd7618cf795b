"""What the site's profile says of a document's blocks, before anybody weighs them."""

from typing import NamedTuple


class SiteBlocks(NamedTuple):
    """`furniture`: blocks that are never the article's. `body`: blocks that are its body for certain."""

    furniture: frozenset[int] = frozenset()
    body: frozenset[int] = frozenset()

    def scores(self, scores: tuple[float, ...], never: float, certain: float) -> tuple[float, ...]:
        """The blocks' scores with the profile's word on them; where it names the body, nothing else is it."""
        if not self.furniture and not self.body:
            return scores
        return tuple(
            [
                certain if n in self.body else never if self.body or n in self.furniture else score
                for n, score in enumerate(scores)
            ]
        )


NO_PROFILE = SiteBlocks()
