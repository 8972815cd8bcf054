import type { TarEntry } from './tar-reader.js'
import { Failed } from '../../report/errors.js'

/** Something of a layer that may have several names. */
export interface Item {
  readonly entry: TarEntry
  /** Where its content is: the how-manieth layer, and the how-manieth entry of it. */
  readonly layer: number
  readonly index: number
}

/** What all layers together are: what is to be written, by name. Names are paths from the root, in bytes (latin1). */
export interface Flattened {
  /** Each after those that it is in. Those that no layer describes have no entry. */
  readonly folders: readonly { readonly name: string; readonly entry: TarEntry | undefined }[]
  /** All but folders, with their names: one, or several of what is linked. */
  readonly items: readonly { readonly item: Item; readonly names: readonly [string, ...string[]] }[]
}

interface Folder {
  readonly children: Map<string, Node>
  entry: TarEntry | undefined
  /** The last layer that has it, or something in it. */
  layer: number
}
/** Each name of something is a leaf of its own: in what layer it is, is the name's. */
interface Leaf {
  readonly item: Item
  readonly layer: number
}
type Node = Folder | Leaf

/** As Linux has it (ELOOP). */
const LINKS_FOLLOWED = 40
const WHITEOUT = '.wh.'
const OPAQUE = '.wh..wh..opq'
/** What aufs kept for itself. */
const AUFS = '.wh..wh.'

/**
 * Puts layers on top of each other, by their entries' names alone: no file is touched, and links are followed within the
 * tree that the layers make, whose root is above nothing. Source: OCI's image-spec, layer.md. What that leaves open is as
 * in Docker: a path through a symbolic link of a lower layer means where the link points to, a folder that is nowhere
 * described is made, a folder takes the place of a link. Devices are left out: those of a sandbox are its own.
 */
export class Layers {
  private readonly root: Folder = { children: new Map(), entry: undefined, layer: 0 }
  private layer = -1
  private index = -1

  /** @param source for messages: what image it is */
  constructor(private readonly source: string) {}

  /** The entries that come are those of the next layer. */
  begin(): void {
    this.layer += 1
    this.index = -1
  }

  /** The next entry of a layer. Throws `Failed` where it can have no place in a root. */
  add(entry: TarEntry): void {
    this.index += 1
    const path = this.parts(entry.name)
    const base = path.pop()
    if (base === undefined) this.root.entry = entry.kind === 'folder' ? entry : this.root.entry
    else if ([...path, base].some((part) => part.startsWith(AUFS) && part !== OPAQUE)) return
    else if (path.some((part) => part.startsWith(WHITEOUT)))
      throw this.wrong(`has something below a whiteout: ${shown(entry.name)}`)
    else if (base.startsWith(WHITEOUT)) this.whiteOut(path, base)
    else if (entry.kind !== 'other') this.put(path, base, entry)
  }

  /** What there is now. */
  flatten(): Flattened {
    const folders: { name: string; entry: TarEntry | undefined }[] = []
    const items = new Map<Item, [string, ...string[]]>()
    const walk = (folder: Folder, prefix: string): void => {
      for (const [base, node] of folder.children) {
        const name = `${prefix}${base}`
        if ('item' in node) {
          const names = items.get(node.item)
          if (names) names.push(name)
          else items.set(node.item, [name])
          continue
        }
        folders.push({ name, entry: node.entry })
        walk(node, `${name}/`)
      }
    }
    walk(this.root, '')
    return { folders, items: [...items].map(([item, names]) => ({ item, names })) }
  }

  private put(path: readonly string[], base: string, entry: TarEntry): void {
    const { layer, index } = this
    const parent = this.folder(path, 'made')
    if (!parent) return
    const there = parent.children.get(base)
    if (entry.kind === 'folder') {
      if (!there || 'item' in there) parent.children.set(base, { children: new Map(), entry, layer })
      else Object.assign(there, { entry, layer })
      return
    }
    const item = entry.kind === 'hard link' ? this.linked(entry) : { entry, layer, index }
    parent.children.set(base, { item, layer })
  }

  private linked(entry: TarEntry): Item {
    const path = this.parts(entry.link)
    const base = path.pop() ?? ''
    const node = this.folder(path, 'found')?.children.get(base)
    if (node && 'item' in node) return node.item
    throw this.wrong(`has a hard link to what is no file: ${shown(entry.name)} -> ${shown(entry.link)}`)
  }

  /** Takes away what lower layers have; what this layer has stays, whichever comes first. */
  private whiteOut(path: readonly string[], base: string): void {
    const parent = this.folder(path, 'found')
    const name = base.slice(WHITEOUT.length)
    if (['', '.', '..'].includes(name)) throw this.wrong(`has a whiteout of nothing: ${shown(base)}`)
    if (!parent) return
    if (base === OPAQUE) this.clear(parent)
    else this.remove(parent, name)
  }

  private remove(parent: Folder, name: string): void {
    const node = parent.children.get(name)
    if (!node) return
    if (node.layer < this.layer) parent.children.delete(name)
    else if (!('item' in node)) this.clear(node)
  }

  private clear(folder: Folder): void {
    for (const name of [...folder.children.keys()]) this.remove(folder, name)
  }

  /** The folder at a path, links followed; undefined where it is not there and not to be made. */
  private folder(path: readonly string[], missing: 'made' | 'found'): Folder | undefined {
    const left = [...path].reverse()
    const line: Folder[] = []
    let at = this.root
    let followed = 0
    for (let part = left.pop(); part !== undefined; part = left.pop()) {
      if (part === '..') {
        at = line.pop() ?? this.root
        continue
      }
      let node = at.children.get(part)
      if (node && 'item' in node) {
        const target = node.item.entry
        if (target.kind !== 'symbolic link') {
          if (missing === 'found') return undefined
          throw this.wrong(`has something below a file: ${shown(path.join('/'))}`)
        }
        followed += 1
        if (followed > LINKS_FOLLOWED) throw this.wrong(`has links in a circle: ${shown(path.join('/'))}`)
        if (target.link.startsWith('/')) {
          at = this.root
          line.length = 0
        }
        left.push(...split(target.link).reverse())
        continue
      }
      if (!node) {
        if (missing === 'found') return undefined
        node = { children: new Map(), entry: undefined, layer: this.layer }
        at.children.set(part, node)
      }
      if (missing === 'made') node.layer = this.layer
      line.push(at)
      at = node
    }
    return at
  }

  /** The parts of a name in a layer, from the root, whether it begins with a slash or not. */
  private parts(name: string): string[] {
    const parts = split(name)
    if (parts.includes('..')) throw this.wrong(`has a name that leads out of the root: ${shown(name)}`)
    return parts
  }

  private wrong(what: string): Failed {
    return new Failed({
      what: `layer ${this.layer + 1} of the image ${what}`,
      source: this.source,
      todo: 'The image is damaged, or made to do harm: do not use it.',
    })
  }
}

function split(name: string): string[] {
  return name.split('/').filter((part) => part !== '' && part !== '.')
}

/** A name in a message: nothing that a terminal or GitHub's log could take for a command. */
function shown(name: string): string {
  return JSON.stringify(Buffer.from(name, 'latin1').toString('utf8')).replace(/[^\x20-\x7e]/g, '?')
}
