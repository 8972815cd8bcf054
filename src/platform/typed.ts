import { maskedWord } from '../report/masked.js'
import type { Command } from './ports.js'
import { privilegedArgv, type Privilege } from './privilege.js'
import { quoted } from './quoted.js'

/**
 * A command as it could be typed into a shell of this machine: with what gets it root, its folder and the variables that
 * are added to those that every host program has. No secret is in it: a variable that this process has with the same
 * value, and one of the guest's, stands there by its name, and a URL shows no password.
 * @param own the variables of this process
 */
export function typed(
  command: Command,
  privilege: Privilege,
  own: Readonly<Record<string, string | undefined>>,
): string {
  const variables = Object.entries(command.env ?? {}).map(([name, value]) => {
    const reference = command.references?.[name] ?? (own[name] === value ? name : undefined)
    return `${name}=${reference === undefined ? plain(value) : `"$${reference}"`}`
  })
  const folder = command.cwd === undefined ? [] : ['-C', plain(command.cwd)]
  const before = [...folder, ...variables]
  const words = privilegedArgv(command, privilege).map(plain)
  return [...(before.length > 0 ? ['env', ...before] : []), ...words].join(' ')
}

function plain(word: string): string {
  return quoted(maskedWord(word))
}
