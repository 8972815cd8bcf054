// Builds dist/ from src/: the action's bundle, the command's, and beside them the scripts and keys that they use.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import ts from 'typescript'

const root = join(import.meta.dirname, '..')
const dist = join(root, 'dist')
const made = mkdtempSync(join(root, '.dist-'))

function bundle(entry, folder) {
  const ncc = join(root, 'node_modules/.bin/ncc')
  const options = ['--license', 'licenses.txt', '--target', 'es2022']
  const { status } = spawnSync(ncc, ['build', entry, '-o', folder, ...options], {
    cwd: root,
    stdio: 'inherit',
  })
  if (status !== 0) throw new Error(`ncc could not make ${folder} of ${entry}`)
}

/**
 * The command as CommonJS, which ncc makes of modules that no package.json says to be ES modules. Its first line has the digest of the
 * rest: bin/xarch knows by it what V8 has compiled before.
 */
function bundleCommand(folder) {
  const modules = join(root, '.modules') // its name is one of what ncc numbers modules by
  rmSync(modules, { recursive: true, force: true })
  mkdirSync(modules)
  try {
    writeFileSync(join(modules, 'package.json'), '{}')
    for (const entry of sources('.ts')) {
      const to = join(modules, entry.replace(/\.ts$/, '.js'))
      mkdirSync(dirname(to), { recursive: true })
      writeFileSync(to, javascript(readFileSync(join(root, 'src', entry), 'utf8')))
    }
    bundle(join(modules, 'cli.js'), folder)
  } finally {
    rmSync(modules, { recursive: true, force: true })
  }
  const file = join(folder, 'index.js')
  const code = readFileSync(file, 'utf8')
  writeFileSync(file, `// ${createHash('sha256').update(code).digest('hex')}\n${code}`)
  writeFileSync(join(folder, 'package.json'), '{"type":"commonjs"}\n')
}

/** Types are looked at by `npm run typecheck`. */
const javascript = (text) =>
  ts.transpileModule(text, {
    compilerOptions: {
      module: ts.ModuleKind.ESNext,
      target: ts.ScriptTarget.ES2022,
      verbatimModuleSyntax: true,
    },
  }).outputText

/** Paths below src/ of files that end so. */
function sources(...ends) {
  return readdirSync(join(root, 'src'), { recursive: true }).filter((path) =>
    ends.some((end) => path.endsWith(end)),
  )
}

/** Files that are used as they are: scripts and keys, at the same place below dist/ as below src/. */
function copyAssets() {
  for (const path of sources('.sh', '.zsh', '.fish', '.pl', '.pub', '.gpg')) {
    const to = join(made, path)
    mkdirSync(dirname(to), { recursive: true })
    cpSync(join(root, 'src', path), to)
  }
}

try {
  bundle('src/index.ts', made)
  bundleCommand(join(made, 'cli'))
  copyAssets()
  rmSync(dist, { recursive: true, force: true })
  chmodSync(made, 0o755) // a temporary folder is its maker's alone
  renameSync(made, dist)
} finally {
  rmSync(made, { recursive: true, force: true })
}
