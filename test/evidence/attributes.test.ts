/**
 * An attribute is data: one that is written in YAML alone is checked, worded, completed and shown,
 * and one that a file states wrongly is refused. The base is the curated one, built by the real
 * build, with an attribute that no code knows.
 */
import { describe, expect, test } from 'vitest';
import { coverage } from '../../server/src/appraisal/coverage.ts';
import { createEngine } from '../../server/src/checks/engine.ts';
import type { FileResult } from '../../server/src/checks/result-types.ts';
import { buildBase } from '../../server/src/evidence/base.ts';
import type { Base } from '../../server/src/evidence/base-types.ts';
import { buildEmbedded } from '../../server/src/evidence/build.ts';
import { packJsonSchema } from '../../server/src/evidence/pack/pack-schema.ts';
import { complete, probe } from '../../server/src/features/completion/completion.ts';
import { viewAround } from '../../server/src/features/completion/evidence.ts';
import { hover } from '../../server/src/features/hover/hover.ts';
import { attributesPage } from '../../server/src/output/attributes-page.ts';
import { referenceList } from '../../server/src/output/reference-lists.ts';
import { expectedAt } from '../../server/src/syntax/expectations.ts';
import { memoryHost } from '../../server/src/workspace/host.ts';
import { curatedTexts, texts } from './sources.ts';

const ras = `
  - id: ras
    label: RAS
    synonyms: [ras-status]
    kind: choice
    silence: [mutated]
    values:
      - { id: mutated, synonyms: [mutant], words: RAS-mutated tumours, definition: A mutation of KRAS or NRAS. }
      - { id: wild-type, synonyms: [wt] }
    definition: Mutation of KRAS or NRAS.
`;
interface Changes {
  readonly attribute?: string;
  /** Of RADIANT-3: what it asked for. */
  readonly criterion?: string;
}
const textsWith = ({ attribute = ras, criterion = '' }: Changes): ReadonlyMap<string, string> =>
  new Map(
    [...curatedTexts()].map(([file, text]) => {
      if (file === 'attributes.yaml') return [file, `${text.trimEnd()}${attribute}`];
      return file === 'studies/radiant-3.yaml'
        ? [file, text.replace('    grade: [G1, G2]\n', `    grade: [G1, G2]\n${criterion}`)]
        : [file, text];
    }),
  );
/** Of a small base, which is built in no time: its attributes, and what its trial asked for. */
const problemsOf = ({ attribute = ras, criterion = '' }: Changes): readonly string[] =>
  buildEmbedded(
    texts(
      { file: 'attributes.yaml', from: 'attributes:\n', to: `attributes:${attribute}` },
      {
        file: 'studies/trial-1.yaml',
        from: '  criteria: { tumour: [pancreatic-net], grade: [G1, G2] }\n',
        to: `  criteria:\n    tumour: [pancreatic-net]\n${criterion}`,
      },
    ),
  ).problems.map(
    ({ rule, file, line, message, help }) => `${file}:${line} ${message} [${rule}] ${help}`,
  );
function built(changes: Changes): Base {
  const { embedded, problems } = buildEmbedded(textsWith(changes));
  if (embedded === null) throw new Error(problems.map(({ message }) => message).join('\n'));
  return buildBase(embedded.data);
}

const document = `population p { tumour pancreatic-net  grade G1, G2  ras mutated }
sequence s for p { everolimus [I, A] @RADIANT-3 }
`;
async function check(base: Base, text: string): Promise<FileResult> {
  const engine = createEngine({
    host: memoryHost({ files: new Map(), today: '2026-11-23' }),
    base,
  });
  const result = await engine.check('/main.sequitur', text);
  if (result.error !== null) throw new Error(result.error);
  return result;
}
const messages = async (base: Base, text = document) =>
  (await check(base, text)).diagnostics
    .filter(({ code }) => code === 'population-not-covered')
    .map(({ severity, message }) => `${severity}: ${message}`);

/** RADIANT-3 against the step of the document. */
async function fitOf(base: Base): Promise<string> {
  const [judged] = (await check(base, document)).transitions;
  const study = base.study('RADIANT-3');
  if (judged === undefined || study === undefined) throw new Error('nothing to compare');
  const { fit: found, bars } = coverage(base, study, judged.transition);
  return bars ? `${found}, bars` : found;
}

