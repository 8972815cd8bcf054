import { existsSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { parseBuildArguments, type BuildArguments } from '../inputs/arguments.js'
import { main, type Programs } from '../main.js'
import { statusOfAll } from '../outcome.js'
import type { Target } from '../plan/roots.js'
import { sourceDateEpoch } from '../platform/environment.js'
import { localPorts, terminalLog } from '../platform/local.js'
import { ownStream } from '../platform/own-streams.js'
import type { Ports } from '../platform/ports.js'
import { Refused } from '../report/errors.js'
import { rootManifest, type ArchiveFile } from '../report/root-manifest.js'
import { installedPackages, newestBuildTime } from '../rootfs/kind.js'
import { packTar } from '../rootfs/pack-tar.js'
import type { Root } from '../rootfs/provide.js'
import { fileDigest } from '../verify/digest.js'
import { anchored } from '../workspace.js'
import { ending, wrongUse } from './exit.js'
import { loudnessOf } from './loudness.js'

const HELP = 'xarch build --help'

type Asked = Exclude<BuildArguments, { help: true }>

/** `xarch build`: makes roots, writes them to archives and tells what they are made of. Returns the exit status. */
export async function build(args: readonly string[], assets: string): Promise<number> {
  const parsed = parseBuildArguments(args)
  if (!parsed.ok) return wrongUse(terminalLog('normal'), parsed.problems, HELP)
  const asked = parsed.value
  if (asked.help) {
    return (await import('./help.js')).helpOf('build')
  }
  const loudness = loudnessOf(asked)
  return ending(terminalLog(loudness), HELP, () => buildAll(asked, localPorts(assets, loudness)))
}

async function buildAll(asked: Asked, ports: Ports): Promise<number> {
  const inputs = anchored(asked.inputs, ports.paths.workspace, true)
  for (const { name } of inputs.architectures) checkFolder(fileFor(name, asked.output, ports))
  const manifests = new Map<string, unknown>()
  const use = async (root: Root, target: Target, { isolated }: Programs): Promise<void> => {
    const archive = asked.output === '' ? undefined : await write(root, target, asked.output, isolated.ports)
    const packages = await installedPackages(root.root)
    manifests.set(target.arch.name, rootManifest(root, target.root.key, packages, archive))
  }
  const nothing = { command: undefined, environment: {}, folder: '/', volumes: [], stdin: false }
  const { outcomes } = await main({ ...nothing, inputs, use, lifetime: 'run' }, ports)
  for (const { arch, error } of outcomes) if (error) ports.log.error([`${arch}: not built`, ...error])
  if (asked.json) {
    const made = outcomes.flatMap(({ arch }) => manifests.get(arch) ?? [])
    ownStream('stdout').write(
      `${JSON.stringify(inputs.architectures.length > 1 ? made : made[0], null, 2)}\n`,
    )
  }
  return statusOfAll(outcomes)
}

function fileFor(arch: string, output: string, { paths }: Ports): string {
  return resolve(paths.workspace, output.replaceAll('{arch}', arch))
}

/** Said before anything is built. */
function checkFolder(file: string): void {
  const folder = dirname(file)
  if (existsSync(folder)) return
  throw new Refused({
    what: `output: the folder ${folder} is not there`,
    source: file,
    todo: 'Make it first, or name a file in another folder.',
  })
}

async function write({ root }: Root, { arch }: Target, output: string, ports: Ports): Promise<ArchiveFile> {
  const file = fileFor(arch.name, output, ports)
  await packTar(root, file, { epochSeconds: sourceDateEpoch() ?? (await newestBuildTime(root)) }, ports)
  const { size } = await stat(file)
  ports.log.info(`${arch.name}: wrote ${file}`)
  return { file, sha256: await fileDigest(file, 'sha256'), sizeBytes: size }
}
