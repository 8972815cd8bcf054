import { availableParallelism } from 'node:os'
import { flag } from './choice.js'
import type { InputName } from './table.js'

/** How several targets are worked on. */
export interface ManyRequest {
  /** How many commands run at the same time. */
  readonly parallel: number
  /** Whether the failure of one ends the others. */
  readonly failFast: boolean
}

type Problem = (line: string) => void

/** Reads the inputs `parallel` and `fail-fast`. */
export function parseMany(text: (name: InputName) => string, problem: Problem): ManyRequest {
  return {
    parallel: parallel(text('parallel').trim(), problem),
    failFast: flag('fail-fast', text('fail-fast'), problem),
  }
}

function parallel(text: string, problem: Problem): number {
  if (text === '') return availableParallelism()
  const number = /^\d{1,4}$/.test(text) ? Number(text) : 0
  if (number < 1) problem(`parallel: got "${text}"; allowed is a number from 1 to 9999`)
  return Math.max(1, number)
}
