/**
 * The editor's settings for a document. They are asked per resource and kept until the editor says
 * that they changed.
 */

import type { Connection } from 'vscode-languageserver';
import { isDate } from '../evidence/dates.ts';
import { gradingIds } from '../evidence/generated/grading-ids.ts';
import type { GradingId } from '../evidence/gradings.ts';
import { type GradedThing, gradedThings } from '../workspace/settings.ts';
import type { ClientAbilities } from './client-capabilities.ts';

/** Settings of an editor for one resource. */
export interface ResourceSettings {
  readonly asOf?: string;
  readonly grading?: GradingId;
  readonly grades?: GradedThing;
  readonly inlayHints: boolean;
}

/**
 * Milliseconds after which an editor that does not answer is taken to have no settings; its next
 * change is asked again.
 */
const patience = 2000;

/** Asks an editor for its settings, once for each resource. */
export class Settings {
  readonly #connection: Connection;
  readonly #abilities: ClientAbilities;
  readonly #known = new Map<string, Promise<ResourceSettings>>();
  /** Settings that were pushed, for editors that cannot be asked. */
  #pushed: unknown;

  constructor(connection: Connection, abilities: ClientAbilities) {
    this.#connection = connection;
    this.#abilities = abilities;
    this.#pushed = section(abilities.settings);
  }

  of(uri: string): Promise<ResourceSettings> {
    let known = this.#known.get(uri);
    if (known === undefined) {
      known = this.#ask(uri);
      this.#known.set(uri, known);
    }
    return known;
  }

  forget(uri: string): void {
    this.#known.delete(uri);
  }

  /** The editor says that settings changed, and may say to what. */
  changed(settings: unknown): void {
    this.#known.clear();
    if (settings !== undefined && settings !== null) this.#pushed = section(settings);
  }

  async #ask(uri: string): Promise<ResourceSettings> {
    if (!this.#abilities.configuration) return this.#read(this.#pushed);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const silence = new Promise<'silence'>((resolve) => {
      timer = setTimeout(() => resolve('silence'), patience);
    });
    try {
      const answer: unknown = await Promise.race([
        this.#connection.workspace.getConfiguration({ scopeUri: uri, section: 'sequitur' }),
        silence,
      ]);
      if (answer !== 'silence') return this.#read(answer);
      this.#known.delete(uri);
      this.#connection.console.warn(
        `The editor did not answer within ${patience / 1000} seconds which settings ${uri} has; it is checked without.`,
      );
    } catch (error) {
      this.#connection.console.warn(
        `The editor could not say which settings ${uri} has: ${error instanceof Error ? error.message : String(error)}`,
      );
    } finally {
      clearTimeout(timer);
    }
    return { inlayHints: true };
  }

  /** Empty means not set. What cannot be meant is said in the log and left out. */
  #read(settings: unknown): ResourceSettings {
    const { asOf, grading, grades, inlayHints } = record(settings);
    const oneOf = <Value extends string>(
      allowed: readonly Value[],
      value: unknown,
      name: string,
    ): Value | undefined => {
      const found = allowed.find((one) => one === value);
      if (found === undefined && value !== undefined && value !== null && value !== '')
        this.#connection.console.warn(
          `The setting sequitur.${name} is one of ${allowed.join(', ')}; ${JSON.stringify(value)} is left out.`,
        );
      return found;
    };
    const system = oneOf(gradingIds, grading, 'grading');
    const thing = oneOf(gradedThings, grades, 'grades');
    const dated = typeof asOf === 'string' && isDate(asOf);
    if (!dated && asOf !== undefined && asOf !== null && asOf !== '')
      this.#connection.console.warn(
        `The setting sequitur.asOf is a date such as 2026-06-30; ${JSON.stringify(asOf)} is left out.`,
      );
    return {
      ...(dated ? { asOf } : {}),
      ...(system === undefined ? {} : { grading: system }),
      ...(thing === undefined ? {} : { grades: thing }),
      inlayHints: record(inlayHints).enabled !== false,
    };
  }
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value))
    : {};
}
/** Pushed settings are either ours or hold ours under our name. */
function section(settings: unknown): unknown {
  const all = record(settings);
  return all.sequitur ?? settings;
}
