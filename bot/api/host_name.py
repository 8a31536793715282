"""Names and addresses of a server: what a `Host` header names, and which of them mean this machine alone."""

from ipaddress import ip_address

_WILDCARDS = frozenset({"0.0.0.0", "::"})  # noqa: S104 # compared with, not bound to


def host_of(authority: str) -> str:
    """The name or address in "name:port", in small letters; empty where it is neither."""
    name = authority.strip().lower()
    if name.startswith("["):
        return name[1:].partition("]")[0]
    return name.partition(":")[0].rstrip(".")


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach the address."""
    return host == "localhost" or (_is_address(host) and ip_address(host).is_loopback)


def address_here(host: str, port: int) -> str:
    """Under which a program at the machine itself reaches a server on this address."""
    name = "127.0.0.1" if host in _WILDCARDS else host
    return f"http://[{name}]:{port}" if ":" in name else f"http://{name}:{port}"


def is_served(name: str, served_on: str) -> bool:
    """Whether a server on the address `served_on` is asked under `name` when nobody gave it other names.

    On every address of the machine each of them is right: behind an address, unlike behind a name, no other machine can be.
    """
    return is_loopback(name) or name == served_on.lower() or (served_on in _WILDCARDS and _is_address(name))


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
