"""What who is not let in is answered: a browser is taken to sign in, a script told what to send."""

from starlette.requests import HTTPConnection
from starlette.responses import JSONResponse, RedirectResponse, Response

from bot.api.browser_mark import is_navigation
from bot.api.credentials import SlowedAttemptError
from bot.signin.routes import signin_address
from bot.signin.signin import SignIn

_KEY = 'Bearer realm="hoidap"'
_NAME = 'Basic realm="hoidap", charset="UTF-8"'


class Refusal:
    """Called by Starlette's AuthenticationMiddleware."""

    def __init__(self, signin: SignIn) -> None:
        self._signin = signin

    def __call__(self, conn: HTTPConnection, error: Exception) -> Response:
        told = {"detail": str(error)}
        if isinstance(error, SlowedAttemptError):
            return JSONResponse(told, 429, {"Retry-After": str(error.retry_after)})
        if self._signin.has_form and is_navigation(conn.scope, conn.headers):
            query = conn.scope["query_string"].decode("latin-1")
            return RedirectResponse(signin_address(conn.scope["path"] + (f"?{query}" if query else "")), 303)
        # A page that is open already would else have its browser ask for a password.
        is_page = conn.scope["browser"] or "Sec-Fetch-Mode" in conn.headers
        return JSONResponse(told, 401, {"WWW-Authenticate": _KEY if is_page else f"{_NAME}, {_KEY}"})
