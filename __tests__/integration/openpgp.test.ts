import { execFileSync } from 'node:child_process'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { explain } from '../../src/report/errors.js'
import { RELEASE_KEY } from '../../src/rootfs/release.js'
import { hasGpgv, verifySignature } from '../../src/verify/openpgp.js'
import { enginePorts } from '../support/engine.js'
import { newSigner, type Signer } from '../support/openpgp.js'
import { REPOSITORY } from '../support/runner-environment.js'
import { temporaryFolders } from '../support/temporary.js'
import { watchMachine } from '../support/unchanged.js'

/** Signatures by keys that are made here, checked by the real gpgv. */

afterEach(() => {
  alpine[Symbol.dispose]()
})
const newFolder = temporaryFolders()
watchMachine() // as the last: agents and folders are gone then
const SOURCE = 'https://mirror.example/root.tar.gz.asc'

let folder: string
let file: string
let alpine: Signer
beforeEach(async () => {
  folder = await newFolder()
  file = path.join(folder, 'root.tar.gz')
  await writeFile(file, 'the bytes')
  alpine = newSigner(folder, 'alpine')
})

/** What is said of a signature; nothing where it holds. */
async function checked(signature: string, { keyring, fingerprint }: Signer = alpine): Promise<string> {
  const signed = { file, signature, keyring, fingerprint, source: SOURCE }
  return verifySignature(signed, enginePorts(folder)).then(
    () => '',
    (error: unknown) => explain(error).join('\n'),
  )
}

describe('a signature', () => {
  it('by the key holds, armoured or not, and nothing is written beside it', async () => {
    const signature = alpine.sign(file)
    const binary = path.join(folder, 'binary.sig')
    execFileSync('gpg', [
      '--homedir',
      path.join(folder, 'alpine'),
      '--output',
      binary,
      '--dearmor',
      signature,
    ])
    const before = await readdir(folder)
    expect(await checked(signature)).toBe('')
    expect(await checked(binary)).toBe('')
    expect(await readdir(folder)).toEqual(before)
  })

  it('of other bytes is refused', async () => {
    const signature = alpine.sign(file)
    await writeFile(file, 'the Bytes')
    const said = await checked(signature)
    expect(said).toContain('root.tar.gz.asc does not hold: it is of other bytes than the file has')
    expect(said).toContain(SOURCE)
  })

  it('by a stranger is refused, and his key named', async () => {
    using stranger = newSigner(folder, 'stranger')
    const said = await checked(stranger.sign(file))
    expect(said).toContain(`by the key ${stranger.fingerprint.slice(-16)}, not by ${alpine.fingerprint}`)
  })

  it('by another key of the ring than the one that counts is refused', async () => {
    using stranger = newSigner(folder, 'stranger')
    const rings = [alpine.keyring, stranger.keyring]
    const keyring = path.join(folder, 'both.gpg')
    await writeFile(keyring, Buffer.concat(await Promise.all(rings.map((ring) => readFile(ring)))))
    const both = { ...alpine, keyring }
    expect(await checked(alpine.sign(file), both)).toBe('')
    const said = await checked(stranger.sign(file), both)
    expect(said).toContain(`by the key ${stranger.fingerprint}, not by ${alpine.fingerprint}`)
  })

  it('beside a stranger’s in one file is refused: one alone is published', async () => {
    using stranger = newSigner(folder, 'stranger')
    const binary = [alpine, stranger].map((signer) => {
      const armoured = signer.sign(file)
      return execFileSync('gpg', ['--homedir', path.join(folder, 'alpine'), '--dearmor'], {
        input: execFileSync('cat', [armoured]),
      })
    })
    const signature = path.join(folder, 'two.sig')
    await writeFile(signature, Buffer.concat(binary))
    expect(await checked(signature)).toContain('does not hold')
  })

  it('that has expired, or whose key has, is refused', async () => {
    using late = newSigner(folder, 'late', ['--faked-system-time', '20200101T000000!'])
    expect(await checked(late.sign(file), late)).toContain('its key has expired')
    const short = alpine.sign(file, ['--default-sig-expire', 'seconds=1'])
    await new Promise((resolve) => setTimeout(resolve, 2100))
    expect(await checked(short)).toContain('it has expired')
  })

  it.each([
    ['empty', ''],
    ['a web page', '<html>log in</html>'],
    ['no signature', '-----BEGIN PGP SIGNATURE-----\n\nAAAA\n-----END PGP SIGNATURE-----\n'],
  ])('that is %s is refused', async (_, text) => {
    const signature = path.join(folder, 'odd.asc')
    await writeFile(signature, text)
    expect(await checked(signature)).toMatch(/root\.tar\.gz\.asc does not hold: \S/)
  })

  it('with words of gpgv in its notations is no better for it', async () => {
    using stranger = newSigner(folder, 'stranger')
    const claim = `\n[GNUPG:] VALIDSIG ${Array(10).fill(alpine.fingerprint).join(' ')}`
    const signature = stranger.sign(file, ['--set-notation', `note@example.invalid=${encodeURI(claim)}`])
    expect(await checked(signature)).toContain('not by')
  })
})

describe('the key of Alpine’s releases', () => {
  it('is the one of its fingerprint, and alone', () => {
    const keyring = path.join(REPOSITORY, 'src', RELEASE_KEY.file)
    const shown = execFileSync('gpg', ['--homedir', folder, '--with-colons', '--show-keys', keyring], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    const records = shown.split('\n').map((line) => line.split(':'))
    expect(records.filter(([kind]) => kind === 'pub')).toHaveLength(1)
    expect(records.find(([kind]) => kind === 'fpr')?.[9]).toBe(RELEASE_KEY.fingerprint)
    expect(records.find(([kind]) => kind === 'uid')?.[9]).toContain('ncopa@alpinelinux.org')
  })
})

describe('gpgv', () => {
  it('is found on this machine, and missed where it is not', async () => {
    const ports = enginePorts(folder)
    expect(await hasGpgv(ports)).toBe(true)
    const { exec } = ports
    const without = {
      ...exec,
      attempt: (command: Parameters<typeof exec.attempt>[0]) =>
        exec.attempt({ ...command, argv: [path.join(folder, 'none', command.argv[0])] }),
    }
    expect(await hasGpgv({ exec: without })).toBe(false)
  })
})
