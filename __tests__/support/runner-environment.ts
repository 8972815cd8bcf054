import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'

/** What GitHub's runner puts into the environment of an action, beside its command files. */

export const REPOSITORY = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')
export const TEST_TOOLS = path.join(REPOSITORY, '.tools')

export type Variables = Readonly<Record<string, string>>

/** Folders of a job. */
export interface JobFolders {
  readonly workspace: string
  /** RUNNER_TEMP: emptied at the start of a job. */
  readonly temp: string
  readonly home: string
  /** RUNNER_TOOL_CACHE. */
  readonly tools: string
}

/** The part of action.yml that a runner acts on. */
export interface Metadata {
  readonly inputs: Readonly<Record<string, { readonly default?: string; readonly description?: string }>>
  readonly outputs: Readonly<Record<string, { readonly description?: string }>>
  readonly runs: { readonly using: string; readonly main: string; readonly post: string }
}

export async function readMetadata(folder = REPOSITORY): Promise<Metadata> {
  return parse(await readFile(path.join(folder, 'action.yml'), 'utf8')) as Metadata
}

/** INPUT_* of the inputs given and of the defaults: upper case, blanks become `_`, all else stays (`-` too). */
export function inputVariables({ inputs }: Metadata, given: Variables): Record<string, string> {
  const unknown = Object.keys(given).filter((name) => !(name in inputs))
  if (unknown.length > 0) throw new Error(`Unexpected input(s) '${unknown.join("', '")}'`)
  return Object.fromEntries(
    Object.entries(inputs).map(([name, input]) => [
      `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`,
      given[name] ?? input.default ?? '',
    ]),
  )
}

/** The node that runs the action: its own version where the test tools have it. */
export function actionNode(): string {
  const node24 = path.join(TEST_TOOLS, 'bin/node24')
  return existsSync(node24) ? node24 : process.execPath
}

/** The variables that every step of a job gets. */
export function runnerVariables({ workspace, temp, home, tools }: JobFolders): Record<string, string> {
  return {
    PATH: process.env['PATH'] ?? '',
    HOME: home,
    USER: 'runner',
    LANG: 'C.UTF-8',
    CI: 'true',
    ...named('GITHUB_', {
      ACTION: '__self',
      ACTIONS: 'true',
      ACTOR: 'octocat',
      API_URL: 'https://api.github.com',
      BASE_REF: '',
      EVENT_NAME: 'push',
      EVENT_PATH: path.join(temp, '_github_workflow/event.json'),
      GRAPHQL_URL: 'https://api.github.com/graphql',
      HEAD_REF: '',
      JOB: 'check',
      REF: 'refs/heads/main',
      REF_NAME: 'main',
      REF_TYPE: 'branch',
      REPOSITORY: 'octocat/demo',
      REPOSITORY_OWNER: 'octocat',
      RETENTION_DAYS: '90',
      RUN_ATTEMPT: '1',
      RUN_ID: '1658821493',
      RUN_NUMBER: '7',
      SERVER_URL: 'https://github.com',
      SHA: 'ffac537e6cbbf934b08745a378932722df287a53',
      WORKFLOW: 'Check it, "all" of it',
      WORKSPACE: workspace,
    }),
    ...named('RUNNER_', {
      ARCH: 'X64',
      ENVIRONMENT: 'github-hosted',
      NAME: 'GitHub Actions 2',
      OS: 'Linux',
      TEMP: temp,
      TOOL_CACHE: tools,
      WORKSPACE: path.dirname(workspace),
    }),
  }
}

function named(prefix: string, variables: Variables): Record<string, string> {
  return Object.fromEntries(Object.entries(variables).map(([name, value]) => [`${prefix}${name}`, value]))
}
