import { readFile, readlink } from 'node:fs/promises'
import { describe, expect, it } from '@jest/globals'
import { atOnce } from '../support/at-once.js'
import { ISOLATED, nameOf, ODD, tryIsolated, type Tried } from '../support/isolations.js'
import { withoutKnownFaults } from '../support/known-faults.js'

/** The same of every kind of isolation: what goes in, what comes out, and how it ends. */

const outcome = atOnce<Tried>(
  Object.fromEntries(ISOLATED.map((one, number) => [nameOf(one), () => tryIsolated(one, number)])),
  { width: 4, withinMs: 120_000 },
)

const said = (stderr: string): string =>
  withoutKnownFaults(stderr).replace(
    /^xarch: (warning: isolation "proot" is no boundary|isolation: |downloading ).*\n/gm,
    '',
  )

describe.each(ISOLATED.map((one) => ({ ...one, name: nameOf(one) })))(
  'isolation $name',
  ({ name, kind, arch, who }) => {
    it('hands in variables as they are, to the guest alone, and no others', async () => {
      const { facts, workspace } = await outcome(name)
      expect(said(facts.stderr)).toBe('')
      expect(facts.stdout.slice(0, facts.stdout.indexOf(`\n${arch}`))).toBe(`${ODD}\n${workspace}/given\n0`)
    })

    it('runs the architecture as root in the folder that was named, and hands over what it makes', async () => {
      const { facts, workspace, owner } = await outcome(name)
      expect(facts.status).toBe(0)
      expect(facts.stdout).toContain(`\n${arch}\n0\n0\n${workspace}/below\ngiven\n0\n`)
      expect(owner).toBe(1001)
    })

    it('shows a volume that can only be read, and keeps it', async () => {
      const { facts, volume } = await outcome(name)
      // PRoot mounts nothing: a copy is written to.
      expect(facts.stdout).toMatch(kind === 'proot' ? /\nkept\n(wrote\n)?\d/ : /\nkept\n\d/)
      expect(volume).toBe('kept\n')
    })

    it('shows the machine’s hosts and resolvers, and no open file of the machine’s', async () => {
      const { facts } = await outcome(name)
      const resolvers = (await readFile('/etc/resolv.conf', 'utf8')).trimEnd()
      expect(facts.stdout).toMatch(/\n[1-9]\d*\n/)
      expect(facts.stdout.endsWith(`${resolvers}\n012`)).toBe(true)
    })

    it('lets input, output and status through', async () => {
      const { streams } = await outcome(name)
      expect(streams).toMatchObject({ status: 7, stdout: 'in\0\n' })
      expect(said(streams.stderr)).toBe('err\n')
    })

    it('says how a command ended that was killed or is not there, whatever it has left running', async () => {
      const { killed, missing } = await outcome(name)
      expect(killed).toMatchObject({ status: 137, stdout: '0\n' })
      expect(missing.status).toBe(127)
      expect(missing.stderr).toContain('no-such-program: not found')
    })

    it('hands on a signal, and waits for what the command makes of it', async () => {
      const { term } = await outcome(name)
      expect(term).toMatchObject({ status: 9, stdout: 'up\ngot\n' })
    })

    it('leaves no process after SIGKILL', async () => {
      const { left } = await outcome(name)
      expect(left).toEqual([])
    })

    it('runs commands as another user, or says why not', async () => {
      const { user } = await outcome(name)
      const id = who === 'root' ? 1234 : 1001
      if (user) expect(user).toMatchObject({ status: 0, stdout: `${id}\n${id}\n${id}\n` })
    })

    it('takes the network away where that can be', async () => {
      const { cut } = await outcome(name)
      if (!cut) return
      expect(cut.stdout).toMatch(/^net:\[\d+\]\n$/)
      expect(cut.stdout).not.toBe(`${await readlink('/proc/self/ns/net')}\n`)
    })
  },
)
