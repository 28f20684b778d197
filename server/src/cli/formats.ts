/** The output formats of `check` for programs, by name. The code of a format loads when it is asked for. */
import type { CheckReport, Publication, Shard } from '../report/machine.ts';

/** `shard` is set for one part of the work; only the formats that `merge` reads say so. */
type Format = (publication: Publication, shard: Shard | null) => Promise<CheckReport>;

export const machineFormats = {
  json: async ({ tool, places }, shard) => new (await import('../report/json.ts')).JsonReport(tool, places, shard),
  sarif: async (publication, shard) => (await import('../report/sarif.ts')).sarifReport(publication, shard),
  github: async (publication) => (await import('../report/github.ts')).githubReport(publication),
  junit: async (publication) => (await import('../report/junit.ts')).junitReport(publication),
  gitlab: async (publication) => (await import('../report/gitlab.ts')).gitlabReport(publication),
  unix: async (publication) => (await import('../report/unix.ts')).unixReport(publication),
} as const satisfies Record<string, Format>;

export const machineFormatNames = Object.keys(machineFormats);
export const isMachineFormat = (name: string | undefined): name is keyof typeof machineFormats =>
  name !== undefined && Object.hasOwn(machineFormats, name);
export type MachineFormat = keyof typeof machineFormats;
