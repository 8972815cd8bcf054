import { resultOf, statusOf, type Outcome } from '../outcome.js'
import { timesOf } from '../phases.js'
import { ending } from './summary.js'

/**
 * All targets as one test suite, in the format that JUnit's Ant task writes and CI systems read: a test case for each
 * architecture, its time in seconds.
 */
export function junit(outcomes: readonly Outcome[]): string {
  const results = outcomes.map(resultOf)
  const count = (wanted: readonly string[]): number =>
    results.filter((result) => wanted.includes(result)).length
  const times = outcomes.map(secondsOf)
  const total = times.reduce((sum, time) => sum + time, 0)
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuite name="xarch" tests="${outcomes.length}" failures="${count(['failed']) - errors(outcomes)}" errors="${errors(outcomes)}" skipped="${count(['cancelled'])}" time="${total.toFixed(3)}">`,
    ...outcomes.map(testCase),
    '</testsuite>',
    '',
  ].join('\n')
}

function errors(outcomes: readonly Outcome[]): number {
  return outcomes.filter(({ error }) => error !== undefined).length
}

function secondsOf({ spans }: Outcome): number {
  return (timesOf(spans)['run'] ?? 0) / 1000
}

function testCase(outcome: Outcome): string {
  const { arch, lastLines } = outcome
  const body = bodyOf(outcome)
  const said = lastLines.length > 0 ? `<system-out>${escaped(lastLines.join('\n'))}</system-out>` : ''
  const head = `  <testcase classname="xarch" name="${escaped(arch)}" time="${secondsOf(outcome).toFixed(3)}"`
  return body + said === '' ? `${head}/>` : `${head}>${body}${said}</testcase>`
}

function bodyOf(outcome: Outcome): string {
  const { exit, error } = outcome
  const text = escaped(ending(outcome) ?? '')
  switch (resultOf(outcome)) {
    case 'cancelled':
      return '<skipped message="cancelled"/>'
    case 'failed': {
      const kind = error ? 'error' : 'failure'
      const message = error ? (error[0] ?? '') : `status ${exit ? statusOf(exit) : ''}`
      return `<${kind} message="${escaped(message)}">${text}</${kind}>`
    }
    default:
      return ''
  }
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** What XML 1.0 does not allow in a document at all is shown as U+FFFD. */
function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replace(/[&<>"]/g, (character) => ENTITIES[character] ?? '')
}
