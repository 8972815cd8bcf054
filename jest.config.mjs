/** Tests are TypeScript ES modules; end-to-end tests run the committed dist/, the rest runs src/. */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/__tests__'],
  testMatch: ['**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    '^.+\\.ts$': ['ts-jest', { useESM: true, tsconfig: 'tsconfig.json' }],
  },
  // Real emulators, real downloads from loopback, two cores: the bound is against a hang, not a measure.
  testTimeout: 60_000,
  // Handlers, mounts and processes are the machine's: tests that look at them cannot run beside others.
  maxWorkers: 1,
}
