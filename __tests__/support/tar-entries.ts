import type { TarEntry } from '../../src/rootfs/image/tar-reader.js'

/** An entry of a tar from a short text: `etc/` a folder, `a -> b` a symbolic link, `a = b` a hard link, else a file. */
export function anEntry(text: string, more: Partial<TarEntry> = {}): TarEntry {
  const [, name = '', sign, link = ''] = /^([^]*?)(?: (->|=) ([^]*))?$/.exec(text) ?? []
  const kind =
    sign === '->'
      ? 'symbolic link'
      : sign === '='
        ? 'hard link'
        : name.endsWith('/') || name === ''
          ? 'folder'
          : 'file'
  return {
    name,
    link,
    kind,
    sizeBytes: 0,
    mode: 0o644,
    uid: 0,
    gid: 0,
    mtime: '0',
    attributes: new Map(),
    ...more,
  }
}
