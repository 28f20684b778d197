import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { TextEdit } from '../../server/src/features/code-action/fixes.ts';
import { splitActions } from '../../server/src/features/code-action/split.ts';
import type { StepAction } from '../../server/src/features/code-action/step.ts';
import type { PathNode, Step } from '../../server/src/syntax/tree.ts';
import { marked, viewOf } from './view.ts';

const apply = (text: string, edits: readonly TextEdit[]) =>
  [...edits]
    .sort((a, b) => b.span.start - a.span.start)
    .reduce(
      (done, { span, text: by }) => done.slice(0, span.start) + by + done.slice(span.end),
      text,
    );

async function offered(source: string): Promise<{ text: string; actions: readonly StepAction[] }> {
  const { text, offset } = marked(source);
  return { text, actions: splitActions(await viewOf(text), { start: offset, end: offset }) };
}
const file = (population: string, steps: string) =>
  `evidence pnet as of 2026-06-30\npopulation q { tumour pancreatic-net  ${population} }\nsequence s for q {\n${steps}\n}\n`;
const codes = async (text: string) => (await viewOf(text)).diagnostics.map(({ code }) => code);

describe('split by the studied range', () => {
  it('keeps the step for those who were studied, and claims nothing for the others', async () => {
    const source = file(
      'ki67 <= 20%',
      '  lanreo┆tide [I, A] @CLARINET because "Few had progressed."',
    );
    const { text, actions } = await offered(source);
    expect(actions.map(({ title }) => title)).toEqual([
      'Split by the studied range of CLARINET: Ki-67 below 10 %',
    ]);
    const after = apply(text, actions[0]?.edits ?? []);
    expect(after).toContain(`{
  one of {
    when ki67 < 10%: lanreotide [I, A] @CLARINET because "Few had progressed."
    otherwise: lanreotide
  }
}`);
    expect(await codes(text)).toContain('population-not-covered');
    expect(await codes(after)).not.toContain('population-not-covered');
  });

  it('takes what belongs to the treatment into both branches, and the trigger before it to the choice', async () => {
    const { text, actions } = await offered(
      file(
        'grade G1, G2, G3',
        '  lanreotide\n  -> on progression ever┆olimus with lanreotide [I, A] here [II, B] @RADIANT-3 improves PFS',
      ),
    );
    const [first] = actions;
    expect(first?.title).toBe('Split by the studied range of RADIANT-3: grade G1 or G2');
    const after = apply(text, first?.edits ?? []);
    expect(after).toContain(`  -> on progression one of {
       when grade G1, G2: everolimus with lanreotide [I, A] here [II, B] @RADIANT-3 improves PFS
       otherwise: everolimus with lanreotide
     }
`);
    expect(await codes(after)).not.toContain('syntax');
  });

  it('uses the study that carries the step where none is cited, and writes both ends of a range', async () => {
    const uncited = await offered(file('ki67 <= 20%', '  lanreo┆tide'));
    expect(apply(uncited.text, uncited.actions[0]?.edits ?? [])).toContain(
      'when ki67 < 10%: lanreotide\n',
    );
    const netter = await offered(file('ki67 <= 60%', '  177Lu-dota┆tate @NETTER-2'));
    expect(apply(netter.text, netter.actions[0]?.edits ?? [])).toContain(
      'when ki67 10 to 55%: 177Lu-dotatate @NETTER-2',
    );
  });

  it('splits by grade where the study enrolled only some of the grades', async () => {
    const { text, actions } = await offered(
      file('grade G1, G2, G3', '  ever┆olimus on progression [I, A] @RADIANT-3'),
    );
    const byGrade = actions.find(({ title }) => title.includes('grade'));
    expect(apply(text, byGrade?.edits ?? [])).toContain(
      'when grade G1, G2: everolimus on progression [I, A] @RADIANT-3\n',
    );
  });

  it('is not offered where the studies cover everybody, nobody, or the population says nothing', async () => {
    for (const population of ['ki67 < 10%', 'ki67 > 30%', ''])
      expect((await offered(file(population, '  lanreo┆tide [I, A] @CLARINET'))).actions).toEqual(
        [],
      );
    expect((await offered(file('ki67 <= 20%', '  best-supp┆ortive-care'))).actions).toEqual([]);
  });

  it('is not offered where another cited study covers the rest', async () => {
    const alone = await offered(
      file('grade G1, G2, G3', '  everolimus\n  -> cabo┆zantinib on progression @CABINET'),
    );
    expect(alone.actions.filter(({ title }) => title.includes('grade'))).toEqual([]);
    const outside = file(
      'sstr positive, negative  grade G1, G2, G3',
      '  177Lu-dota┆tate @NETTER-2 @NETTER-1',
    );
    expect((await offered(outside)).actions.filter(({ title }) => title.includes('Ki-67'))).toEqual(
      [],
    );
  });
});

describe('in every example', () => {
  const root = path.join(import.meta.dirname, '..', '..', 'examples');
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.sequitur'),
  );
  const stepsOf = (nodes: readonly PathNode[]): readonly Step[] =>
    nodes.flatMap((node) =>
      node.kind === 'step'
        ? [node]
        : node.branches.flatMap((branch) => stepsOf(branch.path?.nodes ?? [])),
    );

  it.each(files)(
    'each split of %s binds, adds no error, and leaves the others ungraded',
    async (name) => {
      // Wider populations than the example's own, so that there is something to split.
      const text = readFileSync(path.join(root, name), 'utf8').replace(
        /\bgrade\s+G1, G2\b/g,
        'grade G1, G2, G3',
      );
      const view = await viewOf(text);
      const errors = (found: typeof view) =>
        found.diagnostics.filter(({ severity }) => severity === 'error').length;
      const steps = view.source.declarations.flatMap((one) =>
        one.kind === 'sequence' ? stepsOf(one.path?.nodes ?? []) : [],
      );
      for (const step of steps) {
        for (const { title, edits } of splitActions(view, step.regimen)) {
          const after = apply(text, edits);
          const again = await viewOf(after);
          expect(errors(again), `${title}\n${after}`).toBeLessThanOrEqual(errors(view));
          const others = /\n\s*otherwise: (.*)\n\s*\}$/.exec(edits[1]?.text ?? '');
          expect(others?.[1]).toBeDefined();
          expect(others?.[1]).not.toMatch(/[[@]/);
        }
      }
    },
  );
});
