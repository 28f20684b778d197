import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { inOrder } from '../../server/src/cli/pool.ts';

/** Doubles numbers; ends at 13, throws at 21. */
const program = `
const { parentPort } = require('node:worker_threads');
parentPort.on('message', ({ first, tasks }) => {
  for (const [offset, task] of tasks.entries()) {
    if (task === 13) process.exit(1);
    if (task === 21) throw new Error('twenty-one');
    parentPort.postMessage({ index: first + offset, result: JSON.stringify(task * 2) });
  }
});`;

async function doubled(count: number, size: number): Promise<(number | string)[]> {
  const results: (number | string)[] = [];
  const tasks = Array.from({ length: count }, (_, index) => index);
  const pool = inOrder<number, number | string>(tasks, {
    size,
    start: () => new Worker(program, { eval: true }),
    read: (answer): number => JSON.parse(answer),
    failed: (task, reason) => `${task}: ${reason}`,
  });
  for await (const result of pool) results.push(result);
  return results;
}

test.each([1, 2, 3, 7])('results come in order from %i threads', async (size) => {
  expect(await doubled(10, size)).toEqual([0, 2, 4, 6, 8, 10, 12, 14, 16, 18]);
  expect(await doubled(0, size)).toEqual([]);
});

test.each([1, 2, 4])(
  'a thread that dies costs one task, and %i threads do the rest',
  async (size) => {
    const results = await doubled(700, size);
    expect(results).toHaveLength(700);
    expect(results[13]).toBe('13: it ended without an answer');
    expect(results[21]).toBe('21: twenty-one');
    expect(results.filter((result, index) => result !== index * 2)).toHaveLength(2);
  },
);
