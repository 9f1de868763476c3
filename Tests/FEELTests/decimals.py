# SPDX-License-Identifier: Apache-2.0
"""Prints seeded cases of decimal arithmetic, computed by Python's decimal module.

    python3 decimals.py SEED COUNT

Each line is `operation|operands…|expected`. A number that must have these very digits is written as
`coefficientEexponent`, one of which only the value counts as Python prints it, no result as `nil`.
"""

import random
import sys
from decimal import (
    MAX_EMAX, MIN_EMIN, ROUND_CEILING, ROUND_DOWN, ROUND_FLOOR, ROUND_HALF_DOWN, ROUND_HALF_EVEN,
    ROUND_HALF_UP, ROUND_UP, Context, Decimal)

CONTEXT = Context(
    prec=34, rounding=ROUND_HALF_EVEN, Emin=-6143, Emax=6144, clamp=1, traps=[])
EXACT = Context(prec=600, rounding=ROUND_HALF_EVEN, Emin=MIN_EMIN, Emax=MAX_EMAX, traps=[])
NEARLY = Context(prec=90, rounding=ROUND_HALF_EVEN, Emin=MIN_EMIN, Emax=MAX_EMAX, traps=[])
MODES = {
    "halfEven": ROUND_HALF_EVEN, "halfUp": ROUND_HALF_UP, "halfDown": ROUND_HALF_DOWN,
    "up": ROUND_UP, "down": ROUND_DOWN, "floor": ROUND_FLOOR, "ceiling": ROUND_CEILING}


def digits(value):
    """The very digits of a result; FEEL has no sign of zero."""
    if not value.is_finite():
        return "nil"
    sign, numerals, exponent = value.as_tuple()
    coefficient = int("".join(map(str, numerals)))
    return f"{'-' if sign and coefficient else ''}{coefficient}E{exponent}"


def value(result):
    """A result of which only the value counts."""
    return str(result) if result.is_finite() else "nil"


def coefficient(source):
    kind = source.randrange(10)
    length = source.randint(1, 34)
    if kind == 0:
        return source.choice([0, 1, 2, 5, 10, 25, 125, 10**33, 10**34 - 1, 5 * 10**33, 10**18])
    if kind == 1:
        return source.randint(1, 99) * 10 ** source.randint(0, 32)
    if kind == 2:
        return int("9" * length)
    if kind < 6:
        return source.randrange(10**6)
    return source.randrange(10 ** (length - 1), 10**length)


def number(source, reach=None):
    """A decimal with many ordinary, and some extreme exponents."""
    kind = source.randrange(12)
    if reach is not None:
        exponent = source.randint(-reach, reach)
    elif kind == 0:
        exponent = source.randint(-6176, 6111)
    elif kind == 1:
        exponent = source.choice([-6176, -6175, -6143, -6142, 6110, 6111, 6100])
    else:
        exponent = source.randint(-40, 6) if kind < 8 else source.randint(-6, 2)
    sign = source.choice([1, 1, -1])
    return Decimal(sign * coefficient(source)).scaleb(exponent, EXACT)


def neighbour(source, other):
    """A number near another one, for cancellation, ties and equality."""
    exponent = other.as_tuple().exponent + source.randint(-3, 3)
    if source.randrange(2):
        near = EXACT.add(other, Decimal(source.randint(-5, 5)).scaleb(exponent, EXACT))
    else:
        near = EXACT.multiply(other, Decimal(source.choice(["1", "1.0", "10", "-1", "0.5", "2"])))
    near = CONTEXT.plus(near)
    return near if near.is_finite() else other


def modulo(left, right):
    rest = EXACT.remainder(left, right)
    if rest and (rest < 0) != (right < 0):
        rest = EXACT.add(rest, right)
    return CONTEXT.plus(rest)


def power(base, exponent):
    if not exponent:
        return Decimal(1)
    return CONTEXT.plus(NEARLY.power(base, exponent))


def rounded(operand, scale, mode):
    if not -6111 <= scale <= 6176:
        return Decimal("NaN")
    result = operand.quantize(Decimal(1).scaleb(-scale, EXACT), MODES[mode], EXACT)
    grown = len(result.as_tuple().digits) > 34 or not result.is_finite()
    return operand if grown else result


def plain(operand):
    sign, numerals, exponent = operand.as_tuple()
    if not operand:
        operand = abs(operand)
    if exponent >= 0 and not operand:
        return "0"
    length = len(numerals) + exponent if exponent >= 0 else 1 - exponent
    if length <= 100:
        return format(operand, "f")
    while exponent > 0 and numerals[-1] == 0:
        numerals, exponent = numerals[:-1], exponent + 1
    text = str(numerals[0])
    if len(numerals) > 1:
        text += "." + "".join(map(str, numerals[1:]))
    power = exponent + len(numerals) - 1
    return f"{'-' if operand < 0 else ''}{text}E{power:+d}"


