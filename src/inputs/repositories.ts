import { repositoryUrl, withUrl } from '../rootfs/repositories.js'
import type { RootSource } from '../rootfs/source.js'
import { url } from './packages.js'

type Problem = (problem: string) => void

/**
 * The input `repositories`, for a root of this kind: URLs, where a tag (`@edge`) belongs to the URL behind it; for roots of Debian
 * and Ubuntu also lines `deb [OPTIONS] URL SUITE COMPONENTS`, with a blank between words. Source: sources.list(5).
 */
export function parseRepositories(text: string, { kind }: RootSource, problem: Problem): string[] {
  const lines = text.split('\n').map((line) => line.trim())
  const isSource = (line: string): boolean => /^deb(-src)?(\s|$)/.test(line)
  const [sources, urls] = [lines.filter(isSource), lines.filter((line) => !isSource(line))]
  if (kind !== 'debian' && sources[0] !== undefined) {
    problem(
      `repositories: got "${sources[0]}", a line for apt; allowed with this root are URLs of apk's repositories, for such lines take rootfs debian:SUITE or ubuntu:SUITE`,
    )
  }
  const named = repositoryUrls(urls.join('\n'), problem)
  if (kind === 'debian' && named.some((line) => line.includes(' ')))
    problem('repositories: got a tag (@…), which is for apk, with a root of Debian or Ubuntu')
  return [...new Set([...named, ...sources.map((line) => sourceLine(line, problem))])]
}

function repositoryUrls(text: string, problem: Problem): string[] {
  const [first, ...rest] = text.split(/[\s,]+/).filter((word) => word !== '')
  if (first === undefined) return []
  const lines = rest.reduce<readonly string[]>(
    (before, word) => {
      const last = before.at(-1) ?? ''
      return /^@\S+$/.test(last) ? [...before.slice(0, -1), `${last} ${word}`] : [...before, word]
    },
    [first],
  )
  return [...new Set(lines)].map((line) => {
    if (/^@[\w.-]+$/.test(line)) {
      problem(
        `repositories: got the tag "${line}" without a URL; a tag stands before its URL (@edge https://…)`,
      )
    } else url('repositories', repositoryUrl(line), problem)
    return line.replace(/\/+$/, '')
  })
}

/** Options of a line that say where and what to read. Those that say whom to trust are inputs of their own. */
const OPTIONS = [
  ...(['arch', 'lang', 'target', 'pdiffs', 'by-hash', 'inrelease-path'] as const),
  ...(['check-valid-until', 'valid-until-min', 'valid-until-max', 'check-date', 'date-max-future'] as const),
]
const INPUTS: Readonly<Record<string, string>> = {
  'signed-by': 'the files of keys are named by the input "keys"',
  trusted: 'what nobody has signed is used with the input "allow-untrusted"',
}
const FORM = 'deb [OPTION=VALUE …] URL SUITE COMPONENT…, where a suite that ends with "/" has no components'

/** A line of sources.list(5) with one blank between its words. All that is wrong with it is a problem. */
function sourceLine(line: string, problem: Problem): string {
  const got = (what: string): void => {
    problem(`repositories: got "${line}"; ${what}`)
  }
  const [, type = '', bracket, rest = ''] = /^(deb(?:-src)?)\s*(?:\[([^\]]*)\])?\s*(.*)$/.exec(line) ?? []
  const [place = '', suite = '', ...components] = rest.split(/\s+/)
  if (type !== 'deb') got(`nothing is built from sources of packages; allowed is ${FORM}`)
  const options = (bracket ?? '').split(/\s+/).filter((word) => word !== '')
  for (const option of options) checkOption(option, got)
  url('repositories', place, problem)
  const isExact = suite.endsWith('/')
  const isSuite = /^[A-Za-z0-9.][\w.~/-]*$/.test(suite) || suite === '/'
  if (!isSuite || components.length > 0 === isExact) got(`allowed is ${FORM}`)
  for (const component of components)
    if (!/^[A-Za-z0-9][\w.+/-]*$/.test(component)) got(`"${component}" is no component; allowed is ${FORM}`)
  const shown = options.length > 0 ? [`[${options.join(' ')}]`] : []
  const plain = ['deb', ...shown, place, suite, ...components].join(' ')
  return withUrl(plain, place.replace(/\/+$/, ''))
}

function checkOption(option: string, got: (what: string) => void): void {
  const [, name = '', value = ''] = /^([a-z-]+)[+-]?=([^=]+)$/.exec(option) ?? []
  const instead = INPUTS[name]
  if (instead !== undefined) got(`the option "${name}" is not taken: ${instead}`)
  else if (value === '' || !OPTIONS.some((known) => known === name))
    got(`"${option}" is no option that is taken; allowed are ${OPTIONS.join('=, ')}=`)
}
