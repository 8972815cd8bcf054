import { ARCHITECTURES, type Architecture } from '../arch/architectures.js'
import { executionOn, resolveArchitecture } from '../arch/resolve.js'
import { columns } from './columns.js'

const HEADS = ['name', 'also', 'emulator', 'byte order', 'bits', 'Alpine'] as const

/** The further names by which a row is understood, each once. */
function otherNames(row: Architecture): string[] {
  const { name, docker, debian, go, uname, aliases } = row
  const names = [docker, debian, go, uname, ...aliases].filter((other) => other !== null && other !== name)
  return [...new Set(names as string[])].filter((other) => resolveArchitecture(other) === row)
}

/** The Alpine branches that have it. */
function branches({ alpine }: Architecture): string {
  if (alpine === null) return ''
  return alpine.last === null ? `from ${alpine.first}` : `${alpine.first} to ${alpine.last}`
}

function cells(row: Architecture): string[] {
  return [row.name, otherNames(row).join(' '), `qemu-${row.cpu}`, row.order, String(row.bits), branches(row)]
}

/** The table of architectures as Markdown, for docs/architectures.md. */
export function architecturesMarkdown(): string {
  const rows = ARCHITECTURES.map((row) => cells(row).map((cell, at) => (at === 0 ? `\`${cell}\`` : cell)))
  return [[...HEADS], HEADS.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |\n`).join('')
}

/** The table for a terminal, with how this machine runs each. */
export function architecturesText(hostMachine: string): string {
  const rows = [
    [...HEADS, 'here'],
    ...ARCHITECTURES.map((row) => [...cells(row), HERE[executionOn(hostMachine, row)]]),
  ]
  return columns(rows)
}

const HERE = { native: 'native', ask: 'native if its canary runs', emulated: 'emulated' } as const

/** The table as JSON, a list of rows. */
export function architecturesJson(hostMachine: string): string {
  return JSON.stringify(
    ARCHITECTURES.map((row) => ({ ...row, here: executionOn(hostMachine, row) })),
    undefined,
    2,
  )
}
