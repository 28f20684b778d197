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

type Exceptions = z.infer<typeof schema.exceptionsFile>['exceptions'];

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

/** Reads the files of the folder and keeps what is wrong with them. */
class Reader {
  readonly problems: Problem[] = [];
  readonly #texts: SourceTexts;
  readonly #locators = new Map<string, Locate>();
  constructor(texts: SourceTexts) {
    this.#texts = texts;
  }

  readonly locate = (file: string, path: YamlPath): { line: number; column: number } =>
    this.#locators.get(file)?.(path) ?? { line: 1, column: 1 };

  /** `null` where the file is missing or has another shape. */
  read<T>(file: string, shape: z.ZodType<T>): T | null {
    const text = this.#texts.get(file);
    if (text === undefined) {
      this.problems.push({
        ...{ rule: 'shape', file, line: 1, column: 1, at: file },
        message: 'the file is missing',
        help: `Add ${file} to the folder.`,
      });
      return null;
    }
    const loaded = loadFile(file, text, shape);
    this.#locators.set(file, loaded.locate);
    this.problems.push(...loaded.problems);
    return loaded.value;
  }

  /** Every file of a folder, in the order of their names. */
  filesIn(folder: string): readonly string[] {
    return [...this.#texts.keys()].filter((name) => name.startsWith(`${folder}/`)).sort(byName);
  }
  readAll<T>(files: readonly string[], shape: z.ZodType<T>): readonly T[] {
    return files.flatMap((file) => this.read(file, shape) ?? []);
  }
}

/** The files that stand once in the folder; `null` where one cannot be read. All are read, so that all that is wrong is said. */
function readTables(reader: Reader) {
  const tables = {
    vocabulary: reader.read('agents.yaml', schema.agentsFile),
    classes: reader.read('classes.yaml', schema.classesFile),
    tumours: reader.read('tumours.yaml', schema.tumoursFile),
    attributes: reader.read('attributes.yaml', schema.attributesFile),
    approvals: reader.read('approvals.yaml', schema.approvalsFile),
    safety: reader.read('safety.yaml', schema.safetyFile),
    rationale: reader.read('rationale.yaml', schema.rationaleFile),
    reviews: reader.read('reviews.yaml', schema.reviewsFile),
    release: reader.read('release.yaml', schema.releaseFile),
    exceptions: reader.read('exceptions.yaml', schema.exceptionsFile),
    ladder: reader.read('ladder.yaml', schema.ladderFile),
    drugNames: reader.read('drug-names.yaml', schema.drugNamesFile),
    notSeen: reader.read(NOT_SEEN, schema.notSeenFile),
    notFound: reader.read('not-found.yaml', schema.notFoundFile),
    addresses: reader.read('addresses.yaml', schema.addressesFile),
  };
  return isComplete(tables) ? tables : null;
}
function isComplete<Tables extends object>(
  tables: Tables,
): tables is { [Name in keyof Tables]: NonNullable<Tables[Name]> } {
  return Object.values(tables).every((table) => table !== null);
}

/**
 * Reads the whole folder. Without problems `sources` is complete; with problems it is `null` where a file could not be read,
 * because rules over half a base would only report what is missing.
 */
export function loadSources(texts: SourceTexts): {
  readonly sources: CuratedSources | null;
  readonly problems: readonly Problem[];
} {
  const reader = new Reader(texts);
  const tables = readTables(reader);
  const gradings = reader.readAll(reader.filesIn('gradings'), schema.grading);
  const guidelines = reader.readAll(
    reader.filesIn('guidelines').filter((file) => file !== NOT_SEEN),
    schema.guideline,
  );
  const studyFiles = new Map<schema.Study, string>();
  for (const file of reader.filesIn('studies')) {
    const study = reader.read(file, schema.study);
    if (study !== null) studyFiles.set(study, file);
  }
  const { problems, locate } = reader;
  if (tables === null) return { sources: null, problems };
  const data: EvidenceData = {
    release: tables.release,
    ...tables.vocabulary,
    ...tables.classes,
    ...tables.tumours,
    ...tables.attributes,
    studies: [...studyFiles.keys()].sort((left, right) => byName(left.id, right.id)),
    approvals: tables.approvals.approvals,
    safety: tables.safety.rules,
    rationale: tables.rationale.rationale,
    gradings,
    ladder: tables.ladder,
    guidelines,
    notSeenGuidelines: tables.notSeen.notSeen,
    drugNames: tables.drugNames.groups,
    ...tables.reviews,
    searches: [],
  };
  const { exceptions } = tables.exceptions;
  const sources = {
    ...{ data, exceptions, studyFiles, locate, notFound: tables.notFound },
    canonicalHosts: Object.values(tables.addresses.canonical).flat(),
  };
  return { sources, problems };
}
