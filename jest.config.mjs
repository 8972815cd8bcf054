/** Tests are TypeScript ES modules; end-to-end tests run the committed dist/, the rest runs src/. */
const COMMON = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    '^.+\\.ts$': ['ts-jest', { useESM: true, tsconfig: 'tsconfig.json' }],
  },
}

const below = (...folders) => folders.map((folder) => `<rootDir>/__tests__/${folder}/**/*.test.ts`)

export default {
  projects: [
    { ...COMMON, displayName: 'unit', testMatch: below('unit', 'contract') },
    {
      ...COMMON,
      displayName: 'machine',
      testMatch: below('integration', 'e2e', 'workflows'),
      // Handlers, mounts and processes are the machine's: tests that look at them cannot run beside others.
      runner: '<rootDir>/__tests__/support/one-by-one.mjs',
    },
  ],
  // Real emulators, real downloads from loopback, two cores: the bound is against a hang, not a measure.
  testTimeout: 60_000,
  maxWorkers: 2,
}
