/** Colours of labels, as SGR parameters: those that can be read on dark and on light. Source: ECMA-48, 8.3.117. */
const COLOURS = [36, 33, 35, 32, 34, 31, 96, 93, 95, 92, 94, 91] as const

/**
 * What stands before each line of an architecture's output: labels of all are equally wide.
 * @param names all that there are, in their order
 * @param isColoured whether who reads it shows colours
 */
export function labels(names: readonly string[], isColoured: boolean): (name: string) => string {
  const width = Math.max(0, ...names.map((name) => name.length))
  return (name) => {
    const text = `${name.padEnd(width)} |`
    const colour = COLOURS[names.indexOf(name) % COLOURS.length]
    return isColoured && colour !== undefined ? `\u001b[${colour}m${text}\u001b[0m ` : `${text} `
  }
}
