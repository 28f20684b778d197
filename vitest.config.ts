import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Tests that start the built command line or server wait for a process, on machines that may be busy.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
