import { readFileSync } from 'node:fs'
import { machine } from 'node:os'
import { join } from 'node:path'
import { terminalLog } from '../platform/local.js'
import { ownStream } from '../platform/own-streams.js'
import { overview, verbHelp } from '../report/help.js'
import { noTopic, topicText } from '../report/topics.js'
import { wrongUse } from './exit.js'

/** `xarch help [TOPIC]`. Returns the exit status. */
export function help(args: readonly string[], assets: string): number {
  const [topic, ...further] = args
  const log = terminalLog('normal')
  if (further.length > 0)
    return wrongUse(log, [`help: got ${args.length} topics; one is told at a time`], 'xarch help help')
  if (topic === undefined) return say(overview())
  if (topic === '--help' || topic === '-h') return say(verbHelp('help'))
  const text = topicText(topic, { machine: machine(), version: version(assets) })
  return text === undefined ? wrongUse(log, [noTopic(topic)], 'xarch help') : say(text)
}

/** What of a verb stands behind `--help`. Returns the exit status. */
export function helpOf(verb: string): number {
  return say(verbHelp(verb))
}

function say(text: string): number {
  ownStream('stdout').write(text)
  return 0
}

/** The version in package.json, which stands beside the folder of assets. */
export function version(assets: string): string {
  return (JSON.parse(readFileSync(join(assets, '../package.json'), 'utf8')) as { version: string }).version
}
