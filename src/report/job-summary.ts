import { overdueWord, resultOf, statusOf, type Outcome, type Result } from '../outcome.js'
import { duration } from './duration.js'
import { gantt, type GanttForm, type GanttLimit } from './gantt.js'
import { codeBlock, details, inline, table } from './markdown.js'
import { masked, withoutPassword } from './masked.js'
import { repeatLine, type Asked } from './repeat-line.js'
import { UNTRUSTED } from './summary.js'

/** What a summary may have, at most. */
export interface SummaryLimit {
  /** In UTF-8. */
  readonly bytes: number
  readonly gantt: GanttLimit
}

/** Mermaid's own limit, and as many bars as still can be read. */
export const GANTT_LIMIT: GanttLimit = { characters: 50_000, bars: 300 }

/** How much a summary has of each part. */
interface Form {
  readonly gantt: GanttForm | 'none'
  /** Last lines of each target that failed. */
  readonly lines: number
  readonly hasRepeat: boolean
  /** Rows of the table. */
  readonly rows: number
}

/**
 * What the summary of the job says, in Markdown: what came of each target, when what was done, the last lines of those
 * that failed, and how to repeat it. Where that is too long it has less of it: failed targets are the last to go. Empty
 * where there is no target, or no room for a word.
 */
export function jobSummary(outcomes: readonly Outcome[], asked: Asked, limit: SummaryLimit): string {
  if (outcomes.length === 0) return ''
  const sorted = failedFirst(outcomes)
  for (const form of forms(outcomes.length)) {
    const text = summaryIn(form, form.rows < outcomes.length ? sorted : outcomes, asked, limit)
    if (Buffer.byteLength(text) <= limit.bytes) return text
  }
  return ''
}

/** From all that there is to a sentence. */
function forms(targets: number): Form[] {
  const all = { lines: 20, hasRepeat: true, rows: targets }
  const shrinking: Form[] = [
    { ...all, gantt: 'phases' },
    { ...all, gantt: 'targets' },
    { ...all, gantt: 'slowest' },
    ...[10, 3].map((lines) => ({ ...all, gantt: 'slowest' as const, lines })),
    ...[10, 3, 0].map((lines) => ({ ...all, gantt: 'none' as const, lines })),
  ]
  const cut = Array.from({ length: 11 }, (_, halved) => Math.floor(targets / 2 ** halved))
  const least = { gantt: 'none', lines: 0, hasRepeat: false } as const
  return [...shrinking, ...[...new Set([...cut, 0])].map((rows): Form => ({ ...least, rows }))]
}

/** Who is shown first where not all are. */
const RANKS: readonly Result[] = ['failed', 'cancelled', 'passed', 'set up']

function failedFirst(outcomes: readonly Outcome[]): readonly Outcome[] {
  const rank = (outcome: Outcome): number => RANKS.indexOf(resultOf(outcome))
  return [...outcomes].sort((one, other) => rank(one) - rank(other))
}

function summaryIn(form: Form, outcomes: readonly Outcome[], asked: Asked, limit: SummaryLimit): string {
  const shown = outcomes.slice(0, form.rows)
  const failed = outcomes.filter((outcome) => resultOf(outcome) === 'failed')
  const diagram = form.gantt === 'none' ? undefined : gantt(outcomes, form.gantt, limit.gantt)
  const line = form.hasRepeat
    ? repeatLine(
        failed.map(({ arch }) => arch),
        asked,
      )
    : undefined
  const parts = [
    `### xarch: ${counted(outcomes)}\n`,
    untrusted(shown, outcomes),
    shown.length === 0 ? '' : table(HEADER, shown.map(row)),
    rest(outcomes.slice(form.rows)),
    ...(form.lines === 0 ? [] : failed.map((outcome) => lastLines(outcome, form.lines))),
    line === undefined ? '' : `To repeat it in a checkout on your own machine:\n\n${codeBlock('sh', [line])}`,
    diagram === undefined ? '' : codeBlock('mermaid', [diagram]),
  ]
  return `\n${parts.filter((part) => part !== '').join('\n')}`
}

