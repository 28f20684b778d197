/**
 * The options of a command as a table, and one reader for all of them. `node:util` splits the
 * words; this layer knows the table, so that it can say what is wrong, suggest what was meant and
 * print the help.
 */
import { type ParseArgsConfig, parseArgs } from 'node:util';
import { suggest } from '../text/names.ts';
import { UsageProblem } from './problem.ts';

/** An option as the help shows it. */
export interface Option {
  readonly name: string;
  readonly short?: string;
  /** Name of the value in the help (`DATE`); an option without it is a switch. */
  readonly value?: string;
  /** The value may be left out; it is then written with `=`, so that no operand is taken for it. */
  readonly optional?: true;
  readonly choices?: readonly string[];
  readonly help: string;
}
/** The words of a command line, read by its options. */
export interface Arguments {
  readonly operands: readonly string[];
  /** Is the switch or option given? */
  has(name: string): boolean;
  /** The value of an option; of several the last. */
  value(name: string): string | undefined;
}

/** Options that every command has. */
export const commonOptions: readonly Option[] = [
  { name: 'help', short: 'h', help: 'Show this help.' },
  { name: 'debug', help: 'Show the stack trace of an internal failure.' },
];

/**
 * Reads the words after a command. Throws a `UsageProblem` for an unknown option, a missing or
 * surplus value, or a value that is no choice.
 */
export function readArguments(
  command: string,
  options: readonly Option[],
  words: readonly string[],
): Arguments {
  const known = new Map<string, Option>();
  const config: NonNullable<ParseArgsConfig['options']> = {};
  for (const option of [...options, ...commonOptions]) {
    known.set(option.name, option);
    config[option.name] = {
      type: option.value === undefined || option.optional === true ? 'boolean' : 'string',
      ...(option.short === undefined ? {} : { short: option.short }),
    };
  }
  const { tokens } = parseArgs({
    args: [...words],
    options: config,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const values = new Map<string, string | undefined>();
  const operands: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') operands.push(token.value);
    if (token.kind !== 'option') continue;
    const option = known.get(token.name);
    if (option === undefined) throw unknownOption(command, token.rawName, [...known.keys()]);
    values.set(option.name, checkedValue(command, option, token.value, token.inlineValue === true));
  }
  return { operands, has: (name) => values.has(name), value: (name) => values.get(name) };
}

function unknownOption(command: string, written: string, names: readonly string[]): UsageProblem {
  const near = suggest(written.replace(/^-+/, ''), names)[0];
  const meant = near === undefined ? '' : ` Did you mean --${near}?`;
  return new UsageProblem(
    `${command} has no option ${written}.${meant}`,
    `See sequitur ${command} --help.`,
  );
}

function checkedValue(
  command: string,
  option: Option,
  value: string | undefined,
  inline: boolean,
): string | undefined {
  const help = `See sequitur ${command} --help.`;
  if (option.value === undefined) {
    if (value !== undefined)
      throw new UsageProblem(
        `--${option.name} takes no value, but ${JSON.stringify(value)} was given.`,
        help,
      );
    return undefined;
  }
  if (value === undefined && option.optional === true) return undefined;
  if (value === undefined || value === '' || (!inline && value.startsWith('--'))) {
    throw new UsageProblem(
      `--${option.name} needs a value: --${option.name} ${option.value}.`,
      help,
    );
  }
  if (option.choices !== undefined && !option.choices.includes(value)) {
    const near = suggest(value, option.choices)[0];
    const meant = near === undefined ? '' : ` Did you mean ${near}?`;
    throw new UsageProblem(
      `--${option.name} is ${option.choices.join(', ')}, not ${JSON.stringify(value)}.${meant}`,
      help,
    );
  }
  return value;
}

/** The options as two columns of help, wrapped at 80. */
export function describeOptions(options: readonly Option[]): string {
  const rows = options.map((option) => {
    const short = option.short === undefined ? '' : `-${option.short}, `;
    const shown = option.choices === undefined ? option.value : option.choices.join('|');
    const value =
      option.value === undefined ? '' : option.optional === true ? `[=${shown}]` : ` ${shown}`;
    return { left: `  ${short}--${option.name}${value}`, help: option.help };
  });
  const column = 26;
  return rows
    .map(({ left, help }) => {
      const text = wrapped(help, 80 - column).join(`\n${' '.repeat(column)}`);
      return left.length < column - 1
        ? `${left.padEnd(column)}${text}`
        : `${left}\n${' '.repeat(column)}${text}`;
    })
    .join('\n');
}

function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  lines.push(line);
  return lines;
}
