import { execFileSync } from 'node:child_process'
import { setMaxListeners } from 'node:events'
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { Readable, Writable } from 'node:stream'
import { describe, expect, it } from '@jest/globals'
import { nodeExec } from '../../src/platform/exec.js'
import { explain, Failed } from '../../src/report/errors.js'
import { unpack } from '../../src/rootfs/unpack.js'
import { enginePorts } from '../support/engine.js'
import { temporaryFolders } from '../support/temporary.js'
import { watchMachine } from '../support/unchanged.js'

const newFolder = temporaryFolders()
watchMachine()

const sh = (script: string, ...args: string[]): string =>
  execFileSync('bash', ['-eu', '-c', script, 'bash', ...args], { encoding: 'utf8' })

/** An archive of a small tree, made by a command that gets a tar on its standard input. */
async function anArchive(compressor: string): Promise<{ folder: string; file: string }> {
  const folder = await newFolder()
  const file = path.join(folder, 'archive')
  sh(
    `mkdir -p "$1/tree/etc"; echo one >"$1/tree/etc/file"; tar -c -C "$1/tree" . | ${compressor} >"$2"`,
    folder,
    file,
  )
  return { folder, file }
}

async function failure(work: Promise<unknown>): Promise<string[]> {
  const error: unknown = await work.then(
    () => 'no error',
    (cause: unknown) => cause,
  )
  expect(error).toBeInstanceOf(Failed)
  return explain(error)
}

describe('an archive', () => {
  it.each(['cat', 'gzip', 'xz', 'zstd -q'])('made by %s becomes a root', async (compressor) => {
    const { folder, file } = await anArchive(compressor)
    const root = path.join(folder, 'root')
    await unpack({ file, source: file }, root, ['https://example.invalid/main'], enginePorts(folder))
    expect(await readFile(path.join(root, 'etc/file'), 'utf8')).toBe('one\n')
    expect(await readFile(path.join(root, 'etc/apk/repositories'), 'utf8')).toBe(
      'https://example.invalid/main\n',
    )
    expect(sh('ls -A "$1"', root)).toBe('etc\n')
    expect((await stat(root)).mode & 0o7777).toBe(0o755)
  })

  it.each(['gzip', 'xz', 'zstd -q'])(
    'made by %s with something behind it, or cut, is refused',
    async (compressor) => {
      const { folder, file } = await anArchive(compressor)
      const whole = await readFile(file)
      const root = path.join(folder, 'root')
      for (const bytes of [
        Buffer.concat([whole, Buffer.from('GARBAGE')]),
        whole.subarray(0, whole.length - 5),
      ]) {
        await writeFile(file, bytes)
        const [what] = await failure(unpack({ file, source: file }, root, [], enginePorts(folder)))
        expect(what).toMatch(/^archive cannot be decompressed: (gzip|xz|zstd|\/\*stdin\*\\)/)
        expect((await stat(root)).mode & 0o7777).toBe(0o700)
        sh('rm -r "$1"', root)
      }
    },
  )

  it('that is whole, of a tar that is not, is said to be truncated', async () => {
    const { folder, file } = await anArchive('head -c 1536 | gzip')
    const [what] = await failure(
      unpack({ file, source: file }, path.join(folder, 'root'), [], enginePorts(folder)),
    )
    expect(what).toBe('"archive" has no end: it is truncated')
  })

  it.each([
    ['bzip2', 'bzip2', 'bzip2'],
    ['a web page', "sed '1s/.*/<!DOCTYPE html><title>404/;1q'", 'a web page'],
    ['an empty file', 'head -c 0', 'an empty file'],
    ['text', "sed '1s/.*/hello/;1q'", 'a file that begins with the bytes 68656c6c6f0a'],
  ])('that is %s is named, with what is allowed', async (_what, compressor, says) => {
    const { folder, file } = await anArchive(`{ ${compressor} || :; cat >/dev/null; }`)
    const lines = await failure(
      unpack({ file, source: file }, path.join(folder, 'root'), [], enginePorts(folder)),
    )
    expect(lines[0]).toContain(says)
    expect(lines.join()).toContain('gzip, xz or zstd')
  })

  it('that is not there, or a folder, is an error that says so', async () => {
    const folder = await newFolder()
    for (const file of [path.join(folder, 'nothing'), folder]) {
      const lines = await failure(
        unpack({ file, source: file }, path.join(folder, 'root'), [], enginePorts(folder)),
      )
      expect(lines[0]).toMatch(/^could not read the archive: (ENOENT|EISDIR)/)
    }
  })

  it('in the middle of a file is unpacked alone', async () => {
    const { folder, file } = await anArchive('gzip')
    const whole = await readFile(file)
    await writeFile(file, Buffer.concat([Buffer.from('before'), whole, Buffer.from('behind')]))
    const part = { start: 6, sizeBytes: whole.length }
    await unpack({ file, source: file, part }, path.join(folder, 'root'), [], enginePorts(folder))
    expect(await readFile(path.join(folder, 'root/etc/file'), 'utf8')).toBe('one\n')
  })

  it('with a link at /etc gets no repositories through it', async () => {
    const folder = await newFolder()
    const file = path.join(folder, 'archive')
    sh(
      'mkdir "$1/tree" "$1/outside"; ln -s "$1/outside" "$1/tree/etc"; tar -C "$1/tree" -cf "$2" .',
      folder,
      file,
    )
    await failure(unpack({ file, source: file }, path.join(folder, 'root'), ['x'], enginePorts(folder)))
    expect(sh('ls -A "$1/outside"', folder)).toBe('')
  })

  it('into a folder that is there already is refused', async () => {
    const { folder, file } = await anArchive('cat')
    await mkdir(path.join(folder, 'root'))
    const [what] = await failure(
      unpack({ file, source: file }, path.join(folder, 'root'), [], enginePorts(folder)),
    )
    expect(what).toMatch(/could not unpack .*File exists/)
  })
})

