/** Text of whole lines, one character for each byte (latin1), as the log of a job shows it. */
export type Labeller = (lines: string) => string

/** Puts a label before each line. */
export function labelled(label: string): Labeller {
  const between = `\n${label}`
  return (lines) => `${label}${lines.slice(0, -1).replaceAll('\n', between)}\n`
}

/**
 * The same for GitHub's runner, of several targets whose lines come in turn: commands to it (`::error::` and their kin)
 * begin a line, so they get no label. Groups would swallow the lines of the others, and who stops commands would
 * stop theirs: these are shown like any line, and what a target has stopped is stopped for itself.
 * Source: actions/runner, ActionCommand.cs and ActionCommandManager.cs.
 */
export function labelledCommands(label: string): Labeller {
  const plain = labelled(label)
  let stopped: string | undefined // the word that ends it
  const one = (line: string): string => {
    const [, command = '', value = ''] = COMMAND.exec(line) ?? []
    if (stopped !== undefined) {
      if (command === stopped) stopped = undefined
      return plain(`${line}\n`)
    }
    if (command === 'stop-commands') stopped = value
    return command === '' || OWN.includes(command) ? plain(`${line}\n`) : `${line}\n`
  }
  return (lines) => {
    if (stopped === undefined && !lines.includes('::')) return plain(lines)
    return lines.slice(0, -1).split('\n').map(one).join('')
  }
}

/** `::name key=value,…::value`, behind blanks. */
const COMMAND = /^\s*::([\w-]+)(?: [^\n]*?)?::(.*)/
/** Those that are about lines that come after them. */
const OWN: readonly string[] = ['group', 'endgroup', 'stop-commands']
