/** Transitions with their two supports, as the normal form holds them. */
import type { Appraisal, Candidate, Support } from '../../appraisal/support-types.ts';
import type { Base } from '../../evidence/base-types.ts';
import type { Transition, Treatment } from '../../model/bound-file.ts';
import { regionKey } from '../../model/population.ts';
import { labelOf } from '../../model/treatment-label.ts';
import { digest } from '../../text/digest.ts';
import { whyNotMore, whyThis } from '../../wording/reasons.ts';
import { placeKind, supportName, verdictOf } from '../../wording/support.ts';
import { ceilingJson } from '../transition.ts';
import type { BothSupports, Tables } from './tables.ts';
import type {
  SnapshotSupport,
  SnapshotTransition,
  SnapshotTreatment,
  SnapshotWeighed,
} from './types.ts';

/** A treatment by its key and its label. */
export const treatmentOf = (base: Base, treatment: Treatment): SnapshotTreatment => ({
  key: treatment.key,
  label: labelOf(base, treatment),
});

/** A transition with both supports. */
export function snapshotTransition(
  { transition, appraisal }: { readonly transition: Transition; readonly appraisal: Appraisal },
  base: Base,
  tables: Tables,
): SnapshotTransition {
  const { predecessor } = transition.history;
  return {
    from: predecessor === null ? null : treatmentOf(base, predecessor),
    history: [...appraisal.history],
    question: tables.question(transition.key, () => questionOf(transition)),
    judged: transition.judged,
    appraised: appraisal.appraised,
    ...bothSupports({ transition, appraisal }, base, tables),
  };
}

/** Once for each appraisal: steps that ask the same have the same one, in all files. */
function bothSupports(
  { transition, appraisal }: { readonly transition: Transition; readonly appraisal: Appraisal },
  base: Base,
  tables: Tables,
): BothSupports {
  const known = tables.supports.get(appraisal);
  if (known !== undefined) return known;
  const around = { transition, appraisal, base, tables };
  const { agent, position } = appraisal;
  const firstStep = transition.history.predecessor === null;
  const inPlace = { kind: placeKind(transition), firstStep };
  const made = {
    agent: supportOf('agent', { kind: 'agent', firstStep: false }, agent.carriedBy, around),
    position: supportOf('position', inPlace, position.candidates, around),
  };
  tables.supports.set(appraisal, made);
  return made;
}

/** Everything that an appraisal depends on but the base and the date; unlike the key of a transition it holds no name of the text. */
function questionOf(transition: Transition): string {
  const { history, treatment, background, rechallenge, judged, trigger, population } = transition;
  return digest(
    [
      history.always.map(({ key }) => key).join(' > '),
      history.sometimes.map(({ key }) => key).join(' > '),
      history.predecessor?.key ?? '',
      treatment.key,
      background?.key ?? '',
      rechallenge,
      judged ?? '',
      trigger.join(' '),
      regionKey(population.region),
    ].join('\n'),
  );
}

interface Around {
  readonly transition: Transition;
  readonly appraisal: Appraisal;
  readonly base: Base;
  readonly tables: Tables;
}

function supportOf(
  side: 'agent' | 'position',
  named: { readonly kind: 'agent' | 'position'; readonly firstStep: boolean },
  listed: Support['candidates'],
  around: Around,
): SnapshotSupport {
  const support = around.appraisal[side];
  const { rung, direction, ceiling, flags, rationale } = support;
  const { disputed } = verdictOf(support);
  const carrying = new Set(support.carriedBy);
  return {
    rung,
    name: supportName(around.base, support, { ...named, asOf: around.appraisal.asOf }),
    direction,
    disputed,
    ceiling: { ...ceilingJson(ceiling) },
    flags: [...flags],
    why: [...whyThis(around.base, around, side)],
    whyNotMore: [...whyNotMore(around.base, around, side)],
    rationale: [...rationale],
    studies: listed.map((candidate) => weighedOf(candidate, carrying.has(candidate), around)),
  };
}

function weighedOf(candidate: Candidate, carries: boolean, around: Around): SnapshotWeighed {
  const { base, tables } = around;
  return {
    study: tables.study(candidate.study, base),
    arm: candidate.arm,
    rung: candidate.rung,
    direction: candidate.direction,
    flags: [...candidate.flags],
    share: candidate.share,
    decided: candidate.facets
      .filter(({ decided }) => decided)
      .map(({ statement }) => statement)
      .join('; '),
    findings: candidate.findings.slice(0, mostFindings).map((one) => tables.finding(one, base)),
    carries,
  };
}
/** Findings told of one study for one question; the first decides. */
const mostFindings = 3;
