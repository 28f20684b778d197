import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bind, keys } from './reading.ts';

const words = [
  'population',
  'sequence',
  'prefer',
  'avoid',
  'import',
  'evidence',
  'within',
  'for',
  'after',
  'over',
  'p',
  'q',
  's',
  '{',
  '}',
  '->',
  ',',
  ':',
  '+',
  'one of',
  'any of',
  'when',
  'otherwise',
  'nothing',
  'and',
  'or',
  'not',
  'to',
  'on',
  'progression',
  'with',
  'everolimus',
  'lanreotide',
  'surgery',
  'ssa',
  'CAPTEM',
  'unheard-of',
  'tumour',
  'grade',
  'ki67',
  'comorbidity',
  'pancreatic-net',
  'net',
  'G1',
  'G3',
  'diabetes',
  '<=',
  '>',
  '10',
  '20%',
  '"a.sequitur"',
  '[I, A]',
  '@X',
  '\n',
];

describe('every text has a meaning', () => {
  test('whatever the words and their order', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...words), { maxLength: 60 }), (soup) => {
        const text = soup.join(' ');
        const { problems, transitions, sequences } = bind(text);
        for (const { span } of problems) {
          expect(span.start).toBeGreaterThanOrEqual(0);
          expect(span.end).toBeGreaterThanOrEqual(span.start);
          expect(span.end).toBeLessThanOrEqual(text.length);
        }
        for (const { nodes } of sequences) {
          for (const node of nodes)
            expect(Math.max(-1, ...node.predecessors)).toBeLessThan(node.index);
        }
        for (const { history } of transitions) {
          expect(keys([...history.always, ...history.sometimes])).toEqual(
            expect.arrayContaining(keys(history.path)),
          );
        }
      }),
      { numRuns: 400 },
    );
  });

  test('a good text that is cut anywhere', () => {
    const text = `evidence pnet as of 2026-06-30
population a { tumour pancreatic-net grade G1, G2 ki67 3 to 20% }
population b within a { not comorbidity diabetes progression within 12 months }
sequence s for b after surgery -> lanreotide or octreotide {
  everolimus with lanreotide on progression [I, A] -> on progression one of { when ki67 > 10% and sstr positive: CAPTEM otherwise: nothing }
  -> on progression any of { sunitinib, when growth rapid: STZ/5-FU -> surgery } -> cabozantinib on progression or intolerance
}
prefer s over s for a avoid palbociclib + everolimus for a after ssa`;
    for (let end = 0; end <= text.length; end++)
      expect(() => bind(text.slice(0, end))).not.toThrow();
    expect(bind(text).problems).toEqual([]);
  });
});

describe('paths in the history are real paths', () => {
  /** A path of steps and choices of up to two levels, as text. */
  const agents = ['everolimus', 'sunitinib', 'lanreotide', 'cabozantinib', 'surgery', 'STZ'];
  const { path } = fc.letrec<{ path: string; node: string; step: string }>((tie) => ({
    step: fc
      .tuple(fc.constantFrom(...agents), fc.constantFrom('', '', ' with octreotide'))
      .map((parts) => parts.join('')),
    node: fc.oneof(
      { maxDepth: 2, depthSize: 'small' },
      tie('step'),
      fc
        .array(tie('path'), { minLength: 1, maxLength: 3 })
        .map((options) => `any of { ${options.join(', ')} }`),
      tie('path').map((each) => `one of { when grade G1: ${each} otherwise: nothing }`),
    ),
    path: fc.array(tie('node'), { minLength: 1, maxLength: 3 }).map((nodes) => nodes.join(' -> ')),
  }));

  test('each answer agrees with walking every path', () => {
    fc.assert(
      fc.property(path, fc.constantFrom(...agents, 'octreotide'), (text, agent) => {
        const { sequences, transitions } = bind(
          `population p { sstr positive } sequence s { ${text} }`,
        );
        const [graph] = sequences;
        if (graph === undefined) throw new Error('there is no sequence');
        const walks = (index: number): string[][] => {
          const node = graph.nodes[index];
          if (node === undefined) return [[]];
          const own = [
            ...(node.treatment.systemic ? [node.treatment.key] : []),
            ...(node.background === null ? [] : [`with ${node.background.key}`]),
          ];
          return node.predecessors.flatMap(walks).map((walk) => [...walk, ...own]);
        };
        const plain = (key: string): string => key.replace(/^with /, '');
        for (const { history, node } of transitions) {
          const all = (node?.predecessors ?? [])
            .flatMap(walks)
            .filter(
              (walk) =>
                (walk.filter((key) => !key.startsWith('with ')).at(-1) ?? null) ===
                (history.predecessor?.key ?? null),
            );
          const paths = all.map((walk) => walk.map(plain));
          const has = (walk: readonly string[]): boolean =>
            walk.includes(agent === 'STZ' ? 'streptozocin' : agent);
          const is = (treatment: { readonly key: string }): boolean => has([treatment.key]);
          expect(history.pathWith(agent, is) !== null).toBe(paths.some(has));
          expect(history.pathWithout(agent, is) !== null).toBe(paths.some((walk) => !has(walk)));
          expect(new Set(keys(history.always))).toEqual(
            new Set((paths[0] ?? []).filter((key) => paths.every((walk) => walk.includes(key)))),
          );
          expect(new Set(keys([...history.always, ...history.sometimes]))).toEqual(
            new Set(paths.flat()),
          );
          for (const witness of [
            history.path,
            history.pathWith(agent, is),
            history.pathWithout(agent, is),
          ]) {
            if (witness !== null)
              expect(paths.map((walk) => [...new Set(walk)].sort().join())).toContain(
                [...new Set(keys(witness))].sort().join(),
              );
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});
