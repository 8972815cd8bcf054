import { setTimeout as sleep } from 'node:timers/promises'
import type { Exec } from '../platform/ports.js'
import { groupMembers, sessionBelow } from '../platform/processes.js'

/** The guest leads a session of its own, below what enters; one that is not there yet is waited for. */
export async function signalGuest(pid: number, name: NodeJS.Signals, exec: Exec): Promise<void> {
  let session = sessionBelow(pid)
  for (let tries = 0; session === undefined && tries < 50; tries++) {
    await sleep(10)
    session = sessionBelow(pid)
  }
  if (session !== undefined) await send(name, [`-${session}`], exec)
}

/** The guest is in the process group of what has started it, which is to live on and tell how the guest has ended. */
export async function signalGroup(pid: number, name: NodeJS.Signals, exec: Exec): Promise<void> {
  let members = groupMembers(pid)
  for (let tries = 0; members.length === 0 && tries < 50; tries++) {
    await sleep(10)
    members = groupMembers(pid)
  }
  if (members.length > 0) await send(name, members.map(String), exec)
}

async function send(name: NodeJS.Signals, processes: readonly string[], exec: Exec): Promise<void> {
  await exec.attempt({
    argv: ['bash', '-c', 'kill -s "$1" -- "${@:2}"', 'signal', name.slice('SIG'.length), ...processes],
    why: `send ${name} to the command`,
    privileged: true,
    always: true,
  })
}
