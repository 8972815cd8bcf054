/** What a step says to GitHub's runner: by lines in its output, and by the files that the runner hands it. */

export interface Annotation {
  readonly level: 'error' | 'warning' | 'notice'
  readonly message: string
}

/** The annotations in a step's output. */
export function annotations(output: string): Annotation[] {
  return output.split('\n').flatMap((line) => {
    const match = /^\s*::(error|warning|notice)(?: [^:]*)?::(.*?)\r?$/.exec(line)
    return match ? [{ level: match[1] as Annotation['level'], message: unescapeData(match[2] ?? '') }] : []
  })
}

/** Messages of one level. */
export function messages(output: string, level: Annotation['level']): string[] {
  return annotations(output)
    .filter((it) => it.level === level)
    .map((it) => it.message)
}

function unescapeData(text: string): string {
  return text.replace(/%(25|0D|0A)/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
}

/**
 * Reads a file of NAME=VALUE lines and NAME<<END … END blocks (GITHUB_OUTPUT, GITHUB_STATE, GITHUB_ENV).
 * Throws where the runner fails the step.
 */
export function parseAssignments(text: string): Record<string, string> {
  const found: Record<string, string> = {}
  const lines = text.split('\n').map((line) => line.replace(/\r$/, ''))
  if (lines.at(-1) === '') lines.pop()
  while (lines.length > 0) {
    const line = lines.shift() ?? ''
    if (line === '') continue
    const equals = line.indexOf('=')
    const heredoc = line.indexOf('<<')
    if (equals > 0 && (heredoc < 0 || equals < heredoc)) {
      found[line.slice(0, equals)] = line.slice(equals + 1)
    } else if (heredoc > 0) {
      found[line.slice(0, heredoc)] = takeBlock(lines, line.slice(heredoc + 2))
    } else {
      throw new Error(`Unable to process file command successfully: invalid format "${line}"`)
    }
  }
  return found
}

function takeBlock(lines: string[], end: string): string {
  const at = lines.indexOf(end)
  if (end === '' || at < 0) throw new Error(`Invalid value: matching delimiter not found "${end}"`)
  return lines.splice(0, at + 1).slice(0, -1).join('\n')
}
