import { execFileSync, spawnSync } from 'node:child_process'
import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { quoted } from '../../src/platform/quoted.js'
import { typed } from '../../src/platform/typed.js'
import { referencesOf, carried } from '../../src/sandbox/environment.js'
import { skipAloud } from '../support/skipped.js'

/** What a line is to a shell: the words that it hands to a program. */
function wordsIn(shell: string, line: string): string[] {
  const script = `f() { printf '%s\\0' "$@"; }; f ${line}`
  const said = execFileSync(shell, shell === 'zsh' ? ['-f', '-c', script] : ['-c', script], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'], // bash reads its settings where that is a socket
    env: { LC_ALL: 'C.UTF-8', PATH: process.env['PATH'] },
  })
  return said.split('\0').slice(0, -1)
}

const isThere = (program: string): boolean => spawnSync(program, ['-c', ':']).status === 0
const ANY = fc.array(
  fc.string({ unit: 'grapheme' }).filter((word) => !word.includes('\0')),
  {
    minLength: 1,
    maxLength: 6,
  },
)
const PRINTED = fc.array(fc.string({ unit: 'grapheme-ascii' }), { minLength: 1, maxLength: 6 })
const TRICKY = [
  '',
  '=ls',
  '~',
  '!x',
  "it's",
  '$(id)',
  '`id`',
  'a\nb',
  '\t',
  '\u001b[1m7',
  '\\',
  '*',
  '{a,b}',
  '\u0085',
]

describe('words in a shell', () => {
  for (const shell of ['bash', 'zsh']) {
    const title = `are what they were, whatever is in them, on one line: ${shell}`
    if (!isThere(shell)) {
      skipAloud(`${title}: SKIPPED, it is not there`)
      continue
    }
    it(title, () => {
      expect(wordsIn(shell, TRICKY.map(quoted).join(' '))).toEqual(TRICKY)
      fc.assert(
        fc.property(ANY, (words) => {
          const line = words.map(quoted).join(' ')
          expect(line).not.toMatch(/[\n\r]/)
          expect(wordsIn(shell, line)).toEqual(words)
        }),
        { numRuns: 60 },
      )
    })
  }

  it('are the same to any sh, where they have no control characters', () => {
    fc.assert(
      fc.property(PRINTED, (words) => {
        expect(wordsIn('sh', words.map(quoted).join(' '))).toEqual(words)
      }),
      { numRuns: 60 },
    )
  })
})

describe('a command that is shown', () => {
  const PRINT = 'pwd; printf "%s\\n" "$A" "$XARCH_E_B" "$@"'

  it('is itself when it is pasted: words, folder, variables', () => {
    const line = typed(
      {
        argv: ['sh', '-c', PRINT, 'sh', "it's", '$HOME', ''],
        why: 'show it',
        cwd: '/usr/lib',
        env: { A: 'a "b"\tc', XARCH_E_B: 'of the shell' },
        references: { XARCH_E_B: 'B' },
      },
      'root',
      {},
    )
    const env = { PATH: process.env['PATH'], B: 'of the shell' }
    expect(
      execFileSync('bash', ['-c', line], { encoding: 'utf8', env, stdio: ['ignore', 'pipe', 'pipe'] }),
    ).toBe('/usr/lib\na "b"\tc\nof the shell\nit\'s\n$HOME\n\n')
  })

  it.each([
    ['root', 'env A=b mount x'],
    ['sudo', 'env A=b sudo -n --preserve-env=A -- mount x'],
    ['none', 'env A=b mount x'],
    [
      { namespace: 7, ids: 'subordinate' },
      'env A=b nsenter --user=/proc/7/ns/user --mount=/proc/7/ns/mnt --preserve-credentials -- mount x',
    ],
  ] as const)('has what gets it root: %j', (privilege, line) => {
    expect(typed({ argv: ['mount', 'x'], why: 'x', privileged: true, env: { A: 'b' } }, privilege, {})).toBe(
      line,
    )
  })

  it('has no secret in it', () => {
    const secret = "p'w:d"
    const guest = { PATH: '/odd', TOKEN: secret, HOME: '/root', QEMU_CPU: 'max' }
    const line = typed(
      {
        argv: ['apk', '--repository', `https://me:${secret}@mirror.invalid/alpine`],
        why: 'x',
        env: { http_proxy: `me:${secret}@proxy:3128`, ...carried(guest) },
        references: referencesOf(guest),
      },
      'root',
      { http_proxy: `me:${secret}@proxy:3128` },
    )
    expect(line).toBe(
      `env http_proxy="$http_proxy" XARCH_NAMES='PATH TOKEN HOME QEMU_CPU' XARCH_E_PATH="$PATH" XARCH_E_TOKEN="$TOKEN" ` +
        `XARCH_E_HOME=/root XARCH_E_QEMU_CPU=max apk --repository 'https://***@mirror.invalid/alpine'`,
    )
  })
})
