/** What host programs get of our environment: enough to find things and to reach a proxy, no token. */
const HOST_VARIABLES = [
  'PATH',
  'HOME',
  'TMPDIR',
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
  const environment: Record<string, string> = { LC_ALL: 'C.UTF-8' }
  for (const name of HOST_VARIABLES) {
    const value = process.env[name]
    if (value !== undefined) environment[name] = value
  }
  environment['PATH'] = environment['PATH'] ? `${environment['PATH']}:${DEFAULT_PATH}` : DEFAULT_PATH
  return environment
}

/** Variables of this process as plain data. */
export function ownEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
}

/** What a program at a terminal needs to know of it. */
export function terminalFacts(): Record<string, string> {
  const { TERM, COLORTERM, NO_COLOR, TZ } = process.env
  return Object.fromEntries(
    Object.entries({ TERM, COLORTERM, NO_COLOR, TZ }).filter(([, value]) => value !== undefined),
  ) as Record<string, string>
}
