"""How soon a host may be asked again."""


class Pace:
    """Keeps at least ``interval`` seconds between two connections to one host. Not for several threads."""

    def __init__(self, *, interval: float, longest_wait: float) -> None:
        self._interval = interval
        self._longest_wait = longest_wait
        self._free_at: dict[str, float] = {}

    def reserve(self, host: str, *, now: float) -> float | None:
        """Return the seconds to wait for the reserved turn, or None if that is longer than anybody waits."""
        start = max(now, self._free_at.get(host, now))
        if start - now > self._longest_wait:
            return None
        self._free_at[host] = start + self._interval
        return start - now