def text(source):
    """The text of a number as people and machines write it, often with more than 34 digits."""
    whole = "".join(source.choices("0123456789", k=source.choice([0, 1, 3, 20, 40])))
    fraction = "".join(source.choices("0123456789", k=source.choice([0, 1, 2, 19, 45])))
    if source.randrange(4) == 0:
        whole = "0" * source.randint(0, 50) + whole
        fraction = "0" * source.randint(0, 60) + fraction
    if source.randrange(6) == 0:
        fraction = fraction[:1] + "5" + "0" * source.randint(0, 50) + source.choice(["", "1"])
    if not whole and not fraction:
        whole = "7"
    point = "." if fraction or source.randrange(3) == 0 else ""
    exponent = source.choice(["", "", "E5", "e-7", "E+30", "E-6150", "e6120", "E6170", "E-6200"])
    return source.choice(["", "-", "+"]) + whole + point + fraction + exponent


def binary(source, operation):
    left = number(source)
    right = neighbour(source, left) if source.randrange(3) == 0 else number(source)
    result = getattr(CONTEXT, operation)(left, right)
    return left, right, digits(result)


def case(source, operation):
    if operation in ("add", "subtract", "multiply", "divide"):
        return binary(source, operation)
    if operation == "compare":
        left = number(source)
        right = neighbour(source, left) if source.randrange(2) else number(source)
        return left, right, EXACT.compare(left, right)
    if operation == "modulo":
        left, right = number(source, 60), number(source, 60)
        return left, right, value(modulo(left, right)) if right else "nil"
    if operation == "round":
        operand = number(source)
        places = -operand.as_tuple().exponent
        far = source.choice([-6112, -6111, 6176, 6177, 0])
        scale = far if source.randrange(8) == 0 else places - source.randint(-8, 36)
        mode = source.choice(list(MODES))
        return operand, scale, mode, digits(rounded(operand, scale, mode))
    if operation == "sqrt":
        operand = number(source)
        if source.randrange(3) == 0:
            root = abs(source.randrange(10**17))
            operand = Decimal(root * root).scaleb(source.randint(-30, 30), EXACT)
        return operand, digits(CONTEXT.sqrt(operand)) if operand >= 0 else "nil"
    if operation == "exp":
        operand = number(source, 36)
        if source.randrange(3) == 0:
            operand = Decimal(source.randint(-15_000_000, 15_000_000)).scaleb(-3)
        return operand, digits(CONTEXT.exp(operand))
    if operation == "log":
        operand = number(source)
        if source.randrange(3) == 0:
            operand = EXACT.add(Decimal(1), number(source, 0).scaleb(-source.randint(1, 34)))
            operand = CONTEXT.plus(operand)
        return operand, digits(CONTEXT.ln(operand)) if operand > 0 else "nil"
    if operation == "power":
        return powers(source)
    if operation == "integer":
        operand = number(source)
        whole = operand == operand.to_integral_value()
        fits = abs(operand) < Decimal(10) ** 40 and -(2**63) <= operand < 2**63
        return operand, int(operand) if whole and fits else "nil"
    if operation == "print":
        operand = number(source)
        return operand, plain(operand)
    read = text(source)
    return read, digits(CONTEXT.create_decimal(read))


def powers(source):
    kind = source.randrange(6)
    base, exponent = abs(number(source, 20)), number(source, 4)
    if kind == 0:
        base, exponent = Decimal(source.randint(-30, 30)), Decimal(source.randint(-60, 60))
    elif kind == 1:
        base, exponent = number(source, 6), Decimal(source.randint(-9, 9))
    elif kind == 2:
        root = Decimal(source.randint(1, 10**6) ** source.choice([2, 4, 5])).scaleb(
            source.choice([-20, -4, 0, 20]))
        base, exponent = root, Decimal(source.choice(["0.5", "2.5", "0.25", "-0.5", "0.2", "-1.2"]))
    elif kind == 3:
        base = Decimal(source.choice([2, 5, 4, 25, 20, 50, "0.5", "0.04"]))
        exponent = Decimal(source.randint(-115, 115))
    elif kind == 4:
        # Squares of 35 digits that end in 5: ties.
        base = Decimal(source.randrange(10**17, 4 * 10**17) * 10 + 5).scaleb(source.randint(-9, 9))
        exponent = Decimal(2)
    return base, exponent, value(power(base, exponent))


OPERATIONS = (
    ["add", "subtract", "multiply", "divide"] * 3 + ["compare", "modulo", "round", "round", "sqrt"]
    + ["exp", "log", "power", "integer", "print", "read"])


def main():
    source = random.Random(int(sys.argv[1]))
    for place in range(int(sys.argv[2])):
        operation = OPERATIONS[place % len(OPERATIONS)]
        print(operation, *case(source, operation), sep="|")


main()
