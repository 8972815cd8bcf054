import { Refused } from '../report/errors.js'
import { pack, wholeFile, type PackPorts } from './pack.js'

/** What the ends of names make. The number of threads of xz and zstd does not change the bytes. */
const COMPRESSORS: Readonly<Record<string, readonly string[]>> = {
  '.tar': [],
  '.tar.gz': ['gzip', '-n', '-c'],
  '.tgz': ['gzip', '-n', '-c'],
  '.tar.xz': ['xz', '-T4', '-c'],
  '.tar.zst': ['zstd', '-q', '-T0', '-c'],
}

/** The program that makes what a file's name says it is; none for a plain tar. Throws `Refused` at other names. */
function compressorFor(file: string): readonly string[] {
  const ending = Object.keys(COMPRESSORS).find((known) => file.endsWith(known))
  const compressor = ending === undefined ? undefined : COMPRESSORS[ending]
  if (compressor) return compressor
  throw new Refused({
    what: `the name ${file} does not tell what archive it is to be`,
    todo: `Allowed are names that end with ${Object.keys(COMPRESSORS).join(', ')}.`,
  })
}

/**
 * Packs a root into a tar of its files, for others. The same tree gives the same bytes: sorted, without the times and
 * notes that apk leaves. The file is there whole or not at all. Throws `Refused` at a name, `Failed` at the rest.
 * @param epochSeconds no time in it is after this one (SOURCE_DATE_EPOCH)
 */
export async function packTar(
  root: string,
  file: string,
  { epochSeconds }: { readonly epochSeconds: number },
  ports: PackPorts,
): Promise<void> {
  const compressor = compressorFor(file)
  await wholeFile(file, 0o666, ports, (handle) =>
    pack(['tar', root, String(epochSeconds), ...compressor], handle.createWriteStream(), file, ports),
  )
}
