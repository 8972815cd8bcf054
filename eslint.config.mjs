import eslint from '@eslint/js'
import tseslint from 'typescript-eslint'

/** What only platform/ may touch (docs/architecture.md): the toolkit, child processes, the environment. */
const ports = {
  'no-restricted-imports': [
    'error',
    {
      paths: ['child_process', 'node:child_process'].map((name) => ({
        name,
        message: 'Child processes are started in platform/ alone: take the Exec port.',
      })),
      patterns: [{ group: ['@actions/*'], message: 'The toolkit is used in platform/ alone: take a port.' }],
    },
  ],
  'no-restricted-properties': [
    'error',
    { object: 'process', property: 'env', message: 'The environment is read in platform/ alone.' },
  ],
}

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', 'coverage/', '.tools/', '__tests__/fixtures/'] },
  eslint.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      eqeqeq: 'error',
      'no-console': 'error',
    },
  },
  {
    files: ['src/**/*.ts'],
    rules: {
      'max-lines': ['error', { max: 250 }],
      'max-lines-per-function': ['error', { max: 40, skipComments: true, skipBlankLines: true }],
    },
  },
  { files: ['src/**/*.ts'], ignores: ['src/platform/**'], rules: ports },
  { files: ['**/*.mjs', 'bin/xarch'], ...tseslint.configs.disableTypeChecked },
  {
    files: ['bin/xarch'],
    languageOptions: {
      sourceType: 'commonjs',
      globals: { require: 'readonly', process: 'readonly', __dirname: 'readonly', Buffer: 'readonly' },
    },
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
  {
    files: ['**/*.mjs'],
    languageOptions: {
      globals: { process: 'readonly', console: 'readonly', performance: 'readonly', URL: 'readonly' },
    },
    rules: { 'no-console': 'off' },
  },
)
