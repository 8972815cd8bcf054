import type { TriedHandler } from '../binfmt/list.js'
import { columns } from './columns.js'

const HEADS = ['entry', 'programs', 'state', 'flags', 'emulator', 'registered by'] as const

/** The handlers of a machine as a table. */
export function handlersText(handlers: readonly TriedHandler[]): string {
  if (handlers.length === 0) return 'no handler is registered\n'
  return columns([
    HEADS,
    ...handlers.map((handler) => [
      handler.name,
      handler.architectures.join(' '),
      state(handler),
      handler.flags,
      handler.interpreter,
      by(handler),
    ]),
  ])
}

/** The same as JSON, a list. */
export function handlersJson(handlers: readonly TriedHandler[]): string {
  return `${JSON.stringify(handlers, undefined, 2)}\n`
}

function state({ enabled, works }: TriedHandler): string {
  if (!enabled) return 'disabled'
  if (works === undefined) return 'not tried'
  return works ? 'works' : 'does not work'
}

function by({ holders }: TriedHandler): string {
  if (holders.length === 0) return 'not xarch'
  const runs = holders
    .filter((holder) => holder !== 'by-hand')
    .map((holder) => `process ${holder.split('-')[0] ?? ''}`)
  return `xarch (${[...(holders.includes('by-hand') ? ['by hand'] : []), ...runs].join(', ')})`
}
