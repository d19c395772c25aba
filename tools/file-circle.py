#!/usr/bin/env python3
"""How many files know each other in a circle.

File X knows file Y where X's code, comments and strings left out, names a type that Y declares. Prints the largest
strongly connected component and its files; with --max, the exit code is 1 where it has more files than that.
"""
import argparse
import pathlib
import re
import sys

NOISE = re.compile(
    r'/\*.*?\*/|//[^\n]*|\$*"""+.*?"""+|[$@]*@[$@]*"(?:[^"]|"")*"|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)+\'', re.S)
DECLARATION = re.compile(
    r'\b(?:class|interface|enum|record(?:\s+(?:struct|class))?|(?<!record )struct)\s+([A-Z]\w*)'
    r'|\bdelegate\s+[^;=({]*?\b([A-Z]\w*)\s*(?:<[^>]*>)?\(')
ENUM_BODY = re.compile(r'(\benum\s+\w+)\s*\{[^}]*\}')
TOKEN = re.compile(r'\w+|[^\w\s]')


def read(folder):
    """The code of each file, and which files declare each type."""
    code, declared = {}, {}
    for path in sorted(folder.rglob('*.cs')):
        file = path.relative_to(folder)
        if file.parts[0] in ('bin', 'obj'):
            continue
        code[str(file)] = ENUM_BODY.sub(r'\1', NOISE.sub(' ', path.read_text()))
        for match in DECLARATION.finditer(code[str(file)]):
            declared.setdefault(match.group(1) or match.group(2), set()).add(str(file))
    return code, declared


def edges(code, declared):
    """Which other files each file knows."""
    spaces = {part for text in code.values() for line in re.findall(r'namespace ([\w.]+)', text) for part in line.split('.')}
    known = {}
    for file, text in code.items():
        body = re.sub(r'^\s*(using|namespace)\s[^=;]*;', ' ', text, flags=re.M)
        names = set(names_of(body, spaces))
        known[file] = sorted(set().union(*(declared.get(name, ()) for name in names)) - {file})
    return known


def names_of(body, spaces):
    """Names of types: what stands behind a dot or before a parenthesis is a member's name, as a rule."""
    tokens = ['', '', *TOKEN.findall(body), '']
    for at in range(2, len(tokens) - 1):
        is_member = tokens[at - 1] == '.' and tokens[at - 2] not in spaces
        is_method = tokens[at + 1] == '(' and tokens[at - 1] not in ('new', ':', '.')
        if not is_member and not is_method:
            yield tokens[at]


def largest_circle(known):
    """Tarjan's strongly connected components, without recursion."""
    index, low, stack, on_stack, best = {}, {}, [], set(), []
    for root in sorted(known):
        work = [(root, iter(known[root]))] if root not in index else []
        while work:
            file, rest = work[-1]
            if file not in index:
                index[file] = low[file] = len(index)
                stack.append(file)
                on_stack.add(file)
            for other in rest:
                if other not in index:
                    work.append((other, iter(known[other])))
                    break
                if other in on_stack:
                    low[file] = min(low[file], index[other])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[file])
                if low[file] == index[file]:
                    at = stack.index(file)
                    circle, stack[at:] = stack[at:], []
                    on_stack -= set(circle)
                    best = max(best, sorted(circle), key=len)
    return best


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    parser.add_argument('folder', type=pathlib.Path, nargs='?', default=pathlib.Path('src/CxlWire.Device'))
    parser.add_argument('--max', type=int)
    arguments = parser.parse_args()
    code, declared = read(arguments.folder)
    circle = largest_circle(edges(code, declared))
    print(f'{len(circle)} of {len(code)} files of {arguments.folder} know each other in a circle:')
    print('\n'.join(f'  {file}' for file in circle))
    return 1 if arguments.max is not None and len(circle) > arguments.max else 0


if __name__ == '__main__':
    sys.exit(main())
