/**
 * Rules about identity: ids and names mean one thing, hierarchies end, identifiers are well-formed,
 * and nothing unverified is embedded.
 */
import { normaliseName } from '../../text/names.ts';
import type { Sources, YamlPath } from '../load.ts';
import { citationNames } from '../studies.ts';
import { namesOf } from '../terms.ts';
import { verifiedData } from '../verified.ts';
import { type Finding, fileOf } from './rule.ts';

interface Owned {
  readonly name: string;
  readonly owner: string;
  readonly file: string;
  readonly path: YamlPath;
}

/** Names that mean two things, by letters and digits in any case. */
function* collisions(names: Iterable<Owned>, at: (owned: Owned) => string): Generator<Finding> {
  const owners = new Map<string, Owned>();
  for (const owned of names) {
    const key = normaliseName(owned.name);
    const first = owners.get(key);
    if (first === undefined) owners.set(key, owned);
    else if (first.owner !== owned.owner) {
      const message = `"${owned.name}" already means ${first.owner}`;
      yield {
        file: owned.file,
        path: owned.path,
        at: at(owned),
        message,
        help: 'Remove or change one of the two names.',
      };
    }
  }
}

type Named = Parameters<typeof namesOf>[0];

/** The names of the entries of one list of a file; `kind` tells two lists with one id apart. */
function* ownedNames(
  kind: string,
  file: string,
  list: string,
  entries: readonly Named[],
): Generator<Owned> {
  for (const [index, entry] of entries.entries()) {
    for (const name of namesOf(entry))
      yield { name, owner: `the ${kind} ${entry.id}`, file, path: [list, index] };
  }
}

/**
 * Treatments share one space of names, tumours, attributes and the values of each attribute have
 * their own.
 */
export function* namesAreUnique(sources: Sources): Generator<Finding> {
  const { agents, variants, regimens, classes, tumours, attributes } = sources.data;
  const at = (owned: Owned): string => owned.owner.split(' ').at(-1) ?? owned.owner;
  yield* collisions(
    [
      ...ownedNames('agent', 'agents.yaml', 'agents', agents),
      ...ownedNames('variant', 'agents.yaml', 'variants', variants),
      ...ownedNames('regimen', 'agents.yaml', 'regimens', regimens),
      ...ownedNames('class', 'classes.yaml', 'classes', classes),
    ],
    at,
  );
  yield* collisions(ownedNames('tumour', 'tumours.yaml', 'tumours', tumours), at);
  yield* collisions(ownedNames('attribute', 'attributes.yaml', 'attributes', attributes), at);
  for (const [index, attribute] of attributes.entries()) {
    const values = [...(attribute.values ?? []), ...(attribute.groups ?? [])].flatMap((value) =>
      namesOf(value).map((name) => ({
        name,
        owner: `the value ${value.id}`,
        file: 'attributes.yaml',
        path: ['attributes', index, 'values'],
      })),
    );
    yield* collisions(values, () => attribute.id);
  }
}

/** A citation key names one study. */
export function* citationsAreUnique(sources: Sources): Generator<Finding> {
  const names = sources.data.studies.flatMap((study) =>
    citationNames(study).map((name) => ({
      name,
      owner: `the study ${study.id}`,
      file: fileOf(sources, study),
      path: ['id'],
    })),
  );
  yield* collisions(names, (owned) => owned.owner.replace('the study ', ''));
}

/** The first id that occurs a second time, with its index. */
function* repeated(
  ids: readonly string[],
): Generator<{ readonly id: string; readonly index: number }> {
  const seen = new Set<string>();
  for (const [index, id] of ids.entries()) {
    if (seen.has(id)) yield { id, index };
    seen.add(id);
  }
}

/**
 * Reports of a study, findings of a report and arms of a study have ids of their own, and a study's
 * file is named after it.
 */
export function* idsAreUnique(sources: Sources): Generator<Finding> {
  const help = 'Give each an id of its own.';
  const lists: readonly (readonly [string, string, readonly { readonly id: string }[]])[] = [
    ['agents.yaml', 'agents', sources.data.agents],
    ['agents.yaml', 'variants', sources.data.variants],
    ['agents.yaml', 'regimens', sources.data.regimens],
    ['classes.yaml', 'classes', sources.data.classes],
    ['tumours.yaml', 'tumours', sources.data.tumours],
    ['attributes.yaml', 'attributes', sources.data.attributes],
    ['safety.yaml', 'rules', sources.data.safety],
    ['rationale.yaml', 'rationale', sources.data.rationale],
  ];
  for (const [file, list, entries] of lists) {
    for (const { id, index } of repeated(entries.map((entry) => entry.id)))
      yield { file, path: [list, index], at: id, message: `the id ${id} occurs twice`, help };
  }
  for (const study of sources.data.studies) {
    const file = fileOf(sources, study);
    for (const { id, index } of repeated(study.arms.map((arm) => arm.id)))
      yield {
        file,
        path: ['arms', index],
        at: study.id,
        message: `the arm ${id} occurs twice`,
        help,
      };
    for (const { id, index } of repeated(study.reports.map((report) => report.id)))
      yield {
        file,
        path: ['reports', index],
        at: study.id,
        message: `the report ${id} occurs twice`,
        help,
      };
    for (const [place, report] of study.reports.entries()) {
      for (const { id, index } of repeated((report.findings ?? []).map((finding) => finding.id))) {
        const path = ['reports', place, 'findings', index];
        yield {
          file,
          path,
          at: `${study.id}/${report.id}#${id}`,
          message: `the finding ${id} occurs twice`,
          help,
        };
      }
    }
    const expected = `studies/${study.id.toLowerCase()}.yaml`;
    if (file !== expected)
      yield {
        file,
        path: ['id'],
        at: study.id,
        message: `the study ${study.id} belongs in ${expected}`,
        help: 'Rename the file or the study.',
      };
  }
}

