import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import ts from 'typescript'
import { REPOSITORY } from './runner-environment.js'

/**
 * Writes src/ as JavaScript to a new folder, for processes of node that a test starts: what they read at their start
 * (variables of their environment, authorities of TLS) is theirs alone.
 */
export async function transpileSources(folder: string): Promise<void> {
  const sources = path.join(REPOSITORY, 'src')
  const names = await readdir(sources, { recursive: true })
  await mkdir(folder, { recursive: true })
  await writeFile(path.join(folder, 'package.json'), '{ "type": "module" }')
  const options = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 }
  for (const name of names.filter((one) => one.endsWith('.ts'))) {
    const text = await readFile(path.join(sources, name), 'utf8')
    const target = path.join(folder, name.replace(/\.ts$/, '.js'))
    await mkdir(path.dirname(target), { recursive: true })
    await writeFile(target, ts.transpileModule(text, { compilerOptions: options }).outputText)
  }
}
