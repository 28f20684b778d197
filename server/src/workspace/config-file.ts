/**
 * Reads one configuration file: JSON with comments, checked against its schema, every problem with
 * its line and column.
 */
import {
  createScanner,
  findNodeAtLocation,
  getNodeValue,
  type Node,
  type ParseError,
  parseTree,
  printParseErrorCode,
} from 'jsonc-parser';
import type * as z from 'zod';
import { suggest } from '../text/names.ts';
import { type Config, configSchema } from './config-schema.ts';
import type { FilePath } from './file-settings.ts';

/**
 * Why a configuration cannot be used: the place (line and column from 1), the reason, the next
 * step.
 */
export interface ConfigProblem {
  readonly file: FilePath;
  readonly line: number;
  readonly column: number;
  readonly message: string;
  readonly help: string;
}
/** A problem of a configuration at its place. */
export interface ConfigPlace {
  readonly file: FilePath;
  /** From 1. */
  readonly line: number;
  readonly column: number;
  /** The patterns of the override it stands in; `null` outside of overrides. */
  readonly pattern: string | null;
}
/** A configuration as it was read. */
export interface ConfigFile {
  readonly file: FilePath;
  readonly config: Config;
  /**
   * The place of a value by its keys; of the nearest value around it, if it is not written itself.
   */
  placeOf(keys: readonly (string | number)[]): Omit<ConfigPlace, 'pattern'>;
}

/** The codes that `severity` may name, and those whose severity is fixed. */
export interface KnownCodes {
  readonly configurable: readonly string[];
  readonly fixed: readonly string[];
}

/**
 * Reads a configuration with comments. Problems name their place; with one, there is no
 * configuration.
 */
export function readConfig(
  file: FilePath,
  text: string,
  codes: KnownCodes | null,
):
  | { readonly kind: 'file'; readonly file: ConfigFile }
  | { readonly kind: 'broken'; readonly problems: readonly ConfigProblem[] } {
  const deep = placeTooDeep(text);
  if (deep !== null)
    return {
      kind: 'broken',
      problems: [
        {
          ...placeIn(file, text, deep),
          message: `The configuration cannot be read: its brackets stand more than ${deepestNesting} deep in each other.`,
          help: 'No setting is nested so deeply; write the configuration anew with sequitur init.',
        },
      ],
    };
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { allowTrailingComma: true });
  const at = (offset: number): Omit<ConfigPlace, 'pattern'> => placeIn(file, text, offset);
  const [broken] = errors;
  if (broken !== undefined || tree === undefined) {
    const reason =
      broken === undefined ? 'It is empty' : sentence(printParseErrorCode(broken.error));
    const message = `The configuration is not valid JSON. ${reason}.`;
    return {
      kind: 'broken',
      problems: [
        {
          ...at(broken?.offset ?? 0),
          message,
          help: 'Correct it here; comments and trailing commas are allowed.',
        },
      ],
    };
  }
  const placeOf = (keys: readonly (string | number)[]): Omit<ConfigPlace, 'pattern'> =>
    at(nearest(tree, keys).offset);
  const result = configSchema.safeParse(getNodeValue(tree));
  if (!result.success)
    return {
      kind: 'broken',
      problems: result.error.issues.flatMap((issue) => problemsOf(issue, placeOf)),
    };
  const unknown = codes === null ? [] : unknownCodes(result.data, codes, placeOf);
  if (unknown.length > 0) return { kind: 'broken', problems: unknown };
  return { kind: 'file', file: { file, config: result.data, placeOf } };
}

function placeIn(file: FilePath, text: string, offset: number): Omit<ConfigPlace, 'pattern'> {
  const before = text.slice(0, offset).split(/\r\n|\r|\n/);
  return { file, line: before.length, column: (before.at(-1) ?? '').length + 1 };
}

/** Brackets in each other; settings need four. */
const deepestNesting = 100;
/**
 * Where the first bracket stands that is nested deeper, before a parser that calls itself meets it;
 * `null` for none.
 */
function placeTooDeep(text: string): number | null {
  const scanner = createScanner(text, true);
  let depth = 0;
  for (let kind = scanner.scan(); kind !== TokenKind.end; kind = scanner.scan()) {
    if (kind === TokenKind.openBrace || kind === TokenKind.openBracket) depth++;
    else if (kind === TokenKind.closeBrace || kind === TokenKind.closeBracket) depth--;
    if (depth > deepestNesting) return scanner.getTokenOffset();
  }
  return null;
}
/** Of the library's enumeration, which has no values at run time in every build of it. */
const TokenKind = { openBrace: 1, closeBrace: 2, openBracket: 3, closeBracket: 4, end: 17 };

/** `PropertyNameExpected` → `Property name expected`. */
function sentence(code: string): string {
  const words = code.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A property's place is its name, so that the reader finds it. */
function nearest(tree: Node, keys: readonly (string | number)[]): Node {
  for (let length = keys.length; length > 0; length--) {
    const node = findNodeAtLocation(tree, keys.slice(0, length));
    if (node !== undefined) return node.parent?.type === 'property' ? node.parent : node;
  }
  return tree;
}

function problemsOf(
  issue: z.core.$ZodIssue,
  placeOf: ConfigFile['placeOf'],
): readonly ConfigProblem[] {
  const keys = issue.path.map((key) => (typeof key === 'number' ? key : String(key)));
  const name = keys.join('.');
  if (issue.code === 'unrecognized_keys') {
    const known = [
      'asOf',
      'grading',
      'grades',
      'region',
      'profile',
      'severity',
      'overrides',
      'evidence',
      'files',
      'packs',
    ];
    return issue.keys.map((key) => {
      const near = suggest(key, known)[0];
      const help =
        near === undefined ? 'Remove it, or correct the spelling.' : `Did you mean "${near}"?`;
      return { ...placeOf([...keys, key]), message: `"${key}" is not a setting.`, help };
    });
  }
  const help =
    issue.code === 'invalid_value'
      ? `Use one of: ${issue.values.map((value) => `"${String(value)}"`).join(', ')}.`
      : 'Correct the value.';
  const message =
    issue.code === 'invalid_value'
      ? `"${name}" has a value that it cannot have.`
      : `"${name || 'The configuration'}": ${issue.message}.`;
  return [{ ...placeOf(keys), message, help }];
}

function unknownCodes(
  config: Config,
  { configurable, fixed }: KnownCodes,
  placeOf: ConfigFile['placeOf'],
): readonly ConfigProblem[] {
  const known = new Set(configurable);
  const layers = [
    { severity: config.severity, at: [] as (string | number)[] },
    ...(config.overrides ?? []).map((each, index) => ({
      severity: each.severity,
      at: ['overrides', index],
    })),
  ];
  return layers.flatMap(({ severity, at }) =>
    Object.keys(severity ?? {})
      .filter((code) => !known.has(code))
      .map((code) => {
        const place = placeOf([...at, 'severity', code]);
        if (fixed.includes(code))
          return {
            ...place,
            message: `"${code}" is reported whatever a configuration says.`,
            help: 'Take it out.',
          };
        const near = suggest(code, configurable)[0];
        const help =
          near === undefined
            ? 'The codes are listed in the documentation.'
            : `Did you mean "${near}"?`;
        return {
          ...place,
          message: `"${code}" is not the code of a finding.`,
          help,
        };
      }),
  );
}
