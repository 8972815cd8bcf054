import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { chooseImage, readIndex } from './platform.js'
import { fullName, isLoopback } from './reference.js'
import { IMAGE_FILE, PULL_MS, type ImagePorts, type ImageRequest, type SavedImage } from './request.js'

/**
 * Has skopeo bring an image from its registry, which needs no engine. What the registry names is asked for once, and
 * what is copied is what has the digest that was found: skopeo checks each blob against its digest. Throws `Failed`
 * where skopeo or the registry cannot, `Refused` where the image lacks the platform.
 */
export async function saveBySkopeo(request: ImageRequest, ports: ImagePorts): Promise<SavedImage> {
  const { reference, platform, folder } = request
  const skopeo = (why: string, ...words: string[]) =>
    ports.exec.run({
      argv: ['skopeo', ...words],
      why,
      cwd: folder,
      // It keeps large blobs in a temporary folder, where they would stay if it was killed.
      env: { ...ports.engines, TMPDIR: folder },
      timeoutMs: PULL_MS,
    })
  const version = /\d\S*/.exec((await skopeo('use skopeo', '--version')).stdout)?.[0] ?? ''
  const insecure = (option: string): string[] => (isLoopback(reference) ? [`--${option}=false`] : [])
  const why = `get the image ${reference.text}`
  const inspect = async (name: string): Promise<string> => {
    const words = ['inspect', '--raw', ...insecure('tls-verify'), `docker://${name}`]
    return (await skopeo(why, ...words)).stdout
  }
  const manifest = await inspect(fullName(reference))
  const entries = readIndex(manifest)
  const digest = entries ? chooseImage(entries, platform, reference.text) : digestOf(manifest)
  ports.log.info(`pulling ${fullName(reference, digest)} with skopeo ${version}`)
  // A path may have a colon in it, which skopeo takes for the end of it: the folder is the current one.
  const places = [`docker://${fullName(reference, digest)}`, `docker-archive:${IMAGE_FILE}`]
  await skopeo(why, 'copy', '--quiet', ...insecure('src-tls-verify'), ...places)
  return { file: join(folder, IMAGE_FILE), digest, tool: `skopeo ${version}` }
}

function digestOf(manifest: string): string {
  return `sha256:${createHash('sha256').update(manifest).digest('hex')}`
}
