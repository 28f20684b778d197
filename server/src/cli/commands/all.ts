/** The commands, in the order of the help. The code of a command loads when it runs. */
import { baselineCommand } from './baseline.ts';
import { bibliographyCommand } from './bibliography.ts';
import { checkCommand } from './check.ts';
import type { Command } from './command.ts';
import { diagramCommand } from './diagram.ts';
import { diffCommand } from './diff.ts';
import { evidenceCommand } from './evidence.ts';
import { explainCommand } from './explain.ts';
import { formatCommand } from './format.ts';
import { initCommand } from './init.ts';
import { lspCommand } from './lsp.ts';
import { matrixCommand } from './matrix.ts';
import { mergeCommand } from './merge.ts';
import { reportCommand } from './report.ts';
import { snapshotCommand } from './snapshot.ts';

/** Every command, in the order of the help. */
export const commands: readonly Command[] = [
  checkCommand,
  formatCommand,
  explainCommand,
  evidenceCommand,
  snapshotCommand,
  diffCommand,
  reportCommand,
  diagramCommand,
  matrixCommand,
  bibliographyCommand,
  baselineCommand,
  mergeCommand,
  initCommand,
  lspCommand,
];
