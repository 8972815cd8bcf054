import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** What is in an archive of a root, apart. */
export interface ArchiveParts {
  readonly manifest: Readonly<Record<string, unknown>>
  /** The packed root: a compressed tar. */
  readonly root: Buffer
}

/**
 * An entry of the cache service (tar and zstd, with one file in it, the archive of a root) with that file exchanged.
 * @param scratch a folder for what is made on the way; it is left as it was
 */
export function withArchive(entry: Buffer, scratch: string, change: (archive: Buffer) => Buffer): Buffer {
  return inFolder(scratch, (folder) => {
    // Names in it begin with `../../..`: they are relative to the workspace.
    const [outer, tree] = [path.join(folder, 'entry'), path.join(folder, 'a/b/c/d/e/f')]
    mkdirSync(tree, { recursive: true })
    writeFileSync(outer, entry)
    const names = execFileSync('tar', ['--zstd', '-tPf', outer], { encoding: 'utf8' }).trim().split('\n')
    const [name = '', ...others] = names
    if (others.length > 0) throw new Error(`more than one file is in the entry: ${names.join(', ')}`)
    execFileSync('tar', ['--zstd', '-xPf', outer, '-C', tree])
    const file = path.join(tree, name)
    writeFileSync(file, change(readFileSync(file)))
    execFileSync('tar', ['--zstd', '-cPf', outer, '-C', tree, name])
    return readFileSync(outer)
  })
}

/** An archive taken apart. */
export function archiveParts(archive: Buffer, scratch: string): ArchiveParts {
  return inFolder(scratch, (folder) => {
    execFileSync('tar', ['-x', '-C', folder], { input: archive })
    const text = readFileSync(path.join(folder, 'manifest.json'), 'utf8')
    return {
      manifest: JSON.parse(text) as ArchiveParts['manifest'],
      root: readFileSync(path.join(folder, 'root.tar.zst')),
    }
  })
}

/** A plain tar of these files, in this order, that ends with two empty blocks, as an archive of a root does. */
export function archiveOf(files: Readonly<Record<string, string | Buffer>>, scratch: string): Buffer {
  return inFolder(scratch, (folder) => {
    for (const [name, content] of Object.entries(files)) writeFileSync(path.join(folder, name), content)
    const form = ['--format=ustar', '--blocking-factor=1']
    return execFileSync('tar', ['-c', ...form, '-C', folder, ...Object.keys(files)], { maxBuffer: 2 ** 28 })
  })
}

function inFolder<T>(scratch: string, work: (folder: string) => T): T {
  const folder = mkdtempSync(path.join(scratch, 'archive-'))
  try {
    return work(folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}
