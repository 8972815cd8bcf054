import type { Volume } from '../sandbox/sandbox.js'
import { Failed } from '../report/errors.js'
import { CONFIGURATION, DOWNLOADS, type ApkRun, type Installation } from './apk.js'
import { namesInside } from './inside.js'
import type { StoredRoot } from './store.js'

/** Where the installer's root is in the one that is being made. */
const INSTALLER = '/xarch-apk'

/** Folders of the machine that apk needs. */
interface Places {
  readonly configuration: string
  readonly downloads: string
  readonly mirrors: readonly Volume[]
}

/**
 * apk as it runs by PRoot, which knows but one root and has the programs in it emulated: the new root is that one, the native apk comes
 * in with its libraries, and starts the packages' scripts as programs of the root.
 */
export async function withinTarget(
  { target, handlers }: Installation,
  { configuration, downloads, mirrors }: Places,
  installer: StoredRoot,
): Promise<ApkRun> {
  const loader = (await namesInside(installer.root, 'lib')).find((name) => /^ld-musl-\w+\.so\.1$/.test(name))
  if (loader === undefined) {
    throw new Failed({
      what: 'the minirootfs whose apk installs packages has no loader of musl in /lib',
      source: installer.source,
    })
  }
  const [program, libraries] = [`${INSTALLER}/lib/${loader}`, `${INSTALLER}/lib:${INSTALLER}/usr/lib`]
  const shell = [program, '--library-path', libraries, `${INSTALLER}/bin/busybox`, 'sh'] as const
  const volumes: Volume[] = [
    { source: installer.root, target: INSTALLER, readOnly: false },
    { source: configuration, target: CONFIGURATION, readOnly: false },
    { source: downloads, target: DOWNLOADS, readOnly: false },
    ...mirrors.map((mirror) => ({ ...mirror, readOnly: false })), // else it would be copied
  ]
  return {
    plan: {
      mounts: { root: target, scratch: installer.scratch, mode: 'direct', volumes },
      ...{ handlers, network: 'host', shell },
    },
    words: [...shell, `${CONFIGURATION}/install-within.sh`, program, libraries],
    // The certificates of the new root are not there yet.
    environment: { SSL_CERT_FILE: `${INSTALLER}/etc/ssl/certs/ca-certificates.crt` },
  }
}