const silent = built({});
const stating = built({ criterion: '    ras: [wild-type]\n' });

describe('an attribute in YAML alone', () => {
  test('is checked against a study that does not state it', async () => {
    expect(await messages(silent)).toEqual([
      expect.stringContaining(
        'information: RADIANT-3 does not state RAS; this step is for patients with RAS-mutated tumours.',
      ),
    ]);
    expect(await messages(silent, document.replace('ras mutated', 'ras wt'))).toEqual([]);
  });
  test('is checked against a study that enrolled others', async () => {
    expect(await messages(stating)).toEqual([
      expect.stringContaining(
        'warning: RADIANT-3 enrolled patients with RAS wild-type; this step is for patients with RAS-mutated tumours.',
      ),
    ]);
    expect(await fitOf(silent)).toBe('within');
    expect(await fitOf(stating)).toBe('outside');
    expect(await messages(stating, document.replace('ras mutated', 'ras wild-type'))).toEqual([]);
  });
  test('makes another disease where it bars', async () => {
    const bars = ras.replace('    values:', '    bars: { reason: Another disease. }\n    values:');
    const barring = built({ attribute: bars, criterion: '    ras: [wild-type]\n' });
    expect(await fitOf(barring)).toBe('outside, bars');
  });
  test('takes numbers and flags as well', async () => {
    const weight =
      '\n  - { id: weight, label: weight, kind: number, unit: kg, min: 0, max: 300, silence: covers, definition: Body weight. }\n';
    const base = built({ attribute: weight, criterion: '    weight: { min: 40, max: 120 }\n' });
    expect(await messages(base, document.replace('ras mutated', 'weight > 120'))).toEqual([
      expect.stringContaining(
        'enrolled patients with weight 40 to 120 kg; this step is for patients with weight above 120 kg',
      ),
    ]);
    const carrier =
      '\n  - { id: carrier, label: carrier, kind: flags, values: [{ id: brca }, { id: tp53 }], silence: [brca], definition: A germline mutation. }\n';
    const flags = built({ attribute: carrier });
    expect(await messages(flags, document.replace('ras mutated', 'carrier brca'))).toEqual([
      expect.stringContaining('does not state carrier brca'),
    ]);
  });
  test('is completed, with its values', async () => {
    const at = async (source: string): Promise<readonly string[]> => {
      const offset = source.indexOf('┆');
      const text = source.replace('┆', '');
      const probed = probe(text, expectedAt(text, offset));
      const { bound, base } = await check(silent, probed.text);
      if (bound === null) throw new Error('not bound');
      const view = viewAround(bound, base, [], probed.offset);
      return complete(view, expectedAt(text, offset), probed.offset).candidates.map(
        ({ label }) => label,
      );
    };
    expect(await at('population p { ┆ }')).toContain('ras');
    expect(await at('population p { ras ┆ }')).toEqual(
      expect.arrayContaining(['mutated', 'wild-type']),
    );
  });
  test('is shown in hovers, lists, the page of attributes and the schema of packs', async () => {
    const result = await check(stating, document);
    if (result.bound === null) throw new Error('not bound');
    const view = { ...result, source: result.bound.source, bound: result.bound, imported: [] };
    const shown = hover(view, document.indexOf('ras mutated'))?.markdown;
    expect(shown).toContain('Mutation of KRAS or NRAS.');
    expect(shown).toContain('*Studied:* wild-type (RADIANT-3)');
    expect(hover(view, document.indexOf('mutated'))?.markdown).toContain(
      'A mutation of KRAS or NRAS.',
    );
    expect(referenceList('attributes', silent, 80)).toMatch(/^ras {2}RAS, ras-status$/m);
    expect(attributesPage(silent)).toMatch(/^\| `ras` \| one of \| mutated, wild-type \|/m);
    expect(JSON.stringify(packJsonSchema(silent.attributes))).toContain(
      '"ras":{"description":"RAS: Mutation of KRAS or NRAS."',
    );
  });
});

