import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import process from 'node:process'
import { REPOSITORY } from './runner-environment.js'
import { until, type Place } from './xarch.js'

/** The command at a terminal, which script(1) of util-linux makes. */

/** A run at a terminal. */
export interface AtTerminal {
  /** All that came to the terminal, as it came. */
  said(): string
  saying(text: RegExp): Promise<void>
  /** What a person types: `\x03` is ^C. */
  type(text: string): void
  /** Resolves with the exit status. */
  readonly ended: Promise<number | null>
}

export interface TerminalOptions {
  readonly columns: number
  readonly env?: Readonly<Record<string, string>>
}

/** Runs `xarch WORDS`, where no word needs quotes but in single ones. */
export function atTerminal(
  place: Place,
  words: readonly string[],
  { columns, env = {} }: TerminalOptions,
): AtTerminal {
  const command = [path.join(REPOSITORY, 'bin/xarch'), ...words].map((word) => `'${word}'`).join(' ')
  const known = `${path.dirname(process.execPath)}:${process.env['PATH'] ?? ''}`
  const { workspace, temporary, cache } = place
  const child = spawn('script', ['-qefc', `stty cols ${columns}; exec ${command}`, '/dev/null'], {
    cwd: workspace,
    env: {
      ...{ PATH: known, HOME: workspace, TMPDIR: temporary, XDG_CACHE_HOME: cache },
      ...{ TERM: 'xterm', SHELL: '/bin/sh', ...env },
    },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  let text = ''
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk
  })
  const ended = once(child, 'close').then(([status]) => status as number | null)
  return {
    said: () => text,
    saying: (wanted) => until(() => wanted.test(text)),
    type: (typed) => {
      child.stdin.write(typed)
    },
    ended,
  }
}

/** Erases what is right of the cursor (EL): of all escape sequences the only one that is known here. */
const ERASE = '\x1b[K'

/** What stands on a terminal, scrolled away or not, when all this has come. */
export function shownBy(said: string): string {
  const lines = said.split('\n').map((line) => {
    let [shown, column] = ['', 0]
    for (const [part] of line.replaceAll(ERASE, '\f').matchAll(/[\r\f]|[^\r\f]+/g)) {
      if (part === '\r') column = 0
      else if (part === '\f') shown = shown.slice(0, column)
      else {
        shown = shown.slice(0, column) + part + shown.slice(column + part.length)
        column += part.length
      }
    }
    return shown
  })
  return lines.join('\n')
}
