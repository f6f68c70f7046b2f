"""The connection to a model's server, opened here and read by `streams`.

The library's own transport takes longer over each small piece of an answer than all that is done with it.
Here a request has a connection of its own, whose socket may be taken over once the answer has begun.
"""

import socket
import ssl
from collections.abc import Iterator
from contextlib import suppress
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from threading import Thread, current_thread
from typing import Final, Self
from urllib.request import getproxies

import httpx2

from sangfroid.analysis.lazy import lazy
from sangfroid.drafting.streams import Body

#: Under this name the extensions of a response hold its `Body`.
BODY: Final = "sangfroid.body"
_MOST: Final = 65_536


def needs_proxy(scheme: str) -> bool:
    """Whether the system sends addresses of a scheme through a proxy: this transport knows none."""
    return not getproxies().keys().isdisjoint({scheme, "all"})


class Transport(httpx2.BaseTransport):
    """One connection for each request, closed with its answer."""

    def __init__(self) -> None:
        self._waiting: dict[Thread, socket.socket] = {}  # for the head of an answer

    def abandon(self, thread: Thread) -> None:
        """Ends the wait of a thread for the beginning of an answer; the server sees the connection close."""
        waiting = self._waiting.get(thread)
        if waiting is not None:
            with suppress(OSError):
                socket.socket.shutdown(waiting, socket.SHUT_RDWR)

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Sends a request and reads the head of its answer.

        Raises:
            httpx2.TransportError: no connection, none in time, or an answer that is not HTTP.
        """
        timeouts = request.extensions.get("timeout", {})
        connection = self._connection(request.url, timeouts.get("connect"))
        try:
            with _Translated(httpx2.ConnectTimeout, httpx2.ConnectError, request):
                connection.connect()
            opened = self._waiting[current_thread()] = connection.sock
            opened.settimeout(timeouts.get("read"))
            with _Translated(httpx2.ReadTimeout, httpx2.ReadError, request):
                target = request.url.raw_path.decode("ascii")
                connection.putrequest(request.method, target, skip_host=True, skip_accept_encoding=True)
                for name, value in request.headers.raw:
                    connection.putheader(name, value)
                connection.endheaders(request.read())
                answer = connection.getresponse()
        except BaseException:
            connection.close()
            raise
        finally:
            self._waiting.pop(current_thread(), None)
        body = Body(opened, answer)
        return httpx2.Response(
            answer.status,
            headers=answer.getheaders(),
            stream=_Stream(body, answer, request),
            extensions={BODY: body},
            request=request,
        )

    def _connection(self, url: httpx2.URL, timeout: float | None) -> HTTPConnection:
        if url.scheme == "https":
            return HTTPSConnection(url.host, url.port, timeout=timeout, context=self._trust)
        return HTTPConnection(url.host, url.port, timeout=timeout)

    @lazy
    def _trust(self) -> ssl.SSLContext:
        trust = httpx2.create_ssl_context()
        trust.set_alpn_protocols(["http/1.1"])
        return trust


class _Stream(httpx2.SyncByteStream):
    """The body of an answer for those who wait for it: errors, lists of models."""

    def __init__(self, body: Body, answer: HTTPResponse, request: httpx2.Request) -> None:
        self._body = body
        self._answer = answer
        self._request = request

    def __iter__(self) -> Iterator[bytes]:
        with _Translated(httpx2.ReadTimeout, httpx2.ReadError, self._request):
            while piece := self._answer.read1(_MOST):
                yield piece
            if self._answer.length:
                raise httpx2.RemoteProtocolError("the answer is cut short", request=self._request)

    def close(self) -> None:
        """Closes the connection."""
        self._body.close()


class _Translated:
    """Failures under the names the library knows."""

    def __init__(
        self,
        late: type[httpx2.TimeoutException],
        broken: type[httpx2.NetworkError],
        request: httpx2.Request,
    ) -> None:
        self._late = late
        self._broken = broken
        self._request = request

    def __enter__(self) -> Self:
        return self

    def __exit__(self, _type: object, error: BaseException | None, _where: object) -> None:
        if isinstance(error, TimeoutError):
            raise self._late("no answer in time", request=self._request) from error
        if isinstance(error, HTTPException):
            raise httpx2.RemoteProtocolError(type(error).__name__, request=self._request) from error
        if isinstance(error, OSError):
            raise self._broken(type(error).__name__, request=self._request) from error


#: The connections of this process.
TRANSPORT: Final = Transport()
