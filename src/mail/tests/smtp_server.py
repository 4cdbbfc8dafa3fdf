# SPDX-License-Identifier: Apache-2.0
"""A small SMTP server for tests: smtp_server.py FOLDER REPLY...

Prints its port. Answers the n-th RCPT with the n-th reply, later ones with 250. REPLY may be
"login" in the first place: then AUTH PLAIN with ann / pass word is demanded. Messages are written
to FOLDER/<n>.eml as they came. Ends with its standard input.
"""
import asyncio
import base64
import pathlib
import sys

folder = pathlib.Path(sys.argv[1])
replies = sys.argv[2:]
demands_login = bool(replies) and replies[0] == "login"
if demands_login:
    replies.pop(0)
received = 0
credentials = base64.b64encode(b"\0ann\0pass word").decode()


async def read_message(reader):
    lines = []
    while (line := await reader.readline()) != b".\r\n":
        lines.append(line[1:] if line.startswith(b"..") else line)
    return b"".join(lines)


async def serve(reader, writer):
    global received
    writer.write(b"220 test\r\n")
    signed_in = not demands_login
    while line := (await reader.readline()).decode(errors="replace").strip():
        verb = line.split()[0].upper()
        answer = "250 ok"
        if verb == "EHLO":
            answer = "250-test\r\n250 AUTH PLAIN" if demands_login else "250 test"
        elif verb == "AUTH":
            sent = line.split()[2] if len(line.split()) > 2 else ""
            if not sent:
                writer.write(b"334 \r\n")
                sent = (await reader.readline()).decode().strip()
            signed_in = sent == credentials
            answer = "235 ok" if signed_in else "535 no"
        elif verb == "MAIL" and not signed_in:
            answer = "530 sign in"
        elif verb == "RCPT":
            answer = (replies.pop(0) if replies else "250") + " so"
        elif verb == "DATA":
            writer.write(b"354 go\r\n")
            received += 1
            (folder / f"{received}.eml").write_bytes(await read_message(reader))
        elif verb == "QUIT":
            break
        writer.write(answer.encode() + b"\r\n")
    writer.close()


async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    server.close()


asyncio.run(main())
