/** Milliseconds of a unit, by its letter. */
const UNITS: Readonly<Record<string, number>> = {
  m: 60_000,
  h: 3600_000,
  d: 24 * 3600_000,
  w: 7 * 24 * 3600_000,
}

/** Reads an age: a number and a unit. Returns milliseconds. */
export function parseAge(name: string, text: string, problem: (problem: string) => void): number {
  const [, number = '', unit = ''] = /^(\d{1,6})([mhdw])$/.exec(text) ?? []
  const milliseconds = Number(number) * (UNITS[unit] ?? 0)
  if (number !== '') return milliseconds
  problem(`${name}: got "${text}"; allowed is a number with m, h, d or w behind it: 30m, 12h, 7d, 4w`)
  return 0
}
