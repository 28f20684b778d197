/**
 * From the text of packs to what they add to a base: shape by zod, then the integrity rules over base and packs together. Loaded only
 * where there is a pack.
 */
import type * as z from 'zod';
import { normaliseName, suggest } from '../../text/names.ts';
import { withPacks } from '../base.ts';
import type { CuratedFacts, EvidenceData, EvidencePack } from '../base-data.ts';
import { rules } from '../integrity/rules.ts';
import type { Locate, Sources, YamlPath } from '../load.ts';
import { nextStep } from '../load.ts';
import { verifiedFacts } from '../verified.ts';
import { type PackProblem, readPackText } from './pack-places.ts';
import { type PackFile, packFile } from './pack-schema.ts';

/** One file of a pack; `file` is how messages and outputs name it. */
interface PackSource {
  readonly file: string;
  readonly text: string;
}
interface PacksRead {
  readonly packs: readonly EvidencePack[];
  readonly problems: readonly PackProblem[];
}
interface Opened {
  readonly file: string;
  readonly content: PackFile;
  readonly locate: Locate;
}

/** Of one kind; a pack with more has one cause behind most of them. */
const mostProblems = 50;
const mostKeys = 3;
/** A message quotes the pack, whose words can be of any length. */
const clipped = (text: string): string => (text.length <= 400 ? text : `${text.slice(0, 399)}…`);

/** `file` of every problem says which of the sources it is in. Packs are usable only without problems. */
export function readPacks(data: EvidenceData, sources: readonly PackSource[]): PacksRead {
  const problems: PackProblem[] = [];
  const opened: Opened[] = [];
  for (const { file, text } of sources) {
    const read = readPackText(file, text);
    if (read.kind === 'broken') {
      problems.push(...read.problems);
      continue;
    }
    const result = packFile.safeParse(read.value);
    if (result.success) opened.push({ file, content: result.data, locate: read.locate });
    else
      problems.push(
        ...result.error.issues
          .slice(0, mostProblems)
          .map((issue) => shapeProblem(file, issue, read.locate)),
      );
  }
  if (problems.length > 0) return { packs: [], problems };
  const found = [...idProblems(data, opened), ...noticeProblems(data, opened)];
  if (found.length > 0) return { packs: [], problems: found };
  const broken = ruleProblems(data, opened);
  return broken.length > 0
    ? { packs: [], problems: broken }
    : { packs: opened.map((pack) => packOf(data, pack)), problems: [] };
}

function shapeProblem(file: string, issue: z.core.$ZodIssue, locate: Locate): PackProblem {
  const path = issue.path.map((key) => (typeof key === 'number' ? key : String(key)));
  // However many there are, a message names a few.
  const told =
    issue.code === 'unrecognized_keys' ? { ...issue, keys: issue.keys.slice(0, mostKeys) } : issue;
  const unknown = told.code === 'unrecognized_keys' ? told.keys : [];
  const where = path.length === 0 ? '' : `${path.join('.')}: `;
  const message =
    unknown.length > 0
      ? `${where}${unknown.map((key) => `"${key}"`).join(', ')} is no field here.`
      : `${where}${issue.message}.`;
  return {
    file,
    ...locate([...path, ...unknown.slice(0, 1)]),
    message: clipped(message),
    help: clipped(nextStep(told, 'docs/packs.md')),
  };
}

/** A study or guideline of a pack has an id of its own; other entities that the base has already stay the base's. */
function* idProblems(data: EvidenceData, opened: readonly Opened[]): Generator<PackProblem> {
  const owners = new Map(data.studies.map((study) => [normaliseName(study.id), 'the base']));
  const guidelines = new Set(data.guidelines.map(({ id }) => normaliseName(id)));
  for (const { file, content, locate } of opened) {
    for (const [index, { id }] of (content.studies ?? []).entries()) {
      const owner = owners.get(normaliseName(id));
      const help =
        owner === 'the base'
          ? 'Give the study another id. To report a retraction or correction of one of its reports, use `integrity:`.'
          : 'Keep one of the two.';
      if (owner === undefined) owners.set(normaliseName(id), file);
      else
        yield {
          file,
          ...locate(['studies', index, 'id']),
          message: `${id} is already a study of ${owner}.`,
          help,
        };
    }
    for (const [index, { id }] of (content.guidelines ?? []).entries())
      if (guidelines.has(normaliseName(id)))
        yield {
          file,
          ...locate(['guidelines', index, 'id']),
          message: `${id} is already a guideline of the base.`,
          help: 'Give the guideline another id.',
        };
  }
}

/** A notice is about a report that exists. */
function* noticeProblems(data: EvidenceData, opened: readonly Opened[]): Generator<PackProblem> {
  const studies = [...data.studies, ...opened.flatMap(({ content }) => content.studies ?? [])];
  const keys = studies.flatMap((study) =>
    study.reports.map((report) => `${study.id}/${report.id}`),
  );
  const known = new Set(keys);
  for (const { file, content, locate } of opened) {
    for (const [index, { report }] of (content.integrity ?? []).entries()) {
      if (known.has(report)) continue;
      const [study] = report.split('/');
      const near = suggest(report, keys)[0] ?? keys.find((key) => key.startsWith(`${study}/`));
      const help =
        near === undefined ? 'Name it as it is cited: STUDY/report.' : `Did you mean ${near}?`;
      yield {
        file,
        ...locate(['integrity', index, 'report']),
        message: `There is no report ${report}.`,
        help,
      };
    }
  }
}

