"""By whom the certificate of a server that is asked may be signed."""

import ssl

import httpx


def trusted() -> ssl.SSLContext:
    """By whom httpx trusts, and whom the machine does (`SSL_CERT_FILE` too), as an office's own authority."""
    context = httpx.create_ssl_context(trust_env=False)
    context.load_default_certs()
    return context
