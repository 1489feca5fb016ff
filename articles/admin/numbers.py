"""Numbers in addresses, which anybody may have typed."""


def whole_number(value: str | None) -> int | None:
    """What an id, a mark or the number of a revision can be; None for everything else."""
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < 19 else None
