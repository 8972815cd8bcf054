/** Where the command keeps things. */
export const FILES: readonly (readonly [name: string, about: string])[] = [
  [
    '$XDG_CACHE_HOME/xarch',
    'roots, packages and emulators; without that variable ~/.cache/xarch. xarch cache lists and removes them',
  ],
  ['$XDG_CACHE_HOME/xarch/kept/NAME', 'a root whose changes are kept (--keep NAME)'],
  [
    '/run/xarch',
    'what was registered and mounted, written before it is done: whoever comes next takes away what the dead have left',
  ],
]

/** The variables that mean something to it. */
export const ENVIRONMENT: readonly (readonly [name: string, about: string])[] = [
  ['XDG_CACHE_HOME', 'the folder of the cache folder xarch'],
  ['TMPDIR', 'where pipes of the output are made'],
  ['http_proxy, https_proxy, no_proxy', 'proxies of downloads, by us and inside'],
  ['NODE_EXTRA_CA_CERTS', 'a file of further authorities that downloads trust'],
  ['SOURCE_DATE_EPOCH', 'the newest time in an archive that xarch build makes'],
  ['TERM, COLORTERM, NO_COLOR, TZ', 'are handed in'],
  [
    'DOCKER_CONFIG, DOCKER_HOST, REGISTRY_AUTH_FILE',
    'and their kin: where skopeo, podman and docker find what is theirs',
  ],
]
