import type { Advice } from './row.js'
import { THEMES } from './table.js'

const HEADS = ['message', 'cause', 'what to do', 'thread'] as const

function cells({ message, cause, remedy, link }: Advice): string[] {
  const short = link?.replace(/^https:\/\/github\.com\/(.*)\/(issues|pull)\/(\d+)$/, '$1#$3')
  const text = message.startsWith('(') ? message : `\`${message}\``
  return [text, cause, remedy, link === undefined ? '' : `[${short ?? link}](${link})`]
}

/** The tables of advice as Markdown, a heading for each theme, for docs/advice.md. */
export function adviceMarkdown(): string {
  return THEMES.map(({ title, rows }) => {
    const lines = [[...HEADS], HEADS.map(() => '---'), ...rows.map(cells)]
    return `## ${title}\n\n${lines.map((row) => `| ${row.join(' | ')} |\n`).join('')}`
  }).join('\n')
}
