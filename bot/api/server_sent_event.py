"""Server-sent events, as the HTML standard writes them (https://html.spec.whatwg.org/multipage/server-sent-events.html)."""


def server_sent_event(name: str, payload: str) -> str:
    """One event; `payload` is JSON without line ends."""
    return f"event: {name}\ndata: {payload}\n\n"
