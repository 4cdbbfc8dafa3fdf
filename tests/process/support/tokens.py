# SPDX-License-Identifier: Apache-2.0
"""Access tokens that only a test would make."""
import base64
import json
import subprocess
import time


def part_of(document):
    return base64.urlsafe_b64encode(json.dumps(document).encode()).rstrip(b"=").decode()


def document_of(part):
    return json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))


def short_lived(server, token, expires_at):
    """A copy of a token of this server that ends at this Unix time."""
    head, claims, _ = token.split(".")
    claims = {**document_of(claims), "iat": int(time.time()), "exp": expires_at}
    signed = f"{head}.{part_of(claims)}"
    signature = subprocess.run(
        ["openssl", "dgst", "-sha256", "-sign", str(server.folder / "keys" / "private.pem")],
        input=signed.encode(), capture_output=True, check=True).stdout
    return f"{signed}.{base64.urlsafe_b64encode(signature).rstrip(b'=').decode()}"


def while_it_lives(server, token, use):
    """(when it ends, what `use` returns) for a token that ends soon; a longer one when the machine was too slow."""
    for life_s in (3, 6, 12, 24, 48):
        ends = int(time.time()) + life_s
        try:
            return ends, use(short_lived(server, token, ends))
        except Exception:
            if time.time() < ends:
                raise
    raise AssertionError(f"not used within {life_s} s")
