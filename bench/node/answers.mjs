// By how much a figure computed in binary floating point may differ, as a fraction of it; the same as on the Java side.
const TOLERANCE = 1e-12;

function close(expected, actual) {
  return Math.abs(expected - actual) <= Math.abs(expected) * TOLERANCE;
}

// Refuses an answer that is not the hand-written form's.
export function requireSame(name, expected, actual) {
  const ids = Object.keys(expected.haircuts);
  const same =
    Number(expected.maintenance) > 0 &&
    ids.length > 0 &&
    close(Number(expected.maintenance), actual.maintenance) &&
    ids.length === Object.keys(actual.haircuts).length &&
    ids.every((id) => close(Number(expected.haircuts[id]), actual.haircuts[id]));
  if (!same) {
    throw new Error(`hand-written Java says ${JSON.stringify(expected)}, ${name} says ${JSON.stringify(actual)}`);
  }
}
