import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { MIRROR, SUITE } from './debian.js'

/**
 * Downloads packages of the machine's own suite for any architecture, with all that they depend on, verified by apt. It
 * works in a folder alone, where nothing is installed: the machine's own lists and packages stay as they are.
 * @param folder a new one
 * @param arch dpkg's name
 * @param wanted what apt takes for packages: names and patterns (apt-patterns(7))
 * @returns paths of the files
 */
export function downloadPackages(folder: string, arch: string, wanted: readonly string[]): string[] {
  const archives = path.join(folder, 'cache/archives')
  for (const name of ['lists/partial', 'cache/archives/partial'])
    mkdirSync(path.join(folder, name), { recursive: true })
  writeFileSync(path.join(folder, 'status'), '')
  writeFileSync(
    path.join(folder, 'sources.list'),
    `deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] ${MIRROR} ${SUITE} main\n`,
  )
  const settings = {
    'Dir::Etc::sourcelist': path.join(folder, 'sources.list'),
    'Dir::Etc::sourceparts': '/dev/null',
    'Dir::State': folder,
    'Dir::State::status': path.join(folder, 'status'),
    'Dir::Cache': path.join(folder, 'cache'),
    'Dir::Cache::archives': archives,
    'APT::Architecture': arch,
    'APT::Architectures': arch,
    'APT::Install-Recommends': 'false',
    'APT::Sandbox::User': 'root',
    'Acquire::Languages': 'none',
  }
  const conf = path.join(folder, 'apt.conf')
  writeFileSync(
    conf,
    Object.entries(settings)
      .map(([name, value]) => `${name} "${value}";\n`)
      .join(''),
  )
  const apt = (...words: string[]): void => {
    execFileSync('apt-get', ['-qq', ...words], {
      env: { ...process.env, APT_CONFIG: conf },
      stdio: ['ignore', 'ignore', 'inherit'],
    })
  }
  apt('update')
  apt('install', '--yes', '--download-only', ...wanted)
  return readdirSync(archives)
    .filter((name) => name.endsWith('.deb'))
    .map((name) => path.join(archives, name))
}
