import type { Exec, Interrupts, Log, Paths, Progress } from '../../platform/ports.js'
import type { Platform } from './platform.js'
import type { ImageReference } from './reference.js'

/** An image that is wanted as a file. */
export interface ImageRequest {
  readonly reference: ImageReference
  readonly platform: Platform
  /** A folder of the request's own; the file is `image.tar` in it. */
  readonly folder: string
}

/** An image as a file. */
export interface SavedImage {
  readonly file: string
  /**
   * Of the manifest for the platform; of the index where a tool tells no other; the image's id where it is in an engine
   * alone that keeps no manifest.
   */
  readonly digest: string
  /** `podman 4.3.1`. */
  readonly tool: string
}

export interface ImagePorts {
  readonly exec: Exec
  readonly interrupts: Interrupts
  readonly log: Log
  readonly paths: Paths
  readonly progress: Progress
  /** Variables by which skopeo, podman and docker find their engine, storage and credentials. */
  readonly engines: Readonly<Record<string, string>>
}

/** What is written for each request, in its folder. */
export const IMAGE_FILE = 'image.tar'

/** Images may have gigabytes. */
export const PULL_MS = 30 * 60_000
