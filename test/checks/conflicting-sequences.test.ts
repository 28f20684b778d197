/** Files of one project that disagree, and all the ways in which they only seem to. */
import { describe, expect, it } from 'vitest';
import { conflictsOf } from '../../server/src/checks/cross-file/conflicting-sequences.ts';
import type { FileSummary } from '../../server/src/checks/cross-file/summary-types.ts';
import { createEngine } from '../../server/src/checks/engine.ts';
import { memoryHost } from '../../server/src/workspace/host.ts';
import { today } from './helper.ts';

const q = 'population q { tumour pancreatic-net  grade G1, G2 }\n';
const forward = `${q}sequence s for q { everolimus -> sunitinib on progression }\n`;
const backward = `${q}sequence t for q { sunitinib -> everolimus on progression }\n`;

/** `file: words marked in it: files it points to`, one row per finding. */
async function conflicts(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const texts = new Map(Object.entries(files).map(([name, text]) => [`/p/${name}`, text]));
  const engine = createEngine({ host: memoryHost({ files: texts, today }), root: '/p' });
  const summaries: FileSummary[] = [];
  for (const path of texts.keys()) {
    if (path.endsWith('.json')) continue;
    const result = await engine.check(path);
    expect(result.error).toBeNull();
    summaries.push(...(result.summaries ?? []));
  }
  // Summaries are plain data: what a cache or another process gives back finds the same.
  const stored: readonly FileSummary[] = JSON.parse(JSON.stringify(summaries));
  const found = conflictsOf(stored, engine.base);
  expect(found).toEqual(conflictsOf(summaries, engine.base));
  return found.map(({ path, diagnostic: { span, related, accepted } }) => {
    const elsewhere = related.map(
      ({ file, span: place }) =>
        `${file.slice(3)} ${texts.get(file)?.slice(place.start, place.end)}`,
    );
    return `${path.slice(3)} ${texts.get(path)?.slice(span.start, span.end)} | ${elsewhere.join(', ')}${accepted === null ? '' : ` | ${accepted}`}`;
  });
}

describe('orders', () => {
  it('of two files that are turned round are a conflict, told in both', async () => {
    expect(await conflicts({ 'a.sequitur': forward, 'b.sequitur': backward })).toEqual([
      'a.sequitur sunitinib | b.sequitur everolimus',
      'b.sequitur everolimus | a.sequitur sunitinib',
    ]);
  });
  it('for populations that share only some patients are one, too', async () => {
    const other = backward.replace('grade G1, G2', 'grade G2, G3');
    expect(await conflicts({ 'a.sequitur': forward, 'b.sequitur': other })).toHaveLength(2);
  });
  it('under brands and synonyms are the same', async () => {
    const other = backward.replace('everolimus', 'Afinitor').replace('sunitinib', 'Sutent');
    expect(await conflicts({ 'a.sequitur': forward, 'b.sequitur': other })).toHaveLength(2);
  });
  it('in the blocks of a document count as one file', async () => {
    expect(
      await conflicts({
        'a.md': `\`\`\`sequitur\n${forward}\`\`\`\n\n\`\`\`sequitur separate\n${backward}\`\`\`\n`,
      }),
    ).toEqual([]);
  });
  it('of a file with many places name the first, and no more than three others', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 6 }, (_, index) => [`b${index}.sequitur`, backward]),
    );
    const found = await conflicts({
      'a.sequitur': forward.replace('}\n', '}\n').repeat(1),
      ...files,
    });
    expect(found).toHaveLength(7);
    expect(found[0]).toBe(
      'a.sequitur sunitinib | b0.sequitur everolimus, b1.sequitur everolimus, b2.sequitur everolimus',
    );
  });

  it.each<[why: string, files: Readonly<Record<string, string>>]>([
    [
      'one file gives both, as alternatives',
      { 'a.sequitur': forward + backward.slice(q.length), 'b.sequitur': backward },
    ],
    [
      'the populations share nobody',
      {
        'a.sequitur': forward,
        'b.sequitur': backward.replace('pancreatic-net', 'small-intestine-net'),
      },
    ],
    [
      'a grade and a Ki-67 exclude each other',
      {
        'a.sequitur': forward.replace('G1, G2', 'G1'),
        'b.sequitur': backward.replace('grade G1, G2', 'ki67 > 10%'),
      },
    ],
    [
      'a preference decides',
      {
        'a.sequitur': forward,
        'b.sequitur': `${backward}sequence u for q { everolimus -> sunitinib }\nprefer t over u\n`,
      },
    ],
    [
      'the files tell of different dates',
      { 'a.sequitur': `evidence pnet as of 2016-11-30\n${forward}`, 'b.sequitur': backward },
    ],
    [
      'the treatment before is only history',
      { 'a.sequitur': `${q}sequence s after everolimus { sunitinib }\n`, 'b.sequitur': backward },
    ],
    [
      'a treatment is given again',
      {
        'a.sequitur': `${q}sequence s for q { everolimus -> sunitinib -> everolimus rechallenge }\n`,
        'b.sequitur': backward,
      },
    ],
    [
      'a name is not known',
      {
        'a.sequitur': `${q}sequence s for q { newdrug -> sunitinib }\n`,
        'b.sequitur': `${q}sequence t for q { sunitinib -> newdrug }\n`,
      },
    ],
    [
      'the population was not understood',
      {
        'a.sequitur': forward.replace('pancreatic-net', 'pancreatic-nett'),
        'b.sequitur': backward,
      },
    ],
    [
      'the configuration switches it off',
      {
        'sequitur.config.json': '{ "severity": { "conflicting-sequences": "off" } }',
        'a.sequitur': forward,
        'b.sequitur': backward,
      },
    ],
    [
      'the files are of different projects',
      {
        'a/sequitur.config.json': '{}',
        'a/a.sequitur': forward,
        'b/sequitur.config.json': '{}',
        'b/b.sequitur': backward,
      },
    ],
    ['they agree', { 'a.sequitur': forward, 'b.sequitur': forward }],
  ])('are no conflict where %s', async (_, files) => {
    expect(await conflicts(files)).toEqual([]);
  });

  it('that are accepted on one side stay visible with the reason on both', async () => {
    const other = backward.replace(
      'on progression',
      'on progression accept conflicting-sequences "Both are in use."',
    );
    expect(await conflicts({ 'a.sequitur': forward, 'b.sequitur': other })).toEqual([
      'a.sequitur sunitinib | b.sequitur everolimus | Both are in use.',
      'b.sequitur everolimus | a.sequitur sunitinib | Both are in use.',
    ]);
  });
});

