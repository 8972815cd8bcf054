// npm run picture: runs a step on three processors, of which one fails, and takes a picture of its summary as a browser
// shows it (docs/summary.png); before, mermaid itself has to take diagrams of every name it could stumble over.
// Needs root or sudo, dist/, chromium, pngquant, and a folder with mermaid and markdown-it in its node_modules:
//   apt-get install chromium pngquant fonts-noto-color-emoji
//   npm install --prefix FOLDER mermaid@11 markdown-it@14
//   XARCH_PICTURE_MODULES=FOLDER npm run picture
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import ts from 'typescript'

const root = join(import.meta.dirname, '..')
const picture = join(root, 'docs/summary.png')
const modules = process.env.XARCH_PICTURE_MODULES ?? ''
const made = mkdtempSync(join(tmpdir(), 'xarch-picture-'))

function run(program, args, options = {}) {
  const { status, stdout, error } = spawnSync(program, args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    ...options,
  })
  if (error) throw new Error(`${program} could not be started: ${error.message}`)
  return { status, stdout }
}

/** The summary of a step that runs on this machine, as the runner would show it. */
function summaryOfStep() {
  const file = (name) => join(made, name)
  for (const folder of ['work', 'temp', 'home']) mkdirSync(file(folder))
  cpSync(join(import.meta.dirname, 'picture/project'), file('work'), { recursive: true })
  cpSync(join(root, '__tests__/fixtures/mirror'), file('work/mirror'), { recursive: true })
  const inputs = {
    ARCH: 'mips64 ppc aarch64',
    BRANCH: 'v3.20',
    MIRROR: 'file:mirror',
    KEYS: 'mirror/keys/be-fixture@example.invalid.rsa.pub',
    RUN: 'sh check.sh',
  }
  const env = {
    PATH: process.env.PATH,
    HOME: file('home'),
    GITHUB_WORKSPACE: file('work'),
    RUNNER_TEMP: file('temp'),
    ...Object.fromEntries(defaults().map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
    ...Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`INPUT_${name}`, value])),
  }
  for (const name of ['STATE', 'OUTPUT', 'PATH', 'ENV', 'STEP_SUMMARY']) {
    env[`GITHUB_${name}`] = file(name)
    writeFileSync(file(name), '')
  }
  const step = (more) =>
    run('node', ['dist/index.js'], { cwd: root, env: { ...env, ...more }, stdio: 'inherit' })
  step({})
  step(stateOf(readFileSync(file('STATE'), 'utf8')))
  return readFileSync(file('STEP_SUMMARY'), 'utf8')
}

/** The defaults of action.yml, which the runner hands in. */
function defaults() {
  const { parse } = createRequire(import.meta.url)('yaml')
  const { inputs } = parse(readFileSync(join(root, 'action.yml'), 'utf8'))
  return Object.entries(inputs).map(([name, input]) => [name, input.default])
}

/** What main has saved for post: NAME<<END, lines, END. */
function stateOf(text) {
  const blocks = [...text.matchAll(/^(.+?)<<(.+)\n([^]*?)\n\2$/gm)]
  return Object.fromEntries(blocks.map(([, name, , value]) => [`STATE_${name}`, value]))
}

/** Diagrams of names that mermaid's grammar has another meaning for, each with the number of its bars. */
async function hardDiagrams() {
  const options = { outDir: join(made, 'src'), module: ts.ModuleKind.ES2022, target: ts.ScriptTarget.ES2022 }
  const entry = join(root, 'src/report/gantt.ts')
  ts.createProgram([entry], {
    ...options,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    noCheck: true,
  }).emit()
  writeFileSync(join(made, 'package.json'), '{"type":"module"}')
  const { gantt } = await import(pathToFileURL(join(made, 'src/report/gantt.js')).href)
  const words =
    'accTitle accDescr call click dateFormat excludes gantt href includes inclusiveEndDates section '
  const more =
    'tickInterval title todayMarker topAxis weekday weekend axisFormat done crit active end after until'
  const marks = [
    '',
    ' ',
    ':',
    ';',
    '#',
    '#35;',
    '%%',
    '%%{init: {}}%%',
    '---',
    '"',
    '<br>',
    '|',
    '`',
    '{',
    '}',
    '(',
    ')',
  ]
  const odd = [
    'a:b',
    'a;b',
    'a#b',
    'a %% b',
    'click a',
    'title: x',
    '2024-01-01',
    '💥',
    '\u0000',
    'ä',
    'a\nb',
    ',',
    'vert',
  ]
  const names = [
    ...(words + more).split(' ').flatMap((word) => [word, `${word} x`, `${word}: x`]),
    ...marks,
    ...odd,
  ]
  const exit = { status: 1, signal: null }
  return names.flatMap((name) => {
    const spans = [0, 1].map((startMs) => ({ phase: name, startMs, endMs: startMs + 5000 }))
    const outcome = { arch: name, exit, isCancelled: false, spans }
    const limit = { characters: 50_000, bars: 300 }
    return [
      { name, bars: 2, text: gantt([outcome], 'phases', limit) },
      { name, bars: 1, text: gantt([outcome], 'targets', limit) },
    ]
  })
}

