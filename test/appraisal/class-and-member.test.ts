/**
 * A class and its members: what was studied of a sibling or of the class as a whole never raises
 * the answer on a member, and is always named beside it; a cohort that pools a class speaks for the
 * members that its source names, at a lower ceiling.
 */
import { describe, expect, test } from 'vitest';
import type { Candidate } from '../../server/src/appraisal/support-types.ts';
import type { FileResult } from '../../server/src/checks/result-types.ts';
import { embeddedBase } from '../../server/src/evidence/base.ts';
import type { Base } from '../../server/src/evidence/base-types.ts';
import { explainJson } from '../../server/src/views/explanation.ts';
import { whyNotMore } from '../../server/src/wording/reasons.ts';
import { baseWith, run } from '../checks/helper.ts';

const asked = (where: string, steps: string, base: Base = embeddedBase()): Promise<FileResult> =>
  run(`population p { ${where} }\nsequence s for p ${steps}\n`, { asOf: '2026-11-01', base });
async function last(where: string, steps: string, base?: Base) {
  const { transitions, base: used } = await asked(where, steps, base);
  const judged = transitions.at(-1);
  if (judged === undefined) throw new Error('no transition');
  return { ...judged, judged, base: used };
}
const pancreas = 'tumour pancreatic-net';
const prrt = 'after ssa { 177Lu-dotatate on progression }';
/** The Italian cohort with a member of its class, in so many of its 329 patients. */
const withMember = (n: number): Base =>
  baseWith(({ studies }) => ({
    studies: studies.map((study) =>
      study.id !== 'PUSCEDDU-2022'
        ? study
        : {
            ...study,
            arms: study.arms.map((arm) =>
              arm.id !== 'prrt'
                ? arm
                : { ...arm, members: [{ term: '177lu-dotatate', n, provenance: [] }] },
            ),
          },
    ),
  }));
const ofCohort = (candidates: readonly Candidate[]): Candidate | undefined =>
  candidates.find(({ study }) => study.id === 'PUSCEDDU-2022');

describe('what the class carries in this very place', () => {
  test('is named with the class, the sibling and its own result, and raises nothing', async () => {
    const { appraisal, judged, base } = await last(pancreas, prrt);
    expect(appraisal.position).toMatchObject({ rung: 'S7', direction: null });
    const [sentence] = whyNotMore(base, judged, 'position');
    expect(sentence).toMatch(
      /^For its class \(PRRT\) the base holds more here: randomised, stratified by prior, in favour, with 177Lu-edotreotide \(COMPETE, pancreatic primaries \(n = 178\): PFS /,
    );
    expect(sentence).toContain('retrospective only, in favour, for the class as a whole (Pusceddu');
  });
  test('stands in the answer for programs', async () => {
    const { judged, base } = await last(pancreas, prrt);
    const { position } = explainJson({ explained: judged, earlier: null, base, tool: 'test' });
    expect(position.beside).toMatchObject([
      { class: 'prrt', rung: 'S3', treatment: '177lu-edotreotide', study: 'COMPETE' },
      { class: 'prrt', rung: 'S6', treatment: 'prrt', study: 'PUSCEDDU-2022' },
    ]);
  });
  test('stands with a finding on the level of the place', async () => {
    const { diagnostics } = await run(
      `evidence pnet as of 2026-11-01\ngrading esmo\npopulation p { ${pancreas} }\nsequence s for p after ssa { 177Lu-dotatate on progression [I, A] here [II, B] @NETTER-R }\n`,
    );
    const found = diagnostics.find(({ code }) => code === 'position-overclaim');
    expect(found?.notes.map(({ text }) => text).join('\n')).toContain('COMPETE');
  });
  test('is not told where the treatment itself was studied as directly', async () => {
    const { appraisal } = await last('tumour small-intestine-net', prrt);
    expect(appraisal.position).toMatchObject({ rung: 'S2', beside: [] });
  });
});

describe('a cohort that pools a class', () => {
  test.each([
    [300, 'IV', 'pooled-major-member'],
    [100, 'V', 'pooled-minor-member'],
  ])('speaks for a member that was %i of 329 with level %s at most', async (n, esmo, bound) => {
    const { appraisal } = await last(pancreas, prrt, withMember(n));
    const found = ofCohort(appraisal.position.candidates);
    expect(found).toMatchObject({ rung: 'S6', direction: 'supports', ceiling: { esmo } });
    expect(found?.flags).toContain('pooled');
    expect(found?.bounds).toContain(bound);
    expect(appraisal.position).toMatchObject({ rung: 'S6', ceiling: { esmo } });
    expect(appraisal.position.beside.map(({ carrier }) => carrier.study.id)).toEqual(['COMPETE']);
  });
  test('speaks for no member that it does not name, and is no other agent where it does', async () => {
    const { appraisal } = await last(pancreas, prrt);
    expect(ofCohort(appraisal.position.candidates)).toBeUndefined();
    const cited = `evidence pnet as of 2026-11-01\ngrading esmo\npopulation p { ${pancreas} }\nsequence s for p after ssa { 177Lu-dotatate on progression [IV, B] @PUSCEDDU-2022 }\n`;
    const codes = async (base: Base) =>
      (await run(cited, { base })).diagnostics.map(({ code }) => code);
    expect(await codes(withMember(300))).not.toContain('citation-other-agent');
  });
});

describe('an arm that is coded in classes', () => {
  const breast = 'tumour breast-cancer';
  test('is any member of them, where it is one allocated combination', async () => {
    const first = await last(breast, '{ letrozole + palbociclib }');
    expect(first.appraisal.position).toMatchObject({ rung: 'S2', direction: 'neutral' });
    expect(first.appraisal.position.flags).toContain('class');
    const order = await last(breast, 'after letrozole + palbociclib { fulvestrant }');
    expect(order.appraisal.position).toMatchObject({ rung: 'S1', direction: 'neutral' });
    const deferred = await last(breast, 'after letrozole { fulvestrant + palbociclib }');
    expect(deferred.appraisal.position).toMatchObject({ rung: 'S1', direction: 'neutral' });
  });
  test('is cited for a member without a remark on the agent', async () => {
    const { diagnostics } = await run(
      `evidence pnet as of 2026-11-01\ngrading esmo\npopulation p { ${breast} }\nsequence s for p { letrozole + palbociclib [I, A] @SONIA }\n`,
    );
    expect(diagnostics.map(({ code }) => code)).not.toContain('citation-other-agent');
  });
  test('speaks as a randomised pool for the class alone', async () => {
    const { appraisal } = await last(breast, '{ letrozole }');
    expect(appraisal.position.rung).toBe('S8');
    expect(appraisal.position.beside.map(({ carrier }) => carrier.study.id)).toEqual(['SONIA']);
  });
  test('is no other partner', async () => {
    const { appraisal } = await last(breast, '{ everolimus + palbociclib }');
    expect(appraisal.position.candidates.filter(({ rung }) => rung < 'S7')).toEqual([]);
  });
});
