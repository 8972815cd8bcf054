import type { Host } from './host.js'
import type { Place } from './xarch.js'

/** Words that start a command on a host, in the workspace: to enter a namespace leaves the folder. */
export const inWorkspace = (host: Host, { workspace }: Place): readonly string[] => [
  ...host.within,
  'env',
  '-C',
  workspace,
]

/** The script of a guest that says a word, and goes on once the file is there. */
export const waitFor = (file: string, word: string): string =>
  `echo ${word}; until [ -e ${file} ]; do sleep 0.05; done; rm ${file}`
