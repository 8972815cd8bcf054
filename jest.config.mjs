/** Tests are TypeScript ES modules; end-to-end tests run the committed dist/, the rest runs src/. */
const COMMON = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    '^.+\\.ts$': ['ts-jest', { useESM: true, tsconfig: 'tsconfig.json' }],
  },
  // The files of the project `machine` one after the other, when all others are through.
  runner: '<rootDir>/__tests__/support/machine-last.mjs',
}

const below = (...folders) => folders.map((folder) => `<rootDir>/__tests__/${folder}/**/*.test.ts`)

/**
 * Files that do with the machine only what concerns nobody else: they register no handler, and leave /run/xarch alone. What
 * they mount and start has to do with their own temporary folders (`__tests__/support/machine.ts` knows these).
 */
const APART = {
  e2e: `code handlers-command-usage help private-refusals rootless roots-disk roots-image roots-parallel roots-ubuntu
    run-limits shell shell-distrust shell-image shell-owners shell-sudo typed`,
  integration: `canary completion emulators emulators-choice fetch-disk fetch-faults fetch-proxy fetch-resumed
    fetch-retry-after fetch-texts furnishings image-archive images lock mirror-faults openpgp packed progress release
    release-published seccomp setup store typed unpack unpack-hostile workflow-cache`,
}
const apart = Object.entries(APART).flatMap(([folder, names]) =>
  names.split(/\s+/).map((name) => `<rootDir>/__tests__/${folder}/${name}.test.ts`),
)

export default {
  projects: [
    {
      ...COMMON,
      displayName: 'apart',
      testMatch: [...below('unit', 'contract'), ...apart],
      globals: { isApart: true },
    },
    {
      ...COMMON,
      displayName: 'machine',
      // Handlers, mounts and processes are the machine's: tests that look at them cannot run beside others that make some.
      testMatch: below('integration', 'e2e', 'workflows'),
      testPathIgnorePatterns: ['/node_modules/', ...apart],
    },
  ],
  // Real emulators, real downloads from loopback, two cores: the bound is against a hang, not a measure.
  testTimeout: 60_000,
  maxWorkers: 2,
}
