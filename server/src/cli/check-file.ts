/**
 * Checks one file as `check` does, here or in a worker: reads it, repairs it where asked, and gives
 * its result as plain data.
 */

import { createHash } from 'node:crypto';
import { type CommandLine, createEngine, type Engine } from '../checks/engine.ts';
import type { FileResult } from '../checks/result-types.ts';
import { nodeHost } from '../node/host.ts';
import { readFileBytes } from '../node/read-file.ts';
import { writeWhole } from '../node/write-file.ts';
import { type CheckedFile, checkedFile, failedFile } from '../output/portable-results.ts';
import { unifiedDiff } from '../output/unified-diff.ts';
import type { Host } from '../workspace/host.ts';
import { withSafeFixes } from './fix.ts';
import { systemReason } from './problem.ts';
import { decode } from './text.ts';

/** All that a worker needs to check files as the process that started it would. Plain data. */
export interface CheckOptions {
  /** Where the command line runs, with `/`. */
  readonly root: string;
  readonly commandLine: CommandLine;
  readonly repairs: 'none' | 'write' | 'show';
  /** Also the transitions, for an output that prints them. */
  readonly transitions: boolean;
  /** Contents that go before the disk: what git holds of staged files. */
  readonly overlay: ReadonlyMap<string, Uint8Array>;
}
/** What checking a file gave, and what would be repaired. */
export interface Checked {
  readonly file: CheckedFile;
  /** Of the text that was checked; `null` where it was not read as it stands on disk. */
  readonly textHash: string | null;
  /** What the result depends on beside the text and the configuration. */
  readonly sources: readonly string[];
  /**
   * The repairs that would be made, as a unified diff below this display name; `null` where there
   * are none.
   */
  readonly repaired: { readonly before: string; readonly after: string } | null;
}

/** Repairs can make room for others; after so many rounds the rest is left to the author. */
const mostRounds = 10;

/** A digest of a content, by which a cache knows it again. */
export const hashOf = (content: Uint8Array | string): string =>
  createHash('sha256').update(content).digest('base64url');

/** Checks the files of a run, and repairs them where that is asked for. */
export class FileChecker {
  readonly engine: Engine;
  readonly #options: CheckOptions;

  constructor(options: CheckOptions) {
    this.#options = options;
    this.engine = createEngine({
      host: withOverlay(nodeHost(), options.overlay),
      root: options.root,
      commandLine: options.commandLine,
    });
  }

  /**
   * Never rejects for what a file holds. What was read of the file is forgotten, unless it is to be
   * `kept`.
   */
  async check(path: string, kept = false): Promise<Checked> {
    let bytes: Uint8Array;
    try {
      bytes = this.#read(path);
    } catch (error) {
      return {
        file: failedFile(path, `It cannot be read: ${systemReason(error)}.`),
        textHash: null,
        sources: [],
        repaired: null,
      };
    }
    const first = await this.#checkText(path, bytes);
    const { result, repaired } =
      this.#options.repairs !== 'none' && first.error === null
        ? await this.#repair(path, bytes, first)
        : { result: first, repaired: null };
    return this.#portable(path, result, repaired === null ? hashOf(bytes) : null, repaired, kept);
  }

  /** Text that stands for a path: standard input. */
  async checkInput(path: string, bytes: Uint8Array): Promise<Checked> {
    return this.#portable(path, await this.#checkText(path, bytes), null, null, false);
  }

  #read(path: string): Uint8Array {
    const staged = this.#options.overlay.get(path);
    if (staged !== undefined) return staged;
    return readFileBytes(path);
  }

  #portable(
    path: string,
    result: FileResult,
    textHash: string | null,
    repaired: Checked['repaired'],
    kept: boolean,
  ): Checked {
    const sources = this.engine.sources(path);
    if (!kept) this.engine.close(path);
    const file = checkedFile(result, { transitions: this.#options.transitions, text: textOf });
    return { file, textHash, sources, repaired };
  }

  async #checkText(path: string, bytes: Uint8Array): Promise<FileResult> {
    const { text, problem } = decode(bytes);
    const result = await this.engine.check(path, text);
    return problem === null || result.error !== null ? result : { ...result, error: problem };
  }

  /**
   * Repairs the text until nothing safe is left to do, and writes the file once, or only shows what
   * would be written.
   */
  async #repair(
    path: string,
    bytes: Uint8Array,
    first: FileResult,
  ): Promise<{ result: FileResult; repaired: Checked['repaired'] }> {
    const { text: before, byteOrderMark } = decode(bytes);
    let after = before;
    let result = first;
    for (let round = 0; round < mostRounds; round++) {
      const next = withSafeFixes(after, result.diagnostics);
      if (next === null) break;
      after = next;
      result = await this.engine.check(path, after);
    }
    if (after === before) return { result, repaired: null };
    if (this.#options.repairs === 'show') return { result, repaired: { before, after } };
    try {
      writeWhole(path, byteOrderMark ? `\ufeff${after}` : after, this.#options.root);
    } catch (error) {
      return {
        result: { ...first, error: `The repairs cannot be written: ${systemReason(error)}.` },
        repaired: null,
      };
    }
    this.engine.invalidate(path);
    return { result, repaired: { before, after } };
  }
}

/** The repairs as a patch that `git apply` and `patch` read. */
export const patchOf = (
  shown: string,
  { before, after }: NonNullable<Checked['repaired']>,
): string => unifiedDiff(shown, before, after);

function withOverlay(host: Host, overlay: CheckOptions['overlay']): Host {
  if (overlay.size === 0) return host;
  return {
    ...host,
    async readFile(path) {
      const bytes = overlay.get(path);
      return bytes === undefined ? host.readFile(path) : { kind: 'bytes', bytes };
    },
  };
}

/** The text of another file that a finding points into; `undefined` where it cannot be read. */
export function textOf(path: string): string | undefined {
  try {
    return decode(readFileBytes(path)).text;
  } catch {
    return undefined;
  }
}
