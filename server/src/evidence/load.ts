/**
 * Reads the curated YAML and validates its shape. It takes the text of the files, not the disk, so that a team's own pack
 * can be read in the same way. Every problem knows its file, line and column.
 */
import { isNode, LineCounter, parseDocument } from 'yaml';
import type * as z from 'zod';
import type { EvidenceData } from './base-data.ts';
import * as schema from './schema/schema.ts';

/** A place inside a file: keys and indexes from the top. */
export type YamlPath = readonly (string | number)[];

export interface Problem {
  /** `yaml`, `shape`, or the name of an integrity rule. */
  readonly rule: string;
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly column: number;
  /** The entity it is about, as exceptions name it: `RADIANT-3/primary#itt-pfs`. */
  readonly at: string;
  readonly message: string;
  /** The next step. */
  readonly help: string;
}

/** Finds the line and column (from 1) of a path in a parsed file; a path that is not there gives the nearest place above it. */
export type Locate = (path: YamlPath) => { readonly line: number; readonly column: number };

export interface Loaded<T> {
  /** `null` when the file could not be read as what it should be. */
  readonly value: T | null;
  readonly problems: readonly Problem[];
  readonly locate: Locate;
}

/** The text of a source file by its path inside the evidence folder, with `/` between folders. */
export type SourceTexts = ReadonlyMap<string, string>;

/** What zod does not say well enough for somebody who edits evidence, not programs; `fields` is where each field is described. */
export function nextStep(
  issue: z.core.$ZodIssue,
  fields = 'server/src/evidence/schema/schema.ts',
): string {
  if (issue.code === 'unrecognized_keys')
    return `Remove ${issue.keys.join(', ')}, or correct the spelling.`;
  if (issue.code === 'invalid_type') return `Give a value of the type ${issue.expected}.`;
  if (issue.code === 'invalid_value') return `Use one of: ${issue.values.join(', ')}.`;
  return `Correct the value; ${fields} says what each field holds.`;
}

/** Parses one YAML file and checks it against its schema. */
export function loadFile<T>(file: string, text: string, shape: z.ZodType<T>): Loaded<T> {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false });
  const place = (offset: number): { line: number; column: number } => {
    const { line, col } = counter.linePos(offset);
    return { line, column: col };
  };
  const locate: Locate = (path) => {
    for (let length = path.length; length >= 0; length--) {
      const node = document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return place(node.range[0]);
    }
    return { line: 1, column: 1 };
  };
  const broken = [...document.errors, ...document.warnings].map((error) => ({
    ...{ rule: 'yaml', file, ...place(error.pos[0]), at: file },
    ...{ message: error.message, help: 'Correct the YAML at this place.' },
  }));
  if (broken.length > 0) return { value: null, problems: broken, locate };
  const result = shape.safeParse(document.toJS());
  if (result.success) return { value: result.data, problems: [], locate };
  const problems = result.error.issues.map((issue) => {
    const path = issue.path.map((key) => (typeof key === 'number' ? key : String(key)));
    const where = path.length > 0 ? `${path.join('.')}: ` : '';
    return {
      rule: 'shape',
      file,
      ...locate(path),
      at: file,
      message: `${where}${issue.message}`,
      help: nextStep(issue),
    };
  });
  return { value: null, problems, locate };
}

export type Exceptions = z.infer<typeof schema.exceptionsFile>['exceptions'];

/** Which file, and which path in it, holds an entity; the integrity rules speak of entities, a person edits files. */
export interface Sources {
  readonly data: EvidenceData;
  readonly exceptions: Exceptions;
  /** The file of each study. */
  readonly studyFiles: ReadonlyMap<schema.Study, string>;
  readonly locate: (
    file: string,
    path: YamlPath,
  ) => { readonly line: number; readonly column: number };
}

const NOT_SEEN = 'guidelines/not-seen.yaml';
/** The sources of the shipped base, with what its curators keep beside them. A pack has no such lists. */
export interface CuratedSources extends Sources {
  readonly notFound: schema.NotFound;
  /** Hosts whose addresses are canonical. */
  readonly canonicalHosts: readonly string[];
}

