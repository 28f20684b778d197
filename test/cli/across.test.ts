/** Files that disagree, in every output of a run over both. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Folder, root } from './process.ts';

const population = 'population q { tumour pancreatic-net  grade G1, G2 }\n';
let folder: Folder;
beforeEach(() => {
  folder = new Folder();
  folder.write(
    'a.sequitur',
    `${population}sequence s for q { everolimus -> sunitinib on progression }\n`,
  );
  folder.write(
    'b.md',
    `\`\`\`sequitur\n${population}sequence t for q { sunitinib -> everolimus on progression }\n\`\`\`\n`,
  );
});
afterEach(() => folder.remove());

interface Across {
  readonly files: readonly {
    readonly path: string;
    readonly diagnostics: readonly { readonly code: string }[];
  }[];
  readonly across: readonly {
    readonly path: string;
    readonly code: string;
    readonly range: { readonly start: { readonly line: number } };
    readonly related: readonly { readonly path: string; readonly range: object | null }[];
  }[];
  readonly summary: { readonly files: number; readonly warnings: number };
}

test('JSON tells them apart from the findings of a file, and counts them', async () => {
  const { out } = await folder.run(['check', '--format', 'json']);
  const checked: Across = JSON.parse(out);
  expect(
    checked.across.map(({ path, code, range, related }) => [
      path,
      code,
      range.start.line,
      related[0]?.path,
    ]),
  ).toEqual([
    ['a.sequitur', 'conflicting-sequences', 1, 'b.md'],
    ['b.md', 'conflicting-sequences', 2, 'a.sequitur'],
  ]);
  expect(checked.across.every(({ related }) => related.every(({ range }) => range !== null))).toBe(
    true,
  );
  expect(checked.files).toHaveLength(2);
  expect(checked.summary).toMatchObject({ files: 2, warnings: 2 });
  const schema: object = JSON.parse(
    readFileSync(join(root, 'docs/schemas/sequitur-check-1.schema.json'), 'utf8'),
  );
  const validate = new Ajv2020({ allowUnionTypes: true }).compile(schema);
  expect(validate(checked), JSON.stringify(validate.errors)).toBe(true);
});

test('every other output names them, and they count for the exit code', async () => {
  for (const format of ['pretty', 'sarif', 'github', 'gitlab', 'junit', 'unix']) {
    const { code, out } = await folder.run(['check', '--format', format, '--fail-on', 'warning']);
    expect({ format, code }).toEqual({ format, code: 1 });
    expect(out.match(/conflicting-sequences/g)?.length ?? 0, format).toBeGreaterThan(1);
  }
});

test('one file alone does not disagree', async () => {
  const { code, out } = await folder.run(['check', 'a.sequitur', '--fail-on', 'warning']);
  expect(code).toBe(0);
  expect(out).not.toContain('conflicting-sequences');
});
