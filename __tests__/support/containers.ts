import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll } from '@jest/globals'
import { EMBEDDED_MIRROR } from './embedded-mirror.js'
import { lastLine, startRoom, type Room, type Said } from './room.js'
import { until } from './xarch.js'

/** Docker and podman as Debian has them, of which the machine keeps nothing, also when we are killed. */

/** Docker or podman, ready for work. It has the image IMAGE. */
export interface Engine {
  /** The id of IMAGE. */
  readonly image: string
  run(options: readonly string[], image: string, ...command: readonly string[]): Promise<Said>
  /** Builds an image for aarch64. */
  build(tag: string, dockerfile: string): Promise<Said>
  [Symbol.asyncDispose](): Promise<void>
}

/** Built of the embedded mirror's minirootfs for aarch64. */
export const IMAGE = 'localhost/xarch-test:arm64'
export const PLATFORM = 'linux/arm64'

export const ENGINES = ['docker', 'podman'] as const
type EngineName = (typeof ENGINES)[number]

/** What the kernel says of a program that it cannot run. */
export const NO_HANDLER = /exec format error/i

const MINIROOTFS = path.join(
  EMBEDDED_MIRROR,
  'v3.20/releases/aarch64/alpine-minirootfs-3.20.3-aarch64.tar.gz',
)

/**
 * Why an engine cannot be tested on this machine; undefined where it can. It has to come as far as to the kernel's
 * refusal to run the image, as there is no handler yet.
 */
export async function obstacle(name: EngineName): Promise<string | undefined> {
  try {
    await using engine = await startEngine(name)
    const { status, stdout, stderr } = await engine.run(['--platform', PLATFORM], IMAGE, 'uname', '-m')
    if (status === 0) return `this machine runs ${stdout.trim()} without a handler of ours`
    return NO_HANDLER.test(stderr) ? undefined : `no container can be run: ${lastLine(stderr)}`
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

async function startEngine(name: EngineName): Promise<Engine> {
  const room = await startRoom()
  try {
    const { argv, buildOptions, runOptions } = await (name === 'docker' ? docker : podman)(room)
    const context = path.join(room.folder, 'context')
    await mkdir(context)
    await copyFile(MINIROOTFS, path.join(context, 'rootfs.tar.gz'))
    const build = async (tag: string, dockerfile: string): Promise<Said> => {
      await writeFile(path.join(context, 'Dockerfile'), dockerfile)
      return room.run([...argv, 'build', ...buildOptions, '--platform', PLATFORM, '-t', tag, context])
    }
    wellEnded(await build(IMAGE, 'FROM scratch\nADD rootfs.tar.gz /\nCMD ["/bin/sh"]\n'))
    const inspected = await room.run([...argv, 'image', 'inspect', '--format', '{{.Id}}', IMAGE])
    return {
      image: wellEnded(inspected).trim(),
      build,
      run: (options, image, ...command) => {
        const words = ['run', '--rm', '--network', 'none', ...runOptions, ...options, image, ...command]
        return room.run([...argv, ...words])
      },
      [Symbol.asyncDispose]: () => room[Symbol.asyncDispose](),
    }
  } catch (error) {
    await room[Symbol.asyncDispose]()
    throw error
  }
}

/** What it printed; throws where it failed. */
function wellEnded({ status, stdout, stderr }: Said): string {
  if (status !== 0) throw new Error(lastLine(stderr))
  return stdout
}

/** How an engine is called. */
export interface Words {
  readonly argv: readonly string[]
  readonly buildOptions: readonly string[]
  readonly runOptions: readonly string[]
}

/** A dockerd of the room's own. Throws where there can be none. */
export async function docker(room: Room): Promise<Words> {
  const at = (name: string): string => path.join(room.folder, name)
  const host = `unix://${at('d.sock')}`
  const isolated = ['--iptables=false', '--ip6tables=false', '--ip-forward=false', '--bridge=none']
  const cgroups = ['--exec-opt', 'native.cgroupdriver=cgroupfs', '--cgroup-parent', room.cgroup]
  const folders = ['--data-root', at('data'), '--exec-root', at('exec'), '--pidfile', at('d.pid')]
  const argv = ['docker', '--host', host]
  wellEnded(await room.run([...argv, '--version']))
  const daemon = room.start(['dockerd', '--host', host, ...folders, ...cgroups, ...isolated], at('log'))
  const answers = async (): Promise<boolean> => (await room.run([...argv, 'version'])).status === 0
  await until(async () => daemon.ended() || (await answers())).catch(() => undefined)
  if (!(await answers())) throw new Error(`dockerd: ${lastLine(await readFile(at('log'), 'utf8'))}`)
  return { argv, buildOptions: ['--network', 'none'], runOptions: [] }
}

/** A podman that keeps what it has in the room. Throws where it cannot be. */
export async function podman(room: Room): Promise<Words> {
  const at = (name: string): string => path.join(room.folder, name)
  const folders = [
    '--root',
    at('storage'),
    '--runroot',
    '/run/podman-test',
    '--tmpdir',
    '/run/podman-test/tmp',
  ]
  // crun, which podman prefers, knows no machine whose cgroups are of both versions.
  const plain = ['--runtime', 'runc', '--cgroup-manager', 'cgroupfs', '--events-backend', 'file']
  const argv = ['podman', ...folders, ...plain]
  wellEnded(await room.run([...argv, 'version']))
  // The limits that podman asks for otherwise are above those of a root without CAP_SYS_RESOURCE.
  const limits = ['--ulimit', 'nofile=1024:1024', '--ulimit', 'nproc=1024:1024']
  const runOptions = ['--cgroup-parent', room.cgroup, ...limits]
  return { argv, buildOptions: ['--isolation', 'chroot'], runOptions }
}

/** For a block of tests: an engine that is there within them alone. Returns what gives it. */
export function engineOfBlock(name: EngineName): () => Engine {
  let engine: Engine | undefined
  beforeAll(async () => {
    engine = await startEngine(name)
  })
  afterAll(() => engine?.[Symbol.asyncDispose]())
  return () => {
    if (!engine) throw new Error('an engine is there within tests alone')
    return engine
  }
}
