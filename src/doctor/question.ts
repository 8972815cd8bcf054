import { machine } from 'node:os'
import { ARCHITECTURES, type Architecture } from '../arch/architectures.js'
import { executionOn } from '../arch/resolve.js'

/** What somebody wants to know of this machine. */
export interface Question {
  /** Those that have to run, all of them; empty: any that this machine does not run by itself. */
  readonly named: readonly Architecture[]
  /** Base URL, no slash at its end. */
  readonly mirror: string
  readonly branch: string
}

/** The architectures that it is about. */
export function asked({ named }: Question): readonly Architecture[] {
  return named.length > 0 ? named : ARCHITECTURES.filter(isEmulated)
}

/** Whether programs of it need an emulator here, as far as `uname -m` tells. */
export function isEmulated(arch: Architecture): boolean {
  return executionOn(machine(), arch) !== 'native'
}
