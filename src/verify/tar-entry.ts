import { shown } from '../report/shown.js'
import { HeaderFault, type TarHeader } from './tar-header.js'
import { TAR_LIMITS } from './tar-limits.js'
import type { Kind, TarTree } from './tar-tree.js'

/** What the types of POSIX.1-1988 make. '7' (contiguous) is a file to everyone. Of the others no root has any. */
const KINDS: Readonly<Record<string, Kind | 'hard link'>> = {
  '0': 'file',
  '1': 'hard link',
  '2': 'symlink',
  '3': 'device',
  '4': 'device',
  '5': 'folder',
  '6': 'fifo',
  '7': 'file',
}

/** The harmless nodes that roots bring: Documentation/admin-guide/devices.txt of Linux. All are of characters ('3'). */
const DEVICES: Readonly<Record<string, string>> = {
  'dev/null': '1:3',
  'dev/zero': '1:5',
  'dev/full': '1:7',
  'dev/random': '1:8',
  'dev/urandom': '1:9',
  'dev/tty': '5:0',
  'dev/console': '5:1',
  'dev/ptmx': '5:2',
}

/** The largest number of an owner; one more means "leave it" to chown(2). */
const MOST_ID = 2 ** 32 - 2

/** Checks an entry whose header and extensions are read, and puts it into the tree. Throws `HeaderFault`. */
export function placeEntry(entry: TarHeader, tree: TarTree): void {
  const path = partsOf(entry.name, 'a name')
  const name = path.join('/')
  // BSD's tar once marked folders by the end of their names alone, and tar still reads them so.
  const type = KINDS[entry.type] === 'file' && entry.name.endsWith('/') ? '5' : entry.type
  const kind = Object.hasOwn(KINDS, type) ? KINDS[type] : undefined
  if (kind === undefined) throw unknownType(entry)
  if (kind !== 'file' && entry.sizeBytes > 0)
    throw new HeaderFault(`content behind the ${kind} ${shown(name)}`)
  if (entry.uid > MOST_ID || entry.gid > MOST_ID)
    throw new HeaderFault(`the owner ${entry.uid}:${entry.gid} of ${shown(name)}`)
  if (kind === 'device' && (type !== '3' || DEVICES[name] !== entry.device))
    throw new HeaderFault(`the device ${shown(name)} (${type === '3' ? 'c' : 'b'} ${entry.device})`)
  if (kind === 'hard link') tree.link(path, partsOf(entry.link, `a hard link ${shown(name)} to`))
  else tree.put(path, kind)
  // It may lead anywhere: it is followed in the root alone.
  if (kind === 'symlink' && entry.link.length > TAR_LIMITS.nameBytes)
    throw tooLong(entry.link, 'a symlink to')
}

/** A name's parts, without the empty ones and those that mean nothing. */
function partsOf(name: string, what: string): string[] {
  const { nameBytes, partBytes, depth } = TAR_LIMITS
  if (name === '') throw new HeaderFault(`${what} that is empty`)
  if (name.startsWith('/')) throw new HeaderFault(`${what} ${shown(name)} that is absolute`)
  if (name.length > nameBytes) throw tooLong(name, what)
  const parts = name.split('/').filter((part) => part !== '' && part !== '.')
  if (parts.includes('..')) throw new HeaderFault(`${what} ${shown(name)} with ".."`)
  const long = parts.find((part) => part.length > partBytes)
  if (long !== undefined)
    throw new HeaderFault(
      `${what} with a part of ${long.length} bytes: ${shown(long)}; ${partBytes} are allowed`,
    )
  if (parts.length > depth)
    throw new HeaderFault(`${what} ${parts.length} folders deep; ${depth} are allowed`)
  return parts
}

function tooLong(name: string, what: string): HeaderFault {
  const { nameBytes } = TAR_LIMITS
  return new HeaderFault(`${what} of ${name.length} bytes: ${shown(name)}; ${nameBytes} are allowed`)
}

function unknownType({ type, name }: TarHeader): HeaderFault {
  if (type === 'S') return new HeaderFault(`the sparse file ${shown(name)}`)
  return new HeaderFault(`an entry ${shown(name)} of the type ${shown(type)}`)
}
