/** How many ids a sandbox has: 0 to 65535, what roots and images use. */
export const SHIFTED_IDS = 65_536
/** The first id that systemd-nspawn, whose ranges are in no file, never takes (systemd's docs/UIDS-GIDS.md). */
const FIRST = 0x70000000
const LAST = 0x7fff0000

/**
 * The first of the ids that are those of a sandbox whose root is nobody on the machine: a range that is given to "xarch",
 * else one that is given to nobody. The same for every sandbox, so that what one leaves in a folder another can read.
 * @param subordinates the lines of /etc/subuid and /etc/subgid: NAME:FIRST:COUNT, subuid(5)
 */
export function chooseShift(subordinates: string): number {
  const ranges = Array.from(
    subordinates.matchAll(/^([^:\n]*):(\d+):(\d+)$/gm),
    ([, name = '', ...numbers]) => {
      const [first = 0, count = 0] = numbers.map(Number)
      return { name, first, count }
    },
  )
  const own = ranges.find(({ name, count }) => name === 'xarch' && count >= SHIFTED_IDS)
  if (own) return own.first
  const isFree = (base: number): boolean =>
    ranges.every(({ first, count }) => base + SHIFTED_IDS <= first || first + count <= base)
  for (let base = FIRST; base < LAST; base += SHIFTED_IDS) if (isFree(base)) return base
  return FIRST // all are given away: the same ids in two containers harm less than the machine's own
}
