#!/usr/bin/env python3
"""Draws a flame graph of a profile: how often each call was seen, the callers below.

    python3 bench/flame.py PROFILE.collapsed TITLE [FROM] > GRAPH.svg

PROFILE has a line for each stack, frames from the outermost on joined by semicolons, then how often it was seen: what
async-profiler writes with `output=collapsed`. With FROM, only stacks with a frame that contains it, from that frame on.
"""
import html
import sys

WIDTH, ROW, FONT, SMALLEST = 1200, 16, 11, 1.0
COLOURS = {"org/plimsoll": "#e8894a", "org/drools": "#d9b44a", "java/": "#8fb8de", "jdk/": "#8fb8de", "io/": "#9ac79a",
           "org/jboss": "#9ac79a", "org/": "#c9a0c9"}


def read(path, start):
    root = [0, {}]
    for line in open(path, encoding="utf-8"):
        stack, _, seen = line.rstrip().rpartition(" ")
        frames = [frame.replace("_[j]", "") for frame in stack.split(";")]
        if start:
            found = [i for i, frame in enumerate(frames) if start in frame]
            if not found:
                continue
            frames = frames[found[0]:]
        node = root
        node[0] += int(seen)
        for frame in frames:
            node = node[1].setdefault(frame, [0, {}])
            node[0] += int(seen)
    return root


def depth(node, scale):
    return 1 + max((depth(child, scale) for child in node[1].values() if child[0] * scale >= SMALLEST), default=0)


def colour(frame):
    return next((c for prefix, c in COLOURS.items() if frame.startswith(prefix)), "#c8c8c8")


def draw(name, node, x, level, height, scale, total):
    width = node[0] * scale
    if width < SMALLEST:
        return
    y = height - level * ROW
    short = "/".join(name.split("/")[-1:])
    label = short if len(short) * FONT * 0.6 < width else short[: max(0, int(width / FONT / 0.6) - 1)]
    print(f'<g><title>{html.escape(name)}: {100 * node[0] / total:.1f} %</title>'
          f'<rect x="{x:.1f}" y="{y}" width="{width:.1f}" height="{ROW - 1}" fill="{colour(name)}"/>'
          f'<text x="{x + 2:.1f}" y="{y + FONT + 1}">{html.escape(label) if len(label) > 2 else ""}</text></g>')
    for child, below in sorted(node[1].items()):
        draw(child, below, x, level + 1, height, scale, total)
        x += below[0] * scale


def main(path, title, start=None):
    root = read(path, start)
    scale = WIDTH / root[0]
    height = (depth(root, scale) + 1) * ROW
    print(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height + ROW}" '
          f'font-family="sans-serif" font-size="{FONT}"><rect width="100%" height="100%" fill="#fff"/>')
    draw(title, root, 0, 1, height, scale, root[0])
    print("</svg>")


if __name__ == "__main__":
    main(*sys.argv[1:])
