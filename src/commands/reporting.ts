import { closeSync, existsSync, openSync, renameSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { makeFolderNow } from '../platform/disk.js'
import type { Reports } from '../inputs/reports.js'
import type { Job, Recording } from '../main.js'
import { ended, overdueWord, statusOfAll, type Outcome } from '../outcome.js'
import { ownStream } from '../platform/own-streams.js'
import type { Log, Ports } from '../platform/ports.js'
import { Refused } from '../report/errors.js'
import { junit } from '../report/junit.js'
import { results } from '../report/results.js'
import { ending, summaryLines } from '../report/summary.js'

/** Where the results of a run go. */
export interface Reporting {
  /** What of the job sees to it that they can be told. */
  readonly job: Pick<Job, 'record' | 'stdout'>
  /** Tells them. Returns the exit status of the run: 125 where a report that was asked for could not be written. */
  readonly conclude: (outcomes: readonly Outcome[]) => number
}

/**
 * Makes ready what the reports need.
 * @throws `Refused` where they cannot be written, before anything has run
 */
export function reporting(reports: Reports, { log, paths }: Ports): Reporting {
  const { output, json } = reports
  const at = (path: string): string => resolve(paths.workspace, path)
  const file = reports.junit === '' ? undefined : at(reports.junit)
  if (file !== undefined && !existsSync(dirname(file))) throw missing('junit', dirname(file))
  const problems: string[] = []
  const complain = (line: string): void => {
    problems.push(line)
  }
  const folder = output === '' ? undefined : madeFolder(at(output))
  const record =
    folder === undefined ? undefined : (arch: string) => recording(join(folder, `${arch}.log`), complain)
  return {
    job: { record, stdout: json ? 'stderr' : undefined },
    conclude: (outcomes) => {
      say(outcomes, log)
      if (file !== undefined)
        attempt(
          () => {
            write(file, junit(outcomes))
          },
          `junit: ${file}`,
          complain,
        )
      if (json) ownStream('stdout').write(`${results(outcomes)}\n`)
      if (problems.length > 0) log.error(problems)
      return statusOfAll(outcomes) || (problems.length > 0 ? 125 : 0)
    },
  }
}

/** One architecture: only a signal, or its time, is worth a word. Several: what came of each, and what it took. */
function say(outcomes: readonly Outcome[], log: Log): void {
  const several = outcomes.length > 1
  for (const line of summaryLines(outcomes)) {
    if (several) log.info(line)
    else log.debug(line)
  }
  for (const outcome of ended(outcomes)) {
    const line = ending(outcome)
    if (line !== undefined && (several || outcome.exit?.signal || overdueWord(outcome)))
      log.error(line.split('\n'))
  }
}

function madeFolder(folder: string): string {
  try {
    makeFolderNow(folder)
  } catch (error) {
    throw missing('output', folder, error as Error)
  }
  return folder
}

function missing(option: string, folder: string, error?: Error): Refused {
  return new Refused({
    what: `${option}: the folder ${folder} ${error ? `could not be made: ${error.message}` : 'is not there'}`,
    todo: 'Name one that can be written to.',
  })
}

/** A file that gets all as it comes; what goes wrong is complained of once. */
function recording(path: string, complain: (line: string) => void): Recording {
  let file: number | undefined
  const end = (): void => {
    if (file !== undefined) closeSync(file)
    file = undefined
  }
  const doing = (work: () => void): void => {
    attempt(work, `output: ${path}`, (line) => {
      complain(line)
      end()
    })
  }
  doing(() => {
    file = openSync(path, 'w')
  })
  const write = (chunk: Buffer): void => {
    const to = file
    if (to !== undefined)
      doing(() => {
        writeAll(to, chunk)
      })
  }
  return { write, end }
}

/** A write may take a part only. */
function writeAll(file: number, chunk: Buffer): void {
  for (let at = 0; at < chunk.length;) at += writeSync(file, chunk, at)
}

/** Whole or not at all. */
function write(file: string, text: string): void {
  const partial = `${file}.part.${process.pid}`
  try {
    writeFileSync(partial, text)
    renameSync(partial, file)
  } catch (error) {
    rmSync(partial, { force: true })
    throw error
  }
}

function attempt(work: () => void, what: string, complain: (line: string) => void): void {
  try {
    work()
  } catch (error) {
    complain(`${what} could not be written: ${(error as Error).message}`)
  }
}
