"""A relay between a client and a server of HTTP on this machine, which can lose an answer."""
import socket
import threading

CUTS = ["sent", "answered"]


class Relay:
    """Passes bytes on; told to, it hangs up on a client once its POST has gone to the server."""

    def __init__(self):
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.url = "http://127.0.0.1:%d" % self.listener.getsockname()[1]
        self.port = None
        self.cut = None
        self.lost = threading.Event()
        threading.Thread(target=self.accept, daemon=True).start()

    def lose(self, cut):
        """Loses the answer to the next POST.

        cut: `sent` hangs up once the request has gone on, `answered` once the server begins to answer
        """
        self.lost.clear()
        self.cut = cut

    def accept(self):
        while True:
            client, _ = self.listener.accept()
            threading.Thread(target=self.join, args=(client,), daemon=True).start()

    def join(self, client):
        try:
            server = socket.create_connection(("127.0.0.1", self.port))
        except OSError:
            client.close()
            return
        link = Link(client, server)
        threading.Thread(target=self.answers, args=(link,), daemon=True).start()
        self.requests(link)

    def requests(self, link):
        sent = b""
        try:
            while data := link.client.recv(65536):
                if data.startswith(b"POST ") and self.cut:
                    link.cut, self.cut = self.cut, None
                link.server.sendall(data)
                sent += data if link.cut == "sent" else b""
                if whole(sent):
                    self.hang_up(link)
                    return
        except OSError:
            pass
        if not link.hung_up:
            link.close()

    def answers(self, link):
        try:
            while data := link.server.recv(65536):
                if link.cut == "answered":
                    self.hang_up(link)
                if link.hung_up:
                    break
                link.client.sendall(data)
        except OSError:
            pass
        link.close()

    def hang_up(self, link):
        link.hung_up = True
        shut(link.client)
        self.lost.set()


class Link:
    def __init__(self, client, server):
        self.client, self.server = client, server
        self.cut, self.hung_up = None, False

    def close(self):
        shut(self.client)
        shut(self.server)


def shut(end):
    try:
        end.shutdown(socket.SHUT_RDWR)
    except OSError:
        pass
    end.close()


def whole(request):
    """Whether a request has all of its body."""
    head, end, body = request.partition(b"\r\n\r\n")
    if not end:
        return False
    sizes = [line.split(b":")[1] for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")]
    return len(body) >= int(sizes[0] if sizes else 0)
