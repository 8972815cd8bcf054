/** What is shown of a long name. */
const SHOWN_CHARACTERS = 200

/**
 * Bytes that someone else chose, in quotes, for a message: printable ASCII as it is, everything else escaped as C does
 * it. A name may hold line ends and what a terminal or GitHub's log takes for commands (`::…` at the start of a line,
 * `##[` anywhere).
 * @param name one character for each byte (latin1)
 */
export function shown(name: string): string {
  const cut = name.length > SHOWN_CHARACTERS ? `${name.slice(0, SHOWN_CHARACTERS)}…` : name
  return `"${cut.replace(/[^\x20-\x7e…]|["\\]|(?<=##)\[/g, escaped)}"`
}

function escaped(character: string): string {
  if (character === '"' || character === '\\') return `\\${character}`
  return `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`
}