/** All lists of a pack, unverified facts included; without its notices, which are about reports and not part of what the rules judge. */
function asWritten({ file, content }: Opened): EvidencePack & Omit<CuratedFacts, 'release'> {
  const { pack, agents = [], variants = [], regimens = [], classes = [], tumours = [] } = content;
  const { studies = [], approvals = [], safety = [], rationale = [], attributes = [] } = content;
  const { coverage = [], guidelines = [] } = content;
  return {
    file,
    name: pack?.name,
    agents,
    variants,
    regimens,
    classes,
    tumours,
    attributes,
    studies,
    approvals,
    safety,
    rationale,
    searches: coverage.map((search) => ({ ...search, pack: file })),
    guidelines,
  };
}

/** What nobody has verified stays out of a pack as it stays out of the base. */
function packOf(data: EvidenceData, opened: Opened): EvidencePack {
  const { file, name, ...lists } = asWritten(opened);
  const { searches, guidelines } = lists;
  const { release: _release, ...verified } = verifiedFacts({ ...lists, release: data.release });
  return {
    file,
    name,
    ...verified,
    searches,
    guidelines,
    integrity: opened.content.integrity ?? [],
  };
}

/** A list of the base, the file in which the rules look for it, and its name in a pack. */
const lists = [
  ['agents.yaml', 'agents', 'agents'],
  ['agents.yaml', 'variants', 'variants'],
  ['agents.yaml', 'regimens', 'regimens'],
  ['classes.yaml', 'classes', 'classes'],
  ['tumours.yaml', 'tumours', 'tumours'],
  ['attributes.yaml', 'attributes', 'attributes'],
  ['approvals.yaml', 'approvals', 'approvals'],
  ['safety.yaml', 'rules', 'safety'],
  ['rationale.yaml', 'rationale', 'rationale'],
] as const;

/**
 * Runs the integrity rules over the base with the packs, as they will be used. The rules speak of the files of a base, so that each place is
 * led back to the pack it came from; what is about the base alone was judged when the base was built.
 */
function ruleProblems(data: EvidenceData, opened: readonly Opened[]): PackProblem[] {
  const merged = withPacks(
    data,
    opened.map((pack) => asWritten(pack)),
  );
  const origin = originsOf(merged, opened);
  const sources: Sources = {
    data: merged,
    exceptions: [],
    studyFiles: new Map(),
    locate: () => ({ line: 1, column: 1 }),
  };
  const found = Object.entries(rules).flatMap(([rule, check]) =>
    [...check(sources)].flatMap((finding) => {
      const place = origin(finding.file, finding.path);
      return place === null ? [] : [{ rule, finding, ...place }];
    }),
  );
  const excepted = new Set<object>();
  const remaining = found.filter(({ rule, finding, pack }) => {
    const exception = pack.content.exceptions?.find(
      (entry) => entry.rule === rule && entry.at === finding.at,
    );
    if (exception !== undefined) excepted.add(exception);
    return exception === undefined;
  });
  const unneeded = opened.flatMap(({ file, content, locate }) =>
    (content.exceptions ?? []).flatMap((exception, index) =>
      excepted.has(exception)
        ? []
        : [
            {
              ...{ file, ...locate(['exceptions', index]), help: 'Remove it.' },
              message: `The exception from ${exception.rule} at ${exception.at} is not needed.`,
            },
          ],
    ),
  );
  // A rule that looks at each name of an entry says the same of two equal ones.
  const told = new Map(remaining.map((one) => [JSON.stringify([one.rule, one.finding]), one]));
  return [
    ...[...told.values()].slice(0, mostProblems).map(({ rule, finding, pack, path }) => ({
      ...{ file: pack.file, ...pack.locate(path) },
      ...{ message: clipped(`${finding.at}: ${finding.message} [${rule}].`), help: finding.help },
    })),
    ...unneeded,
  ];
}

/** The pack and the path in it of a place in the merged base; `null` for what is the base's own. */
function originsOf(
  merged: EvidenceData,
  opened: readonly Opened[],
): (file: string, path: YamlPath) => { readonly pack: Opened; readonly path: YamlPath } | null {
  const entries = new Map<object, { readonly pack: Opened; readonly path: YamlPath }>();
  /** Studies and guidelines have a file each in a base. */
  const files = new Map<string, { readonly pack: Opened; readonly path: YamlPath }>();
  const searches = opened.flatMap((pack) =>
    (pack.content.coverage ?? []).map((_, index) => ({ pack, path: ['coverage', index] })),
  );
  for (const pack of opened) {
    for (const [index, study] of (pack.content.studies ?? []).entries())
      files.set(`studies/${study.id.toLowerCase()}.yaml`, { pack, path: ['studies', index] });
    for (const [index, guideline] of (pack.content.guidelines ?? []).entries())
      files.set(`guidelines/${guideline.id.toLowerCase()}.yaml`, {
        ...{ pack, path: ['guidelines', index] },
      });
    for (const [, , list] of lists)
      for (const [index, entry] of (pack.content[list] ?? []).entries())
        entries.set(entry, { pack, path: [list, index] });
  }
  return (file, path) => {
    const own = files.get(file);
    if (own !== undefined) return { pack: own.pack, path: [...own.path, ...path] };
    const [list, index, ...rest] = path;
    const search = file === 'searches' && typeof index === 'number' ? searches[index] : undefined;
    if (search !== undefined) return { pack: search.pack, path: [...search.path, ...rest] };
    const known = lists.find(([where, name]) => where === file && name === list);
    const entry =
      known === undefined || typeof index !== 'number' ? undefined : merged[known[2]][index];
    const place = entry === undefined ? undefined : entries.get(entry);
    return place === undefined ? null : { pack: place.pack, path: [...place.path, ...rest] };
  };
}
