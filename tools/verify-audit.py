#!/usr/bin/env python3
"""Verifies an export of the log of decisions and audit events: whether anything was changed, removed, added or dated back.

Shares no code with the server and needs Python 3.8 alone. Reads line by line and keeps 32 bytes for each entry, 180 for each head.
Where the witness has a leaf hash the entry must have it; elsewhere heads say what whoever has the signing key wants them to say.
From RFC 9162, 2.1, RFC 8032 (Ed25519), C2SP signed-note and tlog-checkpoint. Exit status: 0 verified, 1 findings, 2 wrong usage."""
import argparse, base64, bisect, collections, functools, hashlib, heapq, itertools, json, os, re, sys, time as clock, zipfile, zlib
MOST_LINES, LONGEST_LINE, MOST_UNKNOWN, UNKNOWN, END = 1000, 1 << 29, 10_000_000, bytes(32), (float("inf"), (), ())
INSTANT = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?Z", re.ASCII)
CHECKPOINT = re.compile("([^\n]+)\n(0|[1-9][0-9]{0,17})\n([A-Za-z0-9+/]{43}=)\ntime ([0-9TZ:.-]+)\n")
VERIFIER_KEY = re.compile(r"([^+\s]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]{44})")
SIGNATURES = re.compile("(\u2014 [^+\\s]+ ([A-Za-z0-9+/]{4})+([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?\n)+")
PRIME, ORDER = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
CURVE = -121665 * pow(121666, PRIME - 2, PRIME) % PRIME
SHA256_HEX, MONTH, PARTS = re.compile("([0-9a-f]{64})"), re.compile("([0-9]{4})-(0[1-9]|1[0-2])"), ("request", "result", "firings")
Head = collections.namedtuple("Head", "size root time note origin witness")
Entry = collections.namedtuple("Entry", "place leaf time content digests")  # content and digests: none of an expired one
# ---- Ed25519: a point is (X, Y, Z, T) with x = X/Z, y = Y/Z, xy = T/Z; RFC 8032, 5.1.4
def add(p, q):
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % PRIME, (p[1] + p[0]) * (q[1] + q[0]) % PRIME
    c, d = 2 * CURVE * p[3] * q[3] % PRIME, 2 * p[2] * q[2]
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % PRIME, g * h % PRIME, f * g % PRIME, e * h % PRIME
def point(encoded):
    y, odd = int.from_bytes(encoded, "little") & (1 << 255) - 1, encoded[31] >> 7
    square = (y * y - 1) * pow(CURVE * y * y + 1, PRIME - 2, PRIME) % PRIME
    x = pow(square, (PRIME + 3) // 8, PRIME)
    x = x if x * x % PRIME == square else x * pow(2, (PRIME - 1) // 4, PRIME) % PRIME
    if y >= PRIME or x * x % PRIME != square or x == 0 and odd: raise ValueError("its bytes are no point of the curve")
    x = x if x & 1 == odd else PRIME - x
    return x, y, 1, x * y % PRIME
BASE = point((4 * pow(5, PRIME - 2, PRIME) % PRIME).to_bytes(32, "little"))
class Key:  # a verifier key: <name>+<id>+<Base64 of 0x01 and the public key>
    def __init__(self, text):
        self.name, digits, typed = parsed(VERIFIER_KEY, text)
        self.public, typed = base64.b64decode(typed)[1:], base64.b64decode(typed)
        self.id = hashlib.sha256(self.name.encode() + b"\n" + typed).digest()[:4]
        if typed[0] != 1 or self.id.hex() != digits: raise ValueError("name, id and key are not of one Ed25519 key")
        x, y, z, t = point(self.public)
        negative = PRIME - x, y, z, PRIME - t
        self.table = (0, 1, 1, 0), BASE, negative, add(BASE, negative)
    def signed(self, message, signature):
        s, r = int.from_bytes(signature[32:], "little"), self.table[0]
        k = int.from_bytes(hashlib.sha512(signature[:32] + self.public + message).digest(), "little") % ORDER
        if len(signature) != 64 or s >= ORDER: return False
        for bit in range(252, -1, -1): r = add(add(r, r), self.table[(s >> bit & 1) + 2 * (k >> bit & 1)])  # sB - kA
        inverse = pow(r[2], PRIME - 2, PRIME)
        return (r[1] * inverse % PRIME | (r[0] * inverse % PRIME & 1) << 255).to_bytes(32, "little") == signature[:32]
def unsigned(note, keys):  # why a note counts as not signed; nothing when it is signed by one of the keys
    text, _, lines = note.rpartition("\n\n")
    if not SIGNATURES.fullmatch(lines): return "is no signed note"
    signatures = [(name, base64.b64decode(signature)) for _, name, signature in map(str.split, lines[:-1].split("\n"))]
    named = [(key, signature[4:]) for name, signature in signatures for key in keys if (key.name, key.id) == (name, signature[:4])]
    if not all(key.signed((text + "\n").encode(), signature) for key, signature in named): return "is not what its key has signed"
    return "" if named else "is signed by no known key"
# ---- Merkle trees; RFC 9162, 2.1. A growing tree is its complete subtrees' roots, the largest first.
def node_hash(left, right): return hashlib.sha256(b"\1" + left + right).digest()
def root_of(subtrees): return functools.reduce(lambda r, l: node_hash(l, r), subtrees[::-1] or [hashlib.sha256().digest()])
def included(leaf, place, size, path):  # root of the tree that a leaf is in by its path, which is used up
    if size == 1: return leaf
    split, sibling = 1 << (size - 1).bit_length() - 1, path.pop()
    if place < split: return node_hash(included(leaf, place, split, path), sibling)
    return node_hash(sibling, included(leaf, place - split, size - split, path))
def grown(first, second, path, root):  # roots of two trees by a path, which is used up; root: the smaller's, at its first leaf
    if first == second: return (root or path.pop(),) * 2
    split, sibling = 1 << (second - 1).bit_length() - 1, path.pop()
    if first <= split:
        small, large = grown(first, split, path, root)
        return small, node_hash(large, sibling)
    small, large = grown(first - split, second - split, path, None)
    return node_hash(sibling, small), node_hash(sibling, large)
def leads(root, path, expected):
    try: return root() == expected and not path
    except IndexError: return False
# ---- What lines say; an error when they say something else
def unique(pairs):
    if len(dict(pairs)) < len(pairs): raise ValueError("a name comes twice")
    return dict(pairs)
def field(line, name, kind):
    if type(line.get(name)) is not kind or kind is int and line[name] < 0: raise ValueError("no " + name)
    return line[name]
def parsed(pattern, text):
    if pattern.fullmatch(text): return pattern.fullmatch(text).groups()
    raise ValueError("not as it is to be written: " + text)
def instant(text): return "{}.{:0<9}".format(*(part or "" for part in parsed(INSTANT, text)))
def later(time): return "%04d" % (int(time[:4]) + 5) + time[4:].replace("-02-29", "-02-28")  # by 5 years, as the server counts
def hash_of(digits): return bytes.fromhex(*parsed(SHA256_HEX, digits))
def read_head(line, witness=False):
    origin, size, root, time = parsed(CHECKPOINT, field(line, "note", str).rpartition("\n\n")[0] + "\n")
    return Head(int(size), base64.b64decode(root), instant(time), line["note"], origin, witness)
def named(head): return "the head of %d entries in the %s " % (head.size, "witness" if head.witness else "export")
def read_witnessed(line):
    head, first, leaves = read_head(line, True), field(line, "first", int), base64.b64decode(line["leaves"], validate=True)
    if len(leaves) != 32 * (head.size - first): raise ValueError("not one leaf hash for each entry")
    return head, first, leaves
def read_entry(line):
    place, said = field(line, "sequence", int), [part for part in PARTS if line.get(part) is not None]
    if line.get("expired") is True: return Entry(place, hash_of(field(line, "leafHash", str)), "", {}, {})
    content, text = json.loads(field(line, "entry", str), object_pairs_hook=unique), line["entry"].encode()
    digests = {part: hashlib.sha256(base64.b64decode(line[part], validate=True)).hexdigest() for part in said}
    return Entry(place, hashlib.sha256(b"\0" + text).digest(), instant(field(content, "committedAt", str)), content, digests)
def read_proof(line):
    path, names = list(map(hash_of, field(line, "path", list))), ("from", "to") if "from" in line else ("sequence", "treeSize")
    return [field(line, name, int) for name in names] + [path]
class Verification:  # goes through entries, heads and witness side by side, in the order of the log
    def __init__(self, path, witness, keys):
        self.path, self.witness, self.keys, self.zip = path, witness, keys, None
        self.subtrees, self.leaves, self.bad, self.known, self.good = [], bytearray(), set(), set(), {}
        self.findings = self.size = self.covered = self.entries = self.expired = self.heads = self.witnessed = 0
        self.first, self.changed, self.broken, self.last, self.signed, self.root = None, None, False, "", "", b""
        self.gone, self.claims, self.ripe = [[-2, -2]], [], []  # of heads: first place, when what they cover may expire
    def find(self, code, place, sentence, who=None):
        self.findings, who = self.findings + 1, " (decision %s)" % ascii(who) if isinstance(who, str) else ""
        if place is not None and (self.first is None or place < self.first[0]): self.first = place, who
        if self.findings <= MOST_LINES:
            print("FINDING %s%s: %s%s" % (code, "" if place is None else " sequence %d" % place, sentence, who))
    def open(self, name): return self.zip.open(name) if self.zip else open(os.path.join(self.path, name), "rb")
    def records(self, name, read, stream=None, again=False):  # what lines say; those that cannot be read are found and left out
        with stream or self.open(name) as stream:
            for number, line in enumerate(iter(lambda: stream.readline(LONGEST_LINE), b""), 1):
                try: yield read(json.loads(line.decode(), object_pairs_hook=unique))
                except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
                    again or self.find("LINE_MALFORMED", None, "line %d of %s: %s" % (number, name, ascii(str(error))[:200]))
    def sound(self, head):
        reason = unsigned(head.note, self.keys) if head.origin == self.origin else "is of the log " + ascii(head.origin)
        if reason: self.find("HEAD_UNSIGNED", max(head.size - 1, 0), named(head) + reason)
        return not reason
    def read_witness(self):
        for head, first, leaves in self.records("the witness", read_witnessed, open(self.witness, "rb")):
            have, sound = len(self.leaves) // 32, self.sound(head)
            self.witnessed += sound
            if not sound: self.bad.add(head.note)
            elif first != have:
                self.find("WITNESS_WRONG", min(first, have), "the witness goes on with entry %d after %d entries" % (first, have))
            if sound and first <= have + MOST_UNKNOWN:
                self.leaves += UNKNOWN * (first - have)
                self.leaves[32 * first:32 * head.size] = leaves
    def sound_heads(self, streams):  # heads that are signed, those of one size together
        for size, heads in itertools.groupby(heapq.merge(*streams, key=lambda head: head.size), lambda head: head.size):
            heads = list(heads)
            seen = {head.note for head in heads if head.witness} - self.bad
            yield size, [head for head in heads if head.note in seen or head.note not in self.bad and self.sound(head)]
    def settle(self):  # checks the heads that cover no more than the tree has, and finds the next that covers more
        while self.group[0] <= self.size or not self.group[1] and self.group is not END:
            for head in self.group[1]: self.check(head)
            self.group = next(self.groups, END)
    def check(self, head):
        seen, name = head.size <= len(self.leaves) // 32, named(head)
        if not head.witness: self.heads, self.root, self.good[head.size if self.dossier else 0] = self.heads + 1, head.root, head
        if head.time < self.signed: self.find("TIME_WRONG", max(head.size - 1, 0), name + "is of before the head before it")
        self.signed = max(head.time, self.signed)
        if head.size < self.size: self.find("HEAD_WRONG", max(head.size - 1, 0), name + "comes after larger ones")
        elif self.broken or head.root == root_of(self.subtrees):
            if head.size > self.covered: self.ripe.append((self.covered, later(head.time)))
            self.covered = head.size
        else:
            other = "what the witness has seen" if seen else "the entries: it was changed, or one of them"
            self.find("WITNESS_WRONG" if head.witness else "FORK" if seen else "HEAD_WRONG", self.changed if seen and self.changed
                      is not None else self.covered, name + "is signed, and from here on is not that of " + other)
    def append(self, leaf):
        size, self.size, self.broken = self.size, self.size + 1, self.broken or leaf == UNKNOWN
        while size & 1: leaf, size = node_hash(self.subtrees.pop(), leaf), size >> 1
        self.subtrees.append(leaf)
        self.settle()
    def seen(self, place): return bytes(self.leaves[32 * place:32 * place + 32])
    def advance(self, size):  # goes on without entries: with the leaf hashes of the witness, from there on without a tree
        while self.size < min(size, len(self.leaves) // 32): self.append(self.seen(self.size))
        if self.size < size:
            self.broken, self.size, self.subtrees = True, size, [UNKNOWN] * bin(size).count("1")
            self.settle()
    def entry(self, entry):
        place, who, seen = entry.place, entry.content.get("decisionId"), self.seen(entry.place)
        if not self.dossier and (place < self.size or self.size < place >= max(self.tree_size, len(self.leaves) // 32)):
            return self.find("ENTRY_ADDED", place, "a second record at its place, or one beyond the end of the log", who)
        if not self.dossier and place > self.size:
            self.find("ENTRY_MISSING", self.size, "entries %d to %d are missing" % (self.size, place - 1))
            self.advance(place)
        self.entries, self.expired = self.entries + 1, self.expired + (not entry.content)
        if seen not in (b"", UNKNOWN, entry.leaf):
            self.changed = place if self.changed is None else self.changed
            self.find("ENTRY_CHANGED", place, "the entry is not the one that the witness has seen", who)
        if entry.content: self.content(place, entry, entry.content, who)
        else: self.gone.append([self.gone.pop()[0] if self.gone[-1][1] == place - 1 else place, place])
        if [entry.content.get(name) for name in ("type", "action", "outcome")] == ["event", "EXPIRE", "DONE"]:
            if "expired" in entry.content and seen in (b"", UNKNOWN, entry.leaf): self.claims.append(entry)
        if not self.dossier: self.append(entry.leaf if seen in (b"", UNKNOWN) else seen)
    def content(self, place, entry, content, who):
        rules, decision = content.get("ruleSet"), content.get("type") == "decision"
        if (type(content.get("sequence")), content.get("sequence")) != (int, place):
            self.find("ENTRY_CHANGED", place, "the entry says that its place is %s" % ascii(content.get("sequence")), who)
        if entry.time < self.last: self.find("TIME_WRONG", place, "committed before the entry before it", who)
        if not self.dossier and any(head.time < entry.time for head in self.group[1]):
            self.find("TIME_WRONG", place, "committed after the first head that covers it: one of them is dated back", who)
        self.last, step = entry.time, content.get("outcome") == "DONE" and {"version", "contentHash"} <= {*content} and content
        for part in PARTS:
            said, digest = content.get(part + "Sha256"), entry.digests.get(part)
            if digest != said or decision and part != "firings" and not said:
                self.find("RECORD_CHANGED", place, "its %s is %s" % (part, "not what the entry says" if digest else "missing"), who)
        if "sharedSha256" in content: self.kept("inputs", content["sharedSha256"], place, who)
        if decision or step: self.kept("rules", (rules if isinstance(rules, dict) else step or {}).get("contentHash"), place, who)
    def expiries(self):  # nothing may be gone but what an event says expired: of a month, and under a head, of 5 years before it
        believed, months, latest = [[-2, -2]], set(), clock.strftime("%Y-%m-%dT%H:%M:%S", clock.gmtime(clock.time() + 86400))
        ripe = [(-1, "")] + (self.ripe + [(self.covered, "9999")]) * (not self.dossier)
        for place, _, time, said, _ in self.claims:
            try:
                year, month = map(int, parsed(MONTH, said["month"]))
                ends = [-1, *(end for first, last in said["expired"] for end in (first, last)), place - 1]
                least = "%04d-%02d-01" % (year + 5 + month // 12, month % 12 + 1), ripe[bisect.bisect(ripe, (ends[-2], "A")) - 1][1]
                if not max(least) <= time <= latest or (year, month) in months or ends != sorted(ends): raise ValueError
                believed, _ = sorted(believed + list(map(list, zip(ends[1:-1:2], ends[2:-1:2])))), months.add((year, month))
            except (ValueError, TypeError, KeyError): self.find("TIME_WRONG", place, "it says what cannot be: that entries expired")
        for stretches, others, code in (self.gone, believed, "MISSING"), (believed * (not self.dossier), self.gone, "ADDED"):
            for first, last in stretches[1:]:
                end = lambda: others[bisect.bisect(others, [first, END[0]]) - 1][1]
                while end() >= first: first = end() + 1
                if first <= last: self.find("ENTRY_" + code, first, "what is gone is not what events say has expired")
    def kept(self, kind, name, place, who=None):  # once, by its digest: an input; rule files, path and content after their length
        path, digest = "%s/%s" % (kind, name), hashlib.sha256()
        if path in self.known: return
        self.known.add(path)
        files = [path] if path in self.names else sorted(file for file in self.names if file.startswith(path + "/"))
        for file in files:
            with self.open(file) as stream: content, file = stream.read(LONGEST_LINE), file[len(path) + 1:].encode()
            if kind == "rules": digest.update(len(file).to_bytes(4, "big") + file + len(content).to_bytes(4, "big"))
            digest.update(content)
        what = "%s is not %s" % (ascii(path), "what its name is the digest of" if files else "in the export")
        if digest.hexdigest() != name: self.find(kind.upper() + ("_CHANGED" if files else "_MISSING"), place, what, who)
    def proven(self):  # the entries of a dossier by their proofs, and that its heads are of one log
        sizes, links = sorted(size for size in self.good if size), set()
        for first, second, path in self.records("consistency.ndjson", read_proof):
            roots = tuple(self.good[size].root for size in (first, second) if size in self.good and 0 < first < second)
            if len(roots) == 2 and leads(lambda: grown(first, second, path, roots[0]), path, roots): links.add((first, second))
        for pair in sorted(set(zip(sizes, sizes[1:])) - links):
            self.find("PROOF_WRONG", pair[0], "that the head of %d entries continues that of %d is not shown" % pair[::-1])
        proofs, proof, last = self.records("proofs.ndjson", read_proof), (-1,), -1
        for entry in self.records("entries.ndjson", read_entry):
            if entry.place <= last: self.find("ENTRY_ADDED", entry.place, "a second record at its place, or out of order")
            while proof[0] < entry.place: proof = next(proofs, END)
            head, last = self.good.get(proof[1]) if proof[0] == entry.place < proof[1] else None, entry.place
            self.entry(entry)
            if not head or not leads(lambda: included(entry.leaf, entry.place, head.size, proof[2]), proof[2], head.root):
                self.find("PROOF_WRONG", entry.place, "no proof shows the entry in a signed tree", entry.content.get("decisionId"))
            elif entry.time > head.time:
                self.find("TIME_WRONG", entry.place, "committed after the head that covers it: one of them is dated back")
    def run(self):
        self.zip = None if os.path.isdir(self.path) else zipfile.ZipFile(self.path)
        names = self.zip.namelist() if self.zip else [os.path.relpath(os.path.join(folder, name), self.path).replace(os.sep, "/")
                                                      for folder, _, files in os.walk(self.path) for name in files]
        self.names = {name for name in names if name[-1:] != "/" and "/." not in "/" + name}  # no folders, no hidden files
        bad = [name for name in names if "\\" in name or ":" in name or {"", ".", ".."} & set(name.rstrip("/").split("/"))]
        if self.zip and (bad or len({*names}) < len(names)): raise ValueError("it has paths that lead elsewhere or are there twice")
        with self.open("manifest.json") as stream: manifest = json.loads(stream.read(LONGEST_LINE).decode())
        if not re.match("plimsoll-export-1/(full|dossier)$", "%(format)s/%(kind)s" % manifest): raise ValueError("unknown format")
        self.origin, self.tree_size = field(manifest, "origin", str), field(manifest, "treeSize", int)
        self.dossier, streams = manifest["kind"] == "dossier", [self.records("heads.ndjson", read_head)]
        if self.witness:
            self.read_witness()
            streams.append(self.records("the witness", lambda line: read_witnessed(line)[0], open(self.witness, "rb"), True))
        self.groups, self.group = self.sound_heads(streams), (0, ())
        self.settle()
        for entry in () if self.dossier else self.records("entries.ndjson", read_entry): self.entry(entry)
        end, ends = self.size, self.group is END and max(self.tree_size, len(self.leaves) // 32) <= self.size
        if ends and self.covered < end and not self.findings:
            print("WARNING NOT_COVERED sequence %d: no head covers the entries from here on yet" % self.covered)
        self.advance(len(self.leaves) // 32)
        while self.group is not END: self.advance(self.group[0])
        if not (self.dossier or ends):
            earlier = not self.findings and self.good and self.good[0].size == end == self.tree_size
            self.find("TAIL_MISSING", end, "the export ends at %d; the witness went on to %d: export again, or verify with a copy of "
                      "the witness made before the export" % (end, self.size) if earlier else
                      "the export ends before this entry, which a head, the witness or its manifest knows of")
        if self.dossier: self.proven()
        self.expiries()
        for name in sorted({name.split("/")[1] for name in self.names if re.match("rules/.", name)}): self.kept("rules", name, None)
        if not self.heads: self.find("HEAD_MISSING", None, "no head of the export is signed by a known key: nothing vouches for it")
def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--key", action="append", required=True, help="verifier key, or a file with one in each line")
    parser.add_argument("--witness", help="the witness' file, from where nobody who can write the database can write it")
    parser.add_argument("export", help="a zip, or the folder that it was unpacked to")
    args, keys = parser.parse_args(), []
    if not all(map(os.path.exists, [args.export, args.witness or args.export])): parser.error("there is no such export or witness")
    for key in args.key:
        try:
            with open(key if os.path.isfile(key) else os.devnull) as stream: keys += map(Key, (stream.read() or key).split())
        except ValueError as error: parser.error("%s is no verifier key: %s" % (ascii(key), error))
    sys.stdout.reconfigure(errors="backslashreplace")
    log = Verification(args.export, args.witness, keys)
    try: log.run()
    except (ValueError, KeyError, OSError, EOFError, RuntimeError, zipfile.BadZipFile, zlib.error) as error:
        log.find("EXPORT_UNREADABLE", None, "nothing more of it was verified: " + ascii(str(error)))
    if log.findings > MOST_LINES: print("and %d findings more" % (log.findings - MOST_LINES))
    first = ", the first bad record is sequence %d%s" % log.first if log.first else ""
    print("%s: %d entries%s, %d heads, %d witness heads, tree %s; %s" % (
        "NOT VERIFIED: %d findings%s; read" % (log.findings, first) if log.findings else "verified", log.entries,
        " (%d expired)" % log.expired if log.expired else "", log.heads, log.witnessed, base64.b64encode(log.root).decode(),
        "the witness has seen %d entries" % (len(log.leaves) // 32) if args.witness else
        "without a witness this proves nothing against somebody who has the signing key"))
    return 1 if log.findings else 0
if __name__ == "__main__": sys.exit(main())
