import { resultOf, type Outcome, type Span } from '../outcome.js'
import { duration } from './duration.js'

/** What a diagram may have, at most. */
export interface GanttLimit {
  /** Mermaid shows no longer text: `maxTextSize` of its configuration, 50 000 by itself, and at GitHub. */
  readonly characters: number
  /** One is 24 pixels high. */
  readonly bars: number
}

/** How much a diagram shows: each phase, one bar a target, or one for those that failed or took longest. */
export type GanttForm = 'phases' | 'targets' | 'slowest'

/** What `slowest` shows. */
const SLOWEST = 30

/** When what was done, as the text of a gantt diagram of mermaid; undefined where it would be over the limit, or empty. */
export function gantt(outcomes: readonly Outcome[], form: GanttForm, limit: GanttLimit): string | undefined {
  const timed = outcomes.filter(({ spans }) => spans.length > 0)
  const shown = form === 'slowest' ? slowest(timed) : timed
  if (shown.length === 0) return undefined
  const bars = form === 'phases' ? shown.reduce((sum, { spans }) => sum + spans.length, 0) : shown.length
  if (bars > limit.bars) return undefined
  const text = [...head(shown), ...shown.flatMap(form === 'phases' ? section : oneBar)].join('\n')
  return text.length > limit.characters ? undefined : text
}

function slowest(outcomes: readonly Outcome[]): readonly Outcome[] {
  const isFailed = (outcome: Outcome): number => Number(resultOf(outcome) === 'failed')
  const longest = (outcome: Outcome): number => whole(outcome).endMs - whole(outcome).startMs
  return [...outcomes]
    .sort((one, other) => isFailed(other) - isFailed(one) || longest(other) - longest(one))
    .slice(0, SLOWEST)
}

function head(outcomes: readonly Outcome[]): string[] {
  const end = Math.max(...outcomes.map((outcome) => whole(outcome).endMs))
  const format = end < 10_000 ? '%-S.%L s' : end < 60_000 ? '%-S s' : end < 3_600_000 ? '%M:%S' : '%H:%M'
  return ['gantt', 'dateFormat YYYY-MM-DD HH:mm:ss.SSS', `axisFormat ${format}`, 'todayMarker off']
}

function section(outcome: Outcome): string[] {
  const { arch, spans } = outcome
  const result = resultOf(outcome)
  const sorted = [...spans].sort((one, other) => one.startMs - other.startMs || one.endMs - other.endMs)
  const last = spans.at(-1)
  const bars = sorted.map((span) => {
    const style =
      span === last && result === 'failed'
        ? 'crit'
        : span.phase === 'run' && result !== 'cancelled'
          ? 'active'
          : 'done'
    return bar(span.phase, style, span)
  })
  return [`section ${name(arch)}${result === 'failed' ? ' ❌' : ''}`, ...bars]
}

function oneBar(outcome: Outcome): string[] {
  return [bar(outcome.arch, resultOf(outcome) === 'failed' ? 'crit' : 'active', whole(outcome))]
}

/** From the first that was done for a target to the last. */
function whole({ spans }: Outcome): Omit<Span, 'phase'> {
  return {
    startMs: Math.min(...spans.map(({ startMs }) => startMs)),
    endMs: Math.max(...spans.map(({ endMs }) => endMs)),
  }
}

function bar(
  label: string,
  style: 'crit' | 'active' | 'done',
  { startMs, endMs }: Omit<Span, 'phase'>,
): string {
  const tookMs = Math.max(1, Math.round(endMs - startMs))
  return `${name(label)} ${duration(Math.max(0, endMs - startMs))} :${style}, ${moment(startMs)}, ${tookMs}ms`
}

/** A day on which no country changed its clocks: mermaid shows the local time of who looks. */
const DAY = Date.UTC(2000, 0, 1)
/** A job ends long before, and mermaid's years have four digits. */
const LATEST_MS = 365 * 24 * 3_600_000

function moment(timeMs: number): string {
  const date = new Date(DAY + Math.min(Math.max(0, Math.round(timeMs)), LATEST_MS))
  return date.toISOString().replace('T', ' ').replace('Z', '')
}

/** Longer ones hide their bars. */
const LONGEST_NAME = 40

/**
 * A name as mermaid takes it for one. Its grammar knows no escape: a colon ends the name of a task, `%%`, `#` and `;`
 * are comments or entities, and a line that begins with a keyword is no task (gantt.jison; preprocess.ts).
 */
function name(text: string): string {
  const plain = Array.from(text.replace(/[^\p{L}\p{M}\p{N}\p{Extended_Pictographic}\u200d .,+()/_-]+/gu, ' '))
  const cut = plain.slice(0, LONGEST_NAME).join('').replace(/\s+/g, ' ').trim()
  return RESERVED.test(cut) ? `_${cut}` : cut
}

/** What begins a line of another meaning, and a name of nothing. */
const RESERVED =
  /^$|^(acc\w*|axisFormat|call|click|dateFormat|excludes|gantt|href|includes|inclusiveEndDates|section|tickInterval|title|todayMarker|topAxis|weekday|weekend)\b|^\d{4}-|^-/i
