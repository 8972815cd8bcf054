import type { Ports } from '../platform/ports.js'
import { explain, Refused } from '../report/errors.js'

/** How far something can be had: all of it; with less, or in another way; not at all. */
export type State = 'ok' | 'limited' | 'missing'

/** What came of looking at one thing of this machine. */
export interface Check {
  /** Does not change: programs that read the JSON find it by this. */
  readonly name: string
  readonly state: State
  readonly says: string
  /** The command that mends it, or what to do where no single command does. */
  readonly mend?: string
  /** The main job cannot run where it is missing. */
  readonly needed: boolean
}

/** What checks act through; `paths.temporary` is a folder that goes when they are done. */
export type DoctorPorts = Ports

/** A check that the main job can do without. */
export function check(name: string, state: State, says: string, mend?: string): Check {
  return { name, state, says, needed: false, ...(mend === undefined ? {} : { mend }) }
}

/** One that it needs. */
export function neededCheck(name: string, state: State, says: string, mend?: string): Check {
  return { ...check(name, state, says, mend), needed: true }
}

/** A command for root, as this user types it. */
export function asRoot(command: string, { privilege }: Pick<Ports, 'privilege'>): string {
  return privilege === 'root' ? command : `sudo ${command}`
}

/** What an error says: what, on one line, and what is to be done about it. */
export function said(error: unknown): { readonly what: string; readonly todo?: string } {
  if (error instanceof Refused) {
    const { what, todo } = error.explanation
    return { what: oneLineOf(what), ...(todo === undefined ? {} : { todo }) }
  }
  const [what = '', ...rest] = explain(error)
  const todo = rest.find((line) => line.startsWith('do: '))?.slice('do: '.length)
  return { what: oneLineOf(what), ...(todo === undefined ? {} : { todo }) }
}

/** A text of several lines, as programs write them, on one. */
export function oneLineOf(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('; ')
}

/** What a check gives; where it could not even be tried, that is what is wrong. */
export async function tried(name: string, work: () => Promise<Check>): Promise<Check> {
  try {
    return await work()
  } catch (error) {
    const { what, todo } = said(error)
    return check(name, 'missing', `could not be tried: ${what}`, todo)
  }
}