/** Following parents from an entry never comes back to it. */
export function* hierarchiesEnd(sources: Sources): Generator<Finding> {
  const trees = [
    { file: 'classes.yaml', list: 'classes', entries: sources.data.classes },
    { file: 'tumours.yaml', list: 'tumours', entries: sources.data.tumours },
  ];
  for (const { file, list, entries } of trees) {
    const parents = new Map(entries.map((entry) => [entry.id, entry.parents ?? []]));
    for (const [index, { id }] of entries.entries()) {
      const above = new Set<string>();
      const open = [...(parents.get(id) ?? [])];
      for (let next = open.pop(); next !== undefined; next = open.pop()) {
        if (above.has(next)) continue;
        above.add(next);
        open.push(...(parents.get(next) ?? []));
      }
      if (above.has(id))
        yield {
          file,
          path: [list, index, 'parents'],
          at: id,
          message: `${id} stands above itself`,
          help: 'Break the circle.',
        };
    }
  }
}

/**
 * The forms of the registries that studies name; an id of another registry needs its form added
 * here.
 */
const REGISTRIES = [
  /^NCT\d{8}$/, // ClinicalTrials.gov
  /^\d{4}-\d{6}-\d{2}$/, // EudraCT
  /^\d{4}-\d{6}-\d{2}-\d{2}$/, // EU CTIS
  /^ISRCTN\d{8}$/,
  /^ACTRN\d{14}$/,
  /^UMIN\d{9}$/,
  /^JapicCTI-\d{6}$/,
  /^jRCT[a-z]?\d{9,10}$/,
  /^NTR\d{2,5}$/,
];

/** Registry ids have the form of a registry, and a DOI or PMID belongs to one report. */
export function* identifiersAreSound(sources: Sources): Generator<Finding> {
  const seen = new Map<string, string>();
  for (const study of sources.data.studies) {
    const file = fileOf(sources, study);
    for (const [index, { id }] of (study.registry ?? []).entries()) {
      if (REGISTRIES.some((form) => form.test(id))) continue;
      const message = `"${id}" does not look like the id of a trial registry`;
      yield {
        file,
        path: ['registry', index],
        at: study.id,
        message,
        help: 'Write it as the registry does, for example NCT00510068.',
      };
    }
    for (const [index, { id, citation }] of study.reports.entries()) {
      const key = `${study.id}/${id}`;
      const identifiers = [
        citation.DOI === undefined ? [] : `doi:${citation.DOI.toLowerCase()}`,
        citation.PMID === undefined ? [] : `pmid:${citation.PMID}`,
      ];
      for (const identifier of identifiers.flat()) {
        const first = seen.get(identifier);
        if (first === undefined) seen.set(identifier, key);
        else {
          const path = ['reports', index, 'citation'];
          yield {
            file,
            path,
            at: key,
            message: `${identifier} already belongs to ${first}`,
            help: 'Correct one of them, or merge the reports.',
          };
        }
      }
    }
  }
}

/** Whether the word `unverified` stands anywhere as a state of verification. */
function mentionsUnverified(value: unknown): boolean {
  if (value === null || typeof value !== 'object') return false;
  if ('verified' in value && value.verified === 'unverified') return true;
  return Object.values(value).some(mentionsUnverified);
}

/** What is embedded holds no fact that nobody has verified. */
export function* nothingUnverified(sources: Sources): Generator<Finding> {
  const data = verifiedData(sources.data);
  for (const study of data.studies) {
    if (!mentionsUnverified(study)) continue;
    const file = `studies/${study.id.toLowerCase()}.yaml`;
    yield {
      file,
      path: [],
      at: study.id,
      message: 'an unverified fact would be embedded',
      help: 'Extend verifiedData so that it leaves the fact out.',
    };
  }
  const { studies: _studies, ...rest } = data;
  for (const [name, value] of Object.entries(rest)) {
    if (!mentionsUnverified(value)) continue;
    yield {
      file: `${name}.yaml`,
      path: [],
      at: name,
      message: 'an unverified fact would be embedded',
      help: 'Extend verifiedData so that it leaves the fact out.',
    };
  }
}
