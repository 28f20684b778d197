/**
 * `sequitur check --print-config FILE`: every setting in force for a file, and where it was
 * written.
 */

import { codes, configurableCodes } from '../checks/catalogue/catalogue.ts';
import type { CommandLine } from '../checks/engine.ts';
import { profiles } from '../checks/profiles.ts';
import { embeddedBase } from '../evidence/base.ts';
import { nodeHost, withSlashes } from '../node/host.ts';
import { readFileBytes } from '../node/read-file.ts';
import { parse } from '../syntax/parser.ts';
import { printable } from '../text/display-width.ts';
import { Configurations, type ConfiguredSeverity } from '../workspace/config.ts';
import { type Origin, readDirectives, settingsOf } from '../workspace/settings.ts';
import type { Console } from './console.ts';
import { displayed } from './files.ts';
import { type ExitCode, exitCodes, systemReason, UsageProblem } from './problem.ts';
import { decode } from './text.ts';

interface Row {
  readonly name: string;
  readonly value: string;
  readonly from: string;
}

/** Prints the settings of a file with where each comes from. */
export async function printConfig(
  file: string,
  commandLine: CommandLine,
  json: boolean,
  console: Console,
): Promise<ExitCode> {
  const path = withSlashes(file);
  const name = displayed(file, console.cwd);
  const found = await new Configurations(nodeHost(), configurableCodes).for(path);
  if (found.kind === 'broken') {
    throw new UsageProblem(
      found.problems.map(
        (problem) =>
          `${displayed(problem.file, console.cwd)}:${problem.line}:${problem.column}: ${problem.message} ${problem.help}`,
      ),
    );
  }
  const { configuration } = found;
  const base = embeddedBase();
  const settings = settingsOf(
    readDirectives(parse(textOf(file, name)), base, () => {}),
    base,
    configuration.preset,
    commandLine,
  );
  const place = (key: string): string => {
    const at = configuration.places.get(key);
    if (at === undefined || configuration.file === null) return 'configuration';
    return `configuration  ${displayed(configuration.file, console.cwd)}:${at.line}:${at.column}${at.pattern === null ? '' : ` (for ${at.pattern})`}`;
  };
  const from = (key: string, origin: Origin): string =>
    origin === 'configuration' ? place(key) : origin;
  const severities: Readonly<Record<string, ConfiguredSeverity>> = configuration.severity;
  const rows: Row[] = [
    { name: 'evidence', value: base.release.id, from: 'embedded' },
    { name: 'asOf', value: settings.asOf.value, from: from('asOf', settings.asOf.from) },
    {
      name: 'grading',
      value: settings.grading.value,
      from: from('grading', settings.grading.from),
    },
    { name: 'grades', value: settings.grades.value, from: from('grades', settings.grades.from) },
    {
      name: 'region',
      value: settings.region.value ?? 'none',
      from: from('region', settings.region.from),
    },
    {
      name: 'profile',
      value: configuration.profile,
      from: configuration.places.has('profile') ? place('profile') : 'default',
    },
    ...configuration.packs.map((pack) => ({
      name: 'evidence.packs',
      value: displayed(pack, console.cwd),
      from: place('evidence.packs'),
    })),
    ...codes.flatMap((code) => {
      const least =
        severities[code] === undefined ? profiles[configuration.profile][code] : undefined;
      return least === undefined
        ? []
        : [
            {
              name: `severity.${code}`,
              value: `at least ${least}`,
              from: `profile ${configuration.profile}`,
            },
          ];
    }),
    ...Object.entries(severities).map(([code, severity]) => ({
      name: `severity.${code}`,
      value: severity,
      from: place(`severity.${code}`),
    })),
  ];
  if (json)
    console.out(
      `${JSON.stringify({ schema: 'sequitur-config/1', path: name, settings: rows }, null, 2)}\n`,
    );
  else console.out(`${printable(name)}\n${table(rows)}\n`);
  return exitCodes.clean;
}

function textOf(file: string, name: string): string {
  try {
    return decode(readFileBytes(file)).text;
  } catch (error) {
    throw new UsageProblem(
      `${name}: It cannot be read: ${systemReason(error)}.`,
      'The directives of the file are part of the answer.',
    );
  }
}

function table(rows: readonly Row[]): string {
  const name = Math.max(...rows.map((row) => row.name.length));
  const value = Math.max(...rows.map((row) => row.value.length));
  return rows
    .map((row) => printable(`  ${row.name.padEnd(name)}  ${row.value.padEnd(value)}  ${row.from}`))
    .join('\n');
}
