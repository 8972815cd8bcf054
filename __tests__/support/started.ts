import type { ChildProcess } from 'node:child_process'

/** How a run of the command ended, and what it said. */
export interface Ended {
  readonly status: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly bytes: Buffer
  readonly stderr: string
}

/** A run that goes on. */
export interface Started {
  readonly child: ChildProcess
  readonly ended: Promise<Ended>
  /** Resolves when its output has this in it. */
  saying(text: string): Promise<void>
}

/** Longer than any run of these tests, shorter than the time a test has. */
const HANG_MS = 40_000

/** Follows a process to its end, which has to come in that time. */
export function following(child: ChildProcess, over: () => void, withinMs = HANG_MS): Started {
  const output = { stdout: [] as Buffer[], stderr: [] as Buffer[] }
  const all = (name: keyof typeof output): Buffer => Buffer.concat(output[name])
  for (const name of ['stdout', 'stderr'] as const)
    child[name]?.on('data', (chunk: Buffer) => {
      output[name].push(chunk)
    })
  const ended = new Promise<Ended>((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill('SIGKILL')
      reject(new Error(`no end after ${withinMs} ms; it said: ${all('stderr').toString()}`))
    }, withinMs)
    child.once('error', reject)
    child.once('close', (status, signal) => {
      clearTimeout(timer)
      over()
      const bytes = all('stdout')
      resolve({ status, signal, bytes, stdout: bytes.toString(), stderr: all('stderr').toString() })
    })
  })
  ended.catch(() => undefined) // whoever awaits it sees the error
  const said = (text: string): boolean => all('stdout').includes(text) || all('stderr').includes(text)
  const saying = (text: string): Promise<void> =>
    until(() => said(text) || child.exitCode !== null).then(() => {
      if (!said(text)) throw new Error(`it ended before it said "${text}": ${all('stderr').toString()}`)
    })
  return { child, ended, saying }
}

/** Waits until something holds; throws when it takes too long. */
export async function until(holds: () => boolean | Promise<boolean>, deadlineMs = 20_000): Promise<void> {
  const end = Date.now() + deadlineMs
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`not within ${deadlineMs} ms: ${holds.toString()}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
