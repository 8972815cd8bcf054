/** Letters that a shell takes as they are, also at the beginning of a word (zsh looks for a program behind a first `=`). */
const PLAIN = /^[\w@%+:,./-][\w@%+=:,./-]*$/
/** What a terminal acts on, or what makes several lines of one. */
const CONTROL = /[\p{Cc}\u2028\u2029]/u

/** A word as it could be typed into a shell, on one line: what has control characters needs bash, zsh or ksh. */
export function quoted(word: string): string {
  if (PLAIN.test(word)) return word
  if (!CONTROL.test(word)) return `'${word.replaceAll("'", `'\\''`)}'`
  return `$'${word.replace(/[\\']/g, '\\$&').replace(new RegExp(CONTROL, 'gu'), escaped)}'`
}

/** All bytes of a character in octal: what follows them is never taken for more digits. */
function escaped(character: string): string {
  return [...Buffer.from(character)].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('')
}
