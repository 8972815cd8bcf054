import { existsSync } from 'node:fs'
import path from 'node:path'
import { TEST_TOOLS } from './runner-environment.js'

const FOLDER = path.join(TEST_TOOLS, 'qemu-new')

/** Static emulators of every cpu from a newer Debian, where scripts/test-tools.sh could get them. */
export const NEWER_EMULATORS = existsSync(FOLDER) ? FOLDER : undefined

/** Why what needs them is skipped; empty where they are here. */
export const NO_NEWER_EMULATORS =
  NEWER_EMULATORS === undefined ? `SKIPPED, scripts/test-tools.sh could not get them into ${FOLDER}` : ''
