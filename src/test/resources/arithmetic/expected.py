#!/usr/bin/env python3
"""Derives the expected values of the arithmetic corpus, independently of Java and of Drools.

    python3 expected.py          checks the files beside it
    python3 expected.py --write  writes the expected values into them

A line is `expression ; expected`. A line whose expected value is a word in capitals is an expression that the gate
refuses with that code, and is left alone; so is `error`, an expression that fails when it is evaluated.

Every expression is computed twice: by the decimal module with 34 digits and half-even rounding after each operation,
which is what MathContext.DECIMAL128 prescribes, and, when it has no division or root, by fractions without any rounding.
The two must agree.
"""
import decimal
import fractions
import pathlib
import re
import sys

CONTEXT = decimal.Context(prec=34, rounding=decimal.ROUND_HALF_EVEN, Emax=999999, Emin=-999999)

# The position that ArithmeticCorpusTest inserts.
FIELDS = {
    "notional": "12850.00", "price": "2.57", "marketValue": "-2570", "underlyingValue": "128500",
    "outOfTheMoneyAmount": "1.00", "intrinsicValue": "33500", "underlyingPrice": "128.50", "strike": "95",
    "volatility": "0.25", "daysToLiquidate": "2.5", "daysToExpiry": "168", "priceAgeSeconds": "90071992547409933",
    "creditQualityStep": "2", "multiplier": "100", "quantity": "-10", "size": "10", "unrealizedPnl": "-5",
    "fxRate": "1", "premiumValue": "2570", "groupNetNotional": "49.5", "groupGrossNotional": "150.5",
    "poolGrossNotional": "150.5", "entryPrice": None, "entryValue": None,
}
NAMED = {"rate": "0.15", "floor": "0.05", "lev": "2.5", "third": "0.333333333333333333333333333333333"}


class Number:
    """A value as decimal and, as long as it is exact, as fraction."""

    def __init__(self, rounded, exact):
        self.rounded = rounded
        self.exact = exact

    @staticmethod
    def of(text):
        return Number(decimal.Decimal(text), fractions.Fraction(text))

    def _with(self, other, operation, exact):
        value = operation(self.rounded, other.rounded)
        return Number(value, exact(self.exact, other.exact) if None not in (self.exact, other.exact) else None)

    def __add__(self, other):
        return self._with(other, CONTEXT.add, lambda a, b: a + b)

    def __sub__(self, other):
        return self._with(other, CONTEXT.subtract, lambda a, b: a - b)

    def __mul__(self, other):
        return self._with(other, CONTEXT.multiply, lambda a, b: a * b)

    def __truediv__(self, other):
        return Number(CONTEXT.divide(self.rounded, other.rounded), None)

    def __neg__(self):
        return Number(self.rounded.copy_negate(), None if self.exact is None else -self.exact)

    def __eq__(self, other):
        return other is not None and self.rounded == other.rounded

    def __lt__(self, other):
        return other is not None and self.rounded < other.rounded

    def __le__(self, other):
        return other is not None and self.rounded <= other.rounded

    def __gt__(self, other):
        return other is not None and self.rounded > other.rounded

    def __ge__(self, other):
        return other is not None and self.rounded >= other.rounded

    def shown(self):
        if self.exact is not None and fractions.Fraction(self.rounded) != self.exact:
            digits = len(self.rounded.as_tuple().digits)
            if digits < 34:
                raise ValueError(f"{self.rounded} is not {self.exact}")
        text = format(self.rounded.normalize(decimal.Context(prec=100)), "f")
        return "0" if text == "-0" else text


def square_root(a):
    return Number(CONTEXT.sqrt(a.rounded), None)


def multiple(a, step, rounding):
    wide = decimal.Context(prec=200)
    count = wide.divide(a.rounded, step.rounded).to_integral_value(rounding)
    return Number(wide.multiply(count, step.rounded), None)


