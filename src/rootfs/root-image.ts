import { join } from 'node:path'
import type { Exec, Paths } from '../platform/ports.js'
import { explain } from '../report/errors.js'
import { sizeText } from '../report/kept.js'
import type { ImageKind } from './read-packed.js'
import { mountImage, type RootImage } from './root-mounts.js'

interface ImagePorts {
  readonly exec: Pick<Exec, 'run'>
  readonly paths: Paths
}

/** A root of no more is unpacked in less than a second: it is never an image. */
export const SMALL_BYTES = 100_000_000

/** What a root is to be kept as, and why. */
export interface Choice {
  /** Undefined: a tar. */
  readonly kind: ImageKind | undefined
  /** Of what is in the root, where it was looked at. */
  readonly sizeBytes?: number
  /** Why it is no image. */
  readonly why?: string
}

/** Looks at `folder/root`, and where it is large at what this machine makes and mounts. Throws `Failed`. */
export async function chooseImage(
  asked: 'auto' | 'false',
  folder: string,
  { exec, paths }: ImagePorts,
): Promise<Choice> {
  if (asked === 'false') return { kind: undefined, why: 'root-image is false' }
  const { stdout } = await exec.run(
    script(['look', folder, String(SMALL_BYTES)], `look at the root in ${folder}`, paths),
  )
  return parseLook(stdout)
}

/** What is made of a root and mounted here, however small it is. @param folder has the root, as `root` */
export async function tryImage(folder: string, { exec, paths }: ImagePorts): Promise<Choice> {
  const { stdout } = await exec.run(script(['look', folder, '0'], 'try an image of a root', paths))
  return parseLook(stdout)
}

/** Reads what root-image.sh tells of a root: its size, and behind it the kind of image, if any. */
export function parseLook(text: string): Choice {
  const [size = '', answer = ''] = text.trim().split('\n')
  const sizeBytes = Number(size)
  if (answer === 'squashfs' || answer === 'erofs') return { kind: answer, sizeBytes }
  const why = answer === '' ? `up to ${sizeText(SMALL_BYTES)} no image is made` : answer.replace(/^none /, '')
  return { kind: undefined, sizeBytes, why }
}

/**
 * Makes `folder/root` of an image: mounted where that is wanted and the kernel does it, else unpacked. Throws `Failed`.
 * @param begin takes away what a mount that failed has left
 * @returns what was done, in words that go behind the root's name
 */
export async function useImage(
  image: RootImage,
  folder: string,
  asked: 'auto' | 'false',
  begin: () => Promise<void>,
  ports: ImagePorts,
): Promise<string> {
  const what = `${image.kind} of ${sizeText(image.part.sizeBytes)}`
  let why = 'root-image is false'
  if (asked === 'auto') {
    try {
      await mountImage(image, folder, ports)
      return `the ${what} is mounted under an overlay`
    } catch (error) {
      why = `it cannot be mounted here: ${explain(error)[0]?.split('\n').at(-1) ?? ''}`
      await begin()
    }
  }
  await unpackImage(image, folder, ports)
  return `the ${what} is unpacked (${why})`
}

async function unpackImage(image: RootImage, folder: string, { exec, paths }: ImagePorts): Promise<void> {
  const { kind, file, part } = image
  const place = [folder, kind, file, String(part.start), String(part.sizeBytes)]
  await exec.run(script(['unpack', ...place], `unpack the ${kind} ${file}`, paths))
}

function script(
  args: readonly string[],
  why: string,
  { assets }: Paths,
): { argv: readonly [string, ...string[]]; why: string; privileged: true } {
  return { argv: ['bash', join(assets, 'rootfs/root-image.sh'), ...args], why, privileged: true }
}
