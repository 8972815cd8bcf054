import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import type { PublicKey } from '../../src/rootfs/keys.js'

/** Keys that sign what apk reads. */

export interface Pair {
  readonly publicKey: KeyObject
  readonly privateKey: KeyObject
}

export function aPair(): Pair {
  return generateKeyPairSync('rsa', { modulusLength: 2048 })
}

export function publicPart(name: string, key: KeyObject): PublicKey {
  return { name, pem: key.export({ type: 'spki', format: 'pem' }).toString(), digest: '' }
}

export function aKey(path: string): PublicKey {
  return { name: basename(path), pem: readFileSync(path, 'utf8'), digest: '' }
}

/** Of the test itself, and of somebody else. */
export const OURS = aPair()
export const STRANGER = aPair()