FUNCTIONS = {
    "maximum": lambda *a: max(a), "minimum": lambda *a: min(a), "absolute": lambda a: a if a >= Number.of("0") else -a,
    "negate": lambda a: -a, "positive": lambda a: max(a, Number.of("0")), "squareRoot": square_root,
    "roundUpTo": lambda a, s: multiple(a, s, decimal.ROUND_CEILING),
    "roundDownTo": lambda a, s: multiple(a, s, decimal.ROUND_FLOOR),
    "parameter": lambda n: Number.of(NAMED[n]), "number": lambda n: Number.of(NAMED[n]),
    "accountNumber": lambda n, otherwise=None: Number.of(NAMED[n]) if n in NAMED else otherwise,
    "wholeNumber": lambda a: Number.of(str(int(a.rounded))),
    "N": Number.of,
}


def python(expression):
    text = re.sub(r"(\$p|this)\.", "", expression)
    text = re.sub(r"\bnot in\b", "notin", text)
    text = text.replace("&&", " and ").replace("||", " or ").replace("!=", "~").replace("!", " not ").replace("~", "!=")
    text = re.sub(r'"[^"]*"|(?<![\w.])\d+(?:\.\d+)?B?', lambda m: m.group() if m.group().startswith('"')
                  else f'N("{m.group().rstrip("B")}")', text)
    for java, here in ((r"max(?=\()", "maximum"), (r"min(?=\()", "minimum"), (r"abs(?=\()", "absolute"), ("null", "None"),
                       ("notin", "not in"), ("true", "True"), ("false", "False")):
        text = re.sub(rf"\b{java}\b", here, text)
    return re.sub(r"\bin \(([^()]*(?:\([^()]*\)[^()]*)*)\)", r"in (\1,)", text)


def evaluate(expression):
    names = {name: None if value is None else Number.of(value) for name, value in FIELDS.items()}
    return eval(python(expression), {**FUNCTIONS, **names, "__builtins__": {}})  # our own corpus


def execute(statements):
    """Runs the statements of a consequence, whose last one gives `r` its value."""
    names = {name: None if value is None else Number.of(value) for name, value in FIELDS.items()}
    scope = {**FUNCTIONS, **names, "__builtins__": {}}
    lines, depth = [], 0
    for piece in re.findall(r"(?:else\s+)?if \((?:[^{}])*\) \{|else \{|\}|[^;{}]+;", statements):
        piece = piece.strip()
        if piece == "}":
            depth -= 1
        elif piece.startswith("if "):
            lines.append("    " * depth + "if " + python(piece[3:-1].strip()) + ":")
            depth += 1
        elif piece.startswith("else if "):
            lines.append("    " * depth + "elif " + python(piece[8:-1].strip()) + ":")
            depth += 1
        elif piece == "else {":
            lines.append("    " * depth + "else:")
            depth += 1
        else:
            name, operator, value = re.match(r"(?:BigDecimal )?(\w+) ([-+*/]?)= (.*);", piece).groups()
            value = python(value)
            lines.append("    " * depth + f"{name} = " + (f"{name} {operator} ({value})" if operator else value))
    exec("\n".join(lines), scope)
    return scope["r"]


def derive(line, compute):
    if line.startswith("#") or ";" not in line:
        return line
    expression, expected = (part.strip() for part in line.rsplit(" ; ", 1))
    if re.fullmatch(r"[A-Z_]+|error", expected):
        return line
    value = compute(expression)
    shown = value.shown() if isinstance(value, Number) else str(value).lower()
    return f"{expression} ; {shown}"


def main():
    stale = False
    for name, compute in (("conditions", evaluate), ("joins", evaluate), ("consequences", evaluate), ("statements", execute)):
        path = pathlib.Path(__file__).parent / f"{name}.txt"
        lines = path.read_text().splitlines()
        derived = [derive(line, compute) for line in lines]
        for before, after in zip(lines, derived):
            if before != after:
                stale = True
                print(f"{name}: {before}  should be  {after}")
        if "--write" in sys.argv:
            path.write_text("\n".join(derived) + "\n")
    sys.exit(1 if stale and "--write" not in sys.argv else 0)


main()
