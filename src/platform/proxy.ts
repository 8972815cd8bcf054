import { Refused } from '../report/errors.js'

/** A proxy, and the variable that names it. */
export interface Proxy {
  readonly url: URL
  readonly variable: string
}

/**
 * The proxy for a URL by the usual variables: those in small letters first, a value without a scheme is http (both as
 * curl has it); undefined where it is asked directly. This machine itself is never asked through one: a proxy would
 * take its names for its own.
 * Throws `Refused` where the variable names what is no proxy over http.
 */
export function proxyFor(
  target: URL,
  variables: Readonly<Record<string, string | undefined>>,
): Proxy | undefined {
  if (isLoopback(target.hostname) || isExcepted(target, variables)) return undefined
  const name = `${target.protocol.slice(0, -1)}_proxy`
  const variable = [name, name.toUpperCase()].find((one) => (variables[one] ?? '') !== '')
  if (variable === undefined) return undefined
  const value = variables[variable] ?? ''
  const text = value.includes('://') ? value : `http://${value}`
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url === undefined || !['http:', 'https:'].includes(url.protocol)) throw unusable(variable, value)
  return { url, variable }
}

function unusable(variable: string, value: string): Refused {
  return new Refused({
    what: `the variable ${variable} names no proxy over http: "${value}"`,
    todo: 'Give it as http://HOST:PORT or https://HOST:PORT, or unset the variable.',
  })
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127(\.\d+){3}$/.test(host)
}

/** `NO_PROXY`: `*`, or hosts with all that is below them, with a port or without. */
function isExcepted(target: URL, variables: Readonly<Record<string, string | undefined>>): boolean {
  const list = variables['no_proxy'] ?? variables['NO_PROXY'] ?? ''
  const port = target.port === '' ? { 'http:': '80', 'https:': '443' }[target.protocol] : target.port
  return list
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((item) => item !== '')
    .some((item) => {
      const host = item.replace(/^\*?\./, '')
      return (
        item === '*' ||
        [target.hostname, `${target.hostname}:${port ?? ''}`].some((own) => isBelow(own, host))
      )
    })
}

function isBelow(name: string, host: string): boolean {
  return name === host || name.endsWith(`.${host}`)
}
