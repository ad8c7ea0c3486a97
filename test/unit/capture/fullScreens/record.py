"""Records what full-screen programs send to a terminal of 100 by 24, a file of JSON each, for fullScreens.test.ts.

    python3 test/unit/capture/fullScreens/record.py      (Debian's less, vim-tiny, procps and tmux)
"""

import fcntl, json, os, pty, select, struct, tempfile, termios, time
from pathlib import Path

here = Path(__file__).parent
folder = tempfile.mkdtemp()
Path(folder, "long.txt").write_text("".join(f"shown {n} of a long text\n" for n in range(500)))


def record(name, command, keys):
    pid, fd = pty.fork()
    if pid == 0:
        os.chdir(folder)
        os.execvpe("sh", ["sh", "-c", command], {"PATH": os.environ["PATH"], "TERM": "xterm-256color", "LANG": "C.UTF-8", "HOME": folder})
    fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 100, 0, 0))
    chunks = []

    def read(seconds):
        until = time.time() + seconds
        while time.time() < until:
            if select.select([fd], [], [], 0.05)[0]:
                try:
                    data = os.read(fd, 65536)
                except OSError:
                    return
                if not data:
                    return
                chunks.append(data.decode())

    read(0.8)
    for key in keys:
        os.write(fd, key.encode())
        read(0.4)
    read(0.3)
    exit_code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    (here / f"{name}.json").write_text(json.dumps({"command": command, "exitCode": exit_code, "chunks": chunks}, indent=1) + "\n")


record("less", "echo before; less long.txt; echo after", [" ", " ", "q"])
record("vi", "echo before; vi -u NONE long.txt; echo after", ["G", "ihello\x1b", ":q!\r"])
record("vi-fails", "vi -u NONE long.txt", ["dd", ":cq\r"])
record("top", "echo before; sleep 5 & top -d 0.3 -p $!; echo after", ["c", "x", "x", "q"])
record("watch", "trap : INT; echo before; watch -t -n 0.3 echo shown; echo after", ["x", "\x03"])
record("tmux", "echo before; tmux -L recorded -f /dev/null new 'echo shown; sleep 1' \\; set status off; echo after", ["", "", "", ""])