const STYLE = `
body { font: 14px/1.5 system-ui, 'Noto Sans', 'DejaVu Sans', sans-serif; color: #1f2328; margin: 0; padding: 16px 24px; width: 880px }
h3 { font-size: 17.5px; margin: 0 0 12px } p, table, details, pre { margin: 0 0 12px }
table { border-collapse: collapse } th, td { border: 1px solid #d1d9e0; padding: 5px 11px; text-align: left } tr:nth-child(2n) td { background: #f6f8fa }
pre { background: #f6f8fa; border-radius: 6px; padding: 12px; overflow: hidden; white-space: pre-wrap; font: 12px/1.45 'DejaVu Sans Mono', monospace }
pre.mermaid { background: #fff; padding: 0 }`

function page(markdown, diagrams) {
  const require = createRequire(join(modules, 'package.json'))
  const renderer = require('markdown-it')({ html: true })
  const fence = renderer.renderer.rules.fence
  renderer.renderer.rules.fence = (tokens, at, ...rest) =>
    tokens[at].info === 'mermaid'
      ? `<pre class="mermaid">${renderer.utils.escapeHtml(tokens[at].content)}</pre>`
      : fence(tokens, at, ...rest)
  const body = renderer.render(markdown).replaceAll('<details>', '<details open>')
  const script = pathToFileURL(join(modules, 'node_modules/mermaid/dist/mermaid.min.js')).href
  return `<!doctype html><meta charset="utf-8"><style>${STYLE}</style><body>${body}<script src="${script}"></script><script type="module">
    mermaid.initialize({ startOnLoad: false, gantt: { useWidth: 860 } })
    const wrong = []
    for (const { name, bars, text } of ${JSON.stringify(diagrams).replaceAll('<', '\\u003c')}) {
      try {
        const { db } = await mermaid.mermaidAPI.getDiagramFromText(text)
        if (db.getTasks().length !== bars) wrong.push(name + ': ' + db.getTasks().length + ' bars')
      } catch (error) { wrong.push(name + ': ' + error.message) }
    }
    await mermaid.run()
    document.body.dataset.wrong = JSON.stringify(wrong.slice(0, 3))
    document.body.dataset.height = document.documentElement.getBoundingClientRect().height
  </script></body>`
}

function browse(...args) {
  const common = [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--hide-scrollbars',
    '--virtual-time-budget=60000',
  ]
  return run('chromium', [...common, `--user-data-dir=${join(made, 'chromium')}`, ...args]).stdout
}

try {
  if (
    !existsSync(join(modules, 'node_modules/mermaid')) ||
    !existsSync(join(modules, 'node_modules/markdown-it'))
  )
    throw new Error(
      'XARCH_PICTURE_MODULES names no folder with mermaid and markdown-it (see the top of this script)',
    )
  const diagrams = await hardDiagrams()
  const file = join(made, 'summary.html')
  writeFileSync(file, page(summaryOfStep(), diagrams))
  const url = pathToFileURL(file).href
  const dom = browse('--dump-dom', url)
  const wrong = /data-wrong="([^"]*)"/.exec(dom)?.[1]
  if (wrong !== '[]')
    throw new Error(`mermaid does not take: ${wrong ?? 'anything; the page was not rendered'}`)
  const height = Math.ceil(Number(/data-height="([\d.]+)"/.exec(dom)?.[1] ?? 800))
  browse('--force-device-scale-factor=1.5', `--window-size=928,${height}`, `--screenshot=${picture}`, url)
  run('pngquant', ['--force', '--skip-if-larger', '--output', picture, '64', picture])
  console.log(`${picture}; mermaid takes ${diagrams.length} diagrams`)
} catch (error) {
  console.error(error.message)
  process.exitCode = 1
} finally {
  rmSync(made, { recursive: true, force: true })
}
