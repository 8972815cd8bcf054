import { shown } from '../report/shown.js'
import { HeaderFault } from './tar-header.js'

export type Kind = 'file' | 'folder' | 'symlink' | 'fifo' | 'device'

/** A place of the tree as tar has made it so far. */
interface Place {
  readonly kind: Kind
  readonly children: Map<string, Place>
}

/** Only folders have any; one map for all others, which nobody writes to, instead of one each. */
const CHILDLESS: Map<string, Place> = new Map<string, Place>()

/** Names that we write to in a root. What stands there is to be a file, or a link, which we replace. */
const WRITTEN = new Set(['etc/resolv.conf', 'etc/hosts', 'etc/localtime', 'etc/apk/repositories'])

/**
 * The tree that an archive makes, entry by entry: what stands where, so that no entry goes through a link, and no hard
 * link leads to what is not of the archive.
 */
export class TarTree {
  /** Made so far, with the folders that no entry names. */
  places = 0
  private readonly root: Place = { kind: 'folder', children: new Map() }

  /** Puts an entry where it goes; the last of a name is what stays. Throws `HeaderFault` where it must not go there. */
  put(path: readonly string[], kind: Kind): void {
    const name = path.at(-1)
    if (name === undefined) {
      if (kind !== 'folder') throw new HeaderFault(`a ${kind} in the place of the root itself`)
      return
    }
    if (kind !== 'file' && kind !== 'symlink' && WRITTEN.has(path.join('/')))
      throw new HeaderFault(`a ${kind} ${shown(path.join('/'))}, where a file or a symlink belongs`)
    const siblings = this.folderOf(path)
    const before = siblings.get(name)
    if (before?.kind === 'folder') {
      if (kind === 'folder') return
      if (before.children.size > 0)
        throw new HeaderFault(`a ${kind} ${shown(path.join('/'))} in the place of a folder that is not empty`)
    }
    siblings.set(name, { kind, children: kind === 'folder' ? new Map<string, Place>() : CHILDLESS })
    this.places++
  }

  /** Makes a hard link: another name for a file of the archive, or for a link of it. */
  link(path: readonly string[], target: readonly string[]): void {
    const name = target.at(-1)
    const kind = name === undefined ? 'folder' : this.folderOf(target, false)?.get(name)?.kind
    const what = `a hard link ${shown(path.join('/'))} to ${shown(target.join('/'))}`
    if (kind === undefined) throw new HeaderFault(`${what}, which is not in the archive before it`)
    if (kind === 'folder') throw new HeaderFault(`${what}, which is a folder`)
    this.put(path, kind)
  }

  private folderOf(path: readonly string[]): Map<string, Place>
  private folderOf(path: readonly string[], make: false): Map<string, Place> | undefined
  private folderOf(path: readonly string[], make = true): Map<string, Place> | undefined {
    let here = this.root.children
    for (let depth = 0; depth < path.length - 1; depth++) {
      const part = path[depth] as string // within the bounds
      let next = here.get(part)
      if (next === undefined) {
        if (!make) return undefined
        next = { kind: 'folder', children: new Map() }
        here.set(part, next)
        this.places++
      }
      if (next.kind !== 'folder') throw through(path, depth, next.kind)
      here = next.children
    }
    return here
  }
}

function through(path: readonly string[], depth: number, kind: Kind): HeaderFault {
  const place = path.slice(0, depth + 1).join('/')
  return new HeaderFault(`a name ${shown(path.join('/'))} that goes through the ${kind} ${shown(place)}`)
}
