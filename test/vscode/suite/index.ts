/**
 * The entry that VS Code's extension host runs. It leaves the counts in a file, because an
 * extension host that dies is reported as success by some hosts: only a finished run writes the
 * file.
 */
import { writeFileSync } from 'node:fs';
import Mocha from 'mocha';

export async function run(): Promise<void> {
  const result = process.env.SEQUITUR_TEST_RESULT;
  if (result === undefined)
    throw new Error('SEQUITUR_TEST_RESULT must name the file that takes the counts.');
  const mocha = new Mocha({ ui: 'bdd', color: false, timeout: 30_000, reporter: 'spec' });
  mocha.suite.emit('pre-require', globalThis, 'suite', mocha);
  await import('./extension.ts');
  await import('./explorer.ts');
  await import('./gap-map.ts');
  await import('./preview.ts');
  await import('./review.ts');
  const counts = { passed: 0, failed: 0, pending: 0 };
  await new Promise<void>((resolve) => {
    mocha
      .run(() => resolve())
      .on('pass', () => counts.passed++)
      .on('fail', () => counts.failed++)
      .on('pending', () => counts.pending++);
  });
  writeFileSync(result, JSON.stringify(counts));
  if (counts.failed > 0) throw new Error(`${counts.failed} test(s) failed`);
}
