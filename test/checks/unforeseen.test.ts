/**
 * A failure that no one foresaw costs one file, in the whole check and in that of an editor, and
 * nothing of it is remembered.
 */
import { expect, test } from 'vitest';
import { newEditMemo } from '../../server/src/checks/edited-text.ts';
import { createEngine } from '../../server/src/checks/engine.ts';
import { memoryHost } from '../../server/src/workspace/host.ts';

const text = 'population q { tumour pancreatic-net }\nsequence s for q { everolimus @NOPE }\n';

/** A clock that fails when it is asked for, deep inside a check. */
function failing(): {
  readonly engine: ReturnType<typeof createEngine>;
  mended: () => void;
  readonly logged: string[];
} {
  const logged: string[] = [];
  const host = memoryHost({
    files: new Map(),
    today: '2026-11-30',
    log: (line) => logged.push(line),
  });
  let fails = true;
  const engine = createEngine({
    host: {
      ...host,
      today: () => {
        if (fails) throw new RangeError('Maximum call stack size exceeded');
        return host.today();
      },
    },
  });
  return {
    engine,
    logged,
    mended: () => {
      fails = false;
    },
  };
}

test('the whole check gives the failure as the error of the file', async () => {
  const { engine, logged, mended } = failing();
  const { error, diagnostics } = await engine.check('/a.sequitur', text);
  expect(error).toContain('The check of this file failed (Maximum call stack size exceeded).');
  expect(diagnostics).toEqual([]);
  expect(logged.join()).toContain('RangeError');
  mended();
  expect((await engine.check('/a.sequitur', text)).error).toBeNull();
});

test('the check of an edited text does, and answers the next version', async () => {
  const { engine, mended } = failing();
  const memo = newEditMemo();
  const first = await engine.update('/a.sequitur', text, memo);
  expect(first.advance()).toBe(false);
  expect(first.diagnostics().shown).toEqual([]);
  expect(first.error).toContain('failed');
  expect(first.whole().error).toBe(first.error);
  expect(first.within({ start: 0, end: 5 }).bound).toBeNull();
  mended();
  const next = await engine.update('/a.sequitur', `${text}\n`, memo);
  expect(next.error).toBeNull();
  expect(next.diagnostics().shown.map(({ code }) => code)).toContain('unknown-citation');
});
