import { readFileSync } from 'node:fs'

/**
 * How many files a process outside may open, by the soft limit of the one that has started us: node raises its own to the hard
 * one, with which programs that close all descriptors, as fakeroot's, take minutes.
 * @returns undefined where it cannot be read, or there is none
 */
export function openFilesOutside(parent = process.ppid): number | undefined {
  try {
    return softOpenFiles(readFileSync(`/proc/${parent}/limits`, 'utf8'))
  } catch {
    return undefined
  }
}

/** The soft limit in a text as /proc/PID/limits has it, proc(5). */
export function softOpenFiles(limits: string): number | undefined {
  const soft = /^Max open files +(\d+) /m.exec(limits)?.[1]
  return soft === undefined ? undefined : Number(soft)
}
