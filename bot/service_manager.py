"""What systemd is told of the server, where it started it as `Type=notify` (sd_notify(3))."""

import os
import socket


def tell_ready() -> None:
    """Nothing where no service manager waits for it. Raises OSError where the one that does cannot be reached."""
    address = os.environ.get("NOTIFY_SOCKET", "")
    if address:
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
            manager.connect(f"\0{address[1:]}" if address.startswith("@") else address)
            manager.send(b"READY=1")
