import { execFileSync, spawnSync } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { ARCHITECTURES } from '../../src/arch/architectures.js'
import { completionScript, type Shell } from '../../src/completion/script.js'
import { optionsOf } from '../../src/completion/options.js'
import { VERBS } from '../../src/inputs/verbs.js'
import { topics } from '../../src/report/topics.js'
import { REPOSITORY } from '../support/runner-environment.js'
import { skipAloud } from '../support/skipped.js'
import { temporaryFolder, type TemporaryFolder } from '../support/temporary.js'

/** What a shell offers behind some words, in the last of which the cursor is. */
type Asked = (words: readonly string[]) => string[]

let folder: TemporaryFolder
beforeAll(async () => {
  folder = await temporaryFolder()
  await mkdir(path.join(folder.path, 'xarch/kept/box'), { recursive: true })
  await mkdir(path.join(folder.path, 'here/below'), { recursive: true })
  await writeFile(path.join(folder.path, 'here/file.txt'), '')
  for (const shell of ['bash', 'zsh', 'fish'] as const)
    await writeFile(path.join(folder.path, shell), completionScript(shell, path.join(REPOSITORY, 'src')))
})
afterAll(() => folder.remove())

function said(program: string, args: readonly string[], input = ''): string {
  return execFileSync(program, args, {
    encoding: 'utf8',
    input,
    cwd: path.join(folder.path, 'here'),
    env: {
      PATH: process.env['PATH'],
      HOME: folder.path,
      XDG_CACHE_HOME: folder.path,
      TERM: 'dumb',
      LC_ALL: 'C.UTF-8',
    },
    timeout: 30_000,
  })
}

const linesOf = (text: string): string[] => text.split('\n').filter((line) => line !== '')

/** The function that is registered for xarch, called as bash calls it. */
const BASH = `source "$1"; shift
COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMP_LINE="$*" COMP_POINT=\${#COMP_LINE}
function=$(complete -p xarch); function=\${function#*-F }; \${function%% *} xarch
printf '%s\\n' "\${COMPREPLY[@]}"`

const bash: Asked = (words) =>
  linesOf(said('bash', ['--norc', '-c', BASH, 'bash', path.join(folder.path, 'bash'), 'xarch', ...words]))

/**
 * An interactive zsh on a terminal of zpty, into which the words and a tab are typed; what it would offer is printed by
 * compadd itself, whose -O hands over what matches. Keys that come before its prompt would be the terminal's.
 */
const ZSH = `zmodload zsh/zpty
zpty shell zsh -f -i
ask() { zpty -w shell "$1"; }
ask "PS1=; unsetopt zle_bracketed_paste; autoload -Uz compinit; compinit -u -D; source '$1'"
ask 'compadd() { local -a hits; builtin compadd -O hits "$@"; for hit in $hits; do print -r -- "hit:$hit"; done; builtin compadd "$@"; }'
ask 'bindkey "^I" complete-word; LISTMAX=10000; zstyle ":completion:*" list-prompt ""; PS1="read""y>"'
zpty -r -m shell line '*ready>*'
zpty -n -w shell "$2"$'\\t'
zpty -n -w shell $'\\C-u'
zpty -n -w shell $'print over""now\\n'
while zpty -r shell line; do print -r -- "$line"; [[ $line = *overnow* ]] && break; done
zpty -d shell`

const zsh: Asked = (words) => {
  const text = said('zsh', [
    '-f',
    '-c',
    ZSH,
    'zsh',
    path.join(folder.path, 'zsh'),
    `xarch ${words.join(' ')}`,
  ])
  return [...new Set(Array.from(text.matchAll(/hit:([^\r\n]*)/g), ([, hit = '']) => hit))]
}

const fish: Asked = (words) => {
  const script = `source ${path.join(folder.path, 'fish')}; complete -C 'xarch ${words.join(' ')}'`
  return linesOf(said('fish', ['--no-config', '-c', script])).map((line) => line.split('\t')[0] ?? '')
}

const SHELLS: readonly (readonly [Shell, Asked])[] = [
  ['bash', bash],
  ['zsh', zsh],
  ['fish', fish],
]

for (const [shell, asked] of SHELLS) {
  describe(`completion for ${shell}`, () => {
    if (spawnSync(shell, ['-c', ':']).status !== 0) {
      skipAloud(`completion for ${shell}: SKIPPED, it is not there`)
      return
    }

    it('offers every verb', () => {
      expect(asked([''])).toEqual(expect.arrayContaining(VERBS.map(({ name }) => name)))
      expect(asked(['ha'])).toEqual(['handlers'])
    })

    it.each(VERBS.filter(({ options }) => options.length > 0))(
      'offers every option of $name, and no other',
      (verb) => {
        const offered = asked([verb.name, '--']).map((word) => word.replace(/=$/, '').replace(/^--/, ''))
        const wanted = optionsOf(verb).map(({ name }) => name)
        expect([...new Set(offered)].sort()).toEqual([...new Set(wanted)].sort())
      },
    )

    it.each([
      { words: ['run', '--isolation', 's'], offers: ['strict'] },
      { words: ['run', '--signature', ''], offers: ['when-present', 'required'] },
      { words: ['run', '-a', 'mips64'], offers: ['mips64', 'mips64el'] },
      { words: ['build', '--branch', 'l'], offers: ['latest-stable'] },
      { words: ['cache', 'p'], offers: ['prune'] },
      { words: ['completion', 'f'], offers: ['fish'] },
      { words: ['handlers', 'add', 's39'], offers: ['s390x'] },
      { words: ['handlers', 'add', 's390x', 'loong'], offers: ['loongarch64'] },
      { words: ['doctor', '-a', 'ppc64l'], offers: ['ppc64le'] },
      { words: ['help', 'exit'], offers: ['exit-status'] },
      { words: ['run', '-q', '--qemu', 'ap'], offers: ['apk', 'apt'] },
    ])('$words offers $offers', ({ words, offers }) => {
      expect(asked(words).sort()).toEqual([...offers].sort())
    })

    it('offers all architectures, and more of them behind a comma', () => {
      expect(asked(['run', '-a', ''])).toEqual(expect.arrayContaining(ARCHITECTURES.map(({ name }) => name)))
      const further = asked(['run', '-a', 's390x,ppc64l'])
      expect(further.map((word) => word.replace(/^s390x,/, ''))).toEqual(['ppc64le'])
    })

    it('offers names of roots that were kept, files where files are meant, and all topics', () => {
      expect(asked(['shell', 'bo'])).toEqual(['box'])
      expect(asked(['build', '-o', 'fi'])).toEqual([expect.stringMatching(/^file\.txt/)])
      expect(asked(['run', '-a', 's390x', '--', 'cat', 'fi'])).toEqual([expect.stringMatching(/^file\.txt/)])
      expect(asked(['help', ''])).toEqual(expect.arrayContaining(topics()))
    })
  })
}

describe('bash', () => {
  it('offers the value of an option with an equals sign, as bash cuts it', () => {
    expect(bash(['run', '--isolation', '=', 'pr'])).toEqual(['proot'])
    expect(bash(['run', '--isolation', '='])).toEqual(['auto', 'unshare', 'strict', 'bwrap', 'proot'])
  })
})

it('means the same by an option of every verb: completion for bash knows the values of each once', () => {
  const values = new Map<string, string>()
  for (const { name, value } of VERBS.flatMap(optionsOf)) {
    const text = JSON.stringify(value ?? null)
    expect(values.get(name) ?? text).toBe(text)
    values.set(name, text)
  }
})
