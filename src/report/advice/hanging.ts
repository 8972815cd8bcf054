import type { Advice } from './row.js'

/** Programs that wait for ever under emulation: known by what they said before their time was over. */
export const HANGING_ADVICE = [
  {
    id: 'go-hang',
    message: '(nothing more after go build, go test or go mod download)',
    words: [
      'go: downloading ',
      'ok  \t',
      'go build',
      'go env',
      'go generate',
      'go install',
      'go mod',
      'go test',
      'go vet',
    ],
    symptom: /^(go: downloading |ok {2}\t|(\+ |# )?go (build|env|generate|install|mod|test|vet)\b)/,
    when: { isLate: true, isEmulated: true },
    cause: "Go's way to interrupt its own threads by signals can hang in qemu",
    remedy: 'Set "env" to GODEBUG=asyncpreemptoff=1 (and GOMAXPROCS=1), or build on the machine (GOARCH).',
    link: 'https://github.com/golang/go/issues/70329',
  },
  {
    id: 'node-hang',
    message: '(nothing more after npm, yarn or pnpm)',
    words: ['npm ', 'npx ', 'yarn ', 'install'],
    symptom:
      /^(npm (warn|WARN|notice|http|info|verbose|error|ERR!)|> \S+@\d\S* (pre|post)?install$|(\+ )?(npm|npx|pnpm|yarn) \S)/,
    when: { isLate: true, isEmulated: true },
    cause: 'node 19 and later can hang in qemu on 32-bit ARM and s390x (mremap)',
    remedy: 'Use node 18 for the build, or install on the machine and hand node_modules in ("volumes").',
    link: 'https://github.com/nodejs/docker-node/issues/1798',
  },
  {
    id: 'parallel-tests-hang',
    message: '(nothing more within a run of pytest)',
    words: ['test session starts', ' workers [', '[gw'],
    symptom: /^=+ test session starts =+$|^\d+ workers \[\d+ items\]|^\[gw\d+\]/,
    when: { isLate: true, isEmulated: true },
    cause: 'threads and processes that wait for each other can hang in qemu',
    remedy: 'Run the tests one after another (pytest -n 0, OMP_NUM_THREADS=1 in "env").',
    link: 'https://github.com/scipy/scipy/issues/22839',
  },
] as const satisfies readonly Advice[]