describe('advice', () => {
  const recommended = `${q}sequence s for q { everolimus [I, A] @RADIANT-3 -> sunitinib on progression [I, B] @SUN1111 }\n`;
  it.each<[what: string, against: string, found: number]>([
    ['against a recommended treatment is a conflict', 'avoid sunitinib for q [III, E]', 2],
    ['without a grade is one, too', 'avoid everolimus for q', 2],
    ['after the same treatment', 'avoid sunitinib after everolimus for q [III, D]', 2],
    ['after another treatment is none', 'avoid sunitinib after lanreotide', 0],
    [
      'after a longer history than the recommended one is none',
      'avoid sunitinib after lanreotide -> everolimus',
      0,
    ],
    ['against another treatment is none', 'avoid cabozantinib for q', 0],
    [
      'for a special group is an exception',
      'population heart within q { comorbidity cardiovascular }\navoid sunitinib for heart [III, D]',
      0,
    ],
  ])('%s', async (_, against, found) => {
    const text = against.startsWith('avoid sunitinib after')
      ? against.replace(' for q', '')
      : against;
    expect(
      await conflicts({ 'a.sequitur': recommended, 'b.sequitur': `${q}${text}\n` }),
    ).toHaveLength(found);
  });
  it('in one file is the affair of that file', async () => {
    expect(
      await conflicts({
        'a.sequitur': `${recommended}avoid sunitinib for q [III, D]\n`,
        'c.sequitur': q,
      }),
    ).toEqual([]);
  });
  it('on an optional treatment (C) is none', async () => {
    const optional = recommended.replace('[I, B]', '[I, C]');
    expect(
      await conflicts({
        'a.sequitur': optional,
        'b.sequitur': `${q}avoid sunitinib for q [III, D]\n`,
      }),
    ).toEqual([]);
  });
});

it('grows with the number of files', async () => {
  const engine = createEngine({
    host: memoryHost({
      files: new Map([
        ['/p/a', forward],
        ['/p/b', backward],
      ]),
      today,
    }),
  });
  const [one = []] = [(await engine.check('/p/a')).summaries];
  const [two = []] = [(await engine.check('/p/b')).summaries];
  const many = Array.from({ length: 5_000 }, (_, index) =>
    [...one, ...two].map((file) => ({ ...file, path: `${file.path}${index}` })),
  ).flat();
  const begun = performance.now();
  expect(conflictsOf(many, engine.base)).toHaveLength(10_000);
  expect(performance.now() - begun).toBeLessThan(2_000);
});
