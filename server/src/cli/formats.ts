/**
 * The output formats of `check` for programs, by name. The code of a format loads when it is asked
 * for.
 */
import { resolve } from 'node:path';
import type { CheckReport, Publication, Shard } from '../output/machine-output.ts';
import { displayed, reportRoot } from './files.ts';

/** `shard` is set for one part of the work; only the formats that `merge` reads say so. */
type Format = (publication: Publication, shard: Shard | null) => Promise<CheckReport>;

/** Formats for programs; each is loaded when it is asked for. */
export const machineFormats = {
  json: async ({ tool, places }, shard) =>
    new (await import('../output/json.ts')).JsonReport(tool, places, shard),
  sarif: async (publication, shard) =>
    (await import('../output/sarif.ts')).sarifReport(publication, shard),
  github: async (publication) => (await import('../output/github.ts')).githubReport(publication),
  junit: async (publication) => (await import('../output/junit.ts')).junitReport(publication),
  gitlab: async (publication) => (await import('../output/gitlab.ts')).gitlabReport(publication),
  unix: async (publication) => (await import('../output/unix.ts')).unixReport(publication),
} as const satisfies Record<string, Format>;

/**
 * Code hosts read these, and know a file by its path from the root of the repository, wherever the
 * run was started.
 */
const fromRoot: ReadonlySet<string> = new Set(['sarif', 'github', 'gitlab']);

/** How a format names an absolute path, or one from the working directory. */
export function displayIn(format: string, cwd: string): (path: string) => string {
  if (!fromRoot.has(format)) return (path) => displayed(path, cwd);
  const root = reportRoot(cwd);
  return (path) => displayed(resolve(cwd, path), root);
}

/** Their names, in the order of the help. */
export const machineFormatNames = Object.keys(machineFormats);
/** Whether a word names one of them. */
export const isMachineFormat = (name: string | undefined): name is keyof typeof machineFormats =>
  name !== undefined && Object.hasOwn(machineFormats, name);
/** The name of one of them. */
export type MachineFormat = keyof typeof machineFormats;
