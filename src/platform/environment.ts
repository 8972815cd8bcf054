import { readFileSync } from 'node:fs'
import { isatty } from 'node:tty'
import { Refused } from '../report/errors.js'
import type { Outside } from '../sandbox/environment.js'

/** What host programs get of our environment: enough to find things and to reach a proxy, no token. */
const HOST_VARIABLES = ['PATH', 'HOME', 'TMPDIR'] as const
const PROXY_VARIABLES = [
  'http_proxy',
  'https_proxy',
  'no_proxy',
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'NO_PROXY',
] as const

const DEFAULT_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'

/** The environment of host programs. sbin is on their PATH even where an ordinary user has it not. */
export function hostEnvironment(): Record<string, string> {
  const path = process.env['PATH']
  return {
    ...picked(HOST_VARIABLES),
    ...proxies(),
    LC_ALL: 'C.UTF-8',
    PATH: path ? `${path}:${DEFAULT_PATH}` : DEFAULT_PATH,
  }
}

/** The variables that name a proxy, for programs that download. */
export function proxies(): Record<string, string> {
  return picked(PROXY_VARIABLES)
}

/** By these skopeo, podman and docker find engines, storage, configuration and credentials, beside what is in HOME. */
const ENGINE_VARIABLES = [
  'CONTAINERS_CONF',
  'CONTAINERS_REGISTRIES_CONF',
  'CONTAINERS_STORAGE_CONF',
  'CONTAINER_CONNECTION',
  'CONTAINER_HOST',
  'DBUS_SESSION_BUS_ADDRESS',
  'DOCKER_CERT_PATH',
  'DOCKER_CONFIG',
  'DOCKER_CONTEXT',
  'DOCKER_HOST',
  'DOCKER_TLS_VERIFY',
  'REGISTRY_AUTH_FILE',
  'XDG_CONFIG_HOME',
  'XDG_DATA_HOME',
  'XDG_RUNTIME_DIR',
] as const

/** The variables by which programs for images find what is the user's. */
export function engineVariables(): Record<string, string> {
  return picked(ENGINE_VARIABLES)
}

function picked(names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = process.env[name]
      return value === undefined ? [] : [[name, value]]
    }),
  )
}

/** The variables of this process, and none that a workflow has set: at a terminal there is no workflow. */
export function ownEnvironment(): Outside {
  return { all: own(), ofWorkflow: new Set() }
}

/**
 * The variables of a step, and which of them its workflow has set: what the runner's worker, which has started this
 * process, does not have itself, or has otherwise.
 */
export function stepEnvironment(): Outside {
  const all = own()
  const runner = environmentOf(runnerProcess())
  const ofWorkflow = runner ? Object.keys(all).filter((name) => runner.get(name) !== all[name]) : []
  return { all, ofWorkflow: new Set(ofWorkflow) }
}

/** The process that has started this step. In a container job its parent is outside; then it is the container's first. */
export function runnerProcess(): number {
  return process.ppid === 0 ? 1 : process.ppid
}

function own(): Record<string, string> {
  return picked(Object.keys(process.env))
}

/** The environment that a process was started with (proc(5)); undefined where it is not to be read. */
function environmentOf(pid: number): ReadonlyMap<string, string> | undefined {
  try {
    const entries = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0')
    return new Map(
      entries.map((entry) => [entry.slice(0, entry.indexOf('=')), entry.slice(entry.indexOf('=') + 1)]),
    )
  } catch {
    return undefined
  }
}

/** Whether all standard streams of this process are a terminal. */
export function hasTerminal(): boolean {
  return [0, 1, 2].every((stream) => isatty(stream))
}

/** What a program at a terminal needs to know of it. */
export function terminalFacts(): Record<string, string> {
  return picked(['TERM', 'COLORTERM', 'NO_COLOR', 'TZ'])
}

/** Whether to show colours. Sources: no-color.org, force-color.org. */
export function showsColours(isShown: boolean): boolean {
  if ((process.env['NO_COLOR'] ?? '') !== '') return false
  return (process.env['FORCE_COLOR'] ?? '') !== '' ? process.env['FORCE_COLOR'] !== '0' : isShown
}

/** SOURCE_DATE_EPOCH, in seconds since 1970, where it is set. Source: reproducible-builds.org. Throws `Refused`. */
export function sourceDateEpoch(): number | undefined {
  const text = process.env['SOURCE_DATE_EPOCH'] ?? ''
  if (text === '') return undefined
  if (/^\d{1,11}$/.test(text)) return Number(text)
  throw new Refused({
    what: `SOURCE_DATE_EPOCH: got "${text}"; allowed is a number of seconds since 1970`,
    todo: 'Set it to a time (date +%s), or unset it: then it is the time when the newest package was built.',
  })
}
