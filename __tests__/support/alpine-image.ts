import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { lstat, readFile, readlink } from 'node:fs/promises'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import { expect } from '@jest/globals'
import { EMBEDDED_MIRROR } from './embedded-mirror.js'
import { aLayer, type TestImage } from './images.js'

/** cap_net_bind_service=ep, as the kernel keeps it. Source: linux/capability.h, struct vfs_cap_data. */
const CAPABILITY = Buffer.from('0100000200040000000000000000000000000000', 'hex')
const capability = { attributes: new Map([['security.capability', CAPABILITY.toString('latin1')]]) }

const MINIROOTFS = path.join(
  EMBEDDED_MIRROR,
  'v3.20/releases/aarch64/alpine-minirootfs-3.20.3-aarch64.tar.gz',
)
/** An image of Alpine's own files, and two layers of what may be in a layer. */
export const alpine = async (): Promise<TestImage> => anImage(gunzipSync(await readFile(MINIROOTFS)))

/** The same with but the names of Alpine's files that are looked at: it is got and unpacked in less time. */
export const smallAlpine = (): TestImage =>
  anImage(
    aLayer(
      ['bin/', '', { mode: 0o755 }],
      ['bin/busybox', 'x'],
      ['etc/', '', { mode: 0o755 }],
      ['etc/motd', 'x'],
      ['etc/network/', '', { mode: 0o755 }],
      ['etc/network/if-up.d/', '', { mode: 0o755 }],
      ['etc/network/if-up.d/dad', 'x'],
    ),
  )

const anImage = (lowest: Buffer): TestImage => ({
  platform: 'linux/arm64/v8',
  environment: ['PATH=/usr/bin:/bin', 'GREETING=two words'],
  layers: [
    lowest,
    aLayer(
      ['etc/.wh.motd'],
      ['etc/network/', '', { mode: 0o755 }],
      ['etc/network/.wh..wh..opq'],
      ['etc/network/interfaces', 'auto lo\n'],
      ['opt/', '', { mode: 0o2750, uid: 12, gid: 34 }],
      ['opt/set-uid', '#!/bin/sh\n', { mode: 0o4755, uid: 1000, gid: 3_000_000 }],
      ['opt/capable', 'x', { mode: 0o755, ...capability }],
      ['opt/one', 'linked'],
      ['opt/two = opt/one'],
      [`opt/${'long'.repeat(40)}/ü`, 'x'],
      ['config -> /etc'],
    ),
    aLayer(['config/added', 'through the link\n'], ['opt/.wh.nothing']),
  ],
})

/** What is to be seen of the test's image in a root. */
export async function expectAlpine(root: string): Promise<void> {
  const at = (name: string): string => path.join(root, name)
  expect(existsSync(at('bin/busybox'))).toBe(true)
  expect(existsSync(at('etc/motd'))).toBe(false)
  expect(readdirSync(at('etc/network'))).toEqual(['interfaces'])
  expect(await lstat(at('opt'))).toMatchObject({ mode: 0o42750, uid: 12, gid: 34 })
  expect(await lstat(at('opt/set-uid'))).toMatchObject({ mode: 0o104755, uid: 1000, gid: 3_000_000 })
  const [one, two] = await Promise.all(['opt/one', 'opt/two'].map((name) => lstat(at(name))))
  expect(one).toMatchObject({ nlink: 2, ino: two?.ino })
  expect(await readFile(at('opt/two'), 'utf8')).toBe('linked')
  expect(capabilityOf(at('opt/capable'))).toBe(CAPABILITY.toString('hex'))
  expect(readdirSync(at(`opt/${'long'.repeat(40)}`))).toEqual(['ü'])
  expect(await readlink(at('config'))).toBe('/etc')
  expect(await readFile(at('etc/added'), 'utf8')).toBe('through the link\n')
  expect((await lstat(root)).mode & 0o7777).toBe(0o755)
}

/** Node reads no attributes; Python does. */
function capabilityOf(file: string): string {
  const script = 'import os,sys; print(os.getxattr(sys.argv[1], "security.capability").hex())'
  return execFileSync('python3', ['-c', script, file], { encoding: 'utf8' }).trim()
}
