import { randomUUID } from 'node:crypto'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'

/** What a step says to GitHub's runner: by lines in its output, and by the files that the runner hands it. */

export interface Annotation {
  readonly level: 'error' | 'warning' | 'notice'
  readonly message: string
}

/** The annotations in a step's output. */
export function annotations(output: string): Annotation[] {
  return commands(output).flatMap(({ name, message }) =>
    name === 'error' || name === 'warning' || name === 'notice' ? [{ level: name, message }] : [],
  )
}

/** Where an annotation is, as the runner shows it: `title`, `file`, `line` and `col`, each where it is given. */
export function errorProperties(output: string): Readonly<Record<string, string>>[] {
  return output.split('\n').flatMap((line) => {
    const properties = /^::error (.*?)::/.exec(line)?.[1]
    if (properties === undefined) return []
    const pairs = properties.split(',').map((pair) => pair.split('=', 2))
    return [Object.fromEntries(pairs.map(([name = '', value = '']) => [name, unescapeProperty(value)]))]
  })
}

function unescapeProperty(text: string): string {
  return text.replace(/%(25|0D|0A|3A|2C)/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
}

/**
 * All that the runner takes for a command in a step's output: `::name …::` at the start of a line, blanks left out, and
 * `##[name …]` anywhere, and none between `::stop-commands::TOKEN` and `::TOKEN::`. A carriage return ends a line too.
 * Source: actions/runner, ActionCommand.cs and ActionCommandManager.cs.
 */
export function commands(output: string): { readonly name: string; readonly message: string }[] {
  let token: string | undefined
  return output.split(/\r\n|[\r\n]/).flatMap((line) => {
    const [, name, message = ''] =
      /^\s*::([\w-]+)(?: .*?)?::(.*)$/.exec(line) ?? /##\[([\w-]+)(?: [^\]]*)?\](.*)$/.exec(line) ?? []
    if (name === undefined) return []
    if (token !== undefined) {
      if (name === token) token = undefined
      return []
    }
    if (name === 'stop-commands') token = message
    return [{ name, message: unescapeData(message) }]
  })
}

function unescapeData(text: string): string {
  return text.replace(/%(25|0D|0A)/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
}

/** What a step has said by its files. */
export interface Said {
  readonly outputs: Readonly<Record<string, string>>
  readonly state: Readonly<Record<string, string>>
  readonly env: Readonly<Record<string, string>>
  readonly path: readonly string[]
  readonly summary: string
}

export interface CommandFiles {
  readonly folder: string
  /** GITHUB_OUTPUT and its kin. */
  readonly variables: Readonly<Record<string, string>>
  /** Reads the files and removes them. Throws where the runner fails the step for what is in them. */
  take(): Promise<Said>
}

/** The files of one stage, new and empty, where and as the runner has them. */
export async function commandFiles(temp: string): Promise<CommandFiles> {
  const folder = path.join(temp, '_runner_file_commands')
  const id = randomUUID()
  const file = (name: string): string => path.join(folder, `${name}_${id}`)
  const variables = {
    GITHUB_ENV: file('set_env'),
    GITHUB_PATH: file('add_path'),
    GITHUB_OUTPUT: file('set_output'),
    GITHUB_STATE: file('save_state'),
    GITHUB_STEP_SUMMARY: file('step_summary'),
  }
  await mkdir(folder, { recursive: true })
  await Promise.all(Object.values(variables).map((name) => writeFile(name, '')))
  const taken = async (name: string): Promise<string> => {
    const text = await readFile(name, 'utf8')
    await rm(name)
    return text
  }
  return {
    folder,
    variables,
    take: async () => {
      const lines = (await taken(variables.GITHUB_PATH)).split('\n')
      return {
        outputs: parseAssignments(await taken(variables.GITHUB_OUTPUT)),
        state: parseAssignments(await taken(variables.GITHUB_STATE)),
        env: parseAssignments(await taken(variables.GITHUB_ENV)),
        path: lines.filter((line) => line !== ''),
        summary: await taken(variables.GITHUB_STEP_SUMMARY),
      }
    },
  }
}

/**
 * Reads a text of NAME=VALUE lines and NAME<<END … END blocks. Throws where the runner fails the step.
 * Source: actions/runner, FileCommandManager.cs.
 */
export function parseAssignments(text: string): Record<string, string> {
  const found: Record<string, string> = {}
  const lines = text.split('\n').map((line) => line.replace(/\r$/, ''))
  for (let line = lines.shift(); line !== undefined; line = lines.shift()) {
    if (line === '') continue
    const equals = line.indexOf('=')
    const heredoc = line.indexOf('<<')
    if (equals > 0 && (heredoc < 0 || equals < heredoc)) {
      found[line.slice(0, equals)] = line.slice(equals + 1)
    } else if (heredoc > 0) {
      found[line.slice(0, heredoc)] = takeBlock(lines, line.slice(heredoc + 2))
    } else {
      throw new Error(`Unable to process file command successfully: invalid format '${line}'`)
    }
  }
  return found
}

function takeBlock(lines: string[], end: string): string {
  const at = lines.indexOf(end)
  if (end === '' || at < 0) throw new Error(`Invalid value: matching delimiter not found '${end}'`)
  return lines
    .splice(0, at + 1)
    .slice(0, -1)
    .join('\n')
}
