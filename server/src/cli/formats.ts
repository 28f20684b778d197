/** The output formats of `check` for programs, by name. The code of a format loads when it is asked for. */
import type { CheckReport, Publication } from '../report/machine.ts';

type Format = (publication: Publication) => Promise<CheckReport>;

export const machineFormats = {
  json: async ({ tool, places }) => new (await import('../report/json.ts')).JsonReport(tool, places),
  sarif: async (publication) => (await import('../report/sarif.ts')).sarifReport(publication),
  github: async (publication) => (await import('../report/github.ts')).githubReport(publication),
  junit: async (publication) => (await import('../report/junit.ts')).junitReport(publication),
  gitlab: async (publication) => (await import('../report/gitlab.ts')).gitlabReport(publication),
} as const satisfies Record<string, Format>;

export const machineFormatNames = Object.keys(machineFormats);
export const isMachineFormat = (name: string | undefined): name is keyof typeof machineFormats =>
  name !== undefined && Object.hasOwn(machineFormats, name);
