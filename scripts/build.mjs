// Builds dist/ from src/: the action's bundle, the command's, and beside them the scripts and keys that they use.
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { spawnSync } from 'node:child_process'

const root = join(import.meta.dirname, '..')
const dist = join(root, 'dist')
const made = mkdtempSync(join(root, '.dist-'))

function bundle(entry, folder) {
  const ncc = join(root, 'node_modules/.bin/ncc')
  const { status } = spawnSync(
    ncc,
    ['build', entry, '-o', folder, '--license', 'licenses.txt', '--target', 'es2022'],
    {
      cwd: root,
      stdio: 'inherit',
    },
  )
  if (status !== 0) process.exit(status ?? 1)
}

/** Files that are used as they are: scripts and keys, at the same place below dist/ as below src/. */
function copyAssets() {
  for (const entry of readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !/\.(sh|zsh|fish|pl|pub|gpg)$/.test(entry.name)) continue
    const from = join(entry.parentPath, entry.name)
    const to = join(made, from.slice(join(root, 'src').length))
    mkdirSync(dirname(to), { recursive: true })
    cpSync(from, to)
  }
}

try {
  bundle('src/index.ts', made)
  bundle('src/cli.ts', join(made, 'cli'))
  copyAssets()
  rmSync(dist, { recursive: true, force: true })
  chmodSync(made, 0o755) // a temporary folder is its maker's alone
  renameSync(made, dist)
} finally {
  rmSync(made, { recursive: true, force: true })
}
