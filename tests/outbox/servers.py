"""A mail server on a real socket, for tests: it keeps what it is sent, or behaves badly on purpose."""

import asyncio
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import Message
from email.policy import default


class Server:
    """Speaks enough SMTP. `refuse` names recipients that are refused; `hang_up` ends the talk at the text of these."""

    def __init__(self) -> None:
        self.letters: list[tuple[list[str], Message]] = []
        self.refuse: set[str] = set()
        self.hang_up: set[str] = set()
        self.port = 0

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection."""
        writer.write(b"220 here\r\n")
        recipients: list[str] = []
        while line := await reader.readline():
            verb = line[:4].upper()
            if verb == b"RCPT":
                address = line.decode().split("<")[1].split(">")[0]
                recipients.append(address)
                writer.write(b"550 nobody here\r\n" if address in self.refuse else b"250 ok\r\n")
            elif verb == b"DATA":
                if self.hang_up & set(recipients):
                    break
                writer.write(b"354 go on\r\n")
                text = await reader.readuntil(b"\r\n.\r\n")
                self.letters.append(
                    (recipients, message_from_bytes(text[:-5].replace(b"\r\n..", b"\r\n."), policy=default))
                )
                recipients = []
                writer.write(b"250 kept\r\n")
            else:
                recipients = [] if verb in (b"MAIL", b"RSET") else recipients
                writer.write(b"221 bye\r\n" if verb == b"QUIT" else b"250 ok\r\n")
            await writer.drain()
        writer.close()

    def addresses(self) -> list[str]:
        """To whom letters went, one for each."""
        return sorted(address for recipients, _letter in self.letters for address in recipients)


@contextmanager
def serving(server: Server) -> Iterator[Server]:
    """Listen in a thread of its own."""
    ready, loop = threading.Event(), asyncio.new_event_loop()

    def listen() -> None:  # all of it there: the thread of a test may have a loop of its own
        asyncio.set_event_loop(loop)
        listening = loop.run_until_complete(asyncio.start_server(server.talk, "127.0.0.1", server.port))
        server.port = listening.sockets[0].getsockname()[1]
        ready.set()
        loop.run_forever()
        listening.close()
        for task in asyncio.all_tasks(loop):
            task.cancel()
        loop.run_until_complete(asyncio.sleep(0))
        loop.close()

    thread = threading.Thread(target=listen)
    thread.start()
    ready.wait(10)
    try:
        yield server
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()


def refusing_port() -> int:
    """A port at which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
