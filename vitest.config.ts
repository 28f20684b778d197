import { defineConfig } from 'vitest/config';

/** Tests that start the built command line or language server, or that run for tens of seconds. */
const process = [
  'test/cli/**/*.test.ts',
  'test/lsp/**/*.test.ts',
  'test/process/**/*.test.ts',
  'test/views/diagram/layout.test.ts',
];

export default defineConfig({
  test: {
    // Processes answer late on a busy machine.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: process,
          // Modules hold no state between tests, and importing them anew for each file takes longer.
          isolate: false,
        },
      },
      { extends: true, test: { name: 'process', include: process } },
    ],
  },
});