const byName = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);

/**
 * Reads the whole folder. Without problems `sources` is complete; with problems it is `null` where a file could not be read,
 * because rules over half a base would only report what is missing.
 */
export function loadSources(texts: SourceTexts): {
  readonly sources: CuratedSources | null;
  readonly problems: readonly Problem[];
} {
  const problems: Problem[] = [];
  const locators = new Map<string, Locate>();
  const read = <T>(file: string, shape: z.ZodType<T>): T | null => {
    const text = texts.get(file);
    if (text === undefined) {
      problems.push({
        rule: 'shape',
        file,
        line: 1,
        column: 1,
        at: file,
        message: 'the file is missing',
        help: `Add ${file} to the folder.`,
      });
      return null;
    }
    const loaded = loadFile(file, text, shape);
    locators.set(file, loaded.locate);
    problems.push(...loaded.problems);
    return loaded.value;
  };
  const vocabulary = read('agents.yaml', schema.agentsFile);
  const classes = read('classes.yaml', schema.classesFile);
  const tumours = read('tumours.yaml', schema.tumoursFile);
  const attributes = read('attributes.yaml', schema.attributesFile);
  const approvals = read('approvals.yaml', schema.approvalsFile);
  const safety = read('safety.yaml', schema.safetyFile);
  const rationale = read('rationale.yaml', schema.rationaleFile);
  const reviews = read('reviews.yaml', schema.reviewsFile);
  const release = read('release.yaml', schema.releaseFile);
  const exceptions = read('exceptions.yaml', schema.exceptionsFile);
  const ladder = read('ladder.yaml', schema.ladderFile);
  const drugNames = read('drug-names.yaml', schema.drugNamesFile);
  const notSeen = read(NOT_SEEN, schema.notSeenFile);
  /** Every file of a folder, in the order of their names. */
  const filesIn = (folder: string): readonly string[] =>
    [...texts.keys()].filter((name) => name.startsWith(`${folder}/`)).sort(byName);
  const readAll = <T>(files: readonly string[], shape: z.ZodType<T>): readonly T[] =>
    files.flatMap((file) => read(file, shape) ?? []);
  const gradings = readAll(filesIn('gradings'), schema.grading);
  const guidelines = readAll(
    filesIn('guidelines').filter((file) => file !== NOT_SEEN),
    schema.guideline,
  );
  const notFound = read('not-found.yaml', schema.notFoundFile);
  const addresses = read('addresses.yaml', schema.addressesFile);
  const studyFiles = new Map<schema.Study, string>();
  for (const file of filesIn('studies')) {
    const study = read(file, schema.study);
    if (study !== null) studyFiles.set(study, file);
  }
  if (
    !vocabulary ||
    !classes ||
    !tumours ||
    !attributes ||
    !approvals ||
    !safety ||
    !rationale ||
    !reviews ||
    !release ||
    !exceptions ||
    !ladder ||
    !drugNames ||
    !notSeen ||
    !notFound ||
    !addresses
  )
    return { sources: null, problems };
  const data: EvidenceData = {
    release,
    ...vocabulary,
    ...classes,
    ...tumours,
    ...attributes,
    studies: [...studyFiles.keys()].sort((left, right) => byName(left.id, right.id)),
    approvals: approvals.approvals,
    safety: safety.rules,
    rationale: rationale.rationale,
    gradings,
    ladder,
    guidelines,
    notSeenGuidelines: notSeen.notSeen,
    drugNames: drugNames.groups,
    ...reviews,
    searches: [],
  };
  const locate = (file: string, path: YamlPath): { line: number; column: number } =>
    locators.get(file)?.(path) ?? { line: 1, column: 1 };
  const sources = {
    ...{ data, exceptions: exceptions.exceptions, studyFiles, locate, notFound },
    canonicalHosts: Object.values(addresses.canonical).flat(),
  };
  return { sources, problems };
}
