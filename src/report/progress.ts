import { duration } from './duration.js'
import { sizeText } from './kept.js'

/** What there is to be told of a piece of work that goes on. */
export interface WorkSeen {
  readonly what: string
  /** What is being done now; may be empty. */
  readonly note: string
  /** Undefined where it is no matter of bytes. */
  readonly doneBytes: number | undefined
  readonly totalBytes: number | undefined
  readonly bytesPerSecond: number | undefined
  readonly elapsedMs: number
}

const SPINNER = ['|', '/', '-', '\\'] as const
/** Between its brackets. */
const BAR = { least: 10, most: 30 } as const
/** What a name gets of the line before anything else is left out. */
const NAME = { least: 16, share: 0.4 } as const

/**
 * The line at the bottom of a terminal: one piece of work with a bar where its size is known, else with a spinner; of
 * several their sum and their names. What has no room is left out, the time left first.
 * @param columns it is never wider; characters beyond ASCII are taken for two columns, as the widest of them have
 * @param turn how often it was drawn: turns the spinner
 */
export function statusLine(works: readonly WorkSeen[], columns: number, turn: number): string {
  const spinner = SPINNER[turn % SPINNER.length] ?? ''
  const [work, ...more] = works
  if (!work) return ''
  return more.length > 0 ? several(works, columns, spinner) : one(work, columns, spinner)
}

function one(work: WorkSeen, columns: number, spinner: string): string {
  const { note, totalBytes: total } = work
  const size = sizeOf(work)
  const [rate, left, elapsed] = [rateOf(work), leftOf(work), time(work.elapsedMs)]
  const name = cut(work.what, Math.max(NAME.least, Math.floor(columns * NAME.share)))
  if (total === undefined || size === undefined || isPast(work)) {
    const told = [...(note === '' ? [] : [note]), ...(size ?? []), ...rate, elapsed]
    const lines = [told, [...(size ?? []), ...rate, elapsed], [...(size ?? []), elapsed], [elapsed], []]
    return firstThatFits(
      lines.map((parts) => [`${spinner} ${name}`, ...parts].join('  ')),
      columns,
    )
  }
  const rests = [[...size, ...rate, ...left], [...size, ...rate], size]
  const lines = rests.map((rest) => {
    const room = columns - width([name, '[]', ...rest].join('  '))
    return [name, bar((work.doneBytes ?? 0) / total, Math.min(room, BAR.most)), ...rest].join('  ')
  })
  return firstThatFits([...lines, [name, ...size].join('  '), name], columns)
}

/** A bar of so many columns between brackets; where it would say nothing it is too wide for any line. */
function bar(share: number, columns: number): string {
  const inner = Math.max(BAR.least, columns)
  const full = Math.floor(Math.min(1, share) * inner)
  return `[${'#'.repeat(full)}${'-'.repeat(inner - full)}]`
}

function several(works: readonly WorkSeen[], columns: number, spinner: string): string {
  const sized = works.filter((work) => work.totalBytes !== undefined && !isPast(work))
  const sum = (of: (work: WorkSeen) => number | undefined): number =>
    sized.reduce((bytes, work) => bytes + (of(work) ?? 0), 0)
  const together = {
    doneBytes: sum(({ doneBytes }) => doneBytes),
    totalBytes: sum(({ totalBytes }) => totalBytes),
    bytesPerSecond: sum(({ bytesPerSecond }) => bytesPerSecond),
  }
  const size = sized.length > 0 ? [...(sizeOf(together) ?? []), ...rateOf(together)] : []
  const names = works.map(({ what }) => what).join(', ')
  const head = [`${spinner} ${works.length} at once`, ...size].join(', ')
  return cut(`${head}: ${names}`, columns)
}

/** One line of a log: how far it is. */
export function progressLine(work: WorkSeen): string {
  const size = sizeOf(work)
  const left = leftOf(work).map((text) => `${text} left`)
  const far = size ? [...size, ...rateOf(work), ...(isPast(work) ? [] : left)] : []
  const note = work.note === '' ? [] : [work.note]
  return `${work.what}: ${[...note, ...(far.length > 0 ? far : [`${time(work.elapsedMs)} so far`])].join(', ')}`
}

/** One line of a log: it is done. */
export function endLine({ what, doneBytes, elapsedMs }: WorkSeen): string {
  if (doneBytes === undefined) return `${what}: done in ${time(elapsedMs)}`
  const rate = rateOf({ bytesPerSecond: elapsedMs > 0 ? (doneBytes / elapsedMs) * 1000 : undefined })
  return `${what}: ${[`${sizeText(doneBytes)} in ${time(elapsedMs)}`, ...rate].join(', ')}`
}

type Sizes = Pick<WorkSeen, 'doneBytes' | 'totalBytes'>

/** Whether there are more bytes than were announced, or none were: how many there will be is not known then. */
function isPast({ doneBytes = 0, totalBytes = 0 }: Sizes): boolean {
  return totalBytes === 0 || doneBytes > totalBytes
}

/** `1.9 of 3.8 MB`, `840 kB of 3.8 MB`, `1.9 MB`. */
function sizeOf({ doneBytes, totalBytes }: Sizes): readonly [string] | undefined {
  if (doneBytes === undefined) return undefined
  const done = sizeText(doneBytes)
  if (totalBytes === undefined || isPast({ doneBytes, totalBytes })) return [done]
  const total = sizeText(totalBytes)
  const [amount = '', unit = ''] = done.split(' ')
  return [`${total.endsWith(` ${unit}`) ? amount : done} of ${total}`]
}

function rateOf({ bytesPerSecond }: Pick<WorkSeen, 'bytesPerSecond'>): readonly string[] {
  return bytesPerSecond === undefined ? [] : [`${sizeText(bytesPerSecond)}/s`]
}

function leftOf({ doneBytes, totalBytes, bytesPerSecond = 0 }: WorkSeen): readonly string[] {
  if (doneBytes === undefined || totalBytes === undefined || bytesPerSecond < 1) return []
  return [time(((totalBytes - doneBytes) / bytesPerSecond) * 1000)]
}

/** `5 s`, `2 min 5 s`, `3 h`: it changes once a second. */
function time(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000)
  if (seconds < 60) return `${seconds} s`
  return seconds < 3600 ? `${Math.floor(seconds / 60)} min ${seconds % 60} s` : duration(milliseconds)
}

/** The last one, cut, where none fits. */
function firstThatFits(lines: readonly string[], columns: number): string {
  return lines.find((line) => width(line) <= columns) ?? cut(lines.at(-1) ?? '', columns)
}

const ELLIPSIS = '...'

/** A text of so many columns at most. */
function cut(text: string, columns: number): string {
  if (width(text) <= columns) return text
  let [kept, room] = ['', columns - ELLIPSIS.length]
  for (const character of text) {
    room -= width(character)
    if (room < 0) break
    kept += character
  }
  return `${kept}${ELLIPSIS}`.slice(0, Math.max(0, columns))
}

/** Columns that a text takes at most: nothing beyond ASCII is wider than two for each code point. */
function width(text: string): number {
  let columns = 0
  for (const character of text) columns += character.length === 1 && character <= '~' ? 1 : 2
  return columns
}
