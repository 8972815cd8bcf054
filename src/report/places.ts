import { posix } from 'node:path'
import type { Annotation } from '../outcome.js'
import { FORMATS, type Format } from './place-formats.js'
import { cutLine } from './plain.js'

/** GitHub shows ten errors of a step. */
const MOST = 10
/** What is looked at of a line, and kept of a message, in characters. */
const LONGEST_LINE = 1000
const LONGEST_MESSAGE = 300
/** Places that are looked at: who names more is not read to the end. */
const MOST_FOUND = 500

/** `make[1]: Entering directory '/a/sub'`, and GNU make's older quotes. */
const FOLDER = /^\S*make(?:\[\d+\])?: (?<verb>Entering|Leaving) directory [`'‘](?<folder>.+)['’]$/

/** A place, and the rank of the format that it was found by. */
interface Found extends Annotation {
  readonly rank: number
}

/**
 * The places in files that an output names as wrong, each once: those of programs that read the file before those of
 * programs that only noticed; at most ten.
 * @param texts parts of one output, in lines without escape sequences; they may have lines in common
 */
export function places(texts: readonly (readonly string[])[]): Annotation[] {
  const known: Found[] = []
  for (const found of texts.flatMap(placesIn)) {
    const at = known.findIndex((other) => isSame(other, found))
    const before = known[at]
    if (!before) known.push(found)
    else if (before.file.length < found.file.length) known[at] = { ...before, file: found.file }
  }
  const exact = new Set(known.filter(({ rank }) => rank < FILE_RANK).map(({ file }) => posix.basename(file)))
  return known
    .filter(({ file, rank }) => rank < FILE_RANK || !exact.has(posix.basename(file)))
    .sort((one, other) => one.rank - other.rank)
    .slice(0, MOST)
    .map(({ file, line, column, message }) => ({ file, line, column, message }))
}

/** From this rank on a format names a file alone. */
const FILE_RANK = 2

/** The same place, said twice; once perhaps without the folder that make had entered. */
function isSame(one: Found, other: Found): boolean {
  if (one.line !== other.line || one.column !== other.column) return false
  if (one.file === other.file) return true
  return (
    one.message === other.message &&
    (one.file.endsWith(`/${other.file}`) || other.file.endsWith(`/${one.file}`))
  )
}

function placesIn(all: readonly string[]): Found[] {
  const lines = all.map((line) => line.slice(0, LONGEST_LINE))
  const found: Found[] = []
  const folders: string[] = []
  for (const [at, line] of lines.entries()) {
    if (!HINT.test(line) || found.length === MOST_FOUND) continue
    const { verb, folder } = FOLDER.exec(line)?.groups ?? {}
    if (verb === 'Leaving') folders.pop()
    else if (folder !== undefined) folders.push(folder)
    else {
      const place = placeAt(lines, at)
      if (place) found.push({ ...place, file: posix.join(folderOf(place.file, folders), place.file) })
    }
  }
  return found
}

/** What every line has that names a place: most have not, and are not compared with each format. */
const HINT = /[:\s]\d|^(?:FAILED|ERROR) |directory/

/** The folder that a file is relative to, as far as it is known; empty: that of the command. */
function folderOf(file: string, folders: readonly string[]): string {
  return posix.isAbsolute(file) ? '' : (folders.at(-1) ?? '')
}

function placeAt(lines: readonly string[], at: number): Found | undefined {
  for (const format of FORMATS) {
    const place = readPlace(format, lines, at)
    if (place) return place
  }
  return undefined
}

function readPlace(format: Format, lines: readonly string[], at: number): Found | undefined {
  const groups = format.place.exec(lines[at] ?? '')?.groups
  const file = groups?.['file']
  if (!groups || file === undefined) return undefined
  const message = format.message ? format.message(lines, at, groups) : groups['message']
  const { line = '1', column } = groups
  if (message === undefined || line.length > 7) return undefined
  return {
    file: posix.normalize(file),
    line: Number(line),
    column: column === undefined ? undefined : Number(column),
    message: cutLine(message.trim(), LONGEST_MESSAGE),
    rank: format.rank ?? 0,
  }
}