describe('when we are asked to end', () => {
  it('unpacking ends with all of its processes', async () => {
    const folder = await newFolder()
    const file = path.join(folder, 'archive')
    sh('head -c 400000000 /dev/urandom >"$1/large"; tar -C "$1" -cf "$2" large; rm "$1/large"', folder, file)
    const abort = new AbortController()
    setMaxListeners(0, abort.signal)
    const exec = nodeExec('root', () => undefined, abort.signal)
    const root = path.join(folder, 'root')
    const unpacking = failure(unpack({ file, source: file }, root, [], { ...enginePorts(folder), exec }))
    await setTimeout(60)
    abort.abort()
    await unpacking
    expect(sh('pgrep -f -- "-C $1" || :', root)).toBe('')
    expect((await stat(root)).mode & 0o7777).toBe(0o700)
  })
})

describe('a program between two streams', () => {
  const exec = enginePorts('/nowhere').exec
  const none = new AbortController().signal

  it('that is not there is an error with the package to install, and nothing hangs', async () => {
    const output = new Writable({
      write: (_chunk, _encoding, done) => {
        done()
      },
    })
    const input = Readable.from([Buffer.from('x')])
    const command = { argv: ['no-such-program'] as const, package: 'xz-utils', why: 'decompress it' }
    const running = exec.start(command, { kind: 'streamed', input, output })
    expect((await failure(running.exit)).join()).toMatch(
      /no-such-program is not there.*Install the package xz-utils/,
    )
    await expect(running.drained).rejects.toThrow()
  })

  it('gets its input, and hands over its output, whole', async () => {
    const chunks: Buffer[] = []
    const output = new Writable({
      highWaterMark: 1,
      write: (chunk: Buffer, _encoding, done) => {
        chunks.push(chunk)
        setImmediate(done)
      },
    })
    const bytes = Buffer.alloc(3_000_000, 'abc')
    const command = { argv: ['cat'] as const, why: 'copy' }
    const running = nodeExec('root', () => undefined, none).start(command, {
      kind: 'streamed',
      input: Readable.from([bytes]),
      output,
    })
    expect((await running.exit).status).toBe(0)
    await running.drained
    expect(Buffer.concat(chunks).equals(bytes)).toBe(true)
  })
})
