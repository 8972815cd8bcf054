import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Architecture } from '../../arch/architectures.js'
import { withLock } from '../../platform/lock.js'
import { withTemporaryFolder } from '../../platform/temporary.js'
import { Failed, Interrupted, Refused } from '../../report/errors.js'
import { readImageArchive } from './archive.js'
import { DOCKER, PODMAN, saveFromRegistry, saveLocal } from './engine.js'
import { flattenImage } from './flatten.js'
import { isSamePlatform, otherPlatforms, parsePlatform, type Platform } from './platform.js'
import { isLocalOnly, parseImage, type ImageReference } from './reference.js'
import { IMAGE_FILE, type ImagePorts, type ImageRequest, type SavedImage } from './request.js'
import { saveBySkopeo } from './skopeo.js'
import { unpack } from '../unpack.js'

/** What to make a root of. */
export interface ImageJob {
  /** The reference, as it stands behind `docker://`. */
  readonly image: string
  readonly arch: Architecture
  /** A new folder, made by this. */
  readonly target: string
}

/** Where a root came from. */
export interface UnpackedImage {
  /** `sha256:…`; with it, the image can be pinned. */
  readonly digest: string
  /** `podman 4.3.1`. */
  readonly tool: string
  /** Variables that the image sets for what runs in it: `NAME=value`. */
  readonly environment: readonly string[]
}

/**
 * Makes a root of an image for containers: skopeo, podman or docker brings it as a file, the first that can; its layers
 * are put on top of each other by their names alone, and what comes out is unpacked as any archive. The registry decides
 * what a name means; an engine's own storage is asked where no tool gets it from a registry, and for `localhost/…`. Throws
 * `Refused` where the reference is none or the image lacks the platform, else `Failed`.
 */
export async function unpackImage(job: ImageJob, ports: ImagePorts): Promise<UnpackedImage> {
  const reference = readReference(job.image)
  const platform = platformOf(job.arch)
  const source = `docker://${job.image}`
  return withTemporaryFolder(ports.paths.temporary, async (folder) => {
    const { file, digest, tool } = await ports.progress.during(
      `${job.arch.name}: the image ${job.image}`,
      () => saveImage({ reference, platform, folder }, ports),
    )
    const archive = await readImageArchive(file, source)
    // An engine may take what it has, or what alone there is, for what was asked for.
    if (!isSamePlatform(archive.platform, platform)) {
      throw otherPlatforms([archive.platform], platform, job.image)
    }
    const flat = join(folder, 'root.tar')
    await ports.progress.during(`${job.arch.name}: the layers of ${job.image}`, () =>
      flattenImage(archive, flat, source),
    )
    await rm(file) // the root will need the room
    await unpack({ file: flat, source }, job.target, [], ports)
    return { digest, tool, environment: archive.environment }
  })
}

function readReference(image: string): ImageReference {
  const problems: string[] = []
  const reference = parseImage(image, (problem) => problems.push(problem))
  if (reference) return reference
  throw new Refused({ what: problems.join('\n') })
}

function platformOf({ name, docker }: Architecture): Platform {
  if (docker !== null) return parsePlatform(docker)
  throw new Refused({
    what: `there are no images for ${name}: Docker has no name for it`,
    todo: 'Take another source of the root.',
  })
}

interface Way {
  readonly name: string
  readonly save: () => Promise<SavedImage>
}

async function saveImage(request: ImageRequest, ports: ImagePorts): Promise<SavedImage> {
  const alone = (work: () => Promise<SavedImage>): Promise<SavedImage> => oneAtATime(ports, work)
  const fromRegistry: Way[] = [
    { name: 'skopeo', save: () => saveBySkopeo(request, ports) },
    ...[PODMAN, DOCKER].map((engine) => ({
      name: engine.name,
      save: () => alone(() => saveFromRegistry(engine, request, ports)),
    })),
  ]
  const local: Way[] = [PODMAN, DOCKER].map((engine) => ({
    name: `${engine.name}'s own images`,
    save: () => alone(() => saveLocal(engine, request, ports)),
  }))
  const ways = [...(isLocalOnly(request.reference) ? [] : fromRegistry), ...local]
  const reasons: string[] = []
  for (const { name, save } of ways) {
    try {
      return await save()
    } catch (error) {
      const signal = ports.interrupts.received()
      if (signal) throw new Interrupted(signal)
      if (!(error instanceof Failed)) throw error
      reasons.push(`${name}: ${error.explanation.what}`)
      ports.log.debug(`${request.reference.text}: ${reasons.at(-1) ?? ''}`)
      await rm(join(request.folder, IMAGE_FILE), { force: true })
    }
  }
  throw notToBeHad(request.reference, reasons)
}

/** What one pulls, another must not find and take for what was there before. */
function oneAtATime<T>(ports: ImagePorts, work: () => Promise<T>): Promise<T> {
  const onWait = (): void => {
    ports.log.info('waiting for another xarch that uses podman or docker')
  }
  return withLock(join(ports.paths.cache, 'images.lock'), ports, onWait, work)
}

function notToBeHad({ text }: ImageReference, reasons: readonly string[]): Failed {
  return new Failed({
    what: `the image could not be got:\n${reasons.join('\n')}`,
    source: `docker://${text}`,
    todo: 'Check its name; skopeo, podman or docker has to be there, and logged in where the registry wants it.',
  })
}