/** `2 passed, 1 failed`, in the order of the table below. */
function counted(outcomes: readonly Outcome[]): string {
  const counts = RANKS.map((result) => {
    const count = outcomes.filter((outcome) => resultOf(outcome) === result).length
    return count === 0 ? [] : [`${count} ${result}`]
  })
  return counts.flat().join(', ')
}

const SIGNS = { failed: '❌', cancelled: '⚪', passed: '✅', 'set up': '☑️' } as const

const HEADER = ['architecture', 'result', 'time', 'root', 'cache', 'emulator']
/** What is shown of a text that someone else chose. */
const LONGEST_CELL = 80

function row(outcome: Outcome): string[] {
  const { arch, spans, rootPath, alpineVersion, rootSource, cacheHit, emulator } = outcome
  const hasRoot = rootPath !== ''
  const root = alpineVersion === null ? withoutPassword(rootSource) : `Alpine ${alpineVersion}`
  const took = spans.length === 0 ? '' : duration(workedMs(outcome))
  return [
    ...[`**${inline(arch)}**`, `${SIGNS[resultOf(outcome)]} ${how(outcome)}`, took],
    ...[hasRoot ? cell(root) : '', hasRoot ? (cacheHit ? 'hit' : 'built') : '', cell(emulator)],
  ]
}

function cell(text: string): string {
  const characters = Array.from(text)
  return inline(characters.length > LONGEST_CELL ? `${characters.slice(0, LONGEST_CELL).join('')}…` : text)
}

function how(outcome: Outcome): string {
  const { exit, error } = outcome
  const overdue = overdueWord(outcome)
  const result = resultOf(outcome)
  if (result !== 'failed' || error || !exit) return result
  if (overdue !== undefined) return `failed (${overdue})`
  return `failed (${exit.signal === null ? 'status' : `${exit.signal},`} ${statusOf(exit)})`
}

/** How long something was done for a target, in milliseconds: what was done at the same time counts once. */
function workedMs({ spans }: Outcome): number {
  let [sum, doneMs] = [0, -Infinity]
  for (const { startMs, endMs } of [...spans].sort((one, other) => one.startMs - other.startMs)) {
    sum += Math.max(0, endMs - Math.max(startMs, doneMs))
    doneMs = Math.max(doneMs, endMs)
  }
  return sum
}

function untrusted(shown: readonly Outcome[], outcomes: readonly Outcome[]): string {
  const archs = outcomes.filter(({ allowsUntrusted }) => allowsUntrusted)
  if (archs.length === 0) return ''
  const isNamed = archs.every((outcome) => shown.includes(outcome))
  const names = isNamed ? archs.map(({ arch }) => inline(arch)).join(', ') : `${archs.length} targets`
  return `> [!WARNING]\n> ${names}: ${UNTRUSTED}\n`
}

function rest(outcomes: readonly Outcome[]): string {
  return outcomes.length === 0 ? '' : `and ${outcomes.length} more (${counted(outcomes)})\n`
}

/** What a target that failed said last, and why it was not started where it was not. */
function lastLines(outcome: Outcome, count: number): string {
  const { arch, lastLines, error, advice, processes } = outcome
  const said = (error ?? lastLines).slice(-count).map(masked)
  const known = advice.map((line) => `- ${inline(line)}\n`).join('')
  const ran =
    processes.length === 0 ? '' : `what ran then:\n\n${codeBlock('text', processes.slice(0, count))}`
  if (said.length === 0) return known === '' ? '' : `**${inline(arch)}**\n\n${known}`
  const title = error
    ? 'why it was not started'
    : `the last ${said.length === 1 ? 'line' : `${said.length} lines`}`
  return details(
    `<b>${inline(arch)}</b>: ${title}`,
    [codeBlock('text', said), ran, known].filter(Boolean).join('\n'),
  )
}
