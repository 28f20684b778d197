/**
 * Rules about what guidelines print and about the names of drugs: words resolve, names are unique,
 * and quotes have an address.
 */
import { normaliseName } from '../../text/names.ts';
import { ANY_SYSTEMIC } from '../base-data.ts';
import { spellingsOf } from '../drug-names.ts';
import { levelIn, strengthIn } from '../gradings.ts';
import type { Guideline, Recommendation } from '../schema/schema.ts';
import { namesOf } from '../terms.ts';
import type { Rule } from './rule.ts';

const fileOf = (guideline: Guideline): string => `guidelines/${guideline.id.toLowerCase()}.yaml`;

interface Placed {
  readonly guideline: Guideline;
  readonly recommendation: Recommendation;
  readonly file: string;
  readonly path: readonly (string | number)[];
  readonly at: string;
}

function* placed(guidelines: readonly Guideline[]): Generator<Placed> {
  for (const guideline of guidelines) {
    for (const [index, recommendation] of guideline.recommendations.entries())
      yield {
        guideline,
        recommendation,
        file: fileOf(guideline),
        path: ['recommendations', index],
        at: `${guideline.id}/${recommendation.id}`,
      };
  }
}

/**
 * Treatments, earlier treatments and tumours are ids of the base or, for treatments, of the list of
 * drug names.
 */
export const printedTermsResolve: Rule = function* ({ data }) {
  const { agents, variants, classes, tumours, drugNames } = data;
  const treatments = new Set([
    ANY_SYSTEMIC,
    ...[...agents, ...variants, ...classes].map(({ id }) => id),
    ...drugNames.flatMap(({ names }) => names.map(({ id }) => id)),
  ]);
  const places = new Set(tumours.map(({ id }) => id));
  for (const { recommendation, guideline: _guideline, ...place } of placed(data.guidelines)) {
    const { treatments: given, place: where, patients } = recommendation;
    for (const name of [...given.flat(), ...(where.after ?? []).flat()])
      if (!treatments.has(name))
        yield {
          ...place,
          message: `"${name}" is no agent, variant, class or drug name`,
          help: 'Use an id of agents.yaml, classes.yaml or drug-names.yaml, or add it there.',
        };
    for (const name of patients.tumour)
      if (!places.has(name))
        yield { ...place, message: `"${name}" is no tumour`, help: 'Use an id of tumours.yaml.' };
  }
};

/**
 * A printed level or strength is a word of the guideline's system; a system that the base does not
 * declare is named.
 */
export const printedGradesResolve: Rule = function* ({ data }) {
  for (const guideline of data.guidelines) {
    const place = { file: fileOf(guideline), path: ['grading'], at: guideline.id };
    const grading = data.gradings.find(({ id }) => id === guideline.grading);
    if (grading === undefined)
      yield {
        ...place,
        message: `"${guideline.grading}" is no grading system`,
        help: 'Use an id of gradings/*.yaml, or none with the name of the system.',
      };
    else if (!grading.judged && guideline.system === undefined)
      yield { ...place, message: 'the system of its grades is not named', help: 'Give system.' };
  }
  for (const { recommendation, guideline, ...place } of placed(data.guidelines)) {
    const grading = data.gradings.find(({ id }) => id === guideline.grading);
    const { level, strength } = recommendation.grade ?? {};
    if (grading === undefined || !grading.judged) continue;
    for (const [word, found] of [
      [level, level === undefined ? null : levelIn(grading, level)],
      [strength, strength === undefined ? null : strengthIn(grading, strength)],
    ] as const)
      if (word !== undefined && found === null)
        yield {
          ...place,
          message: `${word} is no word of ${grading.label}`,
          help: `Write it as ${grading.label} does, or leave it in printed.`,
        };
  }
};

/**
 * What was read in a copy names the copy, what was read in the original its address, and a
 * recommendation is named once.
 */
export const printedSourcesStand: Rule = function* ({ data }) {
  const seen = new Set<string>();
  for (const { recommendation, guideline, ...place } of placed(data.guidelines)) {
    const confidence = recommendation.confidence ?? guideline.confidence;
    const address =
      confidence === 'seen-in-original'
        ? (recommendation.source ?? guideline.source)
        : (recommendation.via ?? guideline.via);
    if (address === undefined)
      yield {
        ...place,
        message: `it was ${confidence.replaceAll('-', ' ')} and says not where`,
        help: confidence === 'seen-in-original' ? 'Give source.' : 'Give via.',
      };
    const key = normaliseName(place.at);
    if (seen.has(key))
      yield { ...place, message: `${place.at} occurs twice`, help: 'Give each an id of its own.' };
    seen.add(key);
  }
};

/** A guideline's key is no citation key of a study. */
export const guidelineKeysAreFree: Rule = function* ({ data }) {
  const studies = new Map(
    data.studies.flatMap((study) =>
      [study.id, ...(study.aliases ?? [])].map((name) => [normaliseName(name), study.id] as const),
    ),
  );
  const owners = new Map<string, string>();
  for (const guideline of data.guidelines) {
    const key = normaliseName(guideline.id);
    const owner = studies.get(key) ?? owners.get(key);
    owners.set(key, `the guideline ${guideline.id}`);
    if (owner !== undefined)
      yield {
        ...{ file: fileOf(guideline), path: ['id'], at: guideline.id },
        ...{ message: `${guideline.id} already means ${owner}`, help: 'Choose another id.' },
      };
  }
};

/**
 * A name means one drug. An entry whose id is an agent or regimen adds to it; any other name that a
 * treatment of the base has would say that it is not appraised.
 */
export const drugNamesAreFree: Rule = function* ({ data }) {
  const owners = new Map<string, string>();
  for (const entry of [...data.agents, ...data.variants, ...data.classes, ...data.regimens])
    for (const name of namesOf(entry)) owners.set(normaliseName(name), entry.id);
  for (const [group, { names }] of data.drugNames.entries()) {
    for (const [index, entry] of names.entries()) {
      const place = {
        file: 'drug-names.yaml',
        path: ['groups', group, 'names', index],
        at: entry.id,
      };
      for (const name of spellingsOf(entry)) {
        const owner = owners.get(normaliseName(name));
        if (owner !== undefined && owner !== entry.id)
          yield {
            ...place,
            message: `"${name}" already means ${owner}`,
            help: `Remove the name here, or give the entry the id ${owner}.`,
          };
        owners.set(normaliseName(name), entry.id);
      }
      const agent = data.agents.find(({ id }) => id === entry.id);
      if (agent?.atc !== undefined && entry.atc !== undefined && agent.atc.code !== entry.atc)
        yield {
          ...place,
          message: `the code of ${entry.id} is ${agent.atc.code} in agents.yaml and ${entry.atc} here`,
          help: 'Correct one of them.',
        };
    }
  }
};

/** A code has an address. */
export const drugCodesHaveSources: Rule = function* ({ data }) {
  for (const [group, { names, source, label }] of data.drugNames.entries()) {
    if (source === undefined && names.some(({ atc }) => atc !== undefined))
      yield {
        ...{ file: 'drug-names.yaml', path: ['groups', group], at: label },
        ...{ message: 'a code has no source', help: 'Say where the codes of the group were seen.' },
      };
  }
};
