import type { Item } from '../rootfs/kept-list.js'
import { columns } from './columns.js'
import { duration } from './duration.js'

/** What is kept on this machine, as a table. */
export function keptText(items: readonly Item[], nowMs: number): string {
  if (items.length === 0) return 'nothing is kept\n'
  const rows = items.map((item) => [
    item.kind,
    item.name,
    duration(Math.max(0, nowMs - item.createdMs)),
    sizeText(item.sizeBytes),
    item.isInUse ? 'in use' : '',
    item.about,
  ])
  const all = items.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
  return `${columns([['WHAT', 'NAME', 'AGE', 'SIZE', '', 'FROM'], ...rows])}${sizeText(all)} in all\n`
}

/** The same as JSON: times as ISO 8601, sizes in bytes. */
export function keptJson(items: readonly Item[]): string {
  const rows = items.map(({ createdMs, ...item }) => ({
    ...item,
    created: new Date(createdMs).toISOString(),
  }))
  return `${JSON.stringify(rows, null, 2)}\n`
}

/** A size that a person reads, in units of 1000. */
export function sizeText(bytes: number): string {
  const units = ['kB', 'MB', 'GB', 'TB']
  let size = bytes / 1000
  let unit = 0
  for (; size >= 1000 && unit < units.length - 1; unit++) size /= 1000
  return `${size < 10 ? size.toFixed(1) : Math.round(size)} ${units[unit] ?? ''}`
}
