"""Throw-away certificate authorities, one for each purpose."""

import os

from tools import run


class Authority:
    """A certificate authority whose keys live as long as the test."""

    def __init__(self, folder, name):
        self.folder = os.path.join(folder, f"ca-{name}")
        os.makedirs(self.folder)
        self.certificate = self.file("ca.pem")
        run(
            ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
             "-days", "2", "-subj", f"/O=Cairn test/CN={name} authority",
             "-keyout", self.file("ca.key"), "-out", self.certificate]
        )

    def file(self, name):
        return os.path.join(self.folder, name)

    def issue(self, name):
        """A certificate for a name, for servers and clients; returns (certificate, key)."""
        key, request, certificate = (self.file(f"{name}.{end}") for end in ("key", "csr", "pem"))
        run(
            ["openssl", "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
             "-subj", f"/O=Cairn test/CN={name}", "-addext", "extendedKeyUsage=serverAuth,clientAuth",
             "-keyout", key, "-out", request]
        )
        run(
            ["openssl", "x509", "-req", "-in", request, "-CA", self.certificate, "-CAkey",
             self.file("ca.key"), "-CAcreateserial", "-days", "2", "-copy_extensions", "copy",
             "-out", certificate]
        )
        return certificate, key
