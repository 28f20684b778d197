/** Preferences and avoidances of a file with their verdicts. The rules that report them and these lines judge by the same functions. */

import { appraise } from '../../appraisal/appraise.ts';
import { claimsOf } from '../../checks/claims.ts';
import { judgePreference } from '../../checks/rules/citation/order-not-shown.ts';
import { judgeAvoidance } from '../../checks/rules/level/avoid-against-evidence.ts';
import type { BoundAvoidance, BoundFile, BoundPreference } from '../../model/bound-file.ts';
import { isEmpty } from '../../model/population.ts';
import { labelOf } from '../../model/treatment-label.ts';
import type { Claim, Span } from '../../syntax/tree.ts';
import { capital } from '../../text/capital.ts';
import { diagnosticsIn, findingOf, type Sources, written } from './cards.ts';
import type { Recommendation } from './diagram.ts';
import { carrierInWords, studyInWords, supportInWords } from './diagram-words.ts';

/** Above preferences and avoidances. */
export const recommendationsHeading = 'Preferred and avoided';
/** More than these are counted, not told: each one is appraised for the drawing. */
export const mostRecommendations = 40;

const words: Readonly<Record<Recommendation['verdict'], string>> = {
  supported: 'supported',
  'not shown': 'not shown',
  against: 'the evidence speaks against it',
  'not appraised': 'not appraised',
};

/** In the order of the text, and how many more there are. */
export function recommendationsOf(
  bound: BoundFile,
  sources: Sources,
): { readonly told: readonly Recommendation[]; readonly leftOut: number } {
  const all = [...bound.preferences, ...bound.avoidances].sort(
    (a, b) => a.declaration.start - b.declaration.start,
  );
  const told = all
    .slice(0, mostRecommendations)
    .flatMap((one, index) =>
      'first' in one ? [preference(one, index, sources)] : avoidance(one, index, sources),
    );
  return { told, leftOut: Math.max(0, all.length - mostRecommendations) };
}

type Judged = Pick<
  Recommendation,
  'id' | 'kind' | 'text' | 'population' | 'verdict' | 'reason' | 'source'
>;
function recommendation(
  judged: Judged,
  declaration: Span & { readonly claims: readonly Claim[] },
  sources: Sources,
): Recommendation {
  const told = declaration.claims.filter(
    ({ kind }) =>
      kind === 'grade' || kind === 'verb' || kind === 'citation' || kind === 'consensus',
  );
  return {
    ...judged,
    graded: told.map((claim) => written(sources.text, claim)).join(' '),
    word: words[judged.verdict],
    findings: diagnosticsIn(declaration, sources.diagnostics).map((one) => findingOf(one, sources)),
    range: sources.range(declaration),
  };
}

function preference(bound: BoundPreference, index: number, sources: Sources): Recommendation {
  const { declaration, population } = bound;
  const { base, asOf } = sources;
  const verdict = isEmpty(population.region) ? null : judgePreference(base, asOf, bound);
  const [fact] = verdict?.facts ?? [];
  const [study] = verdict?.studies ?? [];
  const directions = { supports: 'supported', neutral: 'not shown', disputes: 'against' } as const;
  return recommendation(
    {
      ...{ id: `r${index}`, kind: 'preference', population: population.name },
      text: `Prefer ${declaration.first?.text ?? '…'} over ${declaration.second?.text ?? '…'}`,
      verdict:
        verdict === null
          ? 'not appraised'
          : verdict.direction === null
            ? 'not shown'
            : directions[verdict.direction],
      reason: verdict?.reason ?? 'it compares nothing that the file holds',
      source: studyInWords(
        study === undefined ? undefined : base.study(study),
        fact === undefined ? undefined : base.finding(fact),
        asOf,
      ),
    },
    declaration,
    sources,
  );
}

/** One for each treatment that it may come after. */
function avoidance(
  bound: BoundAvoidance,
  index: number,
  sources: Sources,
): readonly Recommendation[] {
  const { declaration, transitions } = bound;
  const { base, asOf, grading, text } = sources;
  const regimen = declaration.regimen === null ? '…' : written(text, declaration.regimen);
  const nothing = studyInWords(undefined, undefined, asOf);
  const claims = claimsOf({ base, asOf, grading }, declaration.claims);
  const found = transitions.map((transition, nth): Recommendation => {
    const { predecessor } = transition.history;
    const after = predecessor === null ? '' : ` after ${labelOf(base, predecessor)}`;
    const named = {
      ...({
        id: `r${index}-${nth}`,
        kind: 'avoidance',
        population: transition.population.name,
      } as const),
      text: `Avoid ${labelOf(base, transition.treatment)}${after}`,
    };
    const appraisal = appraise(base, transition, asOf);
    if (!appraisal.appraised)
      return recommendation(
        {
          ...named,
          verdict: 'not appraised',
          reason: 'the base appraises systemic treatments that it knows',
          source: nothing,
        },
        declaration,
        sources,
      );
    const judged = { transition, appraisal, claimed: null, here: null, citations: [] };
    const { verdict, kind, support, cited } = judgeAvoidance(base, asOf, claims, judged);
    const carrying = cited === null ? support : { ...support, ...cited, carriedBy: [cited] };
    const source = supportInWords(carrying, kind, false, sources);
    const carrier = carrierInWords(source);
    return recommendation(
      {
        ...named,
        verdict,
        reason: `${source.word}, ${source.ceiling}${carrier === null ? '' : `. ${carrier}`}`,
        source,
      },
      declaration,
      sources,
    );
  });
  if (found.length > 0) return found;
  const named = {
    ...({ id: `r${index}`, kind: 'avoidance', population: null } as const),
    text: `Avoid ${regimen}`,
  };
  return [
    recommendation(
      {
        ...named,
        verdict: 'not appraised',
        reason: 'the treatment is not systemic, or missing',
        source: nothing,
      },
      declaration,
      sources,
    ),
  ];
}

/** `Prefer a over b, for q: not shown. SEQTOR randomised the two orders and found no difference.` */
export function recommendationInWords({
  text,
  population,
  graded,
  word,
  reason,
}: Recommendation): string {
  const whom = population === null ? '' : `, for ${population}`;
  return `${text}${whom}${graded === '' ? '' : ` — ${graded}`}: ${word}. ${capital(reason)}.`;
}
