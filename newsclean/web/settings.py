"""How the service is run, and what it bears."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from newsclean.batch.worker import Limits

if TYPE_CHECKING:
    from newsclean.toolkit import Toolkit

LOOPBACK = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True, slots=True)
class Settings:
    """
    How the service is run.

    `host`, `port`: where it listens. `workers`: processes; 0 is a thread of this one, without deadlines
    and memory limits. `limits`: of one dump. `most_bytes`: of a request's body. `most_dumps`: of one
    request. `most_waiting`: requests and dumps that wait for a worker, beyond which the answer is `busy`.
    `token`: what a request must bear; None asks for none. `origins`: of pages that may ask from
    another site (CORS); `*` is any. `toolkit`: what requests change something of; None is the default one.
    """

    host: str = "127.0.0.1"
    port: int = 8765
    workers: int = 1
    limits: Limits = field(default_factory=Limits)
    most_bytes: int = 32_000_000
    most_dumps: int = 1000
    most_waiting: int = 256
    token: str | None = None
    origins: tuple[str, ...] = ()
    toolkit: "Toolkit | None" = None

    @property
    def local(self) -> bool:
        """Whether this machine alone reaches it."""
        return self.host in LOOPBACK
