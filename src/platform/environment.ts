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

function picked(names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = process.env[name]
      return value === undefined ? [] : [[name, value]]
    }),
  )
}

/** Variables of this process as plain data. */
export function ownEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
}

/** What a program at a terminal needs to know of it. */
export function terminalFacts(): Record<string, string> {
  return picked(['TERM', 'COLORTERM', 'NO_COLOR', 'TZ'])
}