describe('what is stated wrongly', () => {
  test.each([
    ['an attribute that is not declared', '    rsa: [mutated]\n', '"rsa" is no attribute', 'ras?'],
    ['a value that it has not', '    ras: [mutaded]\n', '"mutaded" is no value of ras', 'mutated?'],
    ['a synonym', '    ras: [wt]\n', '"wt" is no value of ras', 'Did you mean wild-type?'],
    ['a range of names', '    ras: { min: 3 }\n', '{ min: 3 } is no value of ras', 'as a list'],
    [
      'a list of numbers',
      '    burden: ["20"]\n',
      '[20] is no value of burden',
      '{ min: 0, max: 100 }',
    ],
    [
      'a range outside',
      '    burden: { max: 200 }\n',
      '{ max: 200 } is no value of burden',
      'range',
    ],
    ['an empty range', '    burden: { min: 9, max: 2 }\n', '{ min: 9, max: 2 }', 'range'],
  ])('%s', (_what, criterion, message, help) => {
    const burden =
      '  - { id: burden, label: burden, kind: percent, silence: covers, definition: Of the liver. }\n';
    const [first, ...others] = problemsOf({ attribute: `${ras}${burden}`, criterion });
    expect(others).toEqual([]);
    expect(first).toContain(`studies/trial-1.yaml:12 ${message}`);
    expect(first).toContain(help);
  });
  test.each([
    ['without an answer to silence', '    silence: [mutated]\n', '', 'silence'],
    ['silent on a value that it has not', '[mutated]\n', '[mutant]\n', '"mutant" is no value'],
    ['with a range of a name', 'kind: choice', 'kind: percent', 'has no values of its own'],
  ])('an attribute %s', (_what, from, to, message) => {
    expect(problemsOf({ attribute: ras.replace(from, to) }).join('\n')).toContain(message);
  });
});

describe('what a value implies', () => {
  const errors = async (criteria: string): Promise<readonly string[]> =>
    (await check(silent, `population p { ${criteria} }\n`)).diagnostics
      .filter(({ severity }) => severity === 'error')
      .map(({ code, help }) => `${code}: ${help}`);
  test('grade and Ki-67 bind each other in the tumours that are graded so, whatever the order', async () => {
    expect(await errors('ki67 > 20%  grade G1  tumour pancreatic-net')).toEqual([
      expect.stringContaining('The grade limits Ki-67: G1 below 3 %, G2 up to 20 %.'),
    ]);
    expect(await errors('ki67 > 20%  grade G1  tumour breast-cancer')).toEqual([]);
    expect(await errors('ki67 > 20%  grade G1')).toHaveLength(1);
  });
  test('a branch on both is judged in the tumour of its population', async () => {
    const codes = async (tumour: string): Promise<readonly string[]> =>
      (
        await check(
          silent,
          `population p { tumour ${tumour} }\nsequence s for p { one of { when grade G1 and ki67 > 20%: everolimus  otherwise: sunitinib } }\n`,
        )
      ).diagnostics.map(({ code }) => code);
    expect(await codes('pancreatic-net')).toContain('unreachable-branch');
    expect(await codes('breast-cancer')).not.toContain('unreachable-branch');
  });
  test('a NET is well differentiated, and the fix names the carcinoma', async () => {
    const text = 'population p { tumour pancreatic-net  differentiation poor }\n';
    const { diagnostics } = await check(silent, text);
    const [error] = diagnostics.filter(({ code }) => code === 'empty-population');
    expect(error?.fixes.map(({ title }) => title)).toEqual(['Write `tumour nec`']);
    expect(await errors('tumour nec  differentiation poor')).toEqual([]);
  });
  test('a hormone syndrome is a functioning tumour, and a name stands for several values', async () => {
    expect(await errors('syndrome insulinoma  functioning no')).toHaveLength(1);
    const text = `population p { tumour small-intestine-net  syndrome carcinoid-syndrome }
sequence s for p { everolimus [I, A] @RADIANT-4 }
`;
    expect(await messages(silent, text)).toEqual([
      expect.stringContaining('warning: RADIANT-4 enrolled patients with non-functioning tumours'),
    ]);
    expect(await errors('stage unresectable  not stage resectable')).toEqual([]);
    expect(await errors('stage unresectable  stage resectable')).toHaveLength(1);
  });
});
