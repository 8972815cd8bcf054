const ESC = '\u001b'
const BEL = '\u0007'
const TAB = '\t'

/**
 * Commands to a terminal: CSI (colours, cursor), OSC (titles, links), and the short ones; also such as have no end.
 * Source: ECMA-48, 5.4 and 5.6. Each is read once: no text makes this slow.
 */
const SEQUENCE = new RegExp(
  [
    `(?:${ESC}\\[|\\u009b)[0-?]*[ -/]*[@-~]?`,
    `(?:${ESC}\\]|\\u009d)[^${BEL}${ESC}]*(?:${BEL}|${ESC}\\\\)?`,
    `${ESC}[ -/]*[0-~]?`,
  ].join('|'),
  'g',
)
/** Control characters, and those that turn the direction of writing: a text may not look like another. */
const UNSEEN = /[\p{Cc}\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu

/**
 * What a person would have seen of an output, in lines: without commands to a terminal; of what was written over by a
 * carriage return the last. Bytes that are no UTF-8 are shown as U+FFFD.
 */
export function plainLines(bytes: Uint8Array): string[] {
  return withoutSequences(new TextDecoder().decode(bytes)).split('\n').map(plainLine)
}

/** A text without commands to a terminal. */
export function withoutSequences(text: string): string {
  return text.replace(SEQUENCE, '')
}

function plainLine(line: string): string {
  const shown = line.replace(/\r+$/, '')
  const last = shown.slice(shown.lastIndexOf('\r') + 1)
  return last.replace(UNSEEN, (character) => (character === TAB ? TAB : '')).trimEnd()
}

/**
 * The begin of a line that is too long. It is cut at a blank, never in a word: the runner, which hides secrets, knows
 * whole ones alone.
 */
export function cutLine(line: string, longest: number): string {
  if (line.length <= longest) return line
  const begin = line.slice(0, longest + 1)
  const blank = Math.max(begin.lastIndexOf(' '), begin.lastIndexOf(TAB))
  return `${begin.slice(0, Math.max(blank, 0)).trimEnd()} … (${line.length} characters)`.trimStart()
}
