import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, readlinkSync } from 'node:fs'
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
  resize(rows: number, columns: number): void
  /** How it is set, in the form of `stty -g`. */
  settings(): string
  /** The process that the terminal was made for: a shell, or what it has become. */
  leader(): number
  /** Closes the terminal, as a person closes its window. */
  hangUp(): void
  /** Resolves with the exit status. */
  readonly ended: Promise<number | null>
}

export interface TerminalOptions {
  readonly columns: number
  readonly rows?: number
  readonly env?: Readonly<Record<string, string>>
  /** Words in front of the command: what it is to be started by. */
  readonly within?: readonly string[]
  readonly program?: string
  /** What the shell of the terminal does, which has the command in `$run`; undefined: it becomes the command. */
  readonly script?: string
}

/** Runs `xarch WORDS`, where no word needs quotes but in single ones. */
export function atTerminal(place: Place, words: readonly string[], options: TerminalOptions): AtTerminal {
  const { columns, rows = 24, env = {}, within = [], script = 'exec $run' } = options
  const program = options.program ?? path.join(REPOSITORY, 'bin/xarch')
  const command = [...within, program, ...words].map((word) => `'${word}'`).join(' ')
  const known = `${path.dirname(process.execPath)}:${process.env['PATH'] ?? ''}`
  const { workspace, temporary, cache } = place
  const commands = `stty cols ${columns} rows ${rows}; ${script.replace('$run', command)}`
  const child = spawn('script', ['-qefc', commands, '/dev/null'], {
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
  const leader = (): number => {
    const pid = String(child.pid)
    return Number(readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ')[0])
  }
  const stty = (...how: string[]): string => {
    const device = readlinkSync(`/proc/${leader()}/fd/0`)
    return execFileSync('stty', ['-F', device, ...how], { encoding: 'utf8' }).trim()
  }
  const ended = once(child, 'close').then(([status]) => status as number | null)
  return {
    said: () => text,
    saying: (wanted) => until(() => wanted.test(text)),
    type: (typed) => {
      child.stdin.write(typed)
    },
    resize: (newRows, newColumns) => {
      stty('rows', String(newRows), 'cols', String(newColumns))
    },
    settings: () => stty('-g'),
    leader,
    hangUp: () => {
      child.kill('SIGKILL')
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
