/** Real output against the published JSON Schemas, and the schemas against real output: every field that is printed is described. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { broken, Folder, overclaimed, population, root, run } from './process.ts';

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

function schema(name: string): Json {
  return JSON.parse(
    readFileSync(join(root, 'docs', 'schemas', `${name}.schema.json`), 'utf8'),
  ) as Json;
}
/** The schema with every object closed: a field that it does not describe is then an error. */
function closed(part: Json): Json {
  if (Array.isArray(part)) return part.map(closed);
  if (part === null || typeof part !== 'object') return part;
  const inner = Object.fromEntries(
    Object.entries(part).map(([key, value]) => [key, closed(value)]),
  );
  const describes = 'properties' in part && part.type === 'object';
  return describes && !('additionalProperties' in part)
    ? { ...inner, additionalProperties: false }
    : inner;
}
function validator(name: string): ValidateFunction {
  const described = closed(schema(name));
  if (typeof described !== 'object') throw new Error(`${name} is no schema`);
  return new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile({ ...described });
}
const check = validator('sequitur-check-1');
const explain = validator('sequitur-explain-1');
const evidence = validator('sequitur-evidence-1');
const snapshot = validator('sequitur-snapshot-1');
const diff = validator('sequitur-diff-1');
const report = validator('sequitur-report-1');

/** The problems of a document, readable; none for a valid one. */
function problems(validate: ValidateFunction, text: string): string[] {
  validate(JSON.parse(text));
  return (validate.errors ?? []).map(
    (error) => `${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`,
  );
}

let folder: Folder;
beforeEach(() => {
  folder = new Folder();
});
afterEach(() => folder.remove());

describe('sequitur-check/1', () => {
  test('the examples', async () => {
    expect(
      problems(check, (await run(['check', 'examples', '--format', 'json'], root)).out),
    ).toEqual([]);
  });
  test('the examples as of 2016', async () => {
    expect(
      problems(
        check,
        (await run(['check', 'examples', '--format', 'json', '--as-of', '2016-04-10'], root)).out,
      ),
    ).toEqual([]);
  });
  test('findings, failures, populations of every form', async () => {
    folder.write(
      'a.sequitur',
      overclaimed.replace('@SUN1111', '@SUN1111 accept position-overclaim "known"'),
    );
    folder.write('b.sequitur', broken);
    folder.write('c.sequitur', Buffer.from('# \xfc', 'latin1'));
    folder.write('d.sequitur', `${population}sequence d { surgery -> everolimus -> nobodys-drug }`);
    folder.write(
      'e.sequitur',
      `population a { tumour net  ki67 3 to 20%  liver-burden < 50%  progression within 12 months  comorbidity diabetes  not sstr negative  performance-status 0 to 1 }
population b { tumour nec  progression no  not ki67 20 to 55% }
sequence s for a { lanreotide -> on progression one of { when ki67 > 10%: sunitinib  otherwise: nothing } -> everolimus }
sequence t for b { cisplatin + etoposide }
prefer s over t\navoid sunitinib after everolimus or lanreotide for a [III, D]`,
    );
    folder.write('f.sequitur', '\0\u202e {{{ -> [');
    const { out } = await folder.run(['check', '.', 'nix.sequitur', '--format', 'json']);
    expect(problems(check, out)).toEqual([]);
  });
  test('a field that is missing or unknown is found', async () => {
    folder.write('a.sequitur', overclaimed);
    const { out } = await folder.run(['check', '--format', 'json']);
    expect(problems(check, out.replace('"release"', '"version"'))).toHaveLength(2);
  });
});

test.each([
  ['everolimus -> cabozantinib', 'tumour pancreatic-net'],
  ['everolimus -> sunitinib', 'tumour pancreatic-net and ki67 <= 20%'],
  ['lanreotide', 'tumour net'],
  ['ssa -> chemotherapy -> everolimus -> sunitinib', 'tumour pancreatic-net'],
  ['any of { sunitinib, everolimus } -> cabozantinib', 'tumour pancreatic-net'],
])('sequitur-explain/1: %s', async (asked, where) => {
  const { out, err } = await folder.run(['explain', asked, '--where', where, '--format', 'json']);
  expect(err).toBe('');
  expect(problems(explain, out)).toEqual([]);
});

test('sequitur-snapshot/1: the examples, and a file that cannot be read', async () => {
  const { out, code } = await run(['snapshot', 'examples', 'nix.sequitur'], root);
  expect(code).toBe(2);
  expect(problems(snapshot, out)).toEqual([]);
  expect(problems(snapshot, out.replace('"standing"', '"stands"'))).not.toEqual([]);
});

test('sequitur-diff/1: the examples at two dates, and a stored snapshot', async () => {
  const words = ['diff', 'examples', '--as-of', '2016-04-10..2026-06-30', '--format', 'json'];
  expect(problems(diff, (await run(words, root)).out)).toEqual([]);
});

test('sequitur-report/1: the examples, a comparison, and a file that cannot be read', async () => {
  await run(['snapshot', 'examples', '--out', join(folder.path, 'before.json')], root);
  const words = ['report', 'examples', '--since', join(folder.path, 'before.json')];
  const { out } = await run([...words, '--format', 'json', '--as-of', '2016-04-10'], root);
  expect(JSON.parse(out).since.changes).not.toEqual([]);
  expect(problems(report, out)).toEqual([]);
  folder.write('bad.sequitur', Buffer.from('# \xfc', 'latin1'));
  folder.write('a.sequitur', overclaimed);
  const failed = await folder.run(['report', '.', '--format', 'json']);
  expect(failed.code).toBe(2);
  expect(problems(report, failed.out)).toEqual([]);
  expect(problems(report, failed.out.replace('"standing"', '"stands"'))).not.toEqual([]);
});

describe('sequitur-evidence/1', () => {
  test.each([
    [['list']],
    [['list', 'agents']],
    [['list', 'classes']],
    [['list', 'tumours']],
    [['list', 'attributes']],
    [['list', 'gradings']],
    [['list', 'ladder']],
    [['list', 'drug-names']],
    [['search', 'nothing-has-this-name']],
    [['show', 'RADIANT-3', 'ANGELOUSI-2017']],
    [['changes', '--from', '2016-04-10', '--to', '2016-12-31']],
    [['check']],
    [['check', 'server/evidence']],
    [['check', 'package.json']],
    [['stats']],
  ])(
    '%j',
    async (words) => {
      expect(
        problems(evidence, (await run(['evidence', ...words, '--format', 'json'], root)).out),
      ).toEqual([]);
    },
    30_000,
  );
  test('a field that is missing is found', async () => {
    const { out } = await run(['evidence', 'check', '--format', 'json'], root);
    expect(problems(evidence, out.replace('"sound"', '"good"'))).not.toEqual([]);
  });
});
