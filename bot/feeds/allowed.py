"""Where may be asked: the sites of the settings, at addresses that are public or in networks of the settings."""

import socket
from collections.abc import Iterable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

import httpx

from bot.errors import FeedError

Network = IPv4Network | IPv6Network
_PORTS = {"http": 80, "https": 443}
_GIVEN_OUT, _6TO4 = ip_network("2000::/3"), ip_network("2002::/16")


class Allowed:
    """What `feed_sites` and `feed_networks` list."""

    def __init__(self, sites: Iterable[str], networks: Iterable[Network] = ()) -> None:
        self._sites = {site_of(httpx.URL(each)) for each in sites}
        self._networks = tuple(networks)

    def address_of(self, url: httpx.URL) -> str:
        """The address to connect to, looked up once: a name that leads elsewhere a moment later (DNS rebinding) leads nowhere.

        Raises FeedError for a site that is not listed, or any of whose addresses may not be asked.
        """
        if site_of(url) not in self._sites or url.userinfo:
            raise FeedError(f"the site of {str(url)!r} is not listed in the setting 'feed_sites'")
        try:
            found = socket.getaddrinfo(url.raw_host.decode("ascii"), site_of(url)[2], type=socket.SOCK_STREAM)
        except OSError as error:
            raise FeedError(
                f"the name {url.host!r} is not known ({error}): check it, or the DNS of this machine"
            ) from error
        addresses = [str(each[4][0]) for each in found]
        for each in addresses:
            if each != url.host and not self._may_be(ip_address(each)):
                raise FeedError(
                    f"{url.host!r} leads to {each}, which is not public: list its network in the setting 'feed_networks'"
                )
        return addresses[0]

    def _may_be(self, address: IPv4Address | IPv6Address) -> bool:
        plain = getattr(address, "ipv4_mapped", None) or address
        is_public = plain.is_global and not plain.is_multicast and (plain.version == 4 or _is_plain(plain))
        return is_public or any(plain in each for each in self._networks)


def _is_plain(address: IPv4Address | IPv6Address) -> bool:
    """Whether an IPv6 address is one that is given out, and none of which a gateway makes an IPv4 one, which may be private."""
    return address in _GIVEN_OUT and address not in _6TO4


def site_of(url: httpx.URL) -> tuple[str, str, int]:
    """Scheme, name and port: what must be the same for two addresses to be of one site."""
    return url.scheme, url.raw_host.decode("ascii").rstrip("."), url.port or _PORTS.get(url.scheme, 0)
