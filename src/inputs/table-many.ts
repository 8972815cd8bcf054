import type { Input } from './input.js'

/** How several architectures are worked on. A part of the table of inputs. */
export const MANY_INPUTS = [
  {
    name: 'parallel',
    kind: 'text',
    default: '',
    value: 'NUMBER',
    meaning:
      'how many architectures run their commands at the same time (default: as many as there are cores)',
  },
  {
    name: 'fail-fast',
    kind: 'flag',
    default: 'true',
    value: 'true|false',
    meaning: 'where one architecture fails, the commands of the others get SIGTERM and are ended',
  },
] as const satisfies readonly Input[]
