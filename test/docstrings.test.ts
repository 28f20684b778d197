import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const source = path.join(import.meta.dirname, '..', 'server', 'src');

/**
 * Percent of the exported names of the server that have a docstring. It only rises, in whole
 * numbers.
 */
const floor = 90;
/** Rooms in which every exported name has one. */
const complete = ['appraisal', 'node', 'protocol', 'text', 'wording'];
/** So many points above the floor, the floor is raised. */
const slack = 2;

interface Exported {
  readonly room: string;
  readonly name: string;
  readonly isDocumented: boolean;
}

const declaration =
  /^export (?:async |abstract )?(?:function\*?|const|class|interface|type)\s+(\w+)/;

function exportedIn(file: string, text: string): readonly Exported[] {
  const lines = text.split('\n');
  return lines.flatMap((line, index) => {
    const [, name] = declaration.exec(line) ?? [];
    if (name === undefined) return [];
    const isDocumented = /\*\/\s*$/.test(lines[index - 1] ?? '');
    return [{ room: file.slice(0, file.indexOf('/')), name: `${file} ${name}`, isDocumented }];
  });
}

const exported = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .map((file) => file.split(path.sep).join('/'))
  .filter((file) => file.endsWith('.ts') && !file.includes('generated/'))
  .flatMap((file) => exportedIn(file, readFileSync(path.join(source, file), 'utf8')));

test('a name without a docstring is found', () => {
  const text = '/** Says what. */\nexport const a = 1;\n\nexport async function b() {}\n';
  expect(exportedIn('room/file.ts', text)).toEqual([
    { room: 'room', name: 'room/file.ts a', isDocumented: true },
    { room: 'room', name: 'room/file.ts b', isDocumented: false },
  ]);
});

test.each(complete)('every exported name of %s has a docstring', (room) => {
  const missing = exported.filter((one) => one.room === room && !one.isDocumented);
  expect(missing.map(({ name }) => name)).toEqual([]);
});

test('no fewer exported names have a docstring than before', () => {
  const percent = (100 * exported.filter((one) => one.isDocumented).length) / exported.length;
  expect(percent).toBeGreaterThanOrEqual(floor);
  expect(percent, `Raise the floor to ${Math.floor(percent)}.`).toBeLessThan(floor + slack);
});
