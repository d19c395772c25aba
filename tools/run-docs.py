#!/usr/bin/env python3
"""Runs the command lines that documents show, in their order, and compares what the documents show of the answers.

    tools/run-docs.py [--done PREFIX]... [--until LINE] FILE...      in the clone, the installed command on PATH

Lines that begin with "$ " are commands; of a block without one nothing is run. What stands below a command in its block
is its output, standard error included: blanks count once, "..." is anything. A command that shows none has to succeed.
`cxlwire serve` is waited for until it says "ready", and ended by the next one or the end of its document, as is a
`cxlwire bridge` to it; a block below a line that ends in "standard error has:" is in what they said. So is
`cxlwire serve` within a sentence, where it listens below /tmp. A block below a line that ends in "The file `NAME`:" is
what that file has. "$ cd DIR" holds until the document ends. All is as written but for /tmp, which is a folder of its
own, so that two runs do not meet.

--done PREFIX: lines that begin so were run already. --until LINE: that line is their end. Exit code 77: from some
line on, what it needs is not here.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import threading

PATIENCE = 600
SERVE, BRIDGE = "cxlwire serve ", "cxlwire bridge "
SAYS = "standard error has:"
FILE = re.compile(r"The file `([\w./-]+)`:$")


class Failure(Exception):
    pass


class Missing(Exception):
    pass


class Session:
    """What was started last, and where."""

    def __init__(self, folder, done):
        self.folder, self.done, self.count = folder, done, 0
        self.servers, self.log = [], []

    def run(self, command, shown):
        command = self.moved(command)
        if command.startswith(tuple(self.done)):
            return
        missing = [name for name in programs(command) if name != "cd" and shutil.which(name) is None]
        if missing:
            raise Missing(f"{', '.join(missing)}: not here")
        self.count += 1
        print(f"$ {command}", flush=True)
        if command.startswith("cd "):
            os.chdir(command[3:])
            return
        if command.startswith((SERVE, BRIDGE)) and not re.search(r"[<|]", command):
            if command.startswith(SERVE):
                self.stop()
                self.log = []
            self.start(re.sub(r"\s*&?\s*(#.*)?$", "", command))
            return
        result = subprocess.run(["bash", "-c", command], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                stderr=subprocess.STDOUT, text=True, timeout=PATIENCE)
        if shown:
            compare(shown, result.stdout, whole=True, moved=self.moved)
        elif result.returncode != 0:
            raise Failure(f"exit code {result.returncode}:\n{result.stdout}")

    def start(self, command):
        server = subprocess.Popen(["bash", "-c", f"exec {command}"], stdin=subprocess.DEVNULL,
                                  stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        reader = threading.Thread(target=self.log.extend, args=(server.stderr,))
        self.servers.append((server, reader))
        watch = threading.Timer(PATIENCE, server.kill)
        watch.daemon = True
        watch.start()
        for line in server.stderr:
            self.log.append(line)
            if line.rstrip().endswith(" ready"):
                break
        else:
            raise Failure(f"the server ended:\n{''.join(self.log)}")
        watch.cancel()
        reader.start()

    def stop(self):
        """Ends the servers, the last one first; they have then said all that they will."""
        while self.servers:
            server, reader = self.servers.pop()
            server.terminate()
            code = server.wait(PATIENCE)
            reader.join()
            if code != 0:
                raise Failure(f"the server ended with {code}:\n{''.join(self.log)}")

    def kill(self):
        for server, _ in self.servers:
            server.kill()

    def moved(self, text):
        return text.replace("/tmp/", f"{self.folder}/")


def programs(command):
    """What the parts of a pipe are called."""
    words = shlex.split(command, comments=True)
    begins = [0] + [at + 1 for at, word in enumerate(words) if word == "|"]
    return [words[at] for at in begins]


def compare(shown, printed, whole, moved):
    """The lines that are shown are printed, in order; whole: and no others, but where "..." stands for them."""
    pattern = ""
    for line in shown:
        if line.strip() == "...":
            pattern += r"(?:.*\n)*?"
            continue
        parts = [r"\s+".join(map(re.escape, part.split())) for part in moved(line).split("...")]
        pattern += r"\s*" + r".*".join(parts).replace(".*", r"\s*.*?\s*") + r"\s*?\n"
    text = re.sub(r"\x1b\[[0-9;]*m", "", printed.replace("\r", ""))
    if not (re.fullmatch(pattern, text) if whole else re.search(pattern, text)):
        raise Failure("shown is\n" + "\n".join(shown) + "\nand printed was\n" + printed)


def commands(block):
    """-> (command, lines below it)"""
    found = []
    for line in block:
        if line.startswith("$ "):
            found.append([line[2:], []])
        elif incomplete(found[-1][0]):
            found[-1][0] += "\n" + line
        else:
            found[-1][1].append(line)
    return found


def write(name, lines):
    if os.path.dirname(name):
        os.makedirs(os.path.dirname(name), exist_ok=True)
    with open(name, "w", encoding="utf-8") as file:
        file.writelines(f"{line}\n" for line in lines)


def incomplete(command):
    try:
        shlex.split(command, comments=True)
    except ValueError:
        return True
    return command.endswith("\\")


def run_document(path, session, until):
    with open(path, encoding="utf-8") as file:
        lines = file.read().split("\n")
    if until is not None:
        if until not in lines:
            sys.exit(f"{path} has no line {until}")
        del lines[lines.index(until):]
    block, before, number = None, "", 0
    for number, line in enumerate(lines, 1):
        try:
            if line.startswith("```"):
                if block is None:
                    block = []
                    continue
                if block and block[0].startswith("$ "):
                    for command, shown in commands(block):
                        session.run(command, shown)
                elif before.endswith(SAYS):
                    session.stop()
                    compare(block, "".join(session.log), whole=False, moved=session.moved)
                elif named := FILE.search(before):
                    write(named[1], block)
                block, before = None, ""
            elif block is not None:
                block.append(line)
            else:
                before = line.strip() or before
                for span in re.findall(r"`([^`]+)`", line):
                    if span.startswith(SERVE) and " unix:/tmp/" in span or span.startswith(f"{SERVE}--vfio-user /tmp/"):
                        session.run(span, [])
        except Failure as failure:
            sys.exit(f"{path}:{number}: {failure}")
        except Missing as missing:
            print(f"{path}:{number}: skipped from here on, {missing}")
            return False
    session.stop()
    return True


def main():
    arguments, done, until, whole = sys.argv[1:], [], None, True
    while arguments[:1] in (["--done"], ["--until"]) and len(arguments) > 1:
        if arguments[0] == "--done":
            done.append(arguments[1])
        else:
            until = arguments[1]
        del arguments[:2]
    if not arguments or arguments[0].startswith("-"):
        sys.exit(__doc__)
    home = os.getcwd()
    for path in arguments:
        os.chdir(home)
        with tempfile.TemporaryDirectory(prefix="docs") as folder:
            # For programs that will not run as root, which we may be.
            os.chmod(folder, 0o755)
            session = Session(folder, done)
            try:
                whole &= run_document(path, session, until)
            finally:
                session.kill()
            print(f"{path}: {session.count} command lines do what it says")
    sys.exit(0 if whole else 77)


if __name__ == "__main__":
    main()
