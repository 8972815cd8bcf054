import type { ChildProcess } from 'node:child_process'
import type { Annotation, Said } from './workflow-commands.js'

/** What came of main or post. */
export interface Stage extends Said {
  readonly status: number | null
  readonly signal: NodeJS.Signals | null
  /** Both streams, as the log shows them. */
  readonly log: string
  readonly annotations: readonly Annotation[]
}

export interface Running {
  readonly process: ChildProcess
  /** Resolves when the log has the text; throws when main ends without it. */
  until(text: string): Promise<void>
  readonly ended: Promise<Stage>
  /** The end, which has to come in that time: else it is killed, and this throws. */
  within(limitMs: number): Promise<Stage>
}

/** How the process has ended, before it is known what the step has said. */
export type End = Omit<Stage, keyof Said | 'annotations'>

/** How long a pipe may stay open after the process is gone: who holds it then was left behind. */
const HELD_OPEN_MS = 5000

/** Follows a process of a step to its end. */
export function watched(child: ChildProcess, conclude: (end: End) => Promise<Stage>): Running {
  let log = ''
  const waiting = new Set<() => void>()
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk: string) => {
      log += chunk
      for (const look of waiting) look()
    })
  }
  const ended = new Promise<End>((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (status, signal) => {
      const held = setTimeout(() => {
        reject(new Error(`its output is still held open after its end:\n${log}`))
      }, HELD_OPEN_MS)
      child.once('close', () => {
        clearTimeout(held)
        resolve({ status, signal, log })
      })
    })
  }).then(conclude)
  ended.catch(() => undefined) // whoever awaits it sees the error
  return {
    process: child,
    ended,
    within: async (limitMs) => {
      const timer = setTimeout(() => child.kill('SIGKILL'), limitMs)
      const stage = await ended
      clearTimeout(timer)
      if (stage.signal === 'SIGKILL') throw new Error(`it did not end within ${limitMs} ms:\n${stage.log}`)
      return stage
    },
    until: (text) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          if (!log.includes(text)) return
          waiting.delete(look)
          resolve()
        }
        waiting.add(look)
        look()
        child.once('close', () => {
          reject(new Error(`it ended and never said "${text}":\n${log}`))
        })
      }),
  }
}
