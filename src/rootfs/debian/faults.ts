/** What mmdebstrap, apt and dpkg say, and what to do; the first that fits counts. */
const CAUSES: readonly (readonly [RegExp, string])[] = [
  [
    /No space left on device|don't have enough free space/,
    'The disk is full: a root needs 300 MB and more for what is installed in it. Make room, or let XDG_CACHE_HOME name a larger disk.',
  ],
  [
    /Exec format error|cannot execute binary file/,
    'Programs of this architecture do not run here: there is no handler for it, or it does not work.',
  ],
  [
    /NO_PUBKEY|EXPKEYSIG|couldn't be verified because the public key/,
    'The archive is signed with a key that is not known here: this machine\'s keyring package is too old for the suite (update it), or the keyring of that mirror is to be named with "keys".',
  ],
  [
    /is not signed|BADSIG/,
    'The mirror has no good signature: take another mirror (input "mirror"), or, if you trust it, "allow-untrusted".',
  ],
  [
    /Release file for .* (is expired|is not valid yet)/,
    "The mirror's lists are of another time than this machine's clock: check the clock, or take another mirror.",
  ],
  [
    /Could not resolve|Temporary failure resolving|Could not connect|Connection refused|[Cc]onnection timed out|Network is unreachable|Unable to connect/,
    'The mirror could not be reached: check the network and the proxy (http_proxy, or apt\'s own settings), or take another mirror (input "mirror").',
  ],
  [
    /does not have a Release file|404 +Not Found \[IP[^\]]*\]\s*\n?.*Release/,
    'The mirror has no suite of that name: check it. Releases that are no longer supported are at archive.debian.org and old-releases.ubuntu.com (input "mirror").',
  ],
  [
    /doesn't support architecture|did not find any indices/,
    'That suite has no packages for this architecture: take another suite or another mirror.',
  ],
  [
    /Unable to locate package|has no installation candidate|Version '.*' for '.*' was not found|Release '.*' for '.*' was not found/,
    'Check the names: the suite has no such package for this architecture. Packages of other archives need "repositories".',
  ],
  [
    /Hash Sum mismatch|unexpected size|404 +Not Found/,
    'The mirror is just being changed, or something on the way changes files. Try again in some minutes, or take another mirror.',
  ],
  [
    /unmet dependencies/,
    'Packages that are asked for do not go together: check versions and further repositories.',
  ],
  [
    /unknown compression for member/,
    "This machine's dpkg is too old for the packages of that suite: Ubuntu's are compressed with zstd, which dpkg of Debian 12 and Ubuntu 18.04 and their successors can read.",
  ],
  [
    /unshare: .*(failed|not permitted)|Operation not permitted/,
    'Needed are root and a kernel that allows namespaces and mounts; in a container that means --privileged.',
  ],
]

const TELLING = /^(E|W|Err|Error|Warning): ?|^Err:|^dpkg: |^unshare: |error|cannot|failed/
/** dpkg is told to leave dependencies to apt, and says so at each. */
const EXPECTED =
  /^dpkg: (warning: )?(regarding|ignoring|.*dependency problem)|^dpkg: .*but configuring anyway/

/** The lines that tell most of what was said, and what to do, where that is known. */
export function faultOf(said: readonly string[]): { readonly lines: string; readonly todo?: string } {
  const text = said.join('\n')
  const todo = CAUSES.find(([symptom]) => symptom.test(text))?.[1]
  const telling = said.filter((line) => TELLING.test(line.trim()) && !EXPECTED.test(line))
  const lines = (telling.length > 0 ? telling : said).slice(-12).join('\n')
  return todo === undefined ? { lines } : { lines, todo }
}
