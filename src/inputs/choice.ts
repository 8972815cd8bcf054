import type { InputName } from './table.js'

type Problem = (problem: string) => void

/** A text that must be one of a few words; the first of them where it is none, which is a problem. */
export function oneOf<T extends string>(
  name: InputName,
  text: string,
  allowed: readonly [T, ...T[]],
  problem: Problem,
): T {
  const word = text.trim()
  const found = allowed.find((candidate) => candidate === word)
  if (found === undefined)
    problem(
      `${name}: got "${word}"; allowed are ${allowed.slice(0, -1).join(', ')} and ${allowed.at(-1) ?? ''}`,
    )
  return found ?? allowed[0]
}

/** A text that must be true or false. */
export function flag(name: InputName, text: string, problem: Problem): boolean {
  const word = text.trim().toLowerCase()
  if (word !== 'true' && word !== 'false') problem(`${name}: got "${text}"; allowed are true and false`)
  return word === 'true'
}
