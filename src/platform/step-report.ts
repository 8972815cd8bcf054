import * as core from '@actions/core'
import { stat } from 'node:fs/promises'
import type { StepError } from '../report/failures.js'

/** What a step's summary may have, in bytes. Source: actions/runner, FileCommandManager.cs (1024 KiB). */
const SUMMARY_BYTES = 1024 * 1024

/**
 * How much can still be added to the summary, in bytes: the commands may have written to it, and one that is too long is
 * not shown at all. 0 where the runner has none.
 */
export async function roomInSummary(): Promise<number> {
  const file = process.env['GITHUB_STEP_SUMMARY']
  if (file === undefined || file === '') return 0
  const there = await stat(file).catch(() => ({ size: SUMMARY_BYTES }))
  return Math.max(0, SUMMARY_BYTES - there.size)
}

/** Adds Markdown to the summary of the job, where the runner has one; what goes wrong is a warning. */
export async function addToSummary(text: string): Promise<void> {
  if (text === '' || process.env['GITHUB_STEP_SUMMARY'] === undefined) return
  try {
    await core.summary.addRaw(text, true).write()
  } catch (error) {
    core.warning(`the summary could not be written: ${(error as Error).message}`)
  }
}

/** Ends the step as failed, with these annotations. The toolkit escapes what would end one, or begin another. */
export function failWith(errors: readonly StepError[]): void {
  process.exitCode = 1
  for (const { title, message, place } of errors) {
    const { file, line, column } = place ?? {}
    const at = {
      ...(file === undefined ? {} : { file }),
      ...(line === undefined ? {} : { startLine: line }),
      ...(column === undefined ? {} : { startColumn: column }),
    }
    core.error(message, { title, ...at })
  }
}

/** Ends the step as failed, with one annotation. */
export function failStep(lines: readonly string[]): void {
  core.setFailed(lines.join('\n'))
}
